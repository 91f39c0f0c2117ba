"""A kiosk written from docs/protocol.md alone does everything with a real district, over real HTTP."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kiosk.clock import system_clock
from sync.district.district import District, open_district
from sync.district.founding import init_district
from sync.district.orders import issue_order
from sync.district.receipts import verify_receipt
from sync.district.server import serving
from sync.district.status import status, verify_journals
from sync.district.store.attempt_rows import AttemptFilter, list_attempts
from sync.district.store.kiosk_rows import newest_alarms
from tests.helpers.another_kiosk import AnotherKiosk
from tests.helpers.district import PACK, QUICK
from tests.helpers.pair import a_ticket


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Give a district."""
    init_district(tmp_path / "district", PACK, system_clock().now().at, stretching=QUICK)
    with open_district(tmp_path / "district") as opened:
        yield opened


@pytest.fixture
def kiosk(district: District) -> Iterator[AnotherKiosk]:
    """Give the other kiosk, enrolled over the network."""
    with serving(district, system_clock()) as url, httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        yield AnotherKiosk(a_ticket(district, url), client)


def test_a_visit_counts_at_the_district(kiosk: AnotherKiosk, district: District) -> None:
    """The paper is drawn and scored there to the same points, nothing is refused, and the receipt proves itself."""
    text = kiosk.visit("001185000001")
    assert (kiosk.sync(), kiosk.refused) == ([""], [])
    (row,) = list_attempts(district.store, AttemptFilter(), 10, 0)
    assert (row.state, row.differs, row.question_count) == ("finished", 0, 20)
    assert (row.points, row.correct) == (row.claimed_points, row.claimed_correct)
    proven = verify_receipt(district, text)
    assert (proven.is_proven, proven.has_arrived, proven.number) == (True, True, 1)
    assert newest_alarms(district.store, 10) == ()


def test_documents_come_down(kiosk: AnotherKiosk, district: District) -> None:
    """The pack and the roster with the enrolment, an order with the next round, once."""
    assert (kiosk.held("pack"), kiosk.held("roster")) == (1, 1)
    issue_order(district, "pause", system_clock().now().at, kiosk=kiosk.id)
    kiosk.sync()
    assert kiosk.disk.documents["order"][1][3:] == ["pause", kiosk.id, kiosk.unit]
    kiosk.visit("001185000001")
    kiosk.visit("001185000001")
    kiosk.visit("001185000001")
    kiosk.sync()
    number, used_up = kiosk.disk.documents["used-up"]
    assert (number, used_up[3]) == (1, [kiosk.fingerprint("001185000001")[:4]])


@pytest.mark.parametrize("meanwhile", [1, 170])
def test_an_old_copy_put_back_loses_nothing(kiosk: AnotherKiosk, district: District, meanwhile: int) -> None:
    """Whether the place where both part lies in the next batch or far before it: one alarm, all of both histories."""
    kiosk.visit("001185000001")
    kiosk.sync()
    old = kiosk.copied()
    for _ in range(meanwhile):
        kiosk.visit("001185000002")
    kiosk.sync()
    kiosk.disk = old
    for _ in range(meanwhile):
        kiosk.visit("001185000003")
    assert "forked" in kiosk.sync()
    kiosk.visit("001185000001")
    kiosk.sync()
    told = status(district)
    assert (told.attempts.finished, told.forks, verify_journals(district)) == (2 + 2 * meanwhile, 1, ())
    assert (max(kiosk.disk.epochs), kiosk.refused[0][1]) == (2, "forked")


def test_a_copy_that_wrote_nothing_is_told(kiosk: AnotherKiosk, district: District) -> None:
    """The district is ahead: it opens an epoch before anybody writes at a number that is taken."""
    old = kiosk.copied()
    kiosk.visit("001185000001")
    kiosk.sync()
    kiosk.disk = old
    assert kiosk.sync() == ["ahead", ""]
    kiosk.visit("001185000002")
    kiosk.sync()
    assert (status(district).attempts.finished, status(district).forks) == (2, 1)
