"""What kiosks have taken of the district's documents, by their own word, and that the board tells what they have still to take."""

from datetime import timedelta
from html import unescape

import httpx

from kiosk.texts import load_catalogue
from sync.district.board import live_board
from sync.district.district import District
from sync.district.documents import publish_exclusions
from sync.district.enrolment import revoke
from sync.district.founding import InitReport
from sync.district.held import NAMES
from sync.district.numbering import within_bounds
from sync.district.orders import LASTS, issue_order, publish_settings
from sync.district.receiving import Way, receive
from sync.district.staff import add_staff
from sync.district.store.document_rows import highest_numbers
from sync.protocol.messages import DOCUMENT_TYPES, ORDERS_TYPE, PACK_TYPE, ROSTER_TYPE, USED_UP_TYPE, Cursor
from tests.helpers.district import NOW, Sender, enrolled

TEXTS = load_catalogue("vi")


def told(district: District, sender: Sender, way: Way = "network", **numbers: int) -> None:
    """Let a kiosk say what it holds: the newest of everything, but for the types named."""
    newest = highest_numbers(district.store, tuple(NAMES))
    cursors = [Cursor(each, numbers.get(name, newest[each])) for each, name in NAMES.items()]
    receive(district, sender.close(sender.batch(cursors=cursors)), sender.now, way)


def lacks(district: District, sender: Sender) -> tuple[str, ...] | None:
    """Give what the board tells that a kiosk lacks."""
    return next(each.lacks for each in live_board(district, sender.now).kiosks if each.id == sender.id)


def test_a_kiosk_lacks_what_is_newer_until_it_says_it_holds_it(district: District, sender: Sender) -> None:
    """Nothing is known of one that never said; each newer document is told by name, in one order."""
    assert lacks(district, sender) is None
    told(district, sender)
    assert lacks(district, sender) == ()
    issue_order(district, "pause", NOW, kiosk=sender.id)
    add_staff(district, "00343", "officer", NOW, "Lê Thị Bình")
    assert lacks(district, sender) == ("roster", "order")
    publish_settings(district, "", 1, NOW)
    publish_exclusions(district, [b"\x01" * 32], NOW)
    assert lacks(district, sender) == ("roster", "settings", "exclusions", "order")
    told(district, sender, roster=0)
    assert lacks(district, sender) == ("roster",)
    told(district, sender)
    assert lacks(district, sender) == ()


def test_what_concerns_others_is_not_lacking(district: District, sender: Sender) -> None:
    """Neither another unit's roster and settings, nor another kiosk's order, nor one that is over."""
    other = enrolled(district, 2, "00349")
    told(district, sender)
    add_staff(district, "00349", "officer", NOW)
    publish_settings(district, "", 1, NOW, unit_code="00349")
    issue_order(district, "pause", NOW, kiosk=other.id)
    assert lacks(district, sender) == ()
    issue_order(district, "pause", NOW, unit_code="00343")
    assert lacks(district, sender) == ("order",)
    sender.now = NOW + LASTS + timedelta(seconds=1)
    assert lacks(district, sender) == ()


def test_an_old_stick_takes_nothing_back_and_a_kiosk_put_back_does(district: District, sender: Sender) -> None:
    """What a stick says may be days old; what comes over the network is how it is."""
    told(district, sender)
    told(district, sender, "stick", roster=0, order=0)
    assert lacks(district, sender) == ()
    told(district, sender, roster=0)
    assert lacks(district, sender) == ("roster",)


def test_lies_about_numbers_harm_nobody(district: District, sender: Sender) -> None:
    """Numbers no database can hold, negative ones, types that are none and repeats are taken calmly; others' lines stay."""
    other = enrolled(district, 2)
    told(district, other)
    wild = [Cursor(ROSTER_TYPE, 2**63 + 1), Cursor(ORDERS_TYPE, -5), Cursor("x", 9), Cursor(USED_UP_TYPE, 1)]
    receive(district, sender.close(sender.batch(cursors=[*wild, Cursor(ROSTER_TYPE, 1)])), sender.now)
    assert lacks(district, other) == ()
    assert lacks(district, sender) is not None
    assert (
        len(within_bounds([Cursor(each, number) for number in range(10_000) for each in (PACK_TYPE, str(number))])) == 1
    )
    rows = district.store.rows("SELECT payload_type FROM document_held WHERE kiosk = ?", sender.id)
    assert {row[0] for row in rows} == {ROSTER_TYPE, ORDERS_TYPE}
    for each in DOCUMENT_TYPES:
        for number in (2**63 - 1, 2**64 - 1):
            receive(district, sender.close(sender.batch(cursors=[Cursor(each, number)])), sender.now)
    assert lacks(district, other) == ()


def test_the_board_says_it_in_words(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Not yet confirmed, everything taken, not told yet; nothing about a kiosk that was revoked."""
    district, _ = place
    sender, silent, gone = enrolled(district, 1), enrolled(district, 2), enrolled(district, 3)
    for each in (sender, gone):
        told(district, each)
    silent.send(district)
    revoke(district, gone.id, NOW)
    html = unescape(signed.get("/").text)
    assert TEXTS.text("district.held_unknown") in html
    assert TEXTS.text("district.held_not_yet") not in html
    assert TEXTS.text("district.held_all") in html
    issue_order(district, "pause", sender.now, kiosk=sender.id)
    html = unescape(signed.get("/").text)
    assert TEXTS.text("district.held_not_yet") in html
    assert f">{TEXTS.text('district.held_order')}<" in html
    assert TEXTS.text("district.held_all") not in html
