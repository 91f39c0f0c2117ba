"""The staff corner in the real window: the hidden way in, the PIN, the day, sync, duplicates, and the lock."""

from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.contest.events import Event, KioskClosed, KioskOpened, ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.receipts import Receipt, issue_receipt
from kiosk.services.staff import FIRST_WAIT_S, FREE_TRIES, LOCKED_AFTER, PIN_LENGTH
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import PIN, MovedClock, a_kiosk, a_registration
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from ui.flow import Act, Step
from ui.tasks import Tasks
from ui.tray_printer import TrayPrinter
from ui.view_models.appearance import Appearance
from ui.view_models.staff import LOCK_AFTER_MS, StaffModel
from ui.view_models.visit import Visit

_LOCK_MS = 50
_NOTHING_THERE = QPoint(2, 2)


@dataclass(frozen=True, slots=True)
class _Round:
    """A round of sync as it may end."""

    sent: int
    waiting: int


def test_the_mark_held_long_enough_asks_for_a_pin(qtbot: QtBot, tmp_path: Path) -> None:
    """A touch of the mark does nothing; held for three seconds it shows the pad, and nothing else of the corner."""
    with a_window(_open(tmp_path), qtbot) as hand:
        hand.tap("staff-corner")
        assert not hand.sees("pin-1")
        middle = hand.middle("staff-corner")
        QTest.mousePress(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        qtbot.waitUntil(lambda: hand.sees("pin-1"))
        QTest.mouseRelease(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        assert not hand.sees("staff-desk")
        assert not hand.sees("start")
        hand.tap("staff-leave")
        hand.waits_for("start")


def test_a_wrong_pin_is_said_and_a_right_one_opens_by_keyboard_too(qtbot: QtBot, tmp_path: Path) -> None:
    """After a wrong PIN nothing of it stays typed; the right one, on a real keyboard, shows the desk."""
    with a_window(_open(tmp_path), qtbot) as hand:
        _staff(hand).enter()
        for digit in "000000":
            hand.tap(f"pin-{digit}")
        qtbot.waitUntil(lambda: hand.sees("pin-remark"))
        assert hand.text("pin-remark") == load_catalogue("vi").text("staff.pin.wrong")
        assert _staff(hand).property("pinCount") == 0
        hand.tap("pin-7")
        hand.press(Qt.Key.Key_Backspace)
        assert _staff(hand).property("pinCount") == 0
        _type_pin(hand)
        hand.waits_for("staff-desk")


def test_how_long_to_wait_and_who_opens_a_locked_corner_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    """Seconds while they are few, then minutes; after the fifteenth wrong PIN whose card opens."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    catalogue = load_catalogue("vi")
    told = {
        5: catalogue.text("staff.pin.wait", seconds=15),
        8: catalogue.text("staff.pin.wait_minutes", minutes=2),
        14: catalogue.text("staff.pin.wait_minutes", minutes=128),
        15: catalogue.text("staff.pin.locked"),
    }
    with a_window(kiosk, qtbot) as hand:
        _staff(hand).enter()
        hand.waits_for("pin-1")
        for tries in range(1, LOCKED_AFTER + 1):
            for _ in range(PIN_LENGTH):
                hand.tap("pin-0")
            qtbot.waitUntil(lambda: _staff(hand).property("pinRemark") != "" and not _staff(hand).property("pinCount"))
            if tries in told:
                assert _staff(hand).property("pinRemark") == told[tries]
            moved.pass_s(FIRST_WAIT_S * 2 ** (LOCKED_AFTER - FREE_TRIES))


def test_an_officer_closes_and_opens_the_day(qtbot: QtBot, tmp_path: Path) -> None:
    """Each is written with the officer's name, and the screen behind follows; a machine nobody tried opens with a reason only."""
    kiosk = _open(tmp_path)
    with a_window(kiosk, qtbot) as hand:
        _sign_in(hand)
        hand.tap("staff-close")
        hand.waits_for("staff-open")
        hand.picture()
        assert hand.window.visit.at is Step.CLOSED
        assert hand.text("staff-day-remark") == load_catalogue("vi").text("staff.day.done.close")
        hand.tap("staff-open")
        hand.waits_for("staff-reason")
        hand.type("kiem tra sau\n")
        hand.waits_for("staff-close")
        hand.tap("staff-leave")
        hand.waits_for("start")
        events = _events(kiosk)
        assert is_open(kiosk)
        assert [type(each) for each in events[-2:]] == [KioskClosed, KioskOpened]
        assert {each.by for each in events if isinstance(each, KioskClosed)} == {"officer-1"}
        opened = events[-1]
        assert isinstance(opened, KioskOpened)
        assert opened.override_reason == "kiem tra sau"
        assert "printer" in opened.failed


def test_closing_is_refused_in_words_while_an_attempt_runs(qtbot: QtBot, tmp_path: Path) -> None:
    """The officer reads why, and the day stays open."""
    kiosk = _open(tmp_path)
    start_attempt(kiosk, a_registration(kiosk))
    with a_window(kiosk, qtbot, language="en") as hand:
        _sign_in(hand)
        hand.tap("staff-close")
        qtbot.waitUntil(lambda: hand.sees("staff-day-remark"))
        assert hand.text("staff-day-remark") == load_catalogue("en").text("refusals.attempts_running", count=1)
        assert is_open(kiosk)


@pytest.mark.parametrize(
    ("waiting", "key"), [(0, "staff.sync.done"), (5, "staff.sync.partly")], ids=["everything", "a part"]
)
def test_what_sync_reached_is_told_as_it_was(qtbot: QtBot, tmp_path: Path, waiting: int, key: str) -> None:
    """That the district has everything is said only when nothing waits any more."""
    kiosk = _open(tmp_path)
    ports = replace(ports_of_a_place_without_devices(tmp_path), sync_now=lambda: _Round(7, waiting))
    with a_window(kiosk, qtbot, ports=ports) as hand:
        _sign_in(hand)
        hand.tap("tab-sync")
        hand.tap("staff-sync")
        qtbot.waitUntil(lambda: hand.sees("staff-sync-remark"))
        assert hand.text("staff-sync-remark") == load_catalogue("vi").text(key, sent=7, waiting=waiting)
        hand.tap("language-en")
        assert hand.text("staff-sync-remark") == load_catalogue("en").text(key, sent=7, waiting=waiting)


def test_a_sync_that_failed_is_told_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    """A district out of reach is no success, and nobody is sent to a screen of their own for it."""

    def no_district() -> _Round:
        raise Refused("district_unreachable")

    ports = replace(ports_of_a_place_without_devices(tmp_path), sync_now=no_district)
    with a_window(_open(tmp_path), qtbot, ports=ports) as hand:
        _sign_in(hand)
        hand.tap("tab-sync")
        hand.tap("staff-sync")
        qtbot.waitUntil(lambda: hand.sees("staff-sync-remark"))
        assert hand.text("staff-sync-remark") == load_catalogue("vi").text("refusals.district_unreachable")
        assert hand.item("staff-sync-remark").property("isGood") is False


def test_a_receipt_is_printed_again_as_a_duplicate(qtbot: QtBot, tmp_path: Path) -> None:
    """By its number on the pad: the paper says that it is a duplicate, the journal says who asked for it."""
    kiosk = _open(tmp_path)
    receipt = _receipt(kiosk)
    with a_window(kiosk, qtbot) as hand:
        _sign_in(hand)
        hand.tap("tab-receipts")
        hand.tap("code-1")
        assert hand.text("staff-receipt-number") == "1"
        hand.tap("staff-reprint")
        said = load_catalogue("vi").text("staff.print.kept", number=receipt.written_number, label=receipt.label)
        qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark") and hand.text("staff-receipt-remark") == said)
        (paper,) = (kiosk.folder / "papers").glob("*.pdf")
        assert "BẢN SAO" in pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()
        qtbot.waitUntil(lambda: not hand.window.storage.pending)
    assert _events(kiosk)[-1] == ReceiptPrinted(receipt.number, 1, "kept", "officer-1")


def test_pressing_on_at_a_stuck_printer_makes_one_duplicate(qtbot: QtBot, tmp_path: Path) -> None:
    """Also over a lock: the next officer is told of the copy that waits. Once it is out another one may be asked for."""
    kiosk = _open(tmp_path)
    receipt = _receipt(kiosk)
    (tmp_path / "papers").mkdir()
    printer = TrayPrinter(tmp_path / "papers")
    printer.is_empty = True
    said = {
        state: load_catalogue("vi").text(f"staff.print.{state}", number=receipt.written_number, label=receipt.label)
        for state in ("stuck", "printed")
    }
    with a_window(kiosk, qtbot, ports=replace(ports_of_a_place_without_devices(tmp_path), printer=printer)) as hand:
        for _ in range(2):
            _sign_in(hand)
            hand.tap("tab-receipts")
            hand.tap("code-1")
            for _ in range(2):
                hand.tap("staff-reprint")
                qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark"))
                qtbot.waitUntil(lambda: hand.text("staff-receipt-remark").startswith(said["stuck"]))
            hand.tap("staff-leave")
        _sign_in(hand)
        hand.tap("tab-receipts")
        hand.tap("code-1")
        hand.tap("staff-reprint")
        qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark"))
        printer.fill()
        qtbot.waitUntil(lambda: hand.text("staff-receipt-remark") == said["printed"])
        qtbot.waitUntil(lambda: not hand.window.storage.pending)
        assert [each for each in _events(kiosk) if isinstance(each, ReceiptPrinted)] == [
            ReceiptPrinted(receipt.number, 1, "printed", "officer-1")
        ]
        hand.tap("staff-reprint")
        qtbot.waitUntil(lambda: ReceiptPrinted(receipt.number, 2, "printed", "officer-1") in _events(kiosk))


def test_a_receipt_is_found_by_its_code_on_a_real_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    """Small letters and without dashes, as people type; Enter prints."""
    kiosk = _open(tmp_path)
    receipt = _receipt(kiosk)
    with a_window(kiosk, qtbot) as hand:
        _sign_in(hand)
        hand.tap("tab-receipts")
        hand.tap("staff-receipt-number")
        hand.type(receipt.code.replace("-", "").lower() + "\n")
        qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark"))
        assert receipt.written_number in hand.text("staff-receipt-remark")


def test_an_unknown_receipt_is_said_to_be_unknown(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is printed for a number nobody was given."""
    kiosk = _open(tmp_path)
    with a_window(kiosk, qtbot) as hand:
        _sign_in(hand)
        hand.tap("tab-receipts")
        hand.tap("code-9")
        hand.tap("staff-reprint")
        qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark"))
        assert hand.text("staff-receipt-remark") == load_catalogue("vi").text("refusals.receipt_unknown")
        assert not (kiosk.folder / "papers").exists()


def test_leaving_locks_and_forgets(qtbot: QtBot, tmp_path: Path) -> None:
    """The next one in front finds the first screen in the kiosk's own language, and the next officer an empty desk."""
    with a_window(_open(tmp_path), qtbot) as hand:
        _sign_in(hand)
        hand.tap("tab-receipts")
        hand.tap("code-9")
        hand.tap("language-en")
        hand.tap("staff-leave")
        hand.waits_for("start")
        assert hand.window.appearance.property("language") == "vi"
        assert _staff(hand).officer_id == ""
        _sign_in(hand)
        hand.tap("tab-receipts")
        assert hand.text("staff-receipt-number") == ""


def test_the_corner_locks_itself(qtbot: QtBot, tmp_path: Path) -> None:
    """Without an act the lock falls; with acts it waits."""
    kiosk = _open(tmp_path)
    storage = Tasks("storage")
    visit = Visit(kiosk, storage, Appearance("vi"))
    visit.take(Act.OPEN)
    staff = StaffModel(visit, storage, lock_after_ms=_LOCK_MS)
    staff.enter()
    assert staff.property("stage") == "pin"
    qtbot.waitUntil(lambda: staff.property("stage") == "")
    storage.stop(kiosk.store.close)


def test_a_machine_that_slept_past_the_lock_locks_at_the_next_touch(qtbot: QtBot, tmp_path: Path) -> None:
    """The lock's timer stands while the machine sleeps: whoever wakes it must not find somebody signed in."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        _sign_in(hand)
        for _ in range(2):
            moved.pass_s(LOCK_AFTER_MS / 1000 - 1)
            QTest.mouseClick(
                hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _NOTHING_THERE
            )
            assert hand.sees("staff-desk")
        moved.pass_s(LOCK_AFTER_MS / 1000 + 1)
        hand.tap("staff-close")
        hand.waits_for("start")
        assert is_open(kiosk)


def _open(folder: Path) -> Kiosk:
    kiosk = a_kiosk(folder / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _receipt(kiosk: Kiosk) -> Receipt:
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    return issue_receipt(kiosk, attempt.id)


def _events(kiosk: Kiosk) -> list[Event]:
    return [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]


def _staff(hand: Hand) -> StaffModel:
    model = hand.window.models["staff"]
    assert isinstance(model, StaffModel)
    return model


def _sign_in(hand: Hand) -> None:
    _staff(hand).enter()
    _type_pin(hand)
    hand.waits_for("staff-desk")


def _type_pin(hand: Hand) -> None:
    hand.waits_for("pin-1")
    for digit in PIN:
        hand.press(Qt.Key(int(Qt.Key.Key_0) + int(digit)))
