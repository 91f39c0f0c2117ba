"""Every question of the contest, on every panel and in both languages: whole on its screen. Measured, not compared."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.contest.rules import TopicQuota
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.builders import changed
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.layout import layout_faults
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step


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


def _settle(hand: Hand) -> None:
    """Let layouts, which arrange themselves a moment later, come to rest."""
    for _ in range(3):
        QCoreApplication.processEvents()
        hand.picture()
