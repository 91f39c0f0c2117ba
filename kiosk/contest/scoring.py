"""The score of an attempt: the same function on the kiosk and, from the journal, at the district."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kiosk.contest.draw import Paper
from kiosk.contest.pack import ContestPack, Question
from kiosk.contest.rules import PaperRules


class Score(Struct, frozen=True):
    """`points` by the rules, `correct` of `count` questions; `missed` are wrong or unanswered, in the paper's order."""

    points: int
    correct: int
    count: int
    missed: tuple[str, ...]


def score_answers(pack: ContestPack, paper: Paper, answers: Mapping[str, int]) -> Score:
    """Score `answers` (question id -> the pack's option index) to `paper`. Answers to other questions count nothing."""
    known = {each.id: each for each in pack.questions}
    return score_questions(pack.rules.paper, [known[each.question_id] for each in paper.questions], answers)


def score_questions(rules: PaperRules, questions: Sequence[Question], answers: Mapping[str, int]) -> Score:
    """Score `answers` to the questions of a paper, in the paper's order."""
    missed = tuple([each.id for each in questions if answers.get(each.id) != each.correct])
    count = len(questions)
    correct = count - len(missed)
    return Score(correct * rules.points_per_question, correct, count, missed)
