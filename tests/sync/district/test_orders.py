"""What a district orders and sets: to whom, how long, in the audit; and numbered above what kiosks hold."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from sync.district.district import District
from sync.district.documents import issue_roster, publish_exclusions, publish_pack
from sync.district.numbering import LARGEST_CURSOR, MOST_PACKS_LOST
from sync.district.orders import LASTS, issue_order, publish_settings
from sync.district.receiving import receive
from sync.district.store.document_rows import highest_numbers
from sync.district.store.kiosk_rows import read_kiosk
from sync.district.store.person_rows import newest_audit
from sync.protocol.envelope import read_envelope
from sync.protocol.messages import (
    EXCLUSIONS_TYPE,
    ORDERS_TYPE,
    PACK_TYPE,
    ROSTER_TYPE,
    SETTINGS_TYPE,
    Acknowledgement,
    Cursor,
    KioskSettings,
    Order,
    decode,
)
from tests.helpers.district import NOW, Sender, enrolled


def _asked(district: District, sender: Sender, *cursors: Cursor) -> Acknowledgement:
    sender.now = NOW
    return sender.read(receive(district, sender.close(sender.batch(1, 0, list(cursors))), NOW))


def _orders(answer: Acknowledgement) -> list[Order]:
    found = [read_envelope(each) for each in answer.documents]
    return [decode(each.payload, Order) for each in found if each.payload_type == ORDERS_TYPE]


def test_an_order_reaches_whom_it_is_for(district: District) -> None:
    """One kiosk or all of its unit; the newest replaces those before it; the audit says who gave it."""
    first, second = enrolled(district, 1), enrolled(district, 2)
    issued = issue_order(district, "pause", NOW, kiosk=first.id, by="an.nguyen")
    assert (issued.kiosks, issued.not_after) == ((first.id,), NOW + LASTS)
    assert [each.act for each in _orders(_asked(district, first))] == ["pause"]
    assert _orders(_asked(district, second)) == []
    issued = issue_order(district, "close", NOW, unit_code="00343")
    assert set(issued.kiosks) == {first.id, second.id}
    for sender in (first, second):
        assert [(each.number, each.act) for each in _orders(_asked(district, sender))] == [(2, "close")]
    assert _orders(_asked(district, first, Cursor(ORDERS_TYPE, 2))) == []
    audit = {(each.who, each.act, each.about) for each in newest_audit(district.store, 9)}
    assert ("an.nguyen", "order_pause", first.id) in audit
    assert ("console", "order_close", "00343") in audit


def test_a_revoked_kiosk_is_told_so_and_nothing_else(district: District, sender: Sender) -> None:
    """What it sends is kept apart; it gets the order to stop, and no list any more."""
    assert issue_order(district, "revoke", NOW, kiosk=sender.id).kiosks == (sender.id,)
    enrolled(district, 7)
    issue_order(district, "open", NOW, unit_code="00343")
    row = read_kiosk(district.store, sender.id)
    assert row is not None
    assert row.revoked_at_us is not None
    publish_exclusions(district, [b"\x01\x02\x03\x04"], NOW)
    answer = _asked(district, sender)
    assert answer.code == "revoked"
    assert [each.act for each in _orders(answer)] == ["revoke"]
    assert len(answer.documents) == 1
    with pytest.raises(Refused, match="kiosk_revoked"):
        issue_order(district, "open", NOW, kiosk=sender.id)


@pytest.mark.parametrize(
    ("code", "act", "whom"),
    [
        ("order_unknown", "explode", {"unit_code": "00343"}),
        ("order_for_nobody", "pause", {}),
        ("order_for_nobody", "pause", {"kiosk": "00343-AAAAAA", "unit_code": "00343"}),
        ("order_for_nobody", "pause", {"unit_code": "99999"}),
        ("kiosk_unknown", "pause", {"kiosk": "00343-AAAAAA"}),
    ],
)
def test_an_order_that_says_nothing_is_refused(district: District, code: str, act: str, whom: dict[str, str]) -> None:
    """Nothing is signed and no number used."""
    enrolled(district, 1)
    with pytest.raises(Refused, match=code):
        issue_order(district, act, NOW, kiosk=whom.get("kiosk", ""), unit_code=whom.get("unit_code", ""))
    assert highest_numbers(district.store, (ORDERS_TYPE,)) == {ORDERS_TYPE: 0}


def test_settings_reach_their_unit_or_all(district: District, sender: Sender) -> None:
    """The newest that concerns a kiosk counts; what no kiosk could obey is not signed."""
    assert publish_settings(district, "roll80", 2, NOW) == 1
    assert publish_settings(district, "", 1, NOW, unit_code="00343") == 2
    answer = _asked(district, sender)
    (settings,) = (
        decode(each.payload, KioskSettings)
        for each in map(read_envelope, answer.documents)
        if each.payload_type == SETTINGS_TYPE
    )
    assert (settings.number, settings.paper, settings.text_step) == (2, "", 1)
    for paper, text_step in (("a3", 1), ("a5", 4), ("a5", -1)):
        with pytest.raises(Refused, match="settings_malformed"):
            publish_settings(district, paper, text_step, NOW)
    with pytest.raises(Refused, match="unit_unknown"):
        publish_settings(district, "a5", 1, NOW, unit_code="99999")


def test_after_a_copy_was_put_back_every_type_is_numbered_above_what_kiosks_hold(
    district: District, sender: Sender
) -> None:
    """A kiosk's cursors tell of documents that were lost here: the next of each type comes after them."""
    held = [Cursor(each, 7) for each in (PACK_TYPE, ROSTER_TYPE, EXCLUSIONS_TYPE, SETTINGS_TYPE, ORDERS_TYPE)]
    _asked(district, sender, *held)
    _asked(district, sender, *(replace(each, number=5) for each in held))
    assert publish_exclusions(district, [], NOW) == 8
    assert publish_settings(district, "a5", 1, NOW) == 8
    assert issue_order(district, "pause", NOW, kiosk=sender.id).number == 8
    with district.store.transaction():
        issue_roster(district, sender.enrolment.unit, 0)
    assert highest_numbers(district.store, (ROSTER_TYPE,)) == {ROSTER_TYPE: 8}
    newer = replace(sender.pack, head=replace(sender.pack.head, version=7))
    with pytest.raises(Refused, match="pack_not_newer") as refused:
        publish_pack(district, newer, NOW)
    assert refused.value.facts == {"version": 7, "lowest": 8}
    publish_pack(district, replace(newer, head=replace(newer.head, version=8)), NOW)
    assert len(_asked(district, sender, *held).documents) == 5


def test_a_kiosk_that_lies_cannot_use_the_numbers_up(district: District, sender: Sender) -> None:
    """Cursors beyond all reason are passed over; versions of packs stay such that people can choose them."""
    _asked(
        district, sender, Cursor(ORDERS_TYPE, LARGEST_CURSOR), Cursor(PACK_TYPE, MOST_PACKS_LOST + 1), Cursor("x", 5)
    )
    assert highest_numbers(district.store, (ORDERS_TYPE, PACK_TYPE)) == {ORDERS_TYPE: 0, PACK_TYPE: 1}


def test_an_order_waits_no_longer_than_it_may(district: District, sender: Sender) -> None:
    """After its time nothing older comes in its place either."""
    issue_order(district, "close", NOW - timedelta(days=1), kiosk=sender.id)
    issue_order(district, "open", NOW - timedelta(days=1), kiosk=sender.id, lasts=timedelta(hours=1))
    assert _orders(_asked(district, sender)) == []
