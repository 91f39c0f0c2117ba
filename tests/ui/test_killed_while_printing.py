"""A kiosk that is killed while it prints says at its next start that it does not know, and offers the receipt again."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ProgramEndedAbnormally, ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.paths import ROOT
from kiosk.services.copies import settle_copies
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.running import begin_run
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import PIN, MovedClock, counted_bytes
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.receipt_printer import PAPER_OUT, WELL, receipt_printer
from tests.helpers.waiting import ENDS_WITHIN_S
from ui.devices.escpos_printer import EscposPrinter
from ui.view_models.staff import StaffModel


@pytest.mark.parametrize(("state", "status"), [("stuck", PAPER_OUT), ("printing", WELL)])
def test_what_was_on_its_way_is_unknown_and_offered_again(
    tmp_path: Path, qtbot: QtBot, state: str, status: bytes
) -> None:
    """Never printed, never forgotten: the officer finds it on the page of receipts, prints a duplicate, and it is settled."""
    with receipt_printer(status=status, is_holding=state == "printing") as there:
        address = f"escpos://127.0.0.1:{there.port}"
        command = [sys.executable, "-m", "tests.helpers.killed_print", str(tmp_path / "kiosk"), address, state]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=ENDS_WITHIN_S)
        assert ended.stdout.split() == ["there"], ended.stderr
        kiosk = load_kiosk(tmp_path / "kiosk", MovedClock(boot=b"boot-two").clock(), counted_bytes())
        assert (begin_run(kiosk), settle_copies(kiosk)) == (True, 1)
        assert _told(kiosk) == ["ended", "unknown"]
        there.status, there.is_holding = WELL, False
        ports = replace(ports_of_a_place_without_devices(tmp_path), printer=EscposPrinter(address))
        with a_window(kiosk, qtbot, ports=ports) as hand:
            hand.waits_for("start")
            _sign_in(hand)
            hand.tap("tab-receipts")
            catalogue = load_catalogue("vi")
            label = catalogue.text("staff.reprint.cut_off", number="000001", label="Ng*** H*** P*** T*** N***")
            qtbot.waitUntil(lambda: hand.sees("staff-receipt-remark"))
            assert hand.text("staff-receipt-remark").partition("(")[0] == label.partition("(")[0]
            assert hand.text("staff-receipt-number") == "000001"
            hand.tap("staff-reprint")
            qtbot.waitUntil(lambda: _told(kiosk) == ["ended", "unknown", "printed"])
        assert there.cleared == 1 + (state == "printing"), "what the printer held of the paper that was cut off is gone"
        assert len(there.papers) == 1
        assert settle_copies(kiosk) == 0
        kiosk.store.close()


def _told(kiosk: Kiosk) -> list[str]:
    """Give what the journal says of papers and of runs that were cut off."""
    events = [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
    return [
        each.outcome if isinstance(each, ReceiptPrinted) else "ended"
        for each in events
        if isinstance(each, ReceiptPrinted | ProgramEndedAbnormally)
    ]


def _sign_in(hand: Hand) -> None:
    model = hand.window.models["staff"]
    assert isinstance(model, StaffModel)
    model.enter()
    hand.waits_for("pin-1")
    for digit in PIN:
        hand.press(Qt.Key(int(Qt.Key.Key_0) + int(digit)))
    hand.waits_for("staff-desk")
