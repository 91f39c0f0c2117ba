"""A kiosk that never sees a network does its whole job by stick: from its ticket to its receipts at the district."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.admission import is_used_up
from kiosk.services.kiosk import Kiosk, with_newest_pack
from kiosk.services.opening import day_state, open_kiosk
from kiosk.services.orders import district_settings, obey_newest_order
from kiosk.services.staff import roster
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from kiosk.storage.place_rows import newest_number
from sync.client.enrolment import ask_by_stick, enrol_by_stick
from sync.client.stick import StickImport, export_stick, import_stick
from sync.district.district import District
from sync.district.documents import publish_exclusions, publish_pack
from sync.district.enrolment import revoke
from sync.district.orders import issue_order, publish_settings
from sync.district.status import status
from sync.district.sticks import receive_stick
from sync.protocol.messages import EXCLUSIONS_TYPE
from sync.protocol.ticket import read_ticket
from tests.helpers.district import enrolled, new_district
from tests.helpers.pair import a_ticket


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Give a district that is not served anywhere."""
    with new_district(tmp_path / "district", system_clock().now().at) as (district, _):
        yield district


@pytest.fixture
def kiosk(district: District, tmp_path: Path) -> Iterator[Kiosk]:
    """Give a kiosk enrolled by two files, open for the day."""
    ticket, folder, stick = read_ticket(a_ticket(district, "")), tmp_path / "kiosk", tmp_path / "stick.tramthi"
    ask_by_stick(folder, ticket, stick, system_clock(), os.urandom)
    stick.write_bytes(receive_stick(district, stick.read_bytes(), system_clock().now().at).reply)
    kiosk = enrol_by_stick(folder, ticket, stick, system_clock(), os.urandom)
    open_kiosk(kiosk, "officer")
    yield kiosk
    kiosk.store.close()


@pytest.fixture
def carry(district: District, kiosk: Kiosk, tmp_path: Path) -> Callable[[], StickImport]:
    """Carry a stick to the district and back, and give what it brought."""

    def carried() -> StickImport:
        there, back = tmp_path / "there.tramthi", tmp_path / "back.tramthi"
        export_stick(kiosk, there)
        received = receive_stick(district, there.read_bytes(), system_clock().now().at)
        assert received.refused == ()
        back.write_bytes(received.reply)
        return import_stick(kiosk, back)

    return carried


def test_its_residents_arrive_with_their_receipts(
    district: District, kiosk: Kiosk, carry: Callable[[], StickImport]
) -> None:
    """Every attempt and every receipt, and the kiosk knows that they did."""
    for _ in simulate(kiosk, 20, 1):
        pass
    brought = carry()
    assert brought.waiting == 0
    assert status(district).attempts.finished == 20
    assert status(district).receipts == kiosk_status(kiosk).receipts.issued == 20


def test_everything_the_district_publishes_comes(
    district: District, kiosk: Kiosk, carry: Callable[[], StickImport]
) -> None:
    """A newer pack, a roster with new staff, exclusions, whose attempts are used up elsewhere, settings, an order."""
    now = system_clock().now().at
    carry()
    staff = len(roster(kiosk))
    other = enrolled(district, 5, now=now)
    publish_pack(district, replace(kiosk.pack, head=replace(kiosk.pack.head, version=2)), now)
    publish_exclusions(district, [b"\x01\x02\x03\x04"], now)
    publish_settings(district, "roll80", 2, now)
    started = other.start(1)
    other.finish(started)
    for _ in range(other.pack.rules.attempts.per_entrant - 1):
        other.finish(other.start(1))
    other.send(district)
    issue_order(district, "pause", now, unit_code="00343")
    assert carry().documents == 6
    assert with_newest_pack(kiosk).pack.version == 2
    assert len(roster(kiosk)) > staff
    assert newest_number(kiosk.store, EXCLUSIONS_TYPE) == 1
    assert is_used_up(kiosk, started.fingerprint)
    settings = district_settings(kiosk)
    assert settings is not None
    assert settings.paper == "roll80"
    assert obey_newest_order(kiosk) == "obeyed"
    assert day_state(kiosk) == "paused"
    issue_order(district, "open", now, kiosk=kiosk.id)
    carry()
    assert obey_newest_order(kiosk) == "obeyed"
    assert day_state(kiosk) == "open"
    assert carry().documents == 0


def test_its_revocation_comes_by_stick_too(district: District, kiosk: Kiosk, tmp_path: Path) -> None:
    """The reply says so, the order to stop lies beside it, and nobody can start any more."""
    there, back = tmp_path / "there.tramthi", tmp_path / "back.tramthi"
    revoke(district, kiosk.id, system_clock().now().at)
    export_stick(kiosk, there)
    back.write_bytes(receive_stick(district, there.read_bytes(), system_clock().now().at).reply)
    with pytest.raises(Refused, match="revoked"):
        import_stick(kiosk, back)
    assert obey_newest_order(kiosk) == "obeyed"
    assert day_state(kiosk) == "paused"
