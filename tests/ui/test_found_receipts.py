"""What a number, a code or a card leads to is shown before it is printed: whose receipt, masked, since when, how often printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.copies import record_copy
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import Receipt, find_receipt, issue_receipt
from kiosk.services.sessions import void_attempt
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity
from tests.helpers.qml import Hand, a_window
from tests.helpers.staff import sign_in
from ui.view_models.found_receipts import ReceiptRow
from ui.view_models.staff_pages import StaffPages

PERSON = "001185067890"
CARD = f"{PERSON}||Trần Thị Hòa|01121985|Nữ|Số 9, Nhân Chính, Thanh Xuân, Hà Nội|05052021"


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give an open kiosk that gave three receipts: the first and the last to one person, the first one void since."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    first = _receipt(kiosk, PERSON)
    record_copy(kiosk, first.number, "printed", "")
    void_attempt(kiosk, first.attempt, "nhầm", "officer-1")
    _receipt(kiosk, "001185067891")
    _receipt(kiosk, PERSON)
    return kiosk


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the page of receipts."""
    with a_window(kiosk, qtbot) as hand:
        sign_in(hand)
        hand.tap("tab-receipts")
        yield hand


def test_what_is_typed_is_looked_up_as_it_is_typed(hand: Hand) -> None:
    """A number that leads nowhere shows nothing; the void one says so."""
    hand.tap("code-1")
    hand.waits_for("receipt-0")
    (row,) = _rows(hand)
    assert (row.number, row.isChosen) == ("000001", True)
    assert load_catalogue("vi").text("staff.reprint.voided") in row.detail
    assert "12:00" in row.detail
    assert PERSON not in row.detail
    hand.tap("staff-reprint")
    twice = load_catalogue("vi").text("staff.reprint.detail", number="", moment="", copies=2).rpartition("·")[2]
    hand.bot.waitUntil(lambda: twice in _rows(hand)[0].detail)
    hand.tap("code-7")
    hand.bot.waitUntil(lambda: not _rows(hand))
    hand.tap("code-erase")
    hand.bot.waitUntil(lambda: [each.number for each in _rows(hand)] == ["000001"])


def test_of_a_persons_receipts_one_is_chosen(kiosk: Kiosk, hand: Hand) -> None:
    """Found by the card, the newest first; another one is a touch away, and is the one printed."""
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    pages.take_scan(CARD.encode())
    hand.waits_for("receipt-1")
    assert [(each.number, each.isChosen) for each in _rows(hand)] == [("000003", True), ("000001", False)]
    hand.tap("receipt-1")
    assert hand.text("staff-receipt-number") == "000001"
    assert [each.isChosen for each in _rows(hand)] == [False, True]
    hand.tap("staff-reprint")
    hand.bot.waitUntil(lambda: _printed(kiosk) == [1])


def test_a_receipts_own_qr_leads_to_it(kiosk: Kiosk, hand: Hand) -> None:
    """As the paper promises its holder; a forged one shows nothing and says so, and neither prints anything."""
    catalogue = load_catalogue("vi")
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    text = find_receipt(kiosk, "2").text
    pages.take_scan(text.encode())
    hand.waits_for("receipt-0")
    assert [(each.number, each.isChosen) for each in _rows(hand)] == [("000002", True)]
    label = find_receipt(kiosk, "2").label
    assert hand.text("staff-receipt-remark") == catalogue.text("staff.reprint.genuine", number="000002", label=label)
    pages.take_scan(text.replace(find_receipt(kiosk, "2").code, find_receipt(kiosk, "3").code).encode())
    forged = catalogue.text("refusals.receipt_forged")
    hand.bot.waitUntil(lambda: hand.text("staff-receipt-remark") == forged)
    assert not _rows(hand)
    assert hand.text("staff-receipt-number") == ""
    assert _printed(kiosk) == []


def test_a_scan_that_leads_nowhere_leaves_nobody_elses_receipt(hand: Hand) -> None:
    """The card of somebody without a receipt must not end in a duplicate of the person looked up before."""
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    pages.take_scan(CARD.encode())
    hand.waits_for("receipt-1")
    pages.take_scan(CARD.replace(PERSON, "001185067899").encode())
    hand.bot.waitUntil(lambda: not _rows(hand))
    assert hand.text("staff-receipt-number") == ""
    hand.bot.waitUntil(lambda: not hand.item("staff-reprint").isEnabled())


def test_nothing_is_left_for_the_next_officer(hand: Hand) -> None:
    """Who was looked up is forgotten when the corner locks."""
    hand.tap("code-1")
    hand.waits_for("receipt-0")
    hand.tap("staff-leave")
    hand.bot.waitUntil(lambda: not _rows(hand))


def _receipt(kiosk: Kiosk, number: str) -> Receipt:
    attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=number)))
    finish_attempt(kiosk, attempt.id)
    return issue_receipt(kiosk, attempt.id)


def _rows(hand: Hand) -> list[ReceiptRow]:
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    return list(pages.reprint.receipts.property("rows").rows)


def _printed(kiosk: Kiosk) -> list[int]:
    events = [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
    return [each.number for each in events if isinstance(each, ReceiptPrinted) and each.copy > 1]
