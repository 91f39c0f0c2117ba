"""A kiosk obeys its district between visits: each order once, what it holds shut stays shut, and staff are told why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.hold import BY_DISTRICT, district_hold
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import close_kiosk, day_state, open_kiosk, pause_kiosk
from kiosk.services.orders import district_settings, obey_newest_order
from sync.client.rounds import take_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ORDERS_TYPE, SETTINGS_TYPE, KioskSettings, Order, encode
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration

FAR_US = 4 * 10**15


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """Give an open kiosk."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer")
    yield kiosk
    kiosk.store.close()


def _order(kiosk: Kiosk, number: int, act: OrderAct, unit: str = "") -> None:
    order = Order(number, 0, FAR_US, act, "" if unit else kiosk.id, unit or kiosk.enrolment.unit)
    assert take_document(kiosk, close_envelope(DISTRICT, ORDERS_TYPE, encode(order)))


def _kinds(kiosk: Kiosk) -> list[str]:
    return [row[0] for row in kiosk.store.rows("SELECT kind FROM entry ORDER BY epoch, seq")]


@pytest.mark.parametrize(
    ("act", "state", "code"),
    [
        ("pause", "paused", "paused_by_district"),
        ("close", "closed", "closed_by_district"),
        ("revoke", "paused", "revoked_by_district"),
    ],
)
def test_an_order_shuts_the_kiosk_and_staff_cannot_open_it(kiosk: Kiosk, act: OrderAct, state: str, code: str) -> None:
    """Once, in the journal, also after a restart; staff read who holds it."""
    _order(kiosk, 1, act)
    assert obey_newest_order(kiosk) == "obeyed"
    assert obey_newest_order(kiosk) is None
    assert _kinds(kiosk)[-1] == "order_obeyed"
    kiosk.store.close()
    again = load_kiosk(kiosk.folder, kiosk.clock, kiosk.randomness)
    assert (day_state(again), district_hold(again)) == (state, act)
    with pytest.raises(Refused, match=code):
        open_kiosk(again, "officer")
    again.store.close()


@pytest.mark.parametrize("act", ["pause", "close"])
def test_an_order_opens_again_what_an_order_shut(kiosk: Kiosk, act: OrderAct) -> None:
    """And then staff are free to pause and open as before."""
    _order(kiosk, 1, act, kiosk.enrolment.unit)
    assert obey_newest_order(kiosk) == "obeyed"
    _order(kiosk, 2, "open", kiosk.enrolment.unit)
    assert obey_newest_order(kiosk) == "obeyed"
    assert (day_state(kiosk), district_hold(kiosk)) == ("open", "")
    assert _kinds(kiosk)[-2:] == ["order_obeyed", "kiosk_opened"]
    pause_kiosk(kiosk, "officer")
    open_kiosk(kiosk, "officer")


def test_an_order_does_not_open_what_staff_closed(kiosk: Kiosk) -> None:
    """It only takes the hold away: who opens a day answers for it."""
    close_kiosk(kiosk, "officer")
    _order(kiosk, 1, "pause")
    assert obey_newest_order(kiosk) == "obeyed"
    with pytest.raises(Refused, match="paused_by_district"):
        open_kiosk(kiosk, "officer")
    _order(kiosk, 2, "open")
    assert obey_newest_order(kiosk) == "obeyed"
    assert day_state(kiosk) == "closed"
    open_kiosk(kiosk, "officer")


def test_a_revoked_kiosk_never_opens_again(kiosk: Kiosk) -> None:
    """Not even by an order."""
    _order(kiosk, 1, "revoke")
    assert obey_newest_order(kiosk) == "obeyed"
    _order(kiosk, 2, "open")
    assert obey_newest_order(kiosk) == "refused"
    with pytest.raises(Refused, match="revoked_by_district"):
        open_kiosk(kiosk, "officer")


def test_only_the_newest_order_counts(kiosk: Kiosk) -> None:
    """One that was overtaken on the way is not done first."""
    _order(kiosk, 1, "close")
    _order(kiosk, 2, "open")
    assert obey_newest_order(kiosk) == "obeyed"
    assert "kiosk_closed" not in _kinds(kiosk)


def test_a_day_is_closed_when_nobodys_attempt_waits_any_more(kiosk: Kiosk) -> None:
    """Until then nobody can start, and the order is tried again."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    _order(kiosk, 1, "close")
    assert [obey_newest_order(kiosk) for _ in range(2)] == ["waits", "waits"]
    assert day_state(kiosk) == "paused"
    assert _kinds(kiosk).count("kiosk_paused") == 1
    finish_attempt(kiosk, attempt.id)
    assert obey_newest_order(kiosk) == "obeyed"
    assert day_state(kiosk) == "closed"


def test_who_shut_it_stands_in_the_journal(kiosk: Kiosk) -> None:
    """The day's record tells the district from staff."""
    _order(kiosk, 1, "close")
    obey_newest_order(kiosk)
    payload = kiosk.store.rows("SELECT CAST(payload AS BLOB) FROM entry WHERE kind = 'kiosk_closed'")[0][0]
    assert BY_DISTRICT.encode() in payload


def test_settings_are_the_newest_that_came(tmp_path: Path) -> None:
    """None before the first."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    assert district_settings(kiosk) is None
    for number, paper in ((1, "a5"), (2, "roll80")):
        settings = KioskSettings(number, 0, "", paper, 2)  # type: ignore[arg-type]  # one of them
        take_document(kiosk, close_envelope(DISTRICT, SETTINGS_TYPE, encode(settings)))
    found = district_settings(kiosk)
    assert found is not None
    assert (found.paper, found.text_step) == ("roll80", 2)
    kiosk.store.close()
