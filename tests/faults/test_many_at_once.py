"""Several programs at one kiosk, and a district that is away for days: nothing is lost, doubled, or waited for by a person."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.kiosk import load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.client.transport import http_send, open_client
from sync.district.district import open_district
from sync.district.founding import init_district
from sync.district.server import serving
from sync.district.status import status, verify_journals
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK
from tests.helpers.pair import a_ticket, send_to
from tests.helpers.waiting import ENDS_WITHIN_S

ROOT: Final = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a district in `district`."""
    init_district(tmp_path / "district", PACK, system_clock().now().at)
    return tmp_path


def test_two_agents_sync_while_residents_take_part(folder: Path) -> None:
    """Two programs sync one kiosk again and again while a third writes: one journal, each entry once, nothing refused."""
    with open_district(folder / "district") as district, serving(district, system_clock()) as url:
        kiosk = enrol(folder / "k", read_ticket(a_ticket(district, url)), send_to(district), system_clock(), os.urandom)
        open_kiosk(kiosk, "officer-1")
        words = [sys.executable, "-m", "kiosk"]
        writing = [*words, "simulate", "--residents", "12", "--data", str(folder / "k"), "--json"]
        syncing = [*words, "sync", "--data", str(folder / "k"), "--json"]
        with subprocess.Popen(writing, cwd=ROOT, stdout=subprocess.DEVNULL) as writer:
            codes: list[int] = []
            while writer.poll() is None or len(codes) < 2:
                agents = [subprocess.Popen(syncing, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(2)]
                codes += [each.wait(ENDS_WITHIN_S) for each in agents]
        assert set(codes) == {0}
        with open_client(url) as client:
            assert sync_once(kiosk, http_send(client)).waiting == 0
        here, there = kiosk_status(kiosk), status(district)
        assert (there.attempts.finished, there.entries) == (12, here.journal.entries)
        assert (there.forks, there.integrity, verify_journals(district)) == (0, "ok", ())
        kiosk.store.close()


def test_a_district_that_is_away_for_days_gets_everything_at_once(folder: Path) -> None:
    """Days of rounds that fail cost the kiosk nothing, are told truly, and end with the first round that succeeds."""
    with open_district(folder / "district") as district:
        kiosk = enrol(folder / "k", read_ticket(a_ticket(district)), send_to(district), system_clock(), os.urandom)

        def away(_path: str, _envelope: bytes) -> bytes:
            raise Refused("district_unreachable")

        for day in range(5):
            assert list(simulate(kiosk, 2, day, is_load=True))
            with pytest.raises(Refused, match="district_unreachable"):
                sync_once(kiosk, away)
            told = kiosk_status(kiosk)
            assert (told.last_sync.ok, told.last_sync.error, told.last_sync.at) == (False, "district_unreachable", None)
            assert told.journal.acknowledged == 0
        report = sync_once(kiosk, send_to(district))
        assert (report.waiting, report.sent) == (0, kiosk_status(kiosk).journal.entries)
        assert status(district).attempts.finished == 10
        kiosk.store.close()


def test_a_kiosk_is_loaded_twice_without_harm(folder: Path) -> None:
    """A command beside the window reads and writes the same database: both see what the other committed."""
    with open_district(folder / "district") as district:
        first = enrol(folder / "k", read_ticket(a_ticket(district)), send_to(district), system_clock(), os.urandom)
        second = load_kiosk(folder / "k", system_clock(), os.urandom)
        assert list(simulate(first, 1, 1, is_load=True))
        assert list(simulate(second, 1, 2, is_load=True))
        assert kiosk_status(first).attempts.finished == kiosk_status(second).attempts.finished == 2
        assert kiosk_status(first).receipts.last_number == 2
        assert sync_once(second, send_to(district)).waiting == 0
        first.store.close()
        second.store.close()
