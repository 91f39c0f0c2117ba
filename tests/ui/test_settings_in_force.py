"""Settings that are in force as soon as they are saved, in the real window; only how screens are drawn waits for the next start."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ProgramLeft, ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.services.machine import mend_machine
from kiosk.settings import FILE_NAME, Settings, read_settings, write_settings
from kiosk.storage.journal_rows import all_entries
from kiosk.supervision import START_AGAIN
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, ports_of_a_place_without_devices
from tests.helpers.staff import TECHNICIAN_PIN, add_technician, sign_in
from tests.helpers.standing import Standing, a_standing_window
from tests.helpers.visits import stand_at
from ui.devices.serial_scanner import SerialScanner
from ui.flow import Step
from ui.ports import Ports
from ui.speech.voice import Lack, Speech, no_speech
from ui.tray_printer import TrayPrinter

tty = pytest.importorskip("tty", reason="Windows has no pseudo-terminals")

_CARD: Final = "001206012345||Nguyễn Thị Thường|06022006|Nữ|Số 1, Đường Ví Dụ, Hà Nội|01012022\n".encode()
TEXTS: Final = load_catalogue("vi")
_E = TypeVar("_E")


@dataclass
class Machine:
    """What stands at the kiosk: a printer for each queue that is set, a scanner at each port, voices."""

    kiosk: Kiosk
    printers: dict[str, TrayPrinter] = field(default_factory=dict)
    plugged: tuple[str, ...] = ()
    is_broken: bool = False

    def make_ports(self) -> Ports:
        """Give the ports as the settings say."""
        if self.is_broken:
            raise OSError("no such device")
        settings = read_settings(self.kiosk.folder)
        if settings.printer not in self.printers:
            folder = self.kiosk.folder / f"papers-{settings.printer.partition(':')[0]}"
            folder.mkdir()
            self.printers[settings.printer] = TrayPrinter(folder)
        return replace(
            ports_of_a_place_without_devices(self.kiosk.folder),
            printer=self.printers[settings.printer],
            scanner=SerialScanner(settings.scanner_port, try_again_ms=10) if settings.scanner_port else None,
            find_speech=(lambda: Speech({}, Lack.NO_SOUND)) if settings.sound else no_speech,
            serial_ports=lambda: self.plugged,
            queues=lambda: ("Phong-A4",),
            is_started_again=True,
        )


@pytest.fixture
def machine(kiosk: Kiosk) -> Machine:
    """Give the machine."""
    add_technician(kiosk)
    return Machine(kiosk)


@pytest.fixture
def standing(kiosk: Kiosk, machine: Machine, qtbot: QtBot) -> Iterator[Standing]:
    """Give the window at that machine."""
    with a_standing_window(kiosk, qtbot, machine.make_ports) as standing:
        yield standing


def _settings_page(standing: Standing) -> Hand:
    hand = standing.hand
    sign_in(hand, TECHNICIAN_PIN)
    hand.tap("tab-settings")
    hand.picture()
    return hand


def _save(hand: Hand) -> str:
    hand.tap("settings-save")
    hand.waits_for("settings-remark")
    hand.picture()
    return hand.text("settings-remark")


def _leave(hand: Hand) -> None:
    hand.tap("staff-leave")
    hand.waits_for("start")


def test_what_is_saved_is_in_force_at_once(standing: Standing, kiosk: Kiosk, machine: Machine) -> None:
    """Printer, text size, voices and the width of the screen: the next person has them, and so do screens made anew."""
    hand = _settings_page(standing)
    before_mm = float(hand.window.view.property("pixelsPerMm"))
    said_before = str(hand.window.models["readAloud"].property("staffText"))
    for name in ("printer", "text_step", "sound"):
        hand.tap(f"setting-{name}")
    hand.tap("setting-wider")
    assert _save(hand) == TEXTS.text("staff.settings.saved")
    _leave(hand)
    hand.bot.waitUntil(lambda: str(hand.window.models["readAloud"].property("staffText")) != said_before)
    assert hand.window.appearance.property("textStep") == 2
    width_mm = read_settings(kiosk.folder).screen_width_mm
    assert width_mm == 350
    assert hand.window.view.property("pixelsPerMm") == pytest.approx(hand.window.view.width() / width_mm)
    assert hand.window.view.property("pixelsPerMm") != before_mm
    stand_at(hand, kiosk, Step.RECEIPT)
    hand.bot.waitUntil(lambda: any((kiosk.folder / "papers-file").iterdir()))
    assert set(machine.printers) == {"", "file"}
    assert not any((kiosk.folder / "papers-").iterdir())


@pytest.mark.expects_log("the visit stopped at attract")
def test_screens_made_anew_have_them_too(standing: Standing, kiosk: Kiosk) -> None:
    """A failure afterwards brings back nothing of what was set before."""
    hand = _settings_page(standing)
    for name in ("setting-printer", "setting-text_step", "setting-wider"):
        hand.tap(name)
    _save(hand)
    _leave(hand)
    density = float(hand.window.view.property("pixelsPerMm"))
    hand = standing.fail()
    hand.tap("leave")
    hand.waits_for("start")
    assert hand.window.view.property("pixelsPerMm") == density
    assert hand.window.appearance.property("textStep") == 2
    stand_at(hand, kiosk, Step.RECEIPT)
    hand.bot.waitUntil(lambda: any((kiosk.folder / "papers-file").iterdir()))


def test_a_receipt_under_way_stays_with_the_printer_it_was_given_to(
    standing: Standing, kiosk: Kiosk, machine: Machine
) -> None:
    """Another printer is set while one waits for paper: filled, it prints, and its end is noted."""
    machine.printers[""].is_empty = True
    stand_at(standing.hand, kiosk, Step.RECEIPT)
    receipt = standing.hand.window.models["receipt"]
    standing.bot.waitUntil(lambda: receipt.property("printState") == "stuck")
    standing.hand.window.visit.leave()
    hand = _settings_page(standing)
    hand.tap("setting-printer")
    _save(hand)
    machine.printers[""].fill()
    hand.bot.waitUntil(lambda: [each.outcome for each in _events(kiosk, ReceiptPrinted)] == ["printed"])


def test_a_scanner_is_listened_to_at_its_new_port(standing: Standing, kiosk: Kiosk, machine: Machine) -> None:
    """What is plugged in is offered; chosen and saved, it is listened to, and a card is read there."""
    far, near = os.openpty()
    tty.setraw(near)
    machine.plugged = (os.ttyname(near),)
    hand = _settings_page(standing)
    hand.tap("setting-scanner_port")
    _save(hand)
    assert read_settings(kiosk.folder).scanner_port == os.ttyname(near)
    _leave(hand)
    stand_at(hand, kiosk, Step.IDENTITY, "")
    os.write(far, _CARD)
    hand.bot.waitUntil(lambda: hand.window.visit.facts.number == "001206012345")
    hand.window.visit.leave()
    hand.waits_for("start")
    os.close(far)
    os.close(near)


@pytest.mark.expects_log("the devices could not be exchanged")
def test_devices_that_cannot_be_exchanged_are_said_to_wait(standing: Standing, kiosk: Kiosk, machine: Machine) -> None:
    """Saved all the same, and said to be in force only from the next start on; the old printer serves."""
    hand = _settings_page(standing)
    hand.tap("setting-printer")
    machine.is_broken = True
    assert _save(hand) == TEXTS.text("staff.settings.saved_for_later")
    assert read_settings(kiosk.folder).printer == "file"
    _leave(hand)
    stand_at(hand, kiosk, Step.RECEIPT)
    hand.bot.waitUntil(lambda: any((kiosk.folder / "papers-").iterdir()))


def test_nothing_is_saved_in_the_middle_of_a_visit(standing: Standing, kiosk: Kiosk) -> None:
    """What is chosen waits until whoever is in front has gone."""
    stand_at(standing.hand, kiosk, Step.QUIZ)
    hand = _settings_page(standing)
    hand.tap("setting-printer")
    assert not hand.item("settings-save").isEnabled()
    hand.window.visit.leave()
    hand.bot.waitUntil(lambda: bool(hand.item("settings-save").isEnabled()))


def test_other_graphics_ask_for_a_new_start(standing: Standing, kiosk: Kiosk, machine: Machine) -> None:
    """Said not to be in force; the button ends the program by its code, once no receipt is under way, and is written down."""
    machine.printers[""].is_empty = True
    stand_at(standing.hand, kiosk, Step.RECEIPT)
    receipt = standing.hand.window.models["receipt"]
    standing.bot.waitUntil(lambda: receipt.property("printState") == "stuck")
    standing.hand.window.visit.leave()
    hand = _settings_page(standing)
    hand.tap("setting-graphics")
    assert _save(hand) == TEXTS.text("staff.settings.saved_but_graphics")
    assert hand.text("settings-start-text") == TEXTS.text("staff.settings.start.wait")
    assert not hand.item("settings-start-again").isEnabled()
    machine.printers[""].fill()
    hand.bot.waitUntil(lambda: hand.text("settings-start-text") == TEXTS.text("staff.settings.start.again"))
    hand.tap("settings-start-again")
    hand.bot.waitUntil(lambda: standing.ended == [START_AGAIN])
    assert _events(kiosk, ProgramLeft) == [ProgramLeft("technician-1")]


def _events(kiosk: Kiosk, kind: type[_E]) -> list[_E]:
    entries = all_entries(kiosk.store, 1)
    events = [decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None]
    return [each for each in events if isinstance(each, kind)]


def test_a_receipt_printer_on_the_network_is_named_by_touch(standing: Standing, kiosk: Kiosk, machine: Machine) -> None:
    """What is no address is said and changes nothing; an address is shown, saved, and printed to."""
    hand = _settings_page(standing)
    for address, is_taken in (("192.168.1.50:99999", False), ("192.168.1.50", True)):
        hand.tap("setting-address")
        hand.waits_for("key-signs")
        hand.tap("key-signs")
        hand.waits_for("key-1")
        hand.picture()
        for key in address:
            hand.tap(f"key-{key}")
        hand.tap("staff-reason-give")
        hand.waits_for("setting-printer")
        hand.picture()
        assert hand.item("settings-save").isEnabled() is is_taken
        assert hand.sees("settings-remark") is not is_taken
    assert "192.168.1.50:9100" in hand.text("setting-printer")
    _save(hand)
    assert read_settings(kiosk.folder).printer == "escpos://192.168.1.50:9100"
    assert "escpos://192.168.1.50:9100" in machine.printers


def test_a_queue_of_the_system_is_chosen_among_those_there_are(standing: Standing, kiosk: Kiosk) -> None:
    """After the default one and none, in the order of their names."""
    hand = _settings_page(standing)
    for _ in range(2):
        hand.tap("setting-printer")
    assert "Phong-A4" in hand.text("setting-printer")
    _save(hand)
    assert read_settings(kiosk.folder).printer == "Phong-A4"


@pytest.mark.expects_log("the settings were found damaged")
def test_staff_are_told_that_other_settings_are_in_force_than_they_saved(standing: Standing, kiosk: Kiosk) -> None:
    """The page says so until others are saved; then it says what it always says."""
    write_settings(kiosk.folder, Settings(text_step=3))
    (kiosk.folder / FILE_NAME).write_bytes(b"")
    mend_machine(kiosk)
    hand = _settings_page(standing)
    model = hand.window.models["staffPages"].settings  # type: ignore[attr-defined]  # the page's model
    hand.bot.waitUntil(lambda: model.property("remark") == TEXTS.text("staff.settings.mended.damaged"))
    assert not model.property("isGood")
    model.choose_next("text_step")
    model.save()
    hand.bot.waitUntil(lambda: model.property("remark") == TEXTS.text("staff.settings.saved"))
    model.refresh()
    hand.bot.waitUntil(lambda: model.property("remark") == "")
