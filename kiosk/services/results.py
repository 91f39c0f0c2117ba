"""What a person may see after handing in, as far as the rules allow it now, and when they may see the rest.

The rules are those of the attempt's own pack. The score stands in the kiosk's database and journal whatever the rules show: both
lie in the ward's hands, hold no name, and the district scores again by itself. What is shown, printed or put into a QR comes
only from here.
"""

from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from kiosk.contest.pack import Question
from kiosk.contest.rules import WhenShown
from kiosk.contest.scoring import score_answers
from kiosk.services.attempts import attempt_of
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import read_attempt

Shown = Literal["now", "after_closing", "never"]
"""Whether something may be seen now, only after the contest has closed, or never."""


_HANDED_IN: Final = {State.FINISHED.value, State.VOIDED.value}
"""A voided attempt was handed in once; its receipt still says what it said."""


class MissedQuestion(Struct, frozen=True):
    """A question answered wrongly or not at all; `chosen` is the pack's option index, None for no answer."""

    question: Question
    chosen: int | None


class Result(Struct, frozen=True):
    """`points` and `correct` are None unless `score_shown` is "now"; `missed` is empty unless `answers_shown` is.

    `closes_on`: the contest's last day in Vietnam, after which the rest is shown.
    """

    points: int | None
    correct: int | None
    question_count: int
    missed: tuple[MissedQuestion, ...]
    score_shown: Shown = "now"
    answers_shown: Shown = "now"
    closes_on: date | None = None


def result_of(kiosk: Kiosk, attempt_id: str) -> Result:
    """Give what the rules let a person see of a finished attempt.

    Refuses with `attempt_unknown` or `attempt_not_finished`: right answers are shown to nobody who may still use them.
    """
    row = read_attempt(kiosk.store, attempt_id)
    if row is None:
        raise Refused("attempt_unknown")
    if row.state not in _HANDED_IN:
        raise Refused("attempt_not_finished")
    pack = kiosk.pack_numbered(row.pack_id, row.pack_version)
    attempt = attempt_of(kiosk, row)
    score = score_answers(pack, attempt.paper, attempt.answers)
    closes_at = pack.rules.closes_at()
    is_closed = kiosk.clock.now().at >= closes_at
    score_shown = _shown(pack.rules.review.score, is_closed=is_closed)
    answers_shown = _shown(pack.rules.review.right_answers, is_closed=is_closed)
    missed = score.missed if answers_shown == "now" else ()
    return Result(
        points=score.points if score_shown == "now" else None,
        correct=score.correct if score_shown == "now" else None,
        question_count=score.count,
        missed=tuple(MissedQuestion(pack.question(each), attempt.answers.get(each)) for each in missed),
        score_shown=score_shown,
        answers_shown=answers_shown,
        closes_on=(closes_at - timedelta(microseconds=1)).astimezone(VIETNAM).date(),
    )


def _shown(when: WhenShown, *, is_closed: bool) -> Shown:
    if when == "never":
        return "never"
    return "now" if when == "at_once" or is_closed else "after_closing"
