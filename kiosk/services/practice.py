"""An attempt for practice: the functions of `attempts` and `essays` over a sheet in memory. Nothing here writes anything.

A sheet lives as long as the visit that holds it. The rules of the quiz are those of real attempts (`kiosk.contest.attempt`);
only the review is not: whoever practises sees the score and every right answer at once.
"""

from typing import Final

from kiosk.contest.attempt import (
    Abandon,
    Answer,
    Attempt,
    Flag,
    HandIn,
    NoteEssayPaper,
    Predict,
    Step,
    TimeOut,
    WriteEssay,
    apply,
)
from kiosk.contest.draw import SEED_BYTES, draw_paper
from kiosk.contest.errors import Refused
from kiosk.contest.essay import count_words, longest_essay, tidy_essay
from kiosk.contest.events import FinishedHow
from kiosk.contest.scoring import score_answers
from kiosk.services.kiosk import Kiosk
from kiosk.services.results import MissedQuestion, Result

PRACTICE_ID: Final = "practice"
"""The id of every attempt for practice: no real one is called so, ids of attempts are hexadecimal."""


class PracticeSheet:
    """The one attempt of a visit for practice, as its last step left it. Refuses with `attempt_unknown` before the first."""

    __slots__ = ("_attempt",)

    def __init__(self) -> None:
        self._attempt: Attempt | None = None

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is now."""
        if self._attempt is None:
            raise Refused("attempt_unknown")
        return self._attempt

    def put(self, attempt: Attempt) -> Attempt:
        """Take the attempt as a step left it, and give it."""
        self._attempt = attempt
        return attempt


def start_practice_attempt(sheet: PracticeSheet, kiosk: Kiosk, language: str) -> Attempt:
    """Draw a paper of the pack in force and start the clock; refuses what `draw_paper` refuses. Nobody is asked who they are."""
    pack, now = kiosk.pack, kiosk.clock.now()
    return sheet.put(
        Attempt(
            id=PRACTICE_ID,
            paper=draw_paper(pack, kiosk.randomness(SEED_BYTES), now.day),
            limit_s=pack.rules.paper.limit_s,
            started=now,
            prediction_rules=pack.rules.prediction,
            essay_rules=pack.rules.essay,
            parts=pack.rules.parts(),
            language=language,
            pack_id=pack.id,
            pack_version=pack.version,
        )
    )


def answer_in_practice(sheet: PracticeSheet, kiosk: Kiosk, _attempt_id: str, question_id: str, option: int) -> Attempt:
    """Take an answer, as `attempts.answer` does."""
    return _stepped(sheet, kiosk, Answer(question_id, option))


def flag_in_practice(
    sheet: PracticeSheet, kiosk: Kiosk, _attempt_id: str, question_id: str, *, flagged: bool
) -> Attempt:
    """Mark a question, or take the mark away, as `attempts.flag` does."""
    return _stepped(sheet, kiosk, Flag(question_id, flagged))


def predict_in_practice(sheet: PracticeSheet, kiosk: Kiosk, _attempt_id: str, number: int) -> Attempt:
    """Take the prediction, as `attempts.predict` does."""
    return _stepped(sheet, kiosk, Predict(number))


def write_essay_in_practice(sheet: PracticeSheet, kiosk: Kiosk, _attempt_id: str, part: int, text: str) -> Attempt:
    """Count an essay's words, as `essays.save_essay` does; the text stays with the caller."""
    tidy = tidy_essay(text)
    attempt = apply(sheet.attempt, WriteEssay(part, count_words(tidy)), kiosk.clock.now())
    if attempt.essay_rules is not None and len(tidy) > longest_essay(attempt.essay_rules):
        raise Refused("essay_too_long", limit=longest_essay(attempt.essay_rules))
    return sheet.put(attempt)


def note_essay_paper_in_practice(sheet: PracticeSheet, kiosk: Kiosk, _attempt_id: str, number: str) -> Attempt:
    """Take the number of a sheet, as `essays.note_essay_paper` does."""
    return _stepped(sheet, kiosk, NoteEssayPaper(number))


def finish_practice(sheet: PracticeSheet, kiosk: Kiosk, how: FinishedHow) -> tuple[Attempt, Result]:
    """Hand in and score: everything is shown, whatever the rules' review says. Handed in already, it gives the same again."""
    attempt = sheet.attempt
    if attempt.ended_us is None:
        attempt = _stepped(sheet, kiosk, HandIn() if how == "handed_in" else TimeOut())
    pack = kiosk.pack_numbered(attempt.pack_id, attempt.pack_version)
    score = score_answers(pack, attempt.paper, attempt.answers)
    missed = tuple(MissedQuestion(pack.question(each), attempt.answers.get(each)) for each in score.missed)
    return attempt, Result(score.points, score.correct, score.count, missed)


def give_up_practice(sheet: PracticeSheet, kiosk: Kiosk) -> Attempt:
    """End without handing in, as `attempts.abandon_attempt` does."""
    return _stepped(sheet, kiosk, Abandon())


def _stepped(sheet: PracticeSheet, kiosk: Kiosk, step: Step) -> Attempt:
    return sheet.put(apply(sheet.attempt, step, kiosk.clock.now()))
