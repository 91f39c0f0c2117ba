"""A scanner on a serial line, played by the other end of a pseudo-terminal."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.devices.scanner import MAX_SCAN_BYTES
from ui.devices.serial_scanner import SerialScanner

tty = pytest.importorskip("tty", reason="Windows has no pseudo-terminals")

_CARD = "001206012345|||Nguyễn Thị Thường|06022006|Nữ|Số 1, Đường Ví Dụ, Hà Nội|01012022".encode()


@dataclass
class Line:
    """The far end of a line, the scanner at the near one, and what it told."""

    far: int
    scanner: SerialScanner
    scans: list[bytes]

    def send(self, data: bytes) -> None:
        """Send bytes as a scanner would."""
        os.write(self.far, data)


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[Line]:
    """Give a line with a scanner listening on it."""
    del qtbot
    far, near = os.openpty()
    tty.setraw(near)
    scanner = SerialScanner(os.ttyname(near), idle_ms=60, try_again_ms=20)
    scans: list[bytes] = []
    scanner.scanned.connect(scans.append)
    scanner.start()
    assert scanner.is_present
    os.close(near)
    yield Line(far, scanner, scans)
    scanner.stop()
    if far >= 0:
        try:
            os.close(far)
        except OSError:
            return


def test_a_card_in_pieces_is_one_scan(qtbot: QtBot, line: Line) -> None:
    """Pieces of seven bytes cut letters with marks in two; the line still arrives whole, untouched, and once."""
    for start in range(0, len(_CARD), 7):
        line.send(_CARD[start : start + 7])
        QCoreApplication.processEvents()
    line.send(b"\r\n")
    qtbot.waitUntil(lambda: line.scans == [_CARD])


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\n\n"])
def test_every_line_end_ends_a_scan_and_empty_lines_are_none(qtbot: QtBot, line: Line, end: bytes) -> None:
    """Makers end lines as they like; two scans in one read are two scans."""
    line.send(b"one" + end + b"two" + end)
    qtbot.waitUntil(lambda: line.scans == [b"one", b"two"])


def test_a_line_too_long_for_a_card_is_dropped_whole(qtbot: QtBot, line: Line) -> None:
    """Noise beyond the longest card is no scan, and the next card is read as ever."""
    line.send(b"x" * MAX_SCAN_BYTES + b"y\n" + b"z" * MAX_SCAN_BYTES + b"\n" + _CARD + b"\n")
    qtbot.waitUntil(lambda: len(line.scans) == 2)
    assert line.scans == [b"z" * MAX_SCAN_BYTES, _CARD]


def test_half_a_line_is_forgotten_after_a_pause(qtbot: QtBot, line: Line) -> None:
    """What was torn off does not run into the next person's card."""
    line.send(b"torn off")
    qtbot.waitUntil(lambda: bool(line.scanner._half))  # noqa: SLF001 - that it is held is seen nowhere else
    qtbot.waitUntil(lambda: not line.scanner._half)  # noqa: SLF001
    line.send(_CARD + b"\n")
    qtbot.waitUntil(lambda: line.scans == [_CARD])


def test_stopping_forgets_and_closes(qtbot: QtBot, line: Line) -> None:
    """After `stop` nothing is told any more and nothing is kept, however often it is called."""
    line.send(b"half")
    qtbot.waitUntil(lambda: bool(line.scanner._half))  # noqa: SLF001 - as above
    line.scanner.stop()
    line.scanner.stop()
    assert (line.scanner.is_present, bytes(line.scanner._half), line.scans) == (False, b"", [])  # noqa: SLF001


def test_pulling_the_scanner_out_is_noticed(qtbot: QtBot, line: Line) -> None:
    """The plug is pulled mid-line: the line closes, nothing is told, nothing is raised."""
    line.send(b"half")
    qtbot.waitUntil(lambda: bool(line.scanner._half))  # noqa: SLF001 - as above
    os.close(line.far)
    line.far = -1
    qtbot.waitUntil(lambda: not line.scanner.is_present)
    assert (line.scans, bytes(line.scanner._half)) == ([], b"")  # noqa: SLF001


def test_a_scanner_plugged_in_later_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    """The kiosk starts without its scanner and finds it when it comes."""
    place = tmp_path / "scanner"
    scanner = SerialScanner(str(place), try_again_ms=10)
    scanner.start()
    assert not scanner.is_present
    far, near = os.openpty()
    tty.setraw(near)
    with qtbot.waitSignal(scanner.presentChanged):
        place.symlink_to(os.ttyname(near))
    scanner.start()
    with qtbot.waitSignal(scanner.scanned) as told:
        os.write(far, b"hello\n")
    assert told.args == [b"hello"]
    scanner.stop()
    os.close(near)
    os.close(far)


def test_a_scanner_pulled_and_plugged_again_goes_on_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    """Three times out and in, mid-line: each time it is found again, and only whole lines are told."""
    place = tmp_path / "scanner"
    scanner = SerialScanner(str(place), idle_ms=10_000, try_again_ms=10)
    scans: list[bytes] = []
    scanner.scanned.connect(scans.append)
    scanner.start()
    for count in range(3):
        far, near = os.openpty()
        tty.setraw(near)
        place.symlink_to(os.ttyname(near))
        qtbot.waitUntil(lambda: scanner.is_present)
        os.close(near)
        os.write(far, b"card %d\ntorn off" % count)
        qtbot.waitUntil(lambda count=count: scans == [b"card %d" % each for each in range(count + 1)])  # type: ignore[misc]
        place.unlink()
        os.close(far)
        qtbot.waitUntil(lambda: not scanner.is_present)
    scanner.stop()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300).map(lambda each: each.replace(b"\r", b"").replace(b"\n", b"")))
def test_nonsense_is_passed_on_and_raises_nothing(qtbot: QtBot, line: Line, noise: bytes) -> None:
    """Whatever bytes come, a line is a line: judging it is for those who know cards."""
    line.scans.clear()
    line.send(noise + b"\nend\n")
    qtbot.waitUntil(lambda: line.scans[-1:] == [b"end"])
    assert line.scans == [each for each in (noise, b"end") if each]
