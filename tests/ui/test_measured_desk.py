"""Every page of the staff's console, measured as the screens of a visit are: four text sizes, four themes, both languages."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.kiosks import PIN, MovedClock, a_kiosk, a_registration
from tests.helpers.layout import layout_faults
from tests.helpers.pages import settle
from tests.helpers.qml import SHAPES, Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import TECHNICIAN_PIN, add_technician, sign_in, staff_of
from tests.helpers.visits import stand_at
from tests.ui.test_measured_screens import faults_of
from ui.flow import Step
from ui.view_models.appearance import FIRST_TEXT_STEP, TEXT_STEPS

OFFICER_PAGES: Final = (
    "today", "sessions", "receipts", "devices", "sync", "journal", "handbook", "handbook-open-4", "handbook-open-18",
)  # fmt: skip
TECHNICIAN_PAGES: Final = ("today", "settings", "leave")
_MOST_LEAVES: Final = 10
"""So many leaves the contents of the handbook take at most."""
ASKING: Final[dict[str, tuple[str, str]]] = {
    "reason": ("session-extend", "staff-reason-drop"),
    "sound": ("check-sound", "check-drop"),
    "scanner": ("check-scanner", "check-drop"),
    "screen": ("check-screen", "check-drop"),
    "touch": ("check-touch", "check-drop"),
}
"""What asks a person something in place of a page: the button that begins it, and the one that ends it."""


@pytest.mark.long
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_of_the_console_is_without_fault(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """Whole, in reach of a finger, legible, named in its language, led through by the Tab key."""
    faults: list[str] = []
    ports = replace(ports_of_a_place_without_devices(tmp_path), sticks=lambda: (Path("/media/thi/USB-32GB"),))
    with a_window(_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language, ports) as hand:
        for pin, pages in ((PIN, OFFICER_PAGES), (TECHNICIAN_PIN, TECHNICIAN_PAGES)):
            sign_in(hand, pin)
            for page in pages:
                faults += [f"{page}, {each}" for each in faults_of(hand, partial(_turn, hand, page), language)]
                faults += [f"{page}, further: {each}" for each in _faults_further_on(hand)]
            hand.tap("staff-leave")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_asks_a_person_is_without_fault(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """A reason to write, a code to scan, a frame to fit, targets to touch: measured as the pages are."""
    faults: list[str] = []
    with a_window(_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language) as hand:
        sign_in(hand)
        for name, (begins, ends) in ASKING.items():
            _turn(hand, "sessions" if name == "reason" else "devices")
            faults += [f"{name}, {each}" for each in faults_of(hand, partial(_ask, hand, begins, ends), language)]
            hand.tap(ends)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_desk_over_a_visit_is_without_fault(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """Pad and pages with the line that says who is beneath and what waits: it takes room, and some acts cannot be pressed."""
    faults: list[str] = []
    with a_window(_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language) as hand:
        stand_at(hand, hand.window.kiosk, Step.QUIZ)
        faults += [f"pad, {each}" for each in faults_of(hand, partial(_pad, hand), language)]
        hand.tap("staff-leave")
        for pin, pages in ((PIN, ("today", "sessions", "devices")), (TECHNICIAN_PIN, ("settings", "leave"))):
            sign_in(hand, pin)
            for page in pages:
                faults += [f"{page}, {each}" for each in faults_of(hand, partial(_turn, hand, page), language)]
                faults += [f"{page}, further: {each}" for each in _faults_further_on(hand)]
            hand.tap("staff-leave")
    assert not faults, "\n".join(faults)


def _pad(hand: Hand) -> None:
    staff_of(hand).enter()
    hand.waits_for("pin-1")


def _faults_further_on(hand: Hand) -> Iterator[str]:
    """Turn through what the largest text put onto further pages, and give what is cut or covered there."""
    hand.window.appearance.choose_text_step(TEXT_STEPS - 1)
    settle(hand)
    while hand.sees("page-next") and hand.item("page-next").isEnabled():
        hand.tap("page-next")
        settle(hand)
        yield from layout_faults(hand)
    hand.window.appearance.choose_text_step(FIRST_TEXT_STEP)
    settle(hand)


def _turn(hand: Hand, page: str) -> None:
    if page.startswith("handbook-"):
        hand.tap("tab-handbook")
        if hand.sees("handbook-contents"):
            hand.tap("handbook-contents")
        settle(hand)
        _reach(hand, page)
    else:
        hand.tap(f"tab-{page}")
    settle(hand)
    if page == "sessions":
        hand.tap("session-0")
    settle(hand)


def _reach(hand: Hand, name: str) -> None:
    """Touch what stands on the first leaf or on a further one, whichever was left open."""
    for _ in range(_MOST_LEAVES):
        if not (hand.sees("page-previous") and hand.item("page-previous").isEnabled()):
            break
        hand.tap("page-previous")
        settle(hand)
    for _ in range(_MOST_LEAVES):
        if hand.sees(name):
            break
        hand.tap("page-next")
        settle(hand)
    hand.tap(name)


def _ask(hand: Hand, begins: str, ends: str) -> None:
    hand.tap(begins)
    hand.waits_for(ends)
    settle(hand)


def _kiosk(folder: Path) -> Kiosk:
    """Give an open kiosk of the contest of 2023, whose names are the longest, with somebody at it."""
    pack, moved = load_pack_folder(SAMPLE_PACK), MovedClock()
    moved.at_us = round(pack.rules.rounds[0].starts_at.timestamp() * 1_000_000) + 3_600_000_000
    kiosk = a_kiosk(folder, moved, pack)
    add_technician(kiosk)
    open_kiosk(kiosk, "officer-1")
    start_attempt(kiosk, a_registration(kiosk))
    return kiosk
