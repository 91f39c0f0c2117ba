"""How a visit ends: refused, timed out, left alone, or with the thanks; and what the next person finds."""

from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.entrant import Decision
from kiosk.services.admission import Admission
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.status import kiosk_status
from tests.helpers.builders import a_pack, a_paper_rules, a_rules
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import (
    Person,
    answer_all,
    consent,
    hand_in,
    paper_of,
    type_identity,
    walk_to_quiz,
)
from ui.flow import Step
from ui.view_models.appearance import FIRST_TEXT_STEP
from ui.view_models.idle import IdleModel
from ui.visit_facts import VisitFacts


def test_a_child_is_refused_kindly_and_nothing_is_stored(hand: Hand, kiosk: Kiosk) -> None:
    """Under 14: told why; no attempt, no entry in the journal, and the first screen is one touch away."""
    before = kiosk_status(kiosk).journal.entries
    consent(hand)
    type_identity(hand, Person(birth="01122012"))
    hand.tap("continue")
    hand.tap("leave")
    hand.waits_for("start")
    after = kiosk_status(kiosk)
    assert after.journal.entries == before
    assert after.attempts.started == 0


@pytest.mark.parametrize("decision", ["too_young", "excluded", "attempts_used_up", "not_open"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_decision_against_a_person_is_said_in_whole_sentences(
    hand: Hand, decision: Decision, language: str
) -> None:
    """Title and reason, in both languages, with the rules' own numbers filled in."""
    hand.tap(f"language-{language}")
    hand.window.visit.facts.admission = Admission(decision, (), 0, b"")
    hand.window.visit.show(Step.REFUSED)
    refusal = hand.window.models["refusal"]
    title, text = str(refusal.property("title")), str(refusal.property("text"))
    assert title
    assert text.endswith(".")
    assert ".." not in text
    assert "{" not in title + text


def test_after_the_last_attempt_a_person_is_told_so(hand: Hand, kiosk: Kiosk) -> None:
    """The fourth visit of someone with three attempts ends at a kind refusal."""
    for _ in range(kiosk.rules.attempts.per_entrant):
        walk_to_quiz(hand)
        hand.window.visit.leave()
        hand.waits_for("start")
    consent(hand)
    type_identity(hand, Person())
    hand.tap("continue")
    hand.waits_for("leave")
    assert hand.window.visit.at is Step.REFUSED


def test_time_running_out_hands_in_exactly_once(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """At zero the paper is handed in as it stands, and the result says that time was up."""
    pack = a_pack(rules=a_rules(paper=a_paper_rules(limit_s=100)))
    kiosk = a_kiosk(tmp_path / "kiosk", moved, pack)
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        walk_to_quiz(hand)
        hand.tap("answer-0")
        hand.bot.waitUntil(lambda: not hand.window.visit.property("isBusy"))
        moved.pass_s(101)
        hand.waits_for("score")
        status = kiosk_status(kiosk)
        assert (status.attempts.finished, status.attempts.open) == (1, 0)
        assert hand.window.visit.facts.is_timed_out


def test_a_person_who_walked_away_is_asked_and_then_forgotten(hand: Hand, kiosk: Kiosk, moved: MovedClock) -> None:
    """After two minutes without a touch a countdown covers everything; at its end the attempt is given up."""
    walk_to_quiz(hand)
    idle = cast("IdleModel", hand.window.models["idle"])
    with hand.bot.assertNotEmitted(idle.idleChanged, wait=300):
        moved.pass_s(119)
    moved.pass_s(2)
    hand.bot.waitUntil(lambda: hand.text("idle-seconds") == "45")
    moved.pass_s(10)
    hand.bot.waitUntil(lambda: hand.text("idle-seconds") == "35")
    hand.tap("idle-stay")
    hand.bot.waitUntil(lambda: not hand.sees("idle-seconds"))
    assert hand.window.visit.at is Step.QUIZ
    moved.pass_s(166)
    hand.waits_for("idle-seconds")
    moved.pass_s(46)
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: kiosk_status(kiosk).attempts.abandoned == 1)
    assert hand.window.visit.facts == VisitFacts()


def test_the_next_person_finds_the_window_as_it_was(hand: Hand, moved: MovedClock) -> None:
    """Language, text size and contrast chosen on the first screen go back when nobody starts."""
    hand.tap("language-en")
    hand.tap("text-larger")
    hand.tap("contrast")
    moved.pass_s(121)
    hand.bot.waitUntil(lambda: hand.window.appearance.property("language") == "vi")
    assert hand.window.appearance.property("textStep") == FIRST_TEXT_STEP
    assert hand.window.appearance.property("contrast") == "standard"


def test_the_thanks_end_by_themselves(hand: Hand, moved: MovedClock) -> None:
    """Nobody needs to touch anything: after the countdown the first screen is back."""
    walk_to_quiz(hand)
    answer_all(hand, paper_of(hand))
    hand_in(hand)
    hand.tap("continue")
    hand.tap("finish")
    hand.waits_for("done")
    moved.pass_s(16)
    hand.waits_for("start")


def test_a_closed_kiosk_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    """Before the day is opened nobody can start."""
    with a_window(a_kiosk(tmp_path / "kiosk"), qtbot) as hand:
        assert hand.window.visit.at is Step.CLOSED
        assert not hand.sees("start")
