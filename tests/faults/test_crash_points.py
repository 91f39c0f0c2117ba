"""Killed at every commit of a visit and of a sync, on either side: what was told is there, and what follows agrees.

`tests.helpers.dies_at` kills the real program at a counted commit. In a usual run some of the points are taken; with `--whole`
all of them: `python3 build_scripts/test.py --tests tests/faults --whole`.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import read_attempt_now
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import find_receipt
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from kiosk.storage.journal_rows import all_entries, epochs
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.client.transport import http_send, open_client
from sync.district.district import open_district
from sync.district.founding import init_district
from sync.district.status import status as district_status
from sync.district.tickets import issue_ticket
from sync.protocol.ticket import read_ticket
from tests.helpers.pair import send_to
from tests.helpers.sampled import Sampled

ROOT: Final = Path(__file__).parents[2]
SAMPLE: Final = ROOT / "resources" / "packs" / "thanh-xuan-2023"
DIES_AT: Final = (sys.executable, "-m", "tests.helpers.dies_at")
SAMPLED: Final = 6
"""How many points of each sort a usual run takes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a district in `d` and an open kiosk enrolled with it in `k`; `port` is where the district listens."""

    folder: Path
    port: int

    def arguments(self, *words: str) -> list[str]:
        """Give a command's words with the folder they are about: the district's for "district", else the kiosk's."""
        return [*words, "--data", str(self.folder / ("d" if words[0] == "district" else "k"))]

    def kiosk(self) -> Kiosk:
        """Open the kiosk as its program does after a start."""
        return load_kiosk(self.folder / "k", system_clock(), os.urandom)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a district and a kiosk that both have nothing yet."""
    clock = system_clock()
    port = _free_port()
    init_district(tmp_path / "d", SAMPLE, clock.now().at)
    with open_district(tmp_path / "d") as district:
        ticket = read_ticket(issue_ticket(district, "00343", f"http://127.0.0.1:{port}", clock.now().at).ticket)
        kiosk = enrol(tmp_path / "k", ticket, send_to(district), clock, os.urandom)
    open_kiosk(kiosk, "officer-1")
    kiosk.store.close()
    return Place(tmp_path, port)


def test_a_visit_killed_at_every_commit(place: Place, sampled: Sampled) -> None:
    """A person's whole way, killed before and after each commit: what was told is there, and the district then agrees."""
    words = ("simulate", "--residents", "1", "--json", "--seed")
    last = _commits(place, *words, "1000")
    assert last > len(("started", "20 answers", "finished", "receipt"))
    for seed, (when, number) in enumerate(sampled(_points(last), SAMPLED), 1):
        died, told = _run(when, number, *place.arguments(*words, str(seed)))
        assert died
        kiosk = place.kiosk()
        _assert_told_is_there(kiosk, told)
        kiosk.store.close()
    _assert_both_agree(place)


def test_a_sync_killed_at_every_commit_of_the_kiosk(place: Place, sampled: Sampled) -> None:
    """The kiosk dies in the middle of a round, again and again: the district has each entry once, and both agree."""
    with _served(place):
        _simulated(place, seed=1000)
        last = _commits(place, "sync", "--json")
        for seed, (when, number) in enumerate(sampled(_points(last), SAMPLED), 1):
            _simulated(place, seed)
            _run(when, number, *place.arguments("sync", "--json"))
            _assert_both_agree(place)


def test_a_sync_killed_at_every_commit_of_the_district(place: Place, sampled: Sampled) -> None:
    """The district dies in the middle of a batch, again and again: nothing acknowledged is missing after it comes back."""
    for seed, (when, number) in enumerate(sampled(_points(4), SAMPLED), 1):
        _simulated(place, seed)
        held = kiosk_status(place.kiosk()).journal.acknowledged
        with _served(place, when, number), suppress(Refused):
            _round(place)
        kiosk = place.kiosk()
        acknowledged = kiosk_status(kiosk).journal.acknowledged
        assert acknowledged >= held
        with open_district(place.folder / "d") as district:
            assert district_status(district).entries >= acknowledged, "what was acknowledged is on the district's disk"
        _assert_both_agree(place)


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_every_printed_step_is_there(place: Place, seed: int, sampled: Sampled) -> None:
    """SIGKILL at a random moment, not at a commit; with `--whole` two times a hundred deaths."""
    chance = random.Random(seed)
    for death in sampled(range(100), 4, seed):
        after = chance.randrange(1, 60)
        words = place.arguments("simulate", "--residents", "50", "--json", "--seed", str(seed * 1000 + death))
        told: list[dict[str, Any]] = []
        with subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as ran:
            assert ran.stdout is not None
            for line in ran.stdout:
                told.append(json.loads(line))
                if len(told) == after:
                    ran.kill()
        assert len(told) >= after, "it was killed while it ran, not before it began"
        kiosk = place.kiosk()
        _assert_told_is_there(kiosk, told)
        kiosk.store.close()
    _assert_both_agree(place)


def _points(last: int) -> list[tuple[str, int]]:
    """Give the points to die at: before and after every commit up to `last`."""
    return [(when, number) for number in range(1, last + 1) for when in ("before", "after")]


def _run(when: str, number: int, *arguments: str) -> tuple[bool, list[dict[str, Any]]]:
    """Run `tramthi` up to its N-th commit; tell whether it died there, and what it had printed."""
    ran = subprocess.run(
        [*DIES_AT, when, str(number), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr
    return ran.returncode != 0, [json.loads(line) for line in ran.stdout.splitlines()]


def _commits(place: Place, *words: str) -> int:
    """Count the commits of one undisturbed run of a command."""
    arguments = place.arguments(*words)
    ran = subprocess.run([*DIES_AT, "count", "0", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(ran.stderr.splitlines()[-1])


def _simulated(place: Place, seed: int) -> None:
    kiosk = place.kiosk()
    assert list(simulate(kiosk, 1, seed, is_load=True))
    kiosk.store.close()


@contextmanager
def _served(place: Place, when: str = "count", number: int = 0) -> Iterator[None]:
    """Serve the district in a process of its own, which may die at a commit."""
    words = place.arguments("district", "serve", "--port", str(place.port))
    command = [*DIES_AT, when, str(number), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()  # said once it listens, or the end of a process that died before
        yield
        server.terminate()


def _round(place: Place) -> None:
    kiosk = place.kiosk()
    try:
        with open_client(kiosk.enrolment.url) as client:
            sync_once(kiosk, http_send(client))
    finally:
        kiosk.store.close()


def _assert_told_is_there(kiosk: Kiosk, told: list[dict[str, Any]]) -> None:
    """Each printed step is in the database, every chain holds, receipts have no gaps."""
    for each in told:
        attempt = read_attempt_now(kiosk, each["attempt"])
        if each["step"] == "answered":
            assert each["question"] in attempt.answers
        if each["step"] in ("finished", "receipt"):
            assert attempt.state is State.FINISHED
        if each["step"] == "receipt":
            assert find_receipt(kiosk, each["code"]).number == each["number"]
    assert all(chain_fault(all_entries(kiosk.store, epoch)) is None for epoch in epochs(kiosk.store))
    receipts = kiosk_status(kiosk).receipts
    assert receipts.issued == receipts.last_number


def _assert_both_agree(place: Place) -> None:
    """After a round without any fault the district has every entry once and counts the same attempts."""
    kiosk = place.kiosk()
    with open_district(place.folder / "d") as district:
        assert sync_once(kiosk, send_to(district)).waiting == 0
        here, there = kiosk_status(kiosk), district_status(district)
        assert (there.attempts.started, there.attempts.finished) == (here.attempts.started, here.attempts.finished)
        assert there.entries == here.journal.entries == here.journal.acknowledged
        assert (there.integrity, there.forks) == ("ok", 0)
    kiosk.store.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
