"""The scanner is pulled and plugged at any screen: a resident sees nothing of it, and the next card is read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.pages import settle
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import staff_of
from tests.helpers.visits import stand_at
from ui.devices.serial_scanner import SerialScanner
from ui.flow import SCANS, Step

tty = pytest.importorskip("tty", reason="Windows has no pseudo-terminals")

_CARD = "001206012345||Nguyễn Thị Thường|06022006|Nữ|Số 1, Đường Ví Dụ, Hà Nội|01012022\n".encode()


@dataclass
class Plug:
    """A socket named `place` that a scanner can be plugged into and pulled from."""

    place: Path
    far: list[int] = field(default_factory=list)

    def push(self) -> None:
        """Plug a scanner in."""
        far, near = os.openpty()
        tty.setraw(near)
        self.place.symlink_to(os.ttyname(near))
        self.far += [far, near]

    def pull(self) -> None:
        """Pull it."""
        self.place.unlink(missing_ok=True)
        while self.far:
            os.close(self.far.pop())

    def scan(self, line: bytes) -> None:
        """Scan as the scanner that is plugged in."""
        os.write(self.far[0], line)


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    """Give a socket nothing is plugged into."""
    plug = Plug(tmp_path / "scanner")
    yield plug
    plug.pull()


@pytest.fixture(autouse=True)
def _still_cursor(qapp: QGuiApplication) -> Iterator[None]:
    """Keep a text cursor from blinking between two pictures."""
    hints = qapp.styleHints()
    usual_ms = hints.cursorFlashTime()
    hints.setCursorFlashTime(0)
    yield
    hints.setCursorFlashTime(usual_ms)


@pytest.fixture
def scanner(plug: Plug, qtbot: QtBot) -> SerialScanner:
    """Give the kiosk's end of that socket."""
    del qtbot
    return SerialScanner(str(plug.place), try_again_ms=10)


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot, scanner: SerialScanner) -> Iterator[Hand]:
    """Give the hand at a window that listens there."""
    ports = replace(ports_of_a_place_without_devices(kiosk.folder / "papers"), scanner=scanner)
    with a_window(kiosk, qtbot, ports=ports) as hand:
        yield hand


def _settled(hand: Hand, bot: QtBot) -> QImage:
    """Give the picture once two in a row are the same: a screen just shown still gets its keyboard."""
    pictures = [hand.picture()]

    def is_settled() -> bool:
        pictures.append(hand.picture())
        return pictures[-1] == pictures[-2]

    settle(hand)
    bot.waitUntil(is_settled)
    return pictures[-1]


def _is_heard(hand: Hand) -> bool:
    """Tell whether the screen in front, or the staff's door beneath it, wants what a scanner reads."""
    return hand.window.visit.at in SCANS or staff_of(hand).wants_scan


def test_no_screen_changes_when_the_scanner_comes_and_goes(
    hand: Hand, kiosk: Kiosk, plug: Plug, scanner: SerialScanner, qtbot: QtBot
) -> None:
    """On each screen: in, out and in again, and it is the same screen to the last pixel."""
    for number, step in enumerate(Step):
        stand_at(hand, kiosk, step, f"0011850{number:05d}")
        before = _settled(hand, qtbot)
        for _ in range(2):
            plug.push()
            if _is_heard(hand):
                qtbot.waitUntil(lambda: scanner.is_present)
            plug.pull()
            qtbot.waitUntil(lambda: not scanner.is_present)
        assert hand.window.visit.step == step.value
        assert _settled(hand, qtbot) == before, step


def test_a_card_is_read_by_a_scanner_plugged_in_while_somebody_waits(
    hand: Hand, kiosk: Kiosk, plug: Plug, scanner: SerialScanner, qtbot: QtBot
) -> None:
    """The scanner was out when the person came to the screen; it is plugged in, pulled, plugged in again, and reads their card."""
    stand_at(hand, kiosk, Step.IDENTITY, "")
    assert not scanner.is_present
    plug.push()
    qtbot.waitUntil(lambda: scanner.is_present)
    plug.pull()
    qtbot.waitUntil(lambda: not scanner.is_present)
    plug.push()
    qtbot.waitUntil(lambda: scanner.is_present)
    plug.scan(_CARD)
    qtbot.waitUntil(lambda: hand.window.visit.facts.number == "001206012345")
