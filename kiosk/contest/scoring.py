"""The score of an attempt: the same function on the kiosk and, from the journal, at the district."""

from collections.abc import Mapping

from msgspec import Struct

from kiosk.contest.draw import Paper
from kiosk.contest.pack import ContestPack


class Score(Struct, frozen=True):
    """`points` by the rules, `correct` of `count` questions; `missed` are wrong or unanswered, in the paper's order."""

    points: int
    correct: int
    count: int
    missed: tuple[str, ...]


def score_answers(pack: ContestPack, paper: Paper, answers: Mapping[str, int]) -> Score:
    """Score `answers` (question id -> the pack's option index) to `paper`. Answers to other questions count nothing."""
    key = {each.id: each.correct for each in pack.questions}
    missed = tuple(
        each.question_id for each in paper.questions if answers.get(each.question_id) != key[each.question_id]
    )
    count = len(paper.questions)
    correct = count - len(missed)
    return Score(correct * pack.rules.paper.points_per_question, correct, count, missed)
