"""What a resident does with an attempt: start, answer, flag, predict, hand in, give up; the essay is in `essays`.

Each act is one committed transaction; when a function returns, what it says is on disk. The rules of the quiz themselves are in
`kiosk.contest.attempt`.
"""

import msgspec
from msgspec import Struct

from kiosk.contest.attempt import Abandon, Answer, Attempt, Flag, HandIn, Predict, State, Step, TimeOut, apply
from kiosk.contest.draw import SEED_BYTES, draw_paper
from kiosk.contest.entrant import (
    SEALED_PERSON_VERSION,
    Consent,
    Guardian,
    Identity,
    SealedPerson,
    age_group,
    age_on_entry,
    masked_label,
    masked_number,
)
from kiosk.contest.errors import Refused
from kiosk.contest.essay import Essay
from kiosk.contest.events import (
    AbandonedWhy,
    AttemptAbandoned,
    AttemptFinished,
    AttemptStarted,
    EssayWritten,
    FinishedHow,
)
from kiosk.contest.scoring import score_answers
from kiosk.keys.sealing import seal
from kiosk.services.admission import admit
from kiosk.services.kiosk import Kiosk
from kiosk.services.practice_mode import is_in_practice
from kiosk.storage.attempt_rows import (
    AttemptRow,
    attempts_in_state,
    end_attempt,
    insert_attempt,
    read_attempt,
    save_answer,
    save_flag,
    save_prediction,
    save_seen,
)
from kiosk.storage.essay_rows import erase_essay, essay_boxes
from kiosk.storage.journal_rows import append_event

_ID_BYTES = 10


class Registration(Struct, frozen=True):
    """Everything a person confirmed before the first question."""

    identity: Identity
    unit_id: str
    consents: tuple[Consent, ...]
    language: str
    guardian: Guardian | None = None
    is_assisted: bool = False


def start_attempt(kiosk: Kiosk, registration: Registration) -> Attempt:
    """Admit a person, seal who they are to the district, draw their paper and start the clock.

    Refuses with the decision of `admission.admit` when it is not "admitted", with `guardian_missing`, `consent_missing`,
    `unit_unknown`, `practice_on`, or what `draw_paper` refuses.
    """
    identity, now = registration.identity, kiosk.clock.now()
    if is_in_practice(kiosk):
        raise Refused("practice_on")
    admission = admit(kiosk, identity)
    if admission.decision == "guardian_needed" and registration.guardian is None:
        raise Refused("guardian_missing")
    if admission.decision not in ("admitted", "guardian_needed"):
        raise Refused(admission.decision)
    known = {(each.id, each.version) for each in kiosk.pack.head.consents}
    agreed = {each.purpose for each in registration.consents if (each.purpose, each.version) in known}
    if any(each.is_required and each.id not in agreed for each in kiosk.pack.consents_on(now.day)):
        raise Refused("consent_missing")
    if registration.unit_id not in {each.id for each in kiosk.pack.units_for(now.day)}:
        raise Refused("unit_unknown")
    # Somebody who corrected their birth date may have been asked for a guardian nobody needs to know of.
    guardian = registration.guardian if admission.decision == "guardian_needed" else None
    person = msgspec.msgpack.encode(SealedPerson(SEALED_PERSON_VERSION, identity, guardian))
    seed = kiosk.randomness(SEED_BYTES)
    row = AttemptRow(
        id=kiosk.randomness(_ID_BYTES).hex(),
        state=State.RUNNING.value,
        seed=seed,
        drawn_on=now.day,
        pack_id=kiosk.pack.id,
        pack_version=kiosk.pack.version,
        unit=registration.unit_id,
        language=registration.language,
        label=masked_label(identity),
        masked_number=masked_number(identity),
        fingerprint=admission.fingerprint,
        limit_s=kiosk.rules.paper.limit_s,
        started=now,
        prediction=None,
        ended_us=None,
        points=None,
        correct=None,
        seen=now,
        is_assisted=registration.is_assisted,
    )
    attempt = attempt_of(kiosk, row)
    event = AttemptStarted(
        attempt=row.id,
        pack=row.pack_id,
        pack_version=row.pack_version,
        seed=seed,
        drawn_on=row.drawn_on,
        unit=row.unit,
        group=identity.group,
        age_group=age_group(age_on_entry(identity, kiosk.rules, now.day)),
        language=row.language,
        papers=identity.papers,
        fingerprint=row.fingerprint,
        label=row.label,
        masked_number=row.masked_number,
        warnings=admission.warnings,
        consents=registration.consents,
        sealed=seal(kiosk.enrolment.sealing_public, person),
        is_assisted=registration.is_assisted,
    )
    with kiosk.store.transaction():
        insert_attempt(kiosk.store, row)
        append_event(kiosk.store, event, now)
    return attempt


def answer(kiosk: Kiosk, attempt_id: str, question_id: str, option: int) -> Attempt:
    """Store an answer (`option` = the pack's own index); when this returns, it is saved. Refuses as `attempt.apply` does."""
    with kiosk.store.transaction():
        attempt = stepped(kiosk, attempt_id, Answer(question_id, option))
        save_answer(kiosk.store, attempt_id, question_id, option, attempt.last_seen.at_us)
    return attempt


def flag(kiosk: Kiosk, attempt_id: str, question_id: str, *, flagged: bool) -> Attempt:
    """Mark a question to look at again, or take the mark away."""
    with kiosk.store.transaction():
        attempt = stepped(kiosk, attempt_id, Flag(question_id, flagged))
        save_flag(kiosk.store, attempt_id, question_id, is_flagged=flagged)
    return attempt


def predict(kiosk: Kiosk, attempt_id: str, number: int) -> Attempt:
    """Store the answer to the prediction question."""
    with kiosk.store.transaction():
        attempt = stepped(kiosk, attempt_id, Predict(number))
        save_prediction(kiosk.store, attempt_id, number)
    return attempt


def note_time(kiosk: Kiosk, attempt_id: str) -> None:
    """Store that the attempt runs now, so that a power cut costs its person seconds at most; called every few seconds.

    Nothing is stored for an attempt that is over or was not resumed: the call may come late.
    """
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        attempt = _attempt(kiosk, attempt_id)
        if attempt.state is State.RUNNING and not attempt.is_interrupted(now):
            save_seen(kiosk.store, attempt_id, now, attempt.used_us(now))


def finish_attempt(kiosk: Kiosk, attempt_id: str, how: FinishedHow = "handed_in") -> Attempt:
    """Hand in (deliberately, or because the time is up), score, and write it into the journal: exactly once.

    An essay goes in as it was last saved, just before. Refuses with `attempt_over` when it was handed in before,
    `attempt_interrupted`, `time_is_not_up` for a time-out too early.
    """
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        row = _row(kiosk, attempt_id)
        attempt = apply(attempt_of(kiosk, row), HandIn() if how == "handed_in" else TimeOut(), now)
        score = score_answers(kiosk.pack_numbered(row.pack_id, row.pack_version), attempt.paper, attempt.answers)
        used_us = attempt.used_us(now)
        end_attempt(
            kiosk.store,
            attempt_id,
            state=attempt.state.value,
            ended_us=used_us,
            points=score.points,
            correct=score.correct,
        )
        if attempt.essay.is_given:
            boxes = essay_boxes(kiosk.store, attempt_id)
            written = EssayWritten(attempt_id, attempt.essay.words, attempt.essay.paper_number, boxes)
            append_event(kiosk.store, written, now)
        erase_essay(kiosk.store, attempt_id)
        event = AttemptFinished(
            attempt_id, how, attempt.answers, attempt.prediction, used_us, score.points, score.correct
        )
        append_event(kiosk.store, event, now)
    return attempt


def abandon_attempt(kiosk: Kiosk, attempt_id: str, reason: AbandonedWhy = "cancelled") -> Attempt:
    """End an attempt without handing it in; what was answered stays in the journal, an essay is erased."""
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        attempt = apply(_attempt(kiosk, attempt_id), Abandon(), now)
        end_attempt(kiosk.store, attempt_id, state=attempt.state.value, ended_us=attempt.ended_us)
        erase_essay(kiosk.store, attempt_id)
        append_event(kiosk.store, AttemptAbandoned(attempt_id, reason, attempt.answers, attempt.used_us(now)), now)
    return attempt


def settle_interrupted(kiosk: Kiosk) -> tuple[str, ...]:
    """Hand in what a power cut left running and nobody may go on with any more, as it stands, so that it reaches the district.

    By the rules that is when the time is up (where the clock runs on), or when nobody came in time to resume it. Gives the ids
    handed in. An attempt with time left is kept for its person.
    """
    now = kiosk.clock.now()
    settled = []
    for attempt_id in attempts_in_state(kiosk.store, State.RUNNING.value):
        if _attempt(kiosk, attempt_id).left_s(now) <= 0:
            finish_attempt(kiosk, attempt_id, "timed_out")
            settled.append(attempt_id)
    return tuple(settled)


def read_attempt_now(kiosk: Kiosk, attempt_id: str) -> Attempt:
    """Give an attempt as it is stored; refuses with `attempt_unknown`."""
    return _attempt(kiosk, attempt_id)


def attempt_of(kiosk: Kiosk, row: AttemptRow) -> Attempt:
    """Build the attempt a row stands for, its paper drawn again from the seed."""
    pack = kiosk.pack_numbered(row.pack_id, row.pack_version)
    return Attempt(
        id=row.id,
        paper=draw_paper(pack, row.seed, row.drawn_on),
        limit_s=row.limit_s,
        started=row.started,
        prediction_rules=pack.rules.prediction,
        state=State(row.state),
        answers=row.answers,
        flagged=row.flagged,
        prediction=row.prediction,
        ended_us=row.ended_us,
        seen=row.seen,
        seen_us=row.seen_us,
        when_interrupted=pack.rules.attempts.when_interrupted,
        resume_within_s=pack.rules.attempts.resume_within_s,
        essay_rules=pack.rules.essay,
        essay=Essay(row.essay_words, row.essay_paper),
        parts=pack.rules.parts(),
        language=row.language,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
    )


def stepped(kiosk: Kiosk, attempt_id: str, step: Step) -> Attempt:
    """Give the stored attempt after a step made now, and store that it ran now. Only inside a transaction.

    Refuses as `attempt.apply` does.
    """
    attempt = apply(_attempt(kiosk, attempt_id), step, kiosk.clock.now())
    save_seen(kiosk.store, attempt_id, attempt.last_seen, attempt.seen_us)
    return attempt


def _row(kiosk: Kiosk, attempt_id: str) -> AttemptRow:
    row = read_attempt(kiosk.store, attempt_id)
    if row is None:
        raise Refused("attempt_unknown")
    return row


def _attempt(kiosk: Kiosk, attempt_id: str) -> Attempt:
    return attempt_of(kiosk, _row(kiosk, attempt_id))
