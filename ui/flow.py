"""The resident's way as a table: which screen follows which act. No Qt, no texts, nothing personal.

`FLOW` is the only place that says what comes next; who takes the step decides which act it was (`next`, `corrected` ...).
"""

from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """A screen of the resident's way."""

    CLOSED = "closed"
    ATTRACT = "attract"
    CONSENT = "consent"
    IDENTITY = "identity"
    NATIONALITY = "nationality"
    NUMBER = "number"
    NAME = "name"
    BIRTH = "birth"
    ABOUT = "about"
    PHONE = "phone"
    CHECK = "check"
    GUARDIAN = "guardian"
    UNIT = "unit"
    RULES = "rules"
    QUIZ = "quiz"
    PREDICTION = "prediction"
    ESSAY = "essay"
    REVIEW = "review"
    HAND_IN = "hand_in"
    RESULT = "result"
    RECEIPT = "receipt"
    PRACTICE_OVER = "practice_over"
    VOIDED = "voided"
    THANKS = "thanks"
    REFUSED = "refused"
    PROBLEM = "problem"


class Act(StrEnum):
    """What a person, or the kiosk, did."""

    OPEN = "open"
    CLOSE = "close"
    NEXT = "next"
    BACK = "back"
    PASSPORT = "passport"
    EDIT_NATIONALITY = "edit_nationality"
    EDIT_NUMBER = "edit_number"
    EDIT_NAME = "edit_name"
    EDIT_BIRTH = "edit_birth"
    EDIT_ABOUT = "edit_about"
    EDIT_PHONE = "edit_phone"
    CORRECTED = "corrected"
    NO_NUMBER = "no_number"
    GUARDIAN_NEEDED = "guardian_needed"
    REFUSE = "refuse"
    REVIEW = "review"
    QUESTION = "question"
    PREDICT = "predict"
    ESSAY = "essay"
    RESUME = "resume"
    PRACTISE = "practise"
    HANDED_IN = "handed_in"
    VOID = "void"
    LEAVE = "leave"


_EDITS: Final = {
    Act.EDIT_NATIONALITY: Step.NATIONALITY,
    Act.EDIT_NUMBER: Step.NUMBER,
    Act.EDIT_NAME: Step.NAME,
    Act.EDIT_BIRTH: Step.BIRTH,
    Act.EDIT_ABOUT: Step.ABOUT,
    Act.EDIT_PHONE: Step.PHONE,
}
_BEFORE_QUIZ: Final = (
    Step.CONSENT, Step.IDENTITY, Step.NATIONALITY, Step.NUMBER, Step.NAME, Step.BIRTH, Step.ABOUT, Step.PHONE,
    Step.CHECK, Step.GUARDIAN, Step.UNIT, Step.RULES,
)  # fmt: skip
_PARTS: Final = {Act.QUESTION: Step.QUIZ, Act.PREDICT: Step.PREDICTION, Act.ESSAY: Step.ESSAY}
_IN_QUIZ: Final = (Step.QUIZ, Step.PREDICTION, Step.ESSAY, Step.REVIEW, Step.HAND_IN)
_AFTER_PRACTICE: Final = (Step.RESULT, Step.PRACTICE_OVER, Step.THANKS, Step.PROBLEM)
_AFTER_QUIZ: Final = (Step.RESULT, Step.RECEIPT, Step.THANKS, Step.REFUSED, Step.PROBLEM, Step.VOIDED)

_WORK: Final[dict[tuple[Step, Act], Step]] = {
    # From each part to any other: the rules of the paper say in which order (`ui.parts`).
    **{(step, act): part for step in (Step.RULES, *_PARTS.values(), Step.REVIEW) for act, part in _PARTS.items()},
    **{(step, Act.REVIEW): Step.REVIEW for step in _IN_QUIZ},
    (Step.REVIEW, Act.BACK): Step.QUIZ,
    (Step.REVIEW, Act.NEXT): Step.HAND_IN,
    (Step.HAND_IN, Act.BACK): Step.REVIEW,
    **{(step, Act.HANDED_IN): Step.RESULT for step in (*_IN_QUIZ, Step.PROBLEM)},
    (Step.PROBLEM, Act.RESUME): Step.QUIZ,
}
"""From the rules to the result: the same for everybody."""

FLOW: Final[dict[tuple[Step, Act], Step]] = {
    (Step.CLOSED, Act.OPEN): Step.ATTRACT,
    (Step.ATTRACT, Act.OPEN): Step.ATTRACT,
    (Step.ATTRACT, Act.CLOSE): Step.CLOSED,
    (Step.CLOSED, Act.CLOSE): Step.CLOSED,
    (Step.ATTRACT, Act.NEXT): Step.CONSENT,
    (Step.CONSENT, Act.NEXT): Step.IDENTITY,
    (Step.IDENTITY, Act.BACK): Step.CONSENT,
    (Step.IDENTITY, Act.NEXT): Step.NUMBER,
    (Step.IDENTITY, Act.NO_NUMBER): Step.NAME,
    (Step.IDENTITY, Act.PASSPORT): Step.NATIONALITY,
    (Step.NATIONALITY, Act.BACK): Step.IDENTITY,
    (Step.NATIONALITY, Act.NEXT): Step.NUMBER,
    (Step.NUMBER, Act.PASSPORT): Step.NATIONALITY,
    (Step.NUMBER, Act.BACK): Step.IDENTITY,
    (Step.NUMBER, Act.NEXT): Step.NAME,
    (Step.NAME, Act.BACK): Step.NUMBER,
    (Step.NAME, Act.NO_NUMBER): Step.IDENTITY,
    (Step.NAME, Act.NEXT): Step.BIRTH,
    (Step.BIRTH, Act.BACK): Step.NAME,
    (Step.BIRTH, Act.NEXT): Step.ABOUT,
    (Step.ABOUT, Act.BACK): Step.BIRTH,
    (Step.ABOUT, Act.NEXT): Step.PHONE,
    (Step.PHONE, Act.BACK): Step.ABOUT,
    (Step.PHONE, Act.NEXT): Step.CHECK,
    (Step.CHECK, Act.BACK): Step.PHONE,
    (Step.CHECK, Act.NEXT): Step.UNIT,
    (Step.CHECK, Act.GUARDIAN_NEEDED): Step.GUARDIAN,
    (Step.CHECK, Act.REFUSE): Step.REFUSED,
    **{(Step.CHECK, act): step for act, step in _EDITS.items()},
    **{(step, Act.CORRECTED): Step.CHECK for step in _EDITS.values()},
    (Step.GUARDIAN, Act.BACK): Step.CHECK,
    (Step.GUARDIAN, Act.NEXT): Step.UNIT,
    (Step.UNIT, Act.BACK): Step.CHECK,
    (Step.UNIT, Act.GUARDIAN_NEEDED): Step.GUARDIAN,
    (Step.UNIT, Act.NEXT): Step.RULES,
    (Step.RULES, Act.BACK): Step.UNIT,
    (Step.RULES, Act.REFUSE): Step.REFUSED,
    (Step.ATTRACT, Act.RESUME): Step.QUIZ,
    **_WORK,
    (Step.RESULT, Act.NEXT): Step.RECEIPT,
    (Step.RECEIPT, Act.BACK): Step.RESULT,
    (Step.RECEIPT, Act.NEXT): Step.THANKS,
    **{(step, Act.VOID): Step.VOIDED for step in (*_IN_QUIZ, Step.RESULT, Step.RECEIPT, Step.THANKS, Step.PROBLEM)},
    **{(step, Act.LEAVE): Step.ATTRACT for step in (*_BEFORE_QUIZ, *_IN_QUIZ, *_AFTER_QUIZ)},
}

PRACTICE_FLOW: Final[dict[tuple[Step, Act], Step]] = {
    (Step.ATTRACT, Act.PRACTISE): Step.RULES,
    **_WORK,
    (Step.RESULT, Act.NEXT): Step.PRACTICE_OVER,
    (Step.PRACTICE_OVER, Act.BACK): Step.RESULT,
    (Step.PRACTICE_OVER, Act.NEXT): Step.THANKS,
    **{(step, Act.LEAVE): Step.ATTRACT for step in (Step.RULES, *_IN_QUIZ, *_AFTER_PRACTICE)},
}
"""The way of a visit for practice, a table of its own: no act in it asks who somebody is, or leads to a receipt."""

PARTS: Final = 5
"""The parts of the way that the progress at the top counts."""

PART_OF: Final[dict[Step, int]] = {
    Step.CONSENT: 1,
    **dict.fromkeys(_BEFORE_QUIZ[1:-1], 2),
    Step.RULES: 3,
    **dict.fromkeys(_IN_QUIZ, 3),
    Step.RESULT: 4,
    Step.RECEIPT: 5,
    Step.THANKS: 5,
}
"""Which part a screen belongs to; screens outside the way have none."""

RUNNING: Final = frozenset(_IN_QUIZ)
"""Screens on which an attempt's time runs."""

BETWEEN: Final = frozenset((Step.ATTRACT, Step.CLOSED))
"""Screens on which no visit runs."""

SCANS: Final = frozenset((Step.IDENTITY, Step.NUMBER))
"""Screens on which a scan is expected."""

TYPED: Final = frozenset((
    Step.NATIONALITY, Step.NUMBER, Step.NAME, Step.BIRTH, Step.PHONE, Step.GUARDIAN, Step.UNIT, Step.PREDICTION, Step.ESSAY,
))  # fmt: skip
"""Screens with a line to type in: what comes fast from a keyboard there may be somebody's hand."""
