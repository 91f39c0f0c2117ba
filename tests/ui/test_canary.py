"""Nothing of a person is left for the next one: searched after visits by chance that end in every way there is.

A usual run takes a sample of the 1,000 visits; `python3 build_scripts/test.py --tests tests/ui/test_canary.py --whole` takes all.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from kiosk.logs import start_log
from kiosk.services.attempts import settle_interrupted
from kiosk.services.kiosk import Kiosk, load_kiosk
from tests.helpers.canaries import canary, decomposed
from tests.helpers.chance_visits import ENDS, quicken, visit_by_chance
from tests.helpers.kiosks import MovedClock, counted_bytes
from tests.helpers.qml import Hand, a_window
from tests.helpers.sampled import Sampled
from tests.helpers.traces import traces_in_files, traces_in_process, traces_in_window
from tests.helpers.waiting import ENDS_WITHIN_S
from ui.list_model import RowModel
from ui.view_models.check import EnteredRow

ROOT: Final = Path(__file__).parents[2]
VISITS: Final = 1_000
SAMPLED: Final = 40
EVERY: Final = 10
"""So often the whole process and all files are searched; the window is searched after each visit."""
SMALL: Final = (1024, 640)


@contextmanager
def _logging_to(folder: Path) -> Iterator[None]:
    """Write the kiosk's own log while the block runs."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = list(root.handlers), root.level
    start_log(folder, "kiosk")
    try:
        yield
    finally:
        for each in [each for each in root.handlers if each not in handlers]:
            root.removeHandler(each)
            each.close()
        root.setLevel(level)
        sys.excepthook = hook


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at a small window, whose clocks look often."""
    with a_window(kiosk, qtbot, SMALL) as hand:
        quicken(hand)
        yield hand


@pytest.mark.long
@pytest.mark.expects_log("the visit stopped at")
def test_nothing_of_anybody_is_left(hand: Hand, kiosk: Kiosk, moved: MovedClock, sampled: Sampled) -> None:
    """After each visit the window holds none of the values entered; the process and the files hold none of anybody's."""
    with _logging_to(kiosk.folder):
        for place, serial in enumerate(sampled(range(VISITS), SAMPLED)):
            end = ENDS[place % len(ENDS)]
            visit_by_chance(hand, moved, serial, end)
            assert list(traces_in_window(hand.window)) == [], f"visit {serial}, {end}"
            if place % EVERY == EVERY - 1:
                assert sorted(set(traces_in_process())) == [], f"visit {serial}, {end}"
                assert list(traces_in_files(kiosk.folder)) == [], f"visit {serial}, {end}"
        assert list(traces_in_files(Path(os.environ["HOME"]))) == []


@pytest.mark.parametrize("serial", [7, 44, 261])
def test_a_program_that_is_killed_leaves_nothing(tmp_path: Path, qtbot: QtBot, serial: int) -> None:
    """Killed in the middle of somebody's visit: no file holds a value, nor does the window that starts on them again."""
    command = [sys.executable, "-m", "tests.helpers.killed_visit", str(tmp_path / "kiosk"), str(serial)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=ENDS_WITHIN_S)
    assert ended.stdout.split() == ["there"], ended.stderr
    assert ended.returncode < 0 or sys.platform == "win32"
    assert list(traces_in_files(tmp_path)) == []
    kiosk = load_kiosk(tmp_path / "kiosk", MovedClock(boot=b"boot-two").clock(), counted_bytes())
    settle_interrupted(kiosk)
    with a_window(kiosk, qtbot, SMALL) as hand:
        hand.waits_for("start")
        assert list(traces_in_window(hand.window)) == []
    assert list(traces_in_files(tmp_path)) == []


def _in_a_model(hand: Hand) -> None:
    hand.window.models["thanks"].setProperty("left", canary(1).phone)


def _in_an_attribute(hand: Hand) -> None:
    hand.window.visit.facts.guardian_name = canary(1).guardian


def _in_rows(hand: Hand) -> None:
    cast("RowModel", hand.window.models["check"].property("entries")).show((EnteredRow("", canary(1).name, ""),))


def _in_a_text(hand: Hand) -> None:
    hand.item("start").setProperty("text", canary(1).number)


def _in_a_hidden_item(hand: Hand) -> None:
    item = QQuickItem(hand.window.view.contentItem())
    item.setObjectName(canary(1).name)
    item.setVisible(False)


def _in_the_clipboard(hand: Hand) -> None:
    del hand
    QGuiApplication.clipboard().setText("anything")


def _in_an_undone_line(hand: Hand) -> None:
    component = QQmlComponent(hand.window.engine)
    component.setData(b"import QtQuick\nTextInput { }", QUrl("planted.qml"))
    line = component.create()
    assert isinstance(line, QQuickItem)
    line.setParent(hand.window.view)
    line.setParentItem(hand.window.view.contentItem())
    line.forceActiveFocus()
    hand.type("A")
    hand.bot.waitUntil(lambda: line.property("text") == "A")  # held a moment: it might begin a scan


def _in_a_picture(hand: Hand) -> None:
    hand.window.models["receipt"].left = QImage(4, 4, QImage.Format.Format_RGB32)  # type: ignore[attr-defined]  # planted


@pytest.mark.parametrize(
    "plant",
    [
        _in_a_model,
        _in_an_attribute,
        _in_rows,
        _in_a_text,
        _in_a_hidden_item,
        _in_the_clipboard,
        _in_an_undone_line,
        _in_a_picture,
    ],
)
def test_what_is_left_in_the_window_is_found(hand: Hand, plant: Callable[[Hand], None]) -> None:
    """One value planted in each kind of place is told; before, nothing is."""
    assert list(traces_in_window(hand.window)) == []
    plant(hand)
    assert list(traces_in_window(hand.window)) != []
    hand.window.visit.forget()


def test_what_anything_holds_is_found(hand: Hand) -> None:
    """A list nobody of the window knows is told as well."""
    del hand
    left = [canary(2).name]
    assert "list: name" in set(traces_in_process())
    left.clear()
    assert set(traces_in_process()) == set()


@pytest.mark.parametrize(
    "make",
    [
        lambda: bytes(canary(3).number, "utf-8"),
        lambda: decomposed(canary(3).name).encode(),
        lambda: canary(3).guardian.encode("utf-16-le"),
        lambda: b"\0\1" + canary(3).phone.encode("utf-16-be"),
        lambda: date(1985, 11, 17).isoformat().encode(),
    ],
)
def test_what_a_file_holds_is_found(tmp_path: Path, make: Callable[[], bytes]) -> None:
    """In either form of letters, in either encoding, wherever the file lies."""
    (tmp_path / "deep" / "down").mkdir(parents=True)
    assert list(traces_in_files(tmp_path)) == []
    (tmp_path / "deep" / "down" / "kiosk.sqlite-wal").write_bytes(b"\7" * 99 + make())
    assert len(list(traces_in_files(tmp_path))) == 1


def test_what_a_paper_or_a_log_says_is_found(kiosk: Kiosk, tmp_path: Path) -> None:
    """A packed PDF is read as text; a log is a file like any other."""
    paper = Canvas(str(tmp_path / "paper.pdf"), pageCompression=1)
    paper.drawString(10, 10, canary(4).number)
    paper.save()
    assert list(traces_in_files(tmp_path)) == ["paper.pdf: number"]
    with _logging_to(kiosk.folder):
        logging.getLogger("planted").info("%s has come", canary(4).name)
    assert "logs/kiosk.log: name" in [each.replace("\\", "/") for each in traces_in_files(kiosk.folder)]
