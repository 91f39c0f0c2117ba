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
from kiosk.contest.scoring import score_questions
from sync.district.store.attempt_rows import AttemptRow

PackOf = Callable[[str, int], ContestPack | None]
"""Gives a pack by id and version, None where the district has none such."""
CorrectedOf = Callable[[str, int], Mapping[str, Question]]
"""Gives the questions of a pack (id and version) whose right answer a later version corrected, by id."""


class Asked(Struct, frozen=True):
    """A pack, what of it was asked on one day, and which of its questions were corrected since."""

    pack: ContestPack
    bank: QuestionBank
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
        return Asked(pack, question_bank(pack, date.fromisoformat(drawn_on)), corrected_of(pack_id, version))
    except Refused:
        return None


def scored(row: AttemptRow, event: AttemptFinished, asked: Asked | None) -> AttemptRow:
    """Draw the questions again, score the answers again, and flag what does not agree with the claim."""
    check_numbers(event.duration_us, event.prediction or 0, event.points, event.correct)
    claimed = replace(
        row,
        how=event.how,
        duration_us=event.duration_us,
        prediction=event.prediction,
        claimed_points=event.points,
        claimed_correct=event.correct,
        differs=1,
    )
    if asked is None:
        return claimed
    rules = asked.pack.rules
    questions = draw_questions(asked.bank, row.seed)
    by_its_pack = score_questions(rules.paper, questions, event.answers)
    options = {each.id: len(each.options) for each in questions}
    agrees = (
        (by_its_pack.points, by_its_pack.correct) == (event.points, event.correct)
        and all(0 <= option < options.get(question, 0) for question, option in event.answers.items())
        and 0 <= event.duration_us <= (row.limit_s or rules.paper.limit_s) * US_PER_S
        and _is_prediction(asked.pack, event.prediction)
    )
    score = by_its_pack
    if asked.corrected:
        score = score_questions(rules.paper, [asked.corrected.get(each.id, each) for each in questions], event.answers)
    return replace(
        claimed, points=score.points, correct=score.correct, question_count=score.count, differs=int(not agrees)
    )


def says_what_is_so(row: AttemptRow, event: AttemptFinished) -> bool:
    """Tell whether an end is the one that is known: a kiosk that re-homes its entries says it again."""
    claim = (event.how, event.duration_us, event.prediction, event.points, event.correct)
    return claim == (row.how, row.duration_us, row.prediction, row.claimed_points, row.claimed_correct)


def check_numbers(*numbers: int) -> None:
    """Refuse (`claim_malformed`) what no honest kiosk writes and no database column holds."""
    if any(not -LARGEST < each < LARGEST for each in numbers):
        raise Refused("claim_malformed")


def _is_prediction(pack: ContestPack, prediction: int | None) -> bool:
    rules = pack.rules.prediction
    return prediction is None or (rules is not None and rules.lowest <= prediction <= rules.highest)
