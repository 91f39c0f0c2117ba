"""The page that needs no QML: its words are there, whole, in both languages and on every shape of screen."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.helpers.qml import SHAPES
from ui.application import load_fonts
from ui.last_page import LastPage, show_last_page


def _painted(page: LastPage, size: tuple[int, int]) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB32)
    page.resize(*size)
    page.paint_on(picture)
    return picture


def _rows_with_ink(picture: QImage) -> list[int]:
    ground = QColor(picture.pixel(0, 0))
    across = range(0, picture.width(), 3)
    return [y for y in range(picture.height()) if any(QColor(picture.pixel(x, y)) != ground for x in across)]


@pytest.mark.parametrize("shape", SHAPES)
def test_both_languages_stand_on_it_uncut(qtbot: QtBot, shape: str) -> None:
    """Four pieces of text, and the margins on all sides are empty."""
    del qtbot
    load_fonts()
    picture = _painted(LastPage(), SHAPES[shape])
    rows = _rows_with_ink(picture)
    assert picture.height() * 0.05 < rows[0]
    assert rows[-1] < picture.height() * 0.95
    ground = QColor(picture.pixel(0, 0))
    margin = picture.width() // 13
    assert all(QColor(picture.pixel(x, y)) == ground for x in (margin, picture.width() - margin) for y in rows)


def test_it_ends_by_itself(qtbot: QtBot) -> None:
    """Whoever showed it is told when its time is over."""
    ended: list[str] = []
    page = show_last_page(lambda: ended.append("over"), shown_ms=1)
    qtbot.waitUntil(lambda: ended == ["over"])
    assert page.title()
    page.close()
