"""Ways of a resident through the window, by touch: each function goes on from the screen where the one before it ended.

`stand_at` puts the window on any screen at once, with everything a person would have entered and got by then.
"""

from dataclasses import dataclass

from kiosk.contest.draw import Paper
from kiosk.contest.entrant import Consent
from kiosk.contest.errors import Refused
from kiosk.services.admission import Admission
from kiosk.services.attempts import Registration, answer, finish_attempt, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.services.results import result_of
from tests.helpers.qml import Hand
from ui.attempt_desk import desk_for_practice
from ui.flow import Step
from ui.visit_facts import VisitFacts

_FROM_RESULT = (Step.RESULT, Step.RECEIPT, Step.THANKS)
_FROM_QUIZ = (Step.QUIZ, Step.PREDICTION, Step.ESSAY, Step.REVIEW, Step.HAND_IN, *_FROM_RESULT)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person as they type themselves. `keys`: the keys of the name, on the keyboard with ready-made letters."""

    number: str = "001185067890"
    name: str = "Nguyễn Thị Thường"
    keys: tuple[str, ...] = (
        *("key-n", "key-g", "key-u", "key-y", "key-ê", "key-n", "tone-ngã", "key-space"),
        *("key-t", "key-h", "key-i", "tone-nặng", "key-space"),
        *("key-t", "key-h", "key-ư", "key-ơ", "key-n", "key-g", "tone-huyền"),
    )
    birth: str = "01121985"
    sex: str = "female"
    group: str = "resident"
    phone: str = "0912345678"


def consent(hand: Hand) -> None:
    """Touch the first screen and agree to what is required."""
    hand.tap("start")
    hand.tap("consent-participate")
    hand.tap("continue")


def type_identity(hand: Hand, person: Person) -> None:
    """Type who one is, line by line, up to the overview."""
    hand.tap("type-card")
    press_digits(hand, "id-number", person.number)
    hand.tap("continue")
    hand.waits_for("full-name")
    for key in person.keys:
        hand.tap(key)
    hand.tap("continue")
    press_digits(hand, "birth-date", person.birth)
    hand.tap("continue")
    tell_about(hand, person)
    press_digits(hand, "phone", person.phone)
    hand.tap("continue")
    hand.waits_for("correct-edit_name")


def tell_about(hand: Hand, person: Person) -> None:
    """Choose sex and group."""
    hand.tap(f"sex-{person.sex}")
    hand.tap(f"group-{person.group}")
    hand.tap("continue")


def press_digits(hand: Hand, field: str, digits: str) -> None:
    """Press digits on the pad, once the field is there."""
    hand.waits_for(field)
    for digit in digits:
        hand.tap(f"key-{digit}")


def choose_unit_and_begin(hand: Hand) -> None:
    """Take the ward 00343, read the rules, start the attempt."""
    hand.tap("unit-00343")
    hand.tap("continue")
    hand.tap("begin")
    hand.waits_for("answer-0")


def answer_all(hand: Hand, paper: Paper) -> None:
    """Touch the first answer of each question and go on, to what follows the last."""
    for _ in paper.questions:
        hand.tap("answer-0")
        hand.tap("next")


def hand_in(hand: Hand) -> None:
    """Predict, review, hand in, and confirm it."""
    press_digits(hand, "prediction", "123")
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")


def paper_of(hand: Hand) -> Paper:
    """Give the paper in front of the person."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    return attempt.paper


def walk_to_quiz(hand: Hand, person: Person | None = None) -> None:
    """Go from the first screen to the first question."""
    consent(hand)
    type_identity(hand, person or Person())
    hand.tap("continue")
    choose_unit_and_begin(hand)


def stand_at(hand: Hand, kiosk: Kiosk, step: Step, number: str = "001185067890") -> None:
    """Show a screen as someone sees it who came all the way there; `number` tells people apart."""
    visit = hand.window.visit
    visit.forget()
    facts, now = visit.facts, kiosk.clock.now()
    facts.number, facts.full_name, facts.birth_text = number, "Nguyễn Hoàng Phương Thảo Nguyên", "01/12/1985"
    facts.sex, facts.group, facts.phone = "female", kiosk.rules.groups[0].code, "0912345678"
    facts.unit_id = kiosk.pack.units_for(now.day)[0].id
    facts.admission = Admission("attempts_used_up" if step is Step.REFUSED else "admitted", (), 2, b"")
    if step is not Step.CONSENT:
        facts.consents = {
            each.id: Consent(each.id, each.version, now.at_us) for each in kiosk.pack.consents_on(now.day)
        }
    if step is Step.PRACTICE_OVER:
        _practise(hand, kiosk)
    if step in _FROM_QUIZ:
        _answer_some(hand, kiosk)
    if step in _FROM_RESULT and facts.attempt is not None:
        facts.attempt = finish_attempt(kiosk, facts.attempt.id)
        facts.result = result_of(kiosk, facts.attempt.id)
        facts.receipt = issue_receipt(kiosk, facts.attempt.id)
    if step is Step.PROBLEM:
        visit.report(Refused("disk_full"))
    visit.show(step)


def _practise(hand: Hand, kiosk: Kiosk) -> None:
    """Hand in a paper for practice."""
    visit, desk = hand.window.visit, desk_for_practice()
    visit.facts = VisitFacts(practice=desk, pack=kiosk.pack)
    attempt = desk.begin(kiosk, visit.facts, hand.window.appearance.catalogue.language)
    visit.facts.attempt, visit.facts.result, _ = desk.end(kiosk, attempt.id, "handed_in")
    visit.practiceChanged.emit()


def _answer_some(hand: Hand, kiosk: Kiosk) -> None:
    """Start an attempt and answer every second question."""
    facts = hand.window.visit.facts
    language = hand.window.appearance.catalogue.language
    registration = Registration(facts.identity(), facts.unit_id, tuple(facts.consents.values()), language)
    attempt = start_attempt(kiosk, registration)
    for each in attempt.paper.questions[::2]:
        attempt = answer(kiosk, attempt.id, each.question_id, each.options[0])
    facts.attempt, facts.pack = attempt, kiosk.pack
