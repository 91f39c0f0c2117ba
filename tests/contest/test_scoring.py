"""The score: a count of right answers times the rules' points."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.draw import draw_paper
from kiosk.contest.scoring import score_answers
from tests.helpers.builders import IN_CONTEST, SEED, a_pack

PACK = a_pack()
PAPER = draw_paper(PACK, SEED, IN_CONTEST)
KEY = {each.id: each.correct for each in PACK.questions}


@given(st.lists(st.booleans(), min_size=len(PAPER.questions), max_size=len(PAPER.questions)))
def test_right_wrong_and_unanswered_add_up(is_right: list[bool]) -> None:
    """Points are right answers times the rules' points; wrong ones are missed, in the paper's order."""
    ids = [each.question_id for each in PAPER.questions]
    answers = {each: KEY[each] if right else KEY[each] + 1 for each, right in zip(ids, is_right, strict=True)}
    answers["Q-of-another-paper"] = 0
    score = score_answers(PACK, PAPER, answers)
    assert (score.correct, score.count) == (sum(is_right), len(ids))
    assert score.points == sum(is_right) * PACK.rules.paper.points_per_question
    assert list(score.missed) == [each for each, right in zip(ids, is_right, strict=True) if not right]


def test_nothing_answered_scores_nothing() -> None:
    """An empty hand-in misses every question."""
    score = score_answers(PACK, PAPER, {})
    assert (score.points, len(score.missed)) == (0, len(PAPER.questions))
