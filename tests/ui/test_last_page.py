"""The page that needs no QML: its words are there, whole, in both languages and on every shape of screen."""

from typing import Final

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.texts import LANGUAGES, load_catalogue, refusal_sentence
from tests.helpers.qml import SHAPES
from ui.application import load_fonts
from ui.last_page import LastPage, show_last_page

HINDRANCES: Final = (
    Refused("disk_full"),
    Refused("disk_failing"),
    Refused("disk_read_only"),
    Refused("folder_unusable", place="running.lock"),
    Refused("not_enrolled"),
    Refused("database_busy"),
    Refused("database_lost"),
    Refused("database_damaged"),
    Refused("database_unreachable"),
    Refused("database_newer", found=15, known=14),
    Refused("device_key_missing"),
    Refused("device_key_damaged"),
    Refused("pack_missing", version=0),
    Refused("signature_wrong"),
    Refused("unknown"),
)
"""What may keep a kiosk from beginning, as far as it is known."""
LONGEST: Final = max(HINDRANCES, key=lambda each: max(len(refusal_sentence(each, "staff", own)) for own in LANGUAGES))


def _painted(page: LastPage, size: tuple[int, int]) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB32)
    page.resize(*size)
    page.paint_on(picture)
    return picture


def _rows_with_ink(picture: QImage) -> list[int]:
    ground = QColor(picture.pixel(0, 0))
    across = range(0, picture.width(), 3)
    return [y for y in range(picture.height()) if any(QColor(picture.pixel(x, y)) != ground for x in across)]


@pytest.mark.parametrize("hindered", [None, LONGEST], ids=["screens", "longest"])
@pytest.mark.parametrize("shape", SHAPES)
def test_both_languages_stand_on_it_uncut(qtbot: QtBot, shape: str, hindered: Refused | None) -> None:
    """Every piece of text, and the margins on all sides are empty; one language does not run into the other."""
    del qtbot
    load_fonts()
    page = LastPage(hindered)
    picture = _painted(page, SHAPES[shape])
    first, second = page.bottoms
    assert first < picture.height() * 0.5
    assert second < picture.height() * 0.96
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hindered", HINDRANCES, ids=lambda each: each.code)
def test_what_keeps_a_kiosk_from_beginning_is_said_to_staff(qtbot: QtBot, hindered: Refused, language: str) -> None:
    """In a sentence and with its code; to the resident only whom to call, and nothing that need not be true of the data."""
    del qtbot
    page = LastPage()
    page.say(hindered)
    title, resident, staff = (text for text, _ in page.texts(language))
    catalogue = load_catalogue(language)
    assert (title, resident) == tuple(
        catalogue.text(f"errors.screen.{each}") for each in ("out_of_service", "not_begun_text")
    )
    assert f"({hindered.code})" in staff
    assert staff != resident
