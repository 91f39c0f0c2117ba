"""Every screen and every cover, at four text sizes, in four themes, two languages and on three panels of real sizes: no fault.

What is measured stands in tests/helpers/measures.py and layout.py; that each measure sees a planted fault is tested beside this.
A theme changes colours only, so that sizes and places are measured in one theme and colours at one size.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.layout import layout_faults
from tests.helpers.measures import RATIOS, colour_faults, hand_faults, letter_faults, name_faults, tab_faults
from tests.helpers.qml import SHAPES, WIDTHS_MM, Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.view_models.appearance import CONTRASTS, FIRST_TEXT_STEP, TEXT_STEPS
from ui.view_models.staff import StaffModel


def sample_kiosk(folder: Path) -> Kiosk:
    """Give an open kiosk with the contest of 2023, on a day of it."""
    pack = load_pack_folder(SAMPLE_PACK)
    moved = MovedClock()
    moved.at_us = round(pack.rules.rounds[0].starts_at.timestamp() * 1_000_000) + 3_600_000_000
    kiosk = a_kiosk(folder, moved, pack)
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _contrasts(hand: Hand) -> None:
    hand.window.appearance.show_contrasts()
    hand.waits_for("contrast-close")


def _help(hand: Hand) -> None:
    hand.tap("help")
    hand.waits_for("help-call")


def _listening(hand: Hand) -> None:
    hand.tap("listen")
    hand.waits_for("listen-close")


def _pin(hand: Hand) -> None:
    cast("StaffModel", hand.window.models["staff"]).enter()
    hand.waits_for("pin-1")


COVERS: dict[str, Callable[[Hand], None]] = {
    "contrasts": _contrasts,
    "help": _help,
    "listening": _listening,
    "staff-pin": _pin,
}


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


@pytest.mark.parametrize("cover", COVERS)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_cover_is_without_fault(tmp_path: Path, qtbot: QtBot, shape: str, language: str, cover: str) -> None:
    """What may lie over a screen is measured as the screens are."""
    with a_window(sample_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language) as hand:
        faults = list(faults_of(hand, partial(COVERS[cover], hand), language))
    assert not faults, "\n".join(faults)


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
    appearance.choose_text_step(FIRST_TEXT_STEP)
    for contrast in CONTRASTS:
        appearance.choose_contrast(contrast)
        settle(hand)
        yield from (f"{contrast}: {fault}" for fault in colour_faults(hand, hand.picture(), RATIOS[contrast]))
    appearance.choose_contrast(CONTRASTS[0])
    settle(hand)
    yield from tab_faults(hand)


def settle(hand: Hand) -> None:
    """Let layouts, which arrange themselves a moment later, come to rest."""
    for _ in range(3):
        QCoreApplication.processEvents()
    hand.picture()
    QCoreApplication.processEvents()
