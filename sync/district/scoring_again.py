"""Drawing a paper again and scoring its answers again: what the district counts, beside what the kiosk claimed. Pure.

A later version of a pack may correct right answers (`PackHead.corrections`): points are then the corrected ones, also of attempts
that were taken before. What a kiosk claimed is judged by the pack it had: it was honest if it scored by that.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kiosk.contest.attempt import US_PER_S
from kiosk.contest.draw import QuestionBank, draw_questions, question_bank
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptFinished
from kiosk.contest.pack import ContestPack, Question
from kiosk.contest.scoring import Score, score_questions
from sync.district.store.attempt_rows import AttemptRow

PackOf = Callable[[str, int], ContestPack | None]
"""Gives a pack by id and version, None where the district has none such."""
CorrectedOf = Callable[[str, int], Mapping[str, Question]]
"""Gives the questions of a pack (id and version) whose right answer a later version corrected, by id."""


class Asked(Struct, frozen=True):
    """A pack, what of it was asked on one day, and which of its questions were corrected since.

    `options`: how many each question has, by its id.
    """

    pack: ContestPack
    bank: QuestionBank
    options: Mapping[str, int]
    corrected: Mapping[str, Question]


AskedOn = Callable[[str, int, str], Asked | None]
"""Gives a pack by id and version as it was on a day (ISO); None where it is unknown or could ask nothing."""

LARGEST: Final = 2**62
"""No honest kiosk writes a larger number, and no database column holds one."""


def corrected_questions(pack: ContestPack, later: Iterable[ContestPack]) -> dict[str, Question]:
    """Give the questions of `pack` that `later` versions (oldest first) correct, each with its newest right answer.

    A correction of a question whose options changed says nothing of answers to the old ones; none such is published.
    """
    own = {each.id: each for each in pack.questions}
    found: dict[str, Question] = {}
    for newer in later:
        for each in newer.questions:
            if each.id in newer.head.corrections and each.id in own and each.options == own[each.id].options:
                found[each.id] = replace(own[each.id], correct=each.correct)
    return found


def asked_on(pack_of: PackOf, corrected_of: CorrectedOf, pack_id: str, version: int, drawn_on: str) -> Asked | None:
    """Give what was asked of a pack on a day (ISO); None where the pack is unknown or could ask nothing."""
    pack = pack_of(pack_id, version)
    if pack is None:
        return None
    try:
        bank = question_bank(pack, date.fromisoformat(drawn_on))
    except Refused:
        return None
    options = {each.id: len(each.options) for each in pack.questions}
    return Asked(pack, bank, options, corrected_of(pack_id, version))


def scored(row: AttemptRow, event: AttemptFinished, asked: Asked | None) -> AttemptRow:
    """Draw the questions again, score the answers again, and flag what does not agree with the claim."""
    check_numbers(event.duration_us, event.prediction or 0, event.points, event.correct)
    points, correct, count, agrees = row.points, row.correct, row.question_count, False
    if asked is not None:
        score, agrees = _scored(row, event, asked)
        points, correct, count = score.points, score.correct, score.count
    return replace(
        row,
        how=event.how,
        duration_us=event.duration_us,
        prediction=event.prediction,
        claimed_points=event.points,
        claimed_correct=event.correct,
        points=points,
        correct=correct,
        question_count=count,
        differs=int(not agrees),
    )


def _scored(row: AttemptRow, event: AttemptFinished, asked: Asked) -> tuple[Score, bool]:
    """Give the score that counts, and whether the claim agrees with what its own pack says."""
    rules = asked.pack.rules
    questions = draw_questions(asked.bank, row.seed)
    by_its_pack = score_questions(rules.paper, questions, event.answers)
    answers, options = event.answers, asked.options
    wrong = [each for each in by_its_pack.missed if 0 <= answers.get(each, -1) < options[each]]
    agrees = (
        (by_its_pack.points, by_its_pack.correct) == (event.points, event.correct)
        and by_its_pack.correct + len(wrong)
        == len(answers)  # else one is to no question of the paper, or no option of it
        and 0 <= event.duration_us <= (row.limit_s or rules.paper.limit_s) * US_PER_S
        and _is_prediction(asked.pack, event.prediction)
    )
    score = by_its_pack
    if asked.corrected:
        score = score_questions(rules.paper, [asked.corrected.get(each.id, each) for each in questions], event.answers)
    return score, agrees


def says_what_is_so(row: AttemptRow, event: AttemptFinished) -> bool:
    """Tell whether an end is the one that is known: a kiosk that re-homes its entries says it again."""
    claim = (event.how, event.duration_us, event.prediction, event.points, event.correct)
    return claim == (row.how, row.duration_us, row.prediction, row.claimed_points, row.claimed_correct)


def check_numbers(*numbers: int) -> None:
    """Refuse (`claim_malformed`) what no honest kiosk writes and no database column holds."""
    if max(numbers) >= LARGEST or min(numbers) <= -LARGEST:
        raise Refused("claim_malformed")


def _is_prediction(pack: ContestPack, prediction: int | None) -> bool:
    rules = pack.rules.prediction
    return prediction is None or (rules is not None and rules.lowest <= prediction <= rules.highest)
