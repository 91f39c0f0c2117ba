"""The review rules as a table: what is shown of a result, printed and put into a QR, before and after closing."""

from itertools import product
from pathlib import Path

import pypdfium2
import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.rules import ReviewRules, WhenShown
from kiosk.services.attempts import abandon_attempt, answer, finish_attempt, start_attempt
from kiosk.services.receipt_sheet import receipt_pdf
from kiosk.services.receipts import issue_receipt
from kiosk.services.results import Result, Shown, result_of
from sync.protocol.receipt_text import prove_receipt
from tests.helpers.builders import a_pack, a_rules
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration

WHEN: tuple[WhenShown, ...] = ("at_once", "after_closing", "never")
SHOWN: dict[tuple[WhenShown, bool], Shown] = {
    ("at_once", False): "now",
    ("at_once", True): "now",
    ("after_closing", False): "after_closing",
    ("after_closing", True): "now",
    ("never", False): "never",
    ("never", True): "never",
}
TO_CLOSING_S = 17 * 86_400
SAID = {
    "now": "1/3 câu đúng · 5 điểm",
    "after_closing": "công bố sau khi Cuộc thi kết thúc (31/08/2023)",
    "never": "không công bố tại trạm; Ban Tổ chức chỉ công bố giải",
}


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize(("score", "answers"), list(product(WHEN, WHEN)))
def test_exactly_what_the_rules_show_is_shown(
    tmp_path: Path,
    score: WhenShown,
    answers: WhenShown,
    is_closed: bool,  # noqa: FBT001 - a table
) -> None:
    """Each cell: points or none, missed questions with their citation or none, the paper's words, and the QR's claim."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved, a_pack(rules=a_rules(review=ReviewRules(score, answers))), url="https://thi.vn")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    first, second, third = attempt.paper.questions
    answer(kiosk, attempt.id, first.question_id, 1)
    answer(kiosk, attempt.id, second.question_id, 0)
    finish_attempt(kiosk, attempt.id)
    issued = issue_receipt(kiosk, attempt.id)
    if is_closed:
        moved.pass_s(TO_CLOSING_S)
    result, receipt = result_of(kiosk, attempt.id), issue_receipt(kiosk, attempt.id)
    sees_score, sees_answers = SHOWN[score, is_closed], SHOWN[answers, is_closed]
    assert (result.score_shown, result.answers_shown) == (sees_score, sees_answers)
    assert (result.points, result.correct) == ((5, 1) if sees_score == "now" else (None, None))
    missed = [(each.question.id, each.chosen, each.question.citation.vi) for each in result.missed]
    expected = [(second.question_id, 0, "Điều 1"), (third.question_id, None, "Điều 1")]
    assert missed == (expected if sees_answers == "now" else [])
    assert prove_receipt(receipt.text, DISTRICT.public).claim.points == (5 if score == "at_once" else None)
    assert receipt.text == issued.text
    assert (receipt.points, receipt.score_shown) == (result.points, sees_score)
    assert [name for name, words in SAID.items() if words in _words(receipt_pdf(kiosk, receipt, "a5"))] == [sees_score]


def _words(pdf: bytes) -> str:
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return " ".join(text.split())


def test_the_last_day_is_the_packs_own(tmp_path: Path) -> None:
    """What is told later is told after the last day on which people may enter, in Vietnam."""
    kiosk = a_kiosk(tmp_path, pack=a_pack(rules=a_rules(review=ReviewRules("after_closing", "never"))))
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    closes_on = kiosk.rules.rounds[-1].last_day
    assert result_of(kiosk, attempt.id) == Result(None, None, 3, (), "after_closing", "never", closes_on)


def test_nobody_sees_right_answers_who_may_still_use_them(tmp_path: Path) -> None:
    """A running attempt has no result, and an abandoned one neither."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match="attempt_not_finished"):
        result_of(kiosk, attempt.id)
    abandon_attempt(kiosk, attempt.id)
    with pytest.raises(Refused, match="attempt_not_finished"):
        result_of(kiosk, attempt.id)
