"""Becoming a kiosk without any network: a request on a stick, an answer on a stick."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.storage.device_key import FILE_NAMES, read_key_files
from kiosk.storage.durable_file import write_durably
from sync.client.enrolment import ask_by_stick, enrol_by_stick
from sync.district.district import District
from sync.district.sticks import receive_stick
from sync.protocol.bundle import write_bundle
from sync.protocol.ticket import Ticket, read_ticket
from tests.helpers.district import new_district
from tests.helpers.pair import a_ticket


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Give a district."""
    with new_district(tmp_path / "district", system_clock().now().at) as (district, _):
        yield district


def _ask(folder: Path, ticket: Ticket) -> Path:
    ask_by_stick(folder, ticket, folder.parent / "request.tramthi", system_clock(), os.urandom)
    return folder.parent / "request.tramthi"


def _answer(district: District, request: Path, name: str = "answer.tramthi") -> Path:
    received = receive_stick(district, request.read_bytes(), system_clock().now().at)
    assert (received.batches, received.enrolled, received.refused) == (0, 1, ())
    write_durably(request.parent / name, received.reply)
    return request.parent / name


def test_a_request_there_and_an_answer_back(district: District, tmp_path: Path) -> None:
    """The kiosk has its pack and roster; asked and answered twice, it is the same kiosk; once in, it stays."""
    ticket, folder = read_ticket(a_ticket(district, "")), tmp_path / "kiosk"
    first = _answer(district, _ask(folder, ticket), "first.tramthi")
    second = _answer(district, _ask(folder, ticket))
    kiosk = enrol_by_stick(folder, ticket, second, system_clock(), os.urandom)
    assert kiosk.enrolment.url == ""
    assert kiosk.id.startswith("00343-")
    assert kiosk.pack.id == "thanh-xuan-2023"
    kiosk.store.close()
    for act in (
        lambda: enrol_by_stick(folder, ticket, first, system_clock(), os.urandom),
        lambda: _ask(folder, ticket),
    ):
        with pytest.raises(Refused, match="enrolled_already"):
            act()


def test_only_the_answer_meant_for_this_kiosk_counts(district: District, tmp_path: Path) -> None:
    """Not another machine's, not another district's, not one that is damaged, cut or none; then the right one still does."""
    ticket, folder = read_ticket(a_ticket(district, "")), tmp_path / "one" / "kiosk"
    folder.mkdir(parents=True)
    right = _answer(district, _ask(folder, ticket))
    other_ticket, other_folder = read_ticket(a_ticket(district, "")), tmp_path / "two" / "kiosk"
    other_folder.mkdir(parents=True)
    others = _answer(district, _ask(other_folder, other_ticket))
    with new_district(tmp_path / "elsewhere", system_clock().now().at) as (elsewhere, _):
        foreign_ticket, foreign_folder = read_ticket(a_ticket(elsewhere, "")), tmp_path / "three" / "kiosk"
        foreign_folder.mkdir(parents=True)
        foreign = _answer(elsewhere, _ask(foreign_folder, foreign_ticket))
    nothing, cut = tmp_path / "nothing.tramthi", tmp_path / "cut.tramthi"
    nothing.write_bytes(write_bundle([]))
    cut.write_bytes(right.read_bytes()[:-5])
    for place, code in (
        (others, "certificate_of_other_key"),
        (foreign, "district_not_of_ticket"),
        (nothing, "answer_missing"),
        (cut, "bundle_damaged"),
        (tmp_path / "none.tramthi", "stick_unreadable"),
    ):
        with pytest.raises(Refused, match=code):
            enrol_by_stick(folder, ticket, place, system_clock(), os.urandom)
    enrol_by_stick(folder, ticket, right, system_clock(), os.urandom).store.close()


def test_a_ticket_lets_one_machine_in(district: District, tmp_path: Path) -> None:
    """A request found on the stick and carried by another machine's key finds the ticket used."""
    ticket = read_ticket(a_ticket(district, ""))
    for number, expected in enumerate(((1, ()), (0, ("ticket_used",)))):
        folder = tmp_path / str(number) / "kiosk"
        folder.mkdir(parents=True)
        received = receive_stick(district, _ask(folder, ticket).read_bytes(), system_clock().now().at)
        assert (received.enrolled, received.refused) == expected


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_key_file_lost_between_asking_and_answering_is_mended(district: District, tmp_path: Path, name: str) -> None:
    """The answer is for that key; with both files damaged it is said, and no other key is made over them."""
    ticket, folder = read_ticket(a_ticket(district, "")), tmp_path / "kiosk"
    answer = _answer(district, _ask(folder, ticket))
    for each in FILE_NAMES:
        shutil.copy(folder / each, tmp_path / each)
        (folder / each).write_bytes(b"spoilt")
    with pytest.raises(Refused, match="device_key_damaged"):
        enrol_by_stick(folder, ticket, answer, system_clock(), os.urandom)
    (folder / name).write_bytes((tmp_path / name).read_bytes())
    enrol_by_stick(folder, ticket, answer, system_clock(), os.urandom).store.close()
    assert [each.keys for each in read_key_files(folder)] == [read_key_files(tmp_path)[0].keys] * 2
