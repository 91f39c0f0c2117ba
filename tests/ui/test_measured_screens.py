"""Every screen, cover and further page, at four text sizes, in four themes, two languages and on three panels: no fault.

What is measured stands in tests/helpers/measures.py and layout.py; that each measure sees a planted fault is tested beside this.
A theme changes colours only, so that sizes and places are measured in one theme, and colours at one size and in one language.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QMetaObject, Qt
from pytestqt.qtbot import QtBot

from kiosk.texts import LANGUAGES
from tests.helpers.kiosks import MovedClock
from tests.helpers.layout import files_shown, ink_of, layout_faults, text_items, usable_items
from tests.helpers.measures import RATIOS, colour_faults, hand_faults, letter_faults, name_faults, tab_faults
from tests.helpers.pages import COVERS, PAGES, Place, ports_for, ports_with_a_voice, sample_kiosk, settle, show_dark
from tests.helpers.qml import SHAPES, WIDTHS_MM, Hand, a_window
from tests.helpers.visits import stand_at
from ui.application import QML
from ui.flow import Step
from ui.view_models.appearance import CONTRASTS, FIRST_TEXT_STEP, TEXT_STEPS

_SHOWN_FROM: Final = ("Screens", "Controls", "Speech")
_MOST_PAGES: Final = 40
_NO_SIGHT: Final = {"Main", "VisitScreens", "Covers", "Typing", "SpokenMark", "DarkPage"}
"""What only holds others or shows nothing by itself, the frame round what is said (test_read_aloud.py), the dark screen (below)."""


@pytest.mark.long
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_screen_is_without_fault(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """Whole, in reach of a finger, legible, named in its language, and led through by the Tab key: every step of a visit."""
    with a_window(sample_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language) as hand:
        kiosk = hand.window.kiosk
        faults = [
            f"{step.value}, {fault}"
            for number, step in enumerate(Step)
            for fault in faults_of(hand, partial(stand_at, hand, kiosk, step, f"0011850{number:05d}"), language)
        ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", [*COVERS, *PAGES])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_cover_and_further_page_is_without_fault(
    tmp_path: Path, qtbot: QtBot, shape: str, language: str, name: str
) -> None:
    """What may lie over a screen, and what a step shows besides its first page, are measured as the screens are."""
    moved = MovedClock()
    kiosk = sample_kiosk(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot, SHAPES[shape], language, ports_for(name, tmp_path)) as hand:
        show = {**COVERS, **PAGES}[name]
        faults = list(faults_of(hand, partial(show, Place(hand, moved)), language))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_dark_screen_is_whole(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """It lies over everything without being a page of its own, and says in white on black how to come back."""
    moved = MovedClock()
    kiosk = sample_kiosk(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot, SHAPES[shape], language, ports_with_a_voice(tmp_path)) as hand:
        show_dark(Place(hand, moved))
        page = hand.item("dark-page")
        for text_step in range(TEXT_STEPS):
            hand.window.appearance.choose_text_step(text_step)
            settle(hand)
            texts = [each for each in hand.items() if page.isAncestorOf(each) and each.inherits("QQuickText")]
            assert len(texts) == 2
            assert all(hand.window.view.contentItem().contains(ink_of(each).topLeft()) for each in texts)
            assert all(hand.window.view.contentItem().contains(ink_of(each).bottomRight()) for each in texts)


def test_every_file_of_the_screens_is_among_what_is_measured(tmp_path: Path, qtbot: QtBot) -> None:
    """A new screen, page or control that no measured page shows is told here."""
    wanted = {each.stem for folder in _SHOWN_FROM for each in (QML / "Kiosk" / folder).glob("*.qml")} - _NO_SIGHT
    shown: set[str] = set()
    moved = MovedClock()
    kiosk = sample_kiosk(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot, SHAPES["1920x1080"]) as hand:
        for number, step in enumerate(Step):
            stand_at(hand, kiosk, step, f"0011850{number:05d}")
            settle(hand)
            shown |= files_shown(hand)
    for name, show in (*COVERS.items(), *PAGES.items()):
        moved = MovedClock()
        kiosk = sample_kiosk(tmp_path / name.replace("'", ""), moved)
        with a_window(kiosk, qtbot, ports=ports_for(name, tmp_path)) as hand:
            show(Place(hand, moved))
            settle(hand)
            hand.press(Qt.Key.Key_Tab)
            shown |= files_shown(hand)
    missing = wanted - shown
    assert not missing


def further_pages(hand: Hand) -> Iterator[int]:
    """Turn to each page after the first of what is paged, and back to the first one; some pages go round by themselves."""
    first = _texts(hand)
    for page in range(2, _MOST_PAGES):
        if not _turn(hand, "page-next") or _texts(hand) == first:
            break
        yield page
    for _ in range(_MOST_PAGES):
        if _texts(hand) == first or not _turn(hand, "page-previous"):
            break


def _turn(hand: Hand, name: str) -> bool:
    """Touch what turns a page, if there is one to turn to."""
    turns = [each for each in usable_items(hand) if each.objectName() == name and each.isEnabled()]
    for each in turns:
        QMetaObject.invokeMethod(each, "click")
        settle(hand)
        settle(hand)  # what is levelled or parted anew arranges itself once more
    return bool(turns)


def _texts(hand: Hand) -> list[str]:
    return [str(each.property("text")) for each in text_items(hand)]


def faults_of(hand: Hand, show: Callable[[], None], language: str) -> Iterator[str]:
    """Show a screen and give its faults, at each size and in each theme."""
    width = hand.window.view.width()
    pixels_per_mm = width / WIDTHS_MM[width, hand.window.view.height()]
    appearance = hand.window.appearance
    show()
    appearance.choose_language(language)
    for text_step in range(TEXT_STEPS):
        appearance.choose_text_step(text_step)
        settle(hand)
        for fault in (
            *layout_faults(hand),
            *hand_faults(hand, pixels_per_mm),
            *letter_faults(hand, pixels_per_mm),
            *(name_faults(hand, language) if text_step == 0 else ()),
        ):
            yield f"size {text_step}: {fault}"
        for page in further_pages(hand):
            for fault in (*layout_faults(hand), *hand_faults(hand, pixels_per_mm)):
                yield f"size {text_step}, page {page}: {fault}"
    appearance.choose_text_step(FIRST_TEXT_STEP)
    for contrast in CONTRASTS if language == LANGUAGES[0] else ():
        appearance.choose_contrast(contrast)
        settle(hand)
        yield from (f"{contrast}: {fault}" for fault in colour_faults(hand, hand.picture(), RATIOS[contrast]))
    appearance.choose_contrast(CONTRASTS[0])
    settle(hand)
    yield from tab_faults(hand)
