"""Where a visit's attempt is kept: on the kiosk's disk, or, in practice, in memory only. Chosen when the visit starts.

The models of the screens take the functions from here and know of no difference. No step of the quiz is decided here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from kiosk.contest.attempt import Attempt, State
from kiosk.contest.errors import Refused
from kiosk.contest.events import AbandonedWhy, FinishedHow
from kiosk.services.attempts import (
    Registration,
    abandon_attempt,
    answer,
    finish_attempt,
    flag,
    note_time,
    predict,
    read_attempt_now,
    start_attempt,
)
from kiosk.services.essays import note_essay_paper, save_essay
from kiosk.services.kiosk import Kiosk
from kiosk.services.practice import (
    PracticeSheet,
    answer_in_practice,
    finish_practice,
    flag_in_practice,
    give_up_practice,
    note_essay_paper_in_practice,
    predict_in_practice,
    start_practice_attempt,
    write_essay_in_practice,
)
from kiosk.services.receipts import Receipt, issue_receipt
from kiosk.services.results import Result, result_of
from ui.visit_facts import VisitFacts

Ended = tuple[Attempt, Result, Receipt | None]
"""An attempt handed in, what may be seen of it, and its receipt; practice has none."""


class Flagging(Protocol):
    """Marks a question, or takes the mark away."""

    def __call__(self, kiosk: Kiosk, attempt_id: str, question_id: str, /, *, flagged: bool) -> Attempt:
        """Give the attempt after it."""


@dataclass(frozen=True, slots=True)
class AttemptDesk:
    """What a visit does with its attempt; each blocks, and belongs on the storage thread."""

    begin: Callable[[Kiosk, VisitFacts, str], Attempt]
    """Start the attempt of the person the facts tell of, in a language."""
    answer: Callable[[Kiosk, str, str, int], Attempt]
    flag: Flagging
    predict: Callable[[Kiosk, str, int], Attempt]
    save_essay: Callable[[Kiosk, str, int, str], Attempt]
    note_essay_paper: Callable[[Kiosk, str, str], Attempt]
    note_time: Callable[[Kiosk, str], None]
    end: Callable[[Kiosk, str, FinishedHow], Ended]
    """Hand in, in one go with result and receipt, so that a person who walks off loses nothing."""
    give_up: Callable[[Kiosk, str, AbandonedWhy], Attempt]


def _register(kiosk: Kiosk, facts: VisitFacts, language: str) -> Attempt:
    registration = Registration(
        identity=facts.identity(),
        unit_id=facts.unit_id,
        consents=tuple(facts.consents.values()),
        language=language,
        guardian=facts.guardian(),
    )
    return start_attempt(kiosk, registration)


def _end(kiosk: Kiosk, attempt_id: str, how: FinishedHow) -> Ended:
    try:
        attempt = finish_attempt(kiosk, attempt_id, how)
    except Refused as refused:
        if refused.code != "attempt_over":
            raise
        attempt = read_attempt_now(kiosk, attempt_id)
        if attempt.state is not State.FINISHED:  # declared void in the same moment
            raise
    return attempt, result_of(kiosk, attempt_id), issue_receipt(kiosk, attempt_id)


ON_DISK: Final = AttemptDesk(
    begin=_register,
    answer=answer,
    flag=flag,
    predict=predict,
    save_essay=save_essay,
    note_essay_paper=note_essay_paper,
    note_time=note_time,
    end=_end,
    give_up=abandon_attempt,
)
"""The desk of everybody who takes part."""


def desk_for_practice() -> AttemptDesk:
    """Give a desk with a sheet of its own in memory: it is gone when the visit drops it."""
    sheet = PracticeSheet()
    return AttemptDesk(
        begin=lambda kiosk, _facts, language: start_practice_attempt(sheet, kiosk, language),
        answer=partial(answer_in_practice, sheet),
        flag=partial(flag_in_practice, sheet),
        predict=partial(predict_in_practice, sheet),
        save_essay=partial(write_essay_in_practice, sheet),
        note_essay_paper=partial(note_essay_paper_in_practice, sheet),
        note_time=lambda _kiosk, _attempt_id: None,
        end=lambda kiosk, _attempt_id, how: (*finish_practice(sheet, kiosk, how), None),
        give_up=lambda kiosk, _attempt_id, _why: give_up_practice(sheet, kiosk),
    )
