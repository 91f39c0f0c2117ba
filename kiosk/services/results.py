"""What a person may see after handing in, as far as the rules allow it now."""

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.pack import Question
from kiosk.contest.scoring import score_answers
from kiosk.services.attempts import attempt_of
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import read_attempt


class MissedQuestion(Struct, frozen=True):
    """A question answered wrongly or not at all; `chosen` is the pack's option index, None for no answer."""

    question: Question
    chosen: int | None


class Result(Struct, frozen=True):
    """`points` and `correct` are None, `missed` is empty, where the rules do not show them yet."""

    points: int | None
    correct: int | None
    question_count: int
    missed: tuple[MissedQuestion, ...]


def result_of(kiosk: Kiosk, attempt_id: str) -> Result:
    """Give what the rules let a person see of a finished attempt; refuses with `attempt_unknown`."""
    row = read_attempt(kiosk.store, attempt_id)
    if row is None:
        raise Refused("attempt_unknown")
    pack = kiosk.pack_numbered(row.pack_id, row.pack_version)
    attempt = attempt_of(kiosk, row)
    score = score_answers(pack, attempt.paper, attempt.answers)
    is_closed = kiosk.clock.now().at >= max(each.ends_at for each in pack.rules.rounds)
    shown = ("at_once", "after_closing") if is_closed else ("at_once",)
    sees_score = pack.rules.review.score in shown
    sees_answers = pack.rules.review.right_answers in shown
    missed = tuple(
        MissedQuestion(pack.question(each), attempt.answers.get(each)) for each in score.missed if sees_answers
    )
    return Result(score.points if sees_score else None, score.correct if sees_score else None, score.count, missed)
