"""The counts of a day at a kiosk: folded from the journal, compared with what the tables say, kept up to date cheaply.

A day runs from one closing to the next, so that nothing falls between two. `counts_of_day` reads only what came since it was asked
last; `recount` reads the whole day again, which the closing does. What does not add up is named in `differs` and never evened out.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from kiosk.contest.attempt import State
from kiosk.contest.events import (
    AttemptAssisted,
    AttemptExtended,
    AttemptResumed,
    AttemptVoided,
    EpochOpened,
    Event,
    KioskOpened,
    KioskOpenedV1,
    KioskPaused,
    ProgramEndedAbnormally,
    ReadinessChecked,
    ReceiptIssued,
    ReceiptPrinted,
    StaffRefused,
)
from kiosk.contest.moment import moment_from_us
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import attempts_in_state, count_receipts_between
from kiosk.storage.day_rows import (
    DayRow,
    Place,
    TallyRow,
    kinds_about,
    newest_closing,
    read_tally,
    rows_between,
    write_tally,
)
from kiosk.storage.journal_rows import acknowledged_seq, count_entries, epochs, fork_points, journal_head

Facts = dict[str, str | int]
KindsAbout = Callable[[str], frozenset[str]]
"""Gives the kinds of entry the day has about an attempt."""

_COUNTED: Final = {"attempt_started": "started", "attempt_finished": "finished", "attempt_abandoned": "abandoned"}
_READ: Final = frozenset(
    {
        "epoch_opened", "kiosk_opened", "kiosk_paused", "attempt_voided", "attempt_extended", "attempt_assisted",
        "attempt_resumed", "receipt_issued", "receipt_printed", "staff_refused", "readiness_checked",
        "program_ended_abnormally",
    }
)  # fmt: skip
_KINDS: Final = (*_COUNTED, *sorted(_READ))
_FAULTS: Final = ("stuck", "refused", "unknown")
_PAPERS: Final = ("printed", "kept")
_TRIES_WORTH_TELLING: Final = 5


class Telling(Struct, frozen=True):
    """How a kind of event is told of: its code (fields in braces are its own), which facts, and when it is out of the ordinary."""

    code: str
    facts: tuple[str, ...] = ()
    is_worth: Callable[[Any], bool] = lambda _: True


TOLD: Final[dict[type, Telling]] = {
    EpochOpened: Telling("journal_{reason}", (), lambda event: event.reason != "enrolled"),
    KioskOpened: Telling("opened_unready", ("by", "override_reason", "failed"), lambda event: bool(event.failed)),
    KioskPaused: Telling("paused", ("by",)),
    AttemptVoided: Telling("voided", ("attempt", "by", "reason")),
    AttemptExtended: Telling("extended", ("attempt", "by", "extra_s", "reason")),
    AttemptAssisted: Telling("assisted", ("attempt", "by")),
    AttemptResumed: Telling("resumed", ("attempt", "by")),
    ReceiptPrinted: Telling("print_{outcome}", ("number", "copy"), lambda event: event.outcome in _FAULTS),
    StaffRefused: Telling("pin_refused", ("tries",), lambda event: event.tries >= _TRIES_WORTH_TELLING),
    ReadinessChecked: Telling("check_failed", ("name",), lambda event: not event.is_passed),
    ProgramEndedAbnormally: Telling("ended_abnormally"),
}


class Incident(Struct, frozen=True, array_like=True):
    """Something out of the ordinary: when (microseconds since 1970, the kiosk's clock), a code, and its facts."""

    at_us: int
    kind: str
    facts: Facts

    @property
    def at(self) -> datetime:
        """The moment as an aware UTC datetime."""
        return moment_from_us(self.at_us)


class Tally(Struct, frozen=True, array_like=True):
    """What the entries of a day add up to so far: `opened_at_us` None before the opening, receipt numbers 0 before the first."""

    opened_at_us: int | None = None
    started: int = 0
    finished: int = 0
    abandoned: int = 0
    voided: int = 0
    receipts_issued: int = 0
    first_receipt: int = 0
    last_receipt: int = 0
    has_gap: bool = False
    printed: int = 0
    duplicates: int = 0
    print_faults: int = 0
    incidents: tuple[Incident, ...] = ()


class DayCounts(Struct, frozen=True):
    """The day in numbers. `since_at`: when it was opened first, None before.

    Started attempts are finished, abandoned, voided or running, one of them only: voiding a finished one moves it. `printed` counts
    papers and `duplicates` those of them that were not the first. `acknowledged`: entries of the day the district holds; `waiting`:
    entries of any day it lacks. `differs` names what does not add up: "attempts", "receipts".
    """

    since_at: datetime | None
    started: int
    finished: int
    abandoned: int
    voided: int
    running: int
    receipts_issued: int
    first_receipt: int
    last_receipt: int
    printed: int
    duplicates: int
    print_faults: int
    acknowledged: int
    waiting: int
    incidents: tuple[Incident, ...]
    differs: tuple[str, ...]


def counts_of_day(kiosk: Kiosk) -> DayCounts:
    """Give the counts of the day that runs, or of what came since the last one was closed."""
    began, head = newest_closing(kiosk.store), _head(kiosk)
    kept = read_tally(kiosk.store)
    if kept is None or kept.began != began or kept.counted.epoch != head.epoch:
        kept = TallyRow(began, began, msgspec.msgpack.encode(Tally()))
    tally = _folded(kiosk, msgspec.msgpack.decode(kept.tally, type=Tally), kept.counted, head, began)
    if head != kept.counted:
        with kiosk.store.transaction():
            write_tally(kiosk.store, TallyRow(began, head, msgspec.msgpack.encode(tally)))
    return _counts(kiosk, tally, began)


def recount(kiosk: Kiosk) -> DayCounts:
    """Give the counts of the day from its first entry on, whatever was kept of them."""
    began = newest_closing(kiosk.store)
    return _counts(kiosk, _folded(kiosk, Tally(), began, _head(kiosk), began), began)


def _head(kiosk: Kiosk) -> Place:
    head = journal_head(kiosk.store)
    return Place(head.epoch, head.seq)


def _folded(kiosk: Kiosk, tally: Tally, counted: Place, head: Place, began: Place) -> Tally:
    def kinds_of(attempt: str) -> frozenset[str]:
        return kinds_about(kiosk.store, attempt, began)

    for row in rows_between(kiosk.store, counted, head, _KINDS):
        tally = tallied(tally, row, kinds_of)
    return tally


def tallied(tally: Tally, row: DayRow, kinds_of: KindsAbout) -> Tally:
    """Give the tally after one more entry. An erased payload counts by its kind alone."""
    if row.kind in _COUNTED:
        name = _COUNTED[row.kind]
        return replace(tally, **{name: getattr(tally, name) + 1})
    if row.payload is None or row.kind not in _READ:
        return tally
    event = decode_event(row.kind, row.version, row.payload)
    match event:
        case KioskOpened() | KioskOpenedV1() if tally.opened_at_us is None:
            tally = replace(tally, opened_at_us=row.at_us)
        case AttemptVoided():
            tally = _voided(tally, kinds_of(event.attempt))
        case ReceiptIssued():
            tally = _receipted(tally, event.number)
        case ReceiptPrinted():
            tally = _printed(tally, event)
        case _:
            pass
    told = _incident(event)
    if told is None:
        return tally
    return replace(tally, incidents=(*tally.incidents, Incident(row.at_us, *told)))


def _voided(tally: Tally, kinds: frozenset[str]) -> Tally:
    """Move an attempt of this day to the voided; one of an earlier day changes no count of this one."""
    if "attempt_started" not in kinds:
        return tally
    was_finished = "attempt_finished" in kinds
    return replace(tally, voided=tally.voided + 1, finished=tally.finished - was_finished)


def _receipted(tally: Tally, number: int) -> Tally:
    has_gap = tally.last_receipt > 0 and number != tally.last_receipt + 1
    return replace(
        tally,
        receipts_issued=tally.receipts_issued + 1,
        first_receipt=tally.first_receipt or number,
        last_receipt=number,
        has_gap=tally.has_gap or has_gap,
    )


def _printed(tally: Tally, event: ReceiptPrinted) -> Tally:
    is_paper, is_fault = event.outcome in _PAPERS, event.outcome in _FAULTS
    return replace(
        tally,
        printed=tally.printed + is_paper,
        duplicates=tally.duplicates + (is_paper and event.copy > 1),
        print_faults=tally.print_faults + is_fault,
    )


def _incident(event: Event) -> tuple[str, Facts] | None:
    """Give the code and the facts of what a closing record tells about, None for everyday work."""
    told = TOLD.get(type(event))
    if told is None or not told.is_worth(event):
        return None
    facts = {name: getattr(event, name) for name in told.facts}
    return told.code.format_map(asdict(event)), {
        name: ", ".join(value) if isinstance(value, tuple) else value for name, value in facts.items()
    }


def _counts(kiosk: Kiosk, tally: Tally, began: Place) -> DayCounts:
    running = len(attempts_in_state(kiosk.store, State.RUNNING.value))
    ended = tally.finished + tally.abandoned + tally.voided
    entries, held = count_entries(kiosk.store)
    in_table = count_receipts_between(kiosk.store, tally.first_receipt, tally.last_receipt)
    differs = (
        *(("attempts",) if tally.started != ended + running else ()),
        *(("receipts",) if tally.has_gap or tally.receipts_issued != in_table else ()),
    )
    return DayCounts(
        since_at=None if tally.opened_at_us is None else moment_from_us(tally.opened_at_us),
        started=tally.started,
        finished=tally.finished,
        abandoned=tally.abandoned,
        voided=tally.voided,
        running=running,
        receipts_issued=tally.receipts_issued,
        first_receipt=tally.first_receipt,
        last_receipt=tally.last_receipt,
        printed=tally.printed,
        duplicates=tally.duplicates,
        print_faults=tally.print_faults,
        acknowledged=_held_since(kiosk, began),
        waiting=entries - held,
        incidents=tally.incidents,
        differs=differs,
    )


def _held_since(kiosk: Kiosk, began: Place) -> int:
    """Give how many entries after a place the district holds; what a fork made stale is not counted twice."""
    forks = fork_points(kiosk.store)
    held = 0
    for epoch in epochs(kiosk.store):
        if epoch >= began.epoch:
            known = acknowledged_seq(kiosk.store, epoch)
            first = began.seq if epoch == began.epoch else 0
            held += max(0, min(known, forks.get(epoch, known)) - first)
    return held
