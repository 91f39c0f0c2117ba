"""What only a PostgreSQL server can do to the district: be gone, cut a connection, let two programs write at once."""

import asyncio
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from sync.district.district import ADDRESS_NAME, District, open_district
from sync.district.documents import publish_pack
from sync.district.founding import init_district
from sync.district.orders import issue_order
from sync.district.receiving import receive
from sync.district.rescoring import rescore
from sync.district.status import status
from sync.district.store.attempt_rows import read_attempts
from sync.district.store.database import open_store
from sync.district.store.document_rows import insert_document
from sync.district.store.person_rows import PersonRow, insert_person, read_person
from sync.district.threads import StoreThread
from sync.protocol.messages import ORDERS_TYPE
from tests.helpers.district import NOW, PACK, corrected, enrolled, new_district
from tests.helpers.postgres import PostgresServer
from tests.helpers.waiting import COMES_WITHIN_S

pytestmark = pytest.mark.needs("postgresql")


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh database with the district's tables."""
    made = postgres.fresh_database()
    yield made
    postgres.drop(made)


@pytest.fixture
def here(tmp_path: Path, url: str) -> Iterator[District]:
    """A district whose database is on the server."""
    with new_district(tmp_path / "district", database=url) as (opened, _):
        yield opened


def cut_connections(url: str) -> None:
    """Let the server end every connection to a database but the one that asks."""
    store = open_store(url)
    store.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    store.close()


@pytest.mark.parametrize("way", ["argument", "file", "environment"])
def test_the_commands_work_on_a_server(tmp_path: Path, url: str, way: str) -> None:
    """The address is given once, in any of three ways, kept for its owner only, and never printed."""
    (tmp_path / "address").write_text(f"{url}\n", encoding="utf-8")
    given = {"argument": ["--database", url], "file": ["--database", f"@{tmp_path / 'address'}"], "environment": []}[
        way
    ]
    environment = {**os.environ, **({"TRAMTHI_DATABASE": url} if way == "environment" else {})}
    command = [sys.executable, "-m", "kiosk", "district"]
    where = ["--data", str(tmp_path / "district"), "--json"]
    made = subprocess.run(
        [*command, "init", *given, *where], env=environment, capture_output=True, text=True, check=True
    )
    assert url not in made.stdout + made.stderr
    kept = tmp_path / "district" / ADDRESS_NAME
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not (tmp_path / "district" / "district.sqlite").exists()
    told = subprocess.run([*command, "status", *where], capture_output=True, text=True, check=True)
    assert (json.loads(told.stdout)["kiosks"], json.loads(told.stdout)["integrity"]) == (0, "ok")


def test_a_server_that_holds_a_district_gets_no_second(tmp_path: Path, here: District, url: str) -> None:
    """What is there stays as it was, and nothing is left of the try."""
    with pytest.raises(Refused, match="database_not_empty"):
        init_district(tmp_path / "second", PACK, NOW, url)
    assert not (tmp_path / "second").exists()
    assert len(here.store.rows("SELECT login FROM person")) == 1


def test_a_failed_founding_can_be_repeated(tmp_path: Path, url: str) -> None:
    """Nothing but empty tables is left where the pack was no pack."""
    (tmp_path / "pack").mkdir()
    with pytest.raises(Refused, match="pack_part_missing"):
        init_district(tmp_path / "district", tmp_path / "pack", NOW, url)
    init_district(tmp_path / "district", PACK, NOW, url)


@pytest.mark.parametrize("wrong", ["postgresql://[", "mysql://host/name", "postgresql://host/name?nonsense=1"])
def test_an_address_that_is_none_is_told(wrong: str) -> None:
    """And never quoted: it may hold a password."""
    with pytest.raises(Refused, match="database_url_unknown") as caught:
        open_store(wrong)
    assert wrong not in str(caught.value)


def test_a_server_that_is_not_there_is_told(postgres: PostgresServer) -> None:
    """Wrong port or no such database."""
    for nowhere in ("postgresql://tramthi@127.0.0.1:1/name", postgres.url("nothing-of-this-name")):
        with pytest.raises(Refused, match="database_unreachable"):
            open_store(nowhere)


def test_a_database_of_a_later_program_or_another_encoding_is_left_alone(postgres: PostgresServer, url: str) -> None:
    """Refused rather than read wrongly."""
    store = open_store(url)
    with store.transaction():
        store.execute("UPDATE form SET version = 99")
    store.close()
    with pytest.raises(Refused, match="database_newer found=99"):
        open_store(url)
    postgres.run("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    with pytest.raises(Refused, match="database_not_utf8 found=LATIN1"):
        open_store(postgres.url("latin"))
    postgres.drop(postgres.url("latin"))


def test_many_programs_may_make_the_tables_at_once(postgres: PostgresServer) -> None:
    """One makes them, the others wait and find them."""
    empty = postgres.fresh_database("template1")

    def entries(_: int) -> int:
        store = open_store(empty)
        try:
            return len(store.rows("SELECT * FROM entry"))
        finally:
            store.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(entries, range(4))) == [0] * 4
    postgres.drop(empty)


def test_a_cut_connection_costs_one_question(here: District, url: str) -> None:
    """The act is refused as the place's fault; the next one opens a new connection."""
    sender = enrolled(here)
    sender.visit()
    cut_connections(url)
    with pytest.raises(Refused, match="database_unreachable"):
        sender.send(here)
    assert sender.send(here).seq == 3


def test_a_connection_cut_inside_a_transaction_leaves_nothing(here: District, url: str) -> None:
    """Half of a transaction is none."""

    def cut_half_way() -> None:
        with here.store.transaction():
            insert_person(here.store, PersonRow("half", "half", "administrator", "", 0))
            cut_connections(url)
            insert_person(here.store, PersonRow("other", "other", "administrator", "", 0))

    with pytest.raises(Refused, match="database_unreachable"):
        cut_half_way()
    assert read_person(here.store, "half") is None


def test_text_that_the_server_cannot_hold_is_refused(here: District) -> None:
    """A zero character: no honest kiosk and no form has one."""
    with pytest.raises(Refused, match="text_impossible"):
        read_person(here.store, "a\0b")


def test_who_comes_second_is_told_and_does_it_again(here: District) -> None:
    """A unique constraint decides; the act that lost is done anew and sees what the other wrote."""
    person, tries = PersonRow("same", "same", "administrator", "", 0), 0

    def claim() -> str:
        nonlocal tries
        tries += 1
        with here.store.transaction():
            if tries > 1 and read_person(here.store, person.login):
                return "was there"
            insert_person(here.store, person)
            return "mine"

    with here.store.transaction():
        insert_person(here.store, person)
    with pytest.raises(Refused, match="database_conflict"):
        claim()
    tries = 0
    thread = StoreThread(here, "test")
    assert asyncio.run(thread.run(claim)) == "was there"
    assert tries == 2
    thread.close()


def test_two_programs_and_sixteen_senders_make_one_journal(here: District) -> None:
    """Two districts on one database receive the same batches at once."""
    sender = enrolled(here)
    for _ in range(40):
        sender.visit()
    envelopes = [sender.envelope(first, 60) for first in (1, 31, 61)] * 6
    with open_district(here.folder) as other, ThreadPoolExecutor(16) as pool:

        def send(number: int) -> int:
            program = other if number % 2 else here
            try:
                return sender.read(receive(program, envelopes[number], NOW)).seq
            finally:
                program.close()

        seqs = list(pool.map(send, range(len(envelopes))))
    assert max(seqs) == 120
    assert status(here).entries == 120
    assert status(here).receipts == 40
    assert status(here).integrity == "ok"


def test_scoring_again_waits_for_what_a_kiosk_is_saying(here: District, url: str) -> None:
    """A void that is being received is not written over by a row that was read before it."""
    sender = enrolled(here)
    started = sender.start()
    finished = sender.finish(started, right=10)
    sender.send(here)
    question, chosen = next(iter(finished.answers.items()))
    publish_pack(here, corrected(sender.pack, question, lambda each: replace(each, correct=(chosen + 1) % 4)), NOW)
    sender.void(started.attempt)
    with open_district(here.folder) as other, ThreadPoolExecutor(1) as pool:

        def score_again() -> int:
            try:
                return rescore(other, NOW).attempts
            finally:
                other.close()

        with here.store.transaction():
            sender.send(here)
            scoring = pool.submit(score_again)
            _wait_for_a_lock(url)
        assert scoring.result(COMES_WITHIN_S) == 1
    row = read_attempts(here.store, sender.id, [started.attempt])[started.attempt]
    assert (row.state, row.correct) == ("voided", 9)


def _wait_for_a_lock(url: str) -> None:
    """Wait until somebody waits for what another transaction holds."""
    looking = open_store(url)
    ends_s = time.monotonic() + COMES_WITHIN_S
    while not looking.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert time.monotonic() < ends_s
    looking.close()


def test_two_programs_never_give_one_number_twice(here: District) -> None:
    """Orders about different kiosks, counted at once: the second is told, and counts again."""
    sender, second = enrolled(here), enrolled(here, seed=2)
    number = issue_order(here, "pause", NOW, kiosk=sender.id).number
    with pytest.raises(Refused, match="database_conflict"), here.store.transaction():
        insert_document(here.store, ORDERS_TYPE, second.id, number, b"", 0)
