"""Every screen, in both languages, three shapes and the largest text: whole, in place, named, and reachable by keyboard.

Nothing here compares pictures: what is measured is what a person would stumble over. Any QML warning fails by itself.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from kiosk.contest.rules import TopicQuota
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.builders import changed
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.layout import accessible_name, contrast_ratio, layout_faults, text_items, usable_items
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.view_models.appearance import CONTRASTS, TEXT_STEPS

SMALLEST_TOUCH = 72
"""Pixels of a 1080p screen; 12.7 mm on the smallest panel of that kind (14 inches) are 78, the corner's buttons are wider."""


def _sample_kiosk(folder: Path, **changes: object) -> Kiosk:
    """Give an open kiosk with the contest of 2023, on a day of it, its paper rules changed as asked."""
    pack = load_pack_folder(SAMPLE_PACK)
    paper = changed(pack.rules.paper, **changes)
    moved = MovedClock()
    starts_at = pack.rules.rounds[0].starts_at
    moved.at_us = round(starts_at.timestamp() * 1_000_000) + 3_600_000_000
    kiosk = a_kiosk(folder, moved, changed(pack, rules=changed(pack.rules, paper=paper)))
    open_kiosk(kiosk, "officer-1")
    return kiosk


@pytest.fixture(params=[(shape, language) for shape in SHAPES for language in ("vi", "en")], ids="-".join)
def hand(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at a window of each shape in each language."""
    shape, language = request.param
    with a_window(_sample_kiosk(tmp_path / "kiosk"), qtbot, SHAPES[shape], language) as hand:
        yield hand


def test_every_screen_is_whole(hand: Hand) -> None:
    """At the smallest and the largest text nothing is cut off, outside the window, or on top of something else."""
    faults = [
        f"{step.value} text {text_step}: {fault}"
        for number, step in enumerate(Step)
        for text_step in (0, TEXT_STEPS - 1)
        for fault in _faults_at(hand, step, text_step, number)
    ]
    assert not faults, "\n".join(faults)


def test_every_part_one_can_use_has_a_name_and_room_for_a_finger(hand: Hand) -> None:
    """What takes the focus tells a screen reader its name, and is as high as a finger is wide."""
    scale = min(hand.window.view.width(), hand.window.view.height()) / 1080
    faults: list[str] = []
    for number, step in enumerate(Step):
        _go(hand, step, 0, number)
        for item in usable_items(hand):
            where = f"{step.value}: {item.objectName() or item.metaObject().className()}"
            if not accessible_name(item):
                faults.append(f"{where} has no name")
            if min(item.width(), item.height()) < SMALLEST_TOUCH * scale - 1:
                faults.append(f"{where} is {item.width():.0f} x {item.height():.0f}")
    assert not faults, "\n".join(faults)


def test_tab_reaches_every_part_one_can_use(hand: Hand) -> None:
    """Whoever has only a keyboard gets everywhere; keys of the touch keyboards are the one exception."""
    faults: list[str] = []
    for number, step in enumerate(Step):
        _go(hand, step, 0, number)
        wanted = {item.objectName() for item in usable_items(hand) if item.objectName() and item.isEnabled()}
        wanted = {name for name in wanted if not name.startswith(("key-", "tone-"))}
        seen: set[str] = set()
        for _ in range(len(wanted) + 60):
            hand.press(Qt.Key.Key_Tab)
            focused = hand.window.view.activeFocusItem()
            seen.add(focused.objectName())
        if wanted - seen:
            faults.append(f"{step.value}: {sorted(wanted - seen)}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("contrast", CONTRASTS)
def test_texts_stand_out_from_their_ground(tmp_path: Path, qtbot: QtBot, contrast: str) -> None:
    """Each text has at least 4.5 to 1 against what lies behind it (WCAG 2.2, 1.4.3), in every theme; 7 to 1 in high contrast."""
    wanted = 4.5 if contrast == "standard" else 7.0
    faults: set[str] = set()
    with a_window(_sample_kiosk(tmp_path / "kiosk"), qtbot) as hand:
        while hand.window.appearance.property("contrast") != contrast:
            hand.window.appearance.choose_next_contrast()
        for number, step in enumerate(Step):
            stand_at(hand, hand.window.kiosk, step, f"0011850{number:05d}")
            while hand.window.appearance.property("contrast") != contrast:
                hand.window.appearance.choose_next_contrast()
            picture = hand.picture()
            for item in text_items(hand):
                if not item.isEnabled():
                    continue  # what cannot be used yet is meant to stand back
                ratio = contrast_ratio(picture, item)
                if ratio < wanted:
                    faults.add(f"{step.value}: {item.property('text')!r} {ratio:.1f}")
    assert not faults, "\n".join(sorted(faults))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_of_the_contest_fits_with_its_answers(
    tmp_path: Path, qtbot: QtBot, shape: str, language: str
) -> None:
    """At the usual text size each of the 78 questions stands on one page with all its answers, nothing cut."""
    bank = load_pack_folder(SAMPLE_PACK)
    day = bank.rules.rounds[0].first_day
    topics = [each.topic for each in bank.questions_for(day)]
    quotas = tuple(TopicQuota(topic, topics.count(topic)) for topic in dict.fromkeys(topics))
    kiosk = _sample_kiosk(tmp_path / "kiosk", question_count=len(topics), quotas=quotas)
    faults: list[str] = []
    with a_window(kiosk, qtbot, SHAPES[shape], language) as hand:
        stand_at(hand, kiosk, Step.QUIZ)
        _settle(hand)
        for number in range(1, len(topics) + 1):
            faults += [f"question {number} lacks answer-{row}" for row in range(4) if not hand.sees(f"answer-{row}")]
            faults += [f"question {number}: {fault}" for fault in layout_faults(hand)]
            if number < len(topics):
                hand.tap("next")
                hand.bot.waitUntil(lambda: hand.window.models["quiz"].property("place") == number)  # noqa: B023 - waited for here
                _settle(hand)
    assert not faults, "\n".join(faults)


def _faults_at(hand: Hand, step: Step, text_step: int, number: int) -> list[str]:
    _go(hand, step, text_step, number)
    return list(layout_faults(hand))


def _go(hand: Hand, step: Step, text_step: int, number: int) -> None:
    """Show a screen at a text size, settled, to a person of their own."""
    language = hand.window.appearance.property("language")
    stand_at(hand, hand.window.kiosk, step, f"00118{text_step}{number:06d}")
    hand.window.appearance.choose_language(language)
    hand.window.appearance.choose_text_step(text_step)
    _settle(hand)


def _settle(hand: Hand) -> None:
    """Let layouts, which arrange themselves a moment later, come to rest."""
    for _ in range(3):
        QCoreApplication.processEvents()
        hand.picture()
