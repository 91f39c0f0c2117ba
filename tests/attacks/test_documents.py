"""Documents from the wrong hands or the wrong time: a kiosk takes none of them, and does nothing because of them."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.clock import Clock, system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from kiosk.contest.pack import pack_bytes
from kiosk.keys.signing import SigningKeys, signing_keys
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import day_state, open_kiosk
from kiosk.services.orders import obey_newest_order
from kiosk.storage.journal_rows import journal_head
from kiosk.storage.place_rows import newest_number
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once, take_document
from sync.district.district import District
from sync.district.documents import current_pack, publish_exclusions
from sync.district.orders import issue_order
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import (
    DOCUMENT_TYPES,
    EXCLUSIONS_TYPE,
    ORDERS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    SETTINGS_TYPE,
    USED_UP_TYPE,
    Exclusions,
    KioskSettings,
    Order,
    Roster,
    UsedUp,
    encode,
)
from sync.protocol.ticket import read_ticket
from tests.helpers.district import new_district
from tests.helpers.pair import Pair, a_ticket, send_to

FAR_US = 4 * 10**15
YEAR_US = 366 * 86_400 * 10**6


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Give an open kiosk and its district."""
    with new_district(tmp_path / "district", system_clock().now().at) as (district, _):
        kiosk = _a_kiosk(district, tmp_path / "kiosk")
        open_kiosk(kiosk, "officer")
        yield Pair(kiosk, district)
        kiosk.store.close()


def _a_kiosk(district: District, folder: Path) -> Kiosk:
    return enrol(folder, read_ticket(a_ticket(district)), send_to(district), system_clock(), os.urandom)


def _documents(pair: Pair, number: int) -> dict[str, bytes]:
    """Give the payload of a document of each type, all that number, each of which would change something here."""
    pack = current_pack(pair.district)
    assert pack is not None
    unit = pair.kiosk.enrolment.unit
    return {
        PACK_TYPE: pack_bytes(replace(pack, head=replace(pack.head, version=number))),
        ROSTER_TYPE: encode(Roster(number, 0, unit, ())),
        EXCLUSIONS_TYPE: encode(Exclusions(number, 0, (b"\x01\x02\x03\x04",))),
        USED_UP_TYPE: encode(UsedUp(number, 0, is_whole=True, used_up=(), freed=())),
        SETTINGS_TYPE: encode(KioskSettings(number, 0, "", "roll80", 3)),
        ORDERS_TYPE: encode(Order(number, 0, FAR_US, "pause", "", unit)),
    }


def _numbers(kiosk: Kiosk) -> dict[str, int]:
    return {each: newest_number(kiosk.store, each) for each in DOCUMENT_TYPES}


def _is_untouched(kiosk: Kiosk, act: Callable[[], object], code: str) -> None:
    """Hold that an act is refused and changes no number, no entry and not the day."""
    before = (_numbers(kiosk), journal_head(kiosk.store))
    with pytest.raises(Refused, match=code):
        act()
    assert obey_newest_order(kiosk) is None
    assert (_numbers(kiosk), journal_head(kiosk.store), day_state(kiosk)) == (*before, "open")


@pytest.mark.parametrize("payload_type", DOCUMENT_TYPES)
@pytest.mark.parametrize("who", ["stranger", "kiosk"])
def test_what_somebody_else_signed_is_refused(pair: Pair, payload_type: str, who: str) -> None:
    """A stranger's key, and a certified kiosk's own: only the district gives documents."""
    keys: SigningKeys = signing_keys(bytes(32)) if who == "stranger" else pair.kiosk.keys
    envelope = close_envelope(keys, payload_type, _documents(pair, 9)[payload_type])
    _is_untouched(pair.kiosk, lambda: take_document(pair.kiosk, envelope), "signature_wrong")


@pytest.mark.parametrize("payload_type", DOCUMENT_TYPES)
def test_one_document_does_not_pass_for_another_type(pair: Pair, payload_type: str) -> None:
    """The type is signed too, and what is signed must read as its type."""
    other = DOCUMENT_TYPES[DOCUMENT_TYPES.index(payload_type) - 1]
    envelope = close_envelope(pair.district.keys, payload_type, _documents(pair, 9)[other])
    _is_untouched(pair.kiosk, lambda: take_document(pair.kiosk, envelope), "message_damaged|pack_damaged|pack_")


@pytest.mark.parametrize("payload_type", DOCUMENT_TYPES)
def test_a_document_that_was_rolled_back_is_not_taken(pair: Pair, payload_type: str) -> None:
    """The district's own older word, sent again after a newer one: the newer one stays."""
    older, newer = (
        close_envelope(pair.district.keys, payload_type, _documents(pair, number)[payload_type]) for number in (8, 9)
    )
    assert take_document(pair.kiosk, newer)
    for each in (older, newer):
        assert not take_document(pair.kiosk, each)
    assert newest_number(pair.kiosk.store, payload_type) == 9


@pytest.mark.parametrize("payload_type", [ROSTER_TYPE, SETTINGS_TYPE, ORDERS_TYPE])
def test_a_document_for_another_unit_is_refused(pair: Pair, payload_type: str) -> None:
    """Another ward's staff get no key to this one; and its number keeps nothing out that is meant for here."""
    meant = {
        ROSTER_TYPE: Roster(9, 0, "ward-elsewhere", ()),
        SETTINGS_TYPE: KioskSettings(9, 0, "ward-elsewhere", "a5", 1),
        ORDERS_TYPE: Order(9, 0, FAR_US, "pause", "", "ward-elsewhere"),
    }[payload_type]
    envelope = close_envelope(pair.district.keys, payload_type, encode(meant))
    _is_untouched(pair.kiosk, lambda: take_document(pair.kiosk, envelope), "document_for_other")


def test_an_order_to_another_kiosk_is_refused(pair: Pair, tmp_path: Path) -> None:
    """Also within one unit."""
    other = _a_kiosk(pair.district, tmp_path / "other")
    issue_order(pair.district, "pause", system_clock().now().at, kiosk=other.id)
    sync_once(other, pair.send)
    rows = other.store.rows("SELECT envelope FROM document WHERE payload_type = ?", ORDERS_TYPE)
    other.store.close()
    _is_untouched(pair.kiosk, lambda: take_document(pair.kiosk, bytes(rows[0][0])), "document_for_other")


def test_an_order_that_expired_is_refused_and_said_so(pair: Pair) -> None:
    """Kept back on the way until its time was over: it does nothing, and the journal says why, once."""
    order = Order(9, 0, us_from_moment(system_clock().now().at - timedelta(seconds=1)), "pause", pair.kiosk.id, "")
    take_document(pair.kiosk, close_envelope(pair.district.keys, ORDERS_TYPE, encode(order)))
    assert [obey_newest_order(pair.kiosk) for _ in range(3)] == ["refused", None, None]
    assert day_state(pair.kiosk) == "open"
    assert pair.kiosk.store.rows("SELECT count(*) FROM entry WHERE kind = 'order_refused'") == [(1,)]


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_gone_wrong_keeps_no_order_out_and_lets_no_old_one_in(pair: Pair, years: int) -> None:
    """Years ahead or behind: what the district sends now is obeyed, what it meant for yesterday is not."""
    right = system_clock()
    wrong = Clock(lambda: right.now().at_us + years * YEAR_US, lambda: right.now().elapsed_us, os.urandom(8))
    kiosk = dataclasses.replace(pair.kiosk, clock=wrong)
    issue_order(pair.district, "pause", right.now().at, kiosk=kiosk.id)
    sync_once(kiosk, pair.send)
    assert obey_newest_order(kiosk) == "obeyed"
    over = Order(9, 0, us_from_moment(right.now().at - timedelta(days=1)), "open", kiosk.id, "")
    take_document(kiosk, close_envelope(pair.district.keys, ORDERS_TYPE, encode(over)))
    assert obey_newest_order(kiosk) == "refused"
    assert day_state(kiosk) == "paused"


def test_an_expired_order_is_not_sent_at_all(pair: Pair) -> None:
    """The district keeps back what may no longer be begun."""
    issue_order(pair.district, "pause", system_clock().now().at - timedelta(days=8), kiosk=pair.kiosk.id)
    sync_once(pair.kiosk, pair.send)
    assert newest_number(pair.kiosk.store, ORDERS_TYPE) == 0


def test_an_order_replayed_does_nothing(pair: Pair) -> None:
    """Paused, opened again, and then the first order once more: the kiosk stays open."""
    now = system_clock().now().at
    issue_order(pair.district, "pause", now, kiosk=pair.kiosk.id)
    sync_once(pair.kiosk, pair.send)
    first = bytes(pair.kiosk.store.rows("SELECT envelope FROM document WHERE payload_type = ?", ORDERS_TYPE)[0][0])
    assert obey_newest_order(pair.kiosk) == "obeyed"
    issue_order(pair.district, "open", now, kiosk=pair.kiosk.id)
    sync_once(pair.kiosk, pair.send)
    assert obey_newest_order(pair.kiosk) == "obeyed"
    assert not take_document(pair.kiosk, first)
    assert obey_newest_order(pair.kiosk) is None
    assert day_state(pair.kiosk) == "open"


def test_exclusions_rolled_back_with_the_stick_they_came_on(pair: Pair) -> None:
    """A later list that names nobody is not undone by an earlier one."""
    now = system_clock().now().at
    publish_exclusions(pair.district, [b"\x01\x02\x03\x04"], now)
    sync_once(pair.kiosk, pair.send)
    first = bytes(pair.kiosk.store.rows("SELECT envelope FROM document WHERE payload_type = ?", EXCLUSIONS_TYPE)[0][0])
    publish_exclusions(pair.district, [], now)
    sync_once(pair.kiosk, pair.send)
    assert not take_document(pair.kiosk, first)
    assert newest_number(pair.kiosk.store, EXCLUSIONS_TYPE) == 2
