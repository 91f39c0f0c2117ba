"""A resident's visit in the real window, by touch: what is stored, what is shown, and that nothing is left behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import find_receipt
from kiosk.services.status import kiosk_status
from tests.helpers.kiosks import a_kiosk
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import (
    Person,
    answer_all,
    choose_unit_and_begin,
    consent,
    hand_in,
    paper_of,
    press_digits,
    tell_about,
    type_identity,
    walk_to_quiz,
)
from ui.flow import Step
from ui.list_model import RowModel
from ui.visit_facts import VisitFacts

CARD = "001185067890|012345678|Trần Thị Hòa|01121985|Nữ|12 Khương Trung, Thanh Xuân, Hà Nội|22072021\n"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_whole_visit_by_touch(tmp_path: Path, qtbot: QtBot, shape: str, language: str) -> None:
    """From the first touch to the thanks: one finished attempt, one receipt whose code is on the screen, in every shape."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot, SHAPES[shape], language) as hand:
        walk_to_quiz(hand)
        answer_all(hand, paper_of(hand))
        hand_in(hand)
        score = hand.text("score")
        hand.tap("continue")
        receipt = find_receipt(kiosk, hand.text("receipt-code"))
        assert score == f"{receipt.correct}/{receipt.question_count}"
        hand.tap("finish")
        hand.tap("done")
        hand.waits_for("start")
        assert kiosk_status(kiosk).attempts.finished == 1


def test_nothing_of_a_person_is_left_in_the_window(hand: Hand) -> None:
    """After the thanks no property, row or text of any model holds what was typed."""
    walk_to_quiz(hand)
    answer_all(hand, paper_of(hand))
    hand_in(hand)
    hand.tap("continue")
    code = hand.text("receipt-code")
    hand.tap("finish")
    hand.tap("done")
    hand.waits_for("start")
    person = Person()
    left = "\n".join(_everything_said(hand))
    assert [each for each in (person.number, person.name, "1985", person.phone, code) if each in left] == []
    assert hand.window.visit.facts == VisitFacts()


def test_who_a_person_is_leaves_memory_when_the_attempt_starts(hand: Hand) -> None:
    """Sealed once, the typed name, number and telephone are dropped, long before the visit ends."""
    walk_to_quiz(hand)
    facts, person = hand.window.visit.facts, Person()
    assert person.number not in repr(facts)
    assert person.name not in repr(facts)
    assert person.phone not in repr(facts)


def test_the_touch_keyboard_writes_vietnamese(hand: Hand) -> None:
    """Ready-made letters and tone keys write the name, each word with its capital, in NFC."""
    consent(hand)
    type_identity(hand, Person())
    assert hand.window.visit.facts.full_name == "Nguyễn Thị Thường"


def test_telex_on_the_touch_keyboard(hand: Hand) -> None:
    """Those who know Telex switch it on; the toggle is off again for the next person."""
    telex = ("key-telex", *(f"key-{key}" for key in "nguyeenx"), "key-space", *(f"key-{key}" for key in "thij"))
    consent(hand)
    type_identity(hand, Person(keys=telex))
    assert hand.window.visit.facts.full_name == "Nguyễn Thị"
    hand.window.visit.leave()
    consent(hand)
    type_identity(hand, Person(keys=tuple(f"key-{key}" for key in "thij")))
    assert hand.window.visit.facts.full_name == "Thij"


def test_a_card_held_to_the_scanner_fills_the_lines(hand: Hand) -> None:
    """A scanner that types: what the card tells need not be typed again; what it lacks is asked."""
    consent(hand)
    hand.waits_for("type-card")
    hand.type(CARD)
    hand.waits_for("sex-female")
    facts = hand.window.visit.facts
    assert (facts.number, facts.full_name, facts.birth_text) == ("001185067890", "Trần Thị Hòa", "01/12/1985")
    assert facts.sex == "female"
    assert facts.is_scanned


def test_the_language_changes_on_any_screen_and_keeps_what_was_done(hand: Hand, kiosk: Kiosk) -> None:
    """In the middle of the quiz: the question is said in English, the chosen answer stays chosen."""
    walk_to_quiz(hand)
    hand.tap("answer-2")
    asked = kiosk.pack.question(paper_of(hand).questions[0].question_id)
    hand.tap("language-en")
    option = paper_of(hand).questions[0].options[2]
    hand.bot.waitUntil(lambda: hand.text("answer-2") == asked.options[option].en)
    assert hand.item("answer-2").property("isChosen")
    hand.tap("language-vi")
    hand.bot.waitUntil(lambda: hand.text("answer-2") == asked.options[option].vi)


def test_a_pupil_of_15_needs_a_guardian(hand: Hand, kiosk: Kiosk) -> None:
    """Relation, consent, name and telephone of the guardian come before the unit; then the attempt starts."""
    consent(hand)
    type_identity(hand, Person(birth="01092007", group="pupil"))
    hand.tap("continue")
    hand.tap("relation-mother")
    hand.tap("guardian-consent")
    hand.tap("continue")
    for key in ("key-t", "key-h", "key-i", "tone-nặng"):
        hand.tap(key)
    hand.tap("continue")
    for digit in "0912000000":
        hand.tap(f"key-{digit}")
    hand.tap("continue")
    choose_unit_and_begin(hand)
    assert kiosk_status(kiosk).attempts.open == 1


def test_without_papers_as_far_as_the_rules_allow(hand: Hand) -> None:
    """Name, birth date and group are asked, no number; the overview says that papers are missing."""
    consent(hand)
    hand.tap("no-papers")
    hand.waits_for("full-name")
    for key in Person().keys:
        hand.tap(key)
    hand.tap("continue")
    hand.waits_for("birth-date")
    for digit in Person().birth:
        hand.tap(f"key-{digit}")
    hand.tap("continue")
    tell_about(hand, Person())
    hand.tap("continue")
    hand.tap("continue")
    choose_unit_and_begin(hand)
    assert hand.window.visit.at is Step.QUIZ


def test_answers_can_be_changed_until_the_second_act(hand: Hand, kiosk: Kiosk) -> None:
    """From the review back to a question, another answer, and only then in: the last answer counts."""
    walk_to_quiz(hand)
    paper = paper_of(hand)
    answer_all(hand, paper)
    hand.tap("key-5")
    hand.tap("review")
    hand.tap("question-1")
    hand.tap("answer-3")
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("back")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert attempt.answers[paper.questions[0].question_id] == paper.questions[0].options[3]
    assert kiosk_status(kiosk).attempts.finished == 1


def test_missed_questions_are_shown_one_by_one_with_the_right_answer(hand: Hand, kiosk: Kiosk) -> None:
    """After an empty paper every question is there to learn from, the last page is the last question's."""
    walk_to_quiz(hand)
    paper = paper_of(hand)
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    result = hand.window.models["result"]
    for number, each in enumerate(paper.questions):
        question = kiosk.pack.question(each.question_id)
        assert result.property("question") == question.text.vi
        assert result.property("right") == question.options[question.correct].vi
        assert result.property("citation") == question.citation.vi
        if number < len(paper.questions) - 1:
            hand.tap("page-next")
    assert not hand.item("page-next").isEnabled()


def test_a_number_outside_the_rules_cannot_be_predicted(hand: Hand) -> None:
    """What may be predicted is said at once, and the way on stays closed until it fits."""
    walk_to_quiz(hand)
    answer_all(hand, paper_of(hand))
    press_digits(hand, "prediction", "99999")
    assert hand.window.models["prediction"].property("remark")
    assert not hand.item("review").isEnabled()
    hand.tap("key-backspace")
    hand.tap("review")
    hand.waits_for("hand-in")
    hand.tap("prediction-tile")
    assert hand.text("prediction") == "9999"


def test_a_flag_stays_and_shows_in_the_review(hand: Hand) -> None:
    """A question marked to be looked at again is found there."""
    walk_to_quiz(hand)
    hand.tap("flag")
    hand.bot.waitUntil(lambda: bool(hand.item("flag").property("checked")))
    hand.tap("review")
    assert hand.item("question-1").property("isFlagged")
    assert not hand.item("question-2").property("isFlagged")


def _everything_said(hand: Hand) -> Iterator[str]:
    """Give every value that any model offers to the screens, and every text on the screen."""
    for model in (hand.window.visit, *hand.window.models.values()):
        for each in (model, *model.findChildren(QObject)):
            yield from _properties(each)
    for item in hand.items():
        yield str(item.property("text"))


def _properties(model: QObject) -> Iterator[str]:
    meta = model.metaObject()
    for place in range(meta.propertyCount()):
        kind = meta.property(place)
        if str(kind.typeName()).endswith("*") and str(kind.typeName()) != "QObject*":
            continue  # a model of its own, read as a child
        value = kind.read(model)
        yield repr(value.rows) if isinstance(value, RowModel) else str(value)
