"""What the tests of the kiosk's end share: a kiosk and its district."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import system_clock
from sync.client.enrolment import enrol
from sync.district.district import open_district
from sync.district.founding import init_district
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK, QUICK
from tests.helpers.pair import Pair, a_ticket, send_to


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Give a kiosk and its district."""
    init_district(tmp_path / "district", PACK, system_clock().now().at, stretching=QUICK)
    with open_district(tmp_path / "district") as district:
        ticket = read_ticket(a_ticket(district))
        kiosk = enrol(tmp_path / "kiosk", ticket, send_to(district), system_clock(), os.urandom)
        yield Pair(kiosk, district)
        kiosk.store.close()
