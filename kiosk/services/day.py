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
from kiosk.contest.day_figures import DayFigures
from kiosk.contest.earlier_events import KioskOpenedV1, ReceiptIssuedV1
from kiosk.contest.events import (
    AttemptAssisted,
    AttemptExtended,
    AttemptResumed,
    AttemptVoided,
    DeviceKeyMended,
    EpochOpened,
    Event,
    KioskOpened,
    KioskPaused,
    ProgramEndedAbnormally,
    ReadinessChecked,
    ReceiptIssued,
    ReceiptPrinted,
    SettingsMended,
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

_COUNTED: Final = {
    "attempt_started": "started", "attempt_finished": "finished", "attempt_abandoned": "abandoned",
    "help_called": "help_calls", "practice_started": "practices",
}  # fmt: skip
"""Kinds that count by being there, whatever they hold."""
_READ: Final = frozenset(
    {
        "epoch_opened", "kiosk_opened", "kiosk_paused", "attempt_voided", "attempt_extended", "attempt_assisted",
        "attempt_resumed", "receipt_issued", "receipt_printed", "staff_refused", "readiness_checked",
        "program_ended_abnormally", "device_key_mended", "settings_mended",
    }
)  # fmt: skip
_KINDS: Final = (*_COUNTED, *sorted(_READ))
_OUT_OF_THE_ORDINARY: Final = tuple(sorted(_READ - {"receipt_issued"}))
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
    DeviceKeyMended: Telling("key_mended", ("files",)),
    SettingsMended: Telling("settings_{fault}", ("names", "kept_as")),
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
    """What the entries of a day add up to: `opened_at_us` None before the opening; what is read elsewhere is 0 in `figures`."""

    figures: DayFigures = DayFigures()
    opened_at_us: int | None = None
    has_gap: bool = False
    incidents: tuple[Incident, ...] = ()


class DayCounts(Struct, frozen=True):
    """The day in numbers. `since_at`: its first opening, None before; `differs`: what does not add up, "attempts", "receipts"."""

    since_at: datetime | None
    figures: DayFigures
    incidents: tuple[Incident, ...]
    differs: tuple[str, ...]


def counts_of_day(kiosk: Kiosk) -> DayCounts:
    """Give the counts of the day that runs, or of what came since the last one was closed."""
    began, head = newest_closing(kiosk.store), _head(kiosk)
    kept = read_tally(kiosk.store)
    known = None if kept is None or kept.began != began or kept.counted.epoch != head.epoch else _read(kept.tally)
    counted = began if kept is None or known is None else kept.counted
    tally = _folded(kiosk, known or Tally(), counted, head, began)
    if head != counted:
        with kiosk.store.transaction():
            write_tally(kiosk.store, TallyRow(began, head, msgspec.msgpack.encode(tally)))
    return _counts(kiosk, tally, began)


def recount(kiosk: Kiosk) -> DayCounts:
    """Give the counts of the day from its first entry on, whatever was kept of them."""
    began = newest_closing(kiosk.store)
    return _counts(kiosk, _folded(kiosk, Tally(), began, _head(kiosk), began), began)


def incidents_between(kiosk: Kiosk, began: Place, closed: Place) -> tuple[Incident, ...]:
    """Give what was out of the ordinary in the day that began and was closed there, read again from the journal."""
    return tuple(
        Incident(row.at_us, *told)
        for row in rows_between(kiosk.store, began, closed, _OUT_OF_THE_ORDINARY)
        if row.payload is not None and (told := _incident(decode_event(row.kind, row.version, row.payload))) is not None
    )


def _read(tally: bytes) -> Tally | None:
    """Give a tally that was kept; None where another version of the program kept it."""
    try:
        return msgspec.msgpack.decode(tally, type=Tally)
    except msgspec.ValidationError:
        return None


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
        return replace(tally, figures=_one_more(tally.figures, _COUNTED[row.kind]))
    if row.payload is None or row.kind not in _READ:
        return tally
    event = decode_event(row.kind, row.version, row.payload)
    match event:
        case KioskOpened() | KioskOpenedV1() if tally.opened_at_us is None:
            tally = replace(tally, opened_at_us=row.at_us)
        case AttemptVoided():
            tally = replace(tally, figures=_voided(tally.figures, kinds_of(event.attempt)))
        case AttemptAssisted():
            tally = replace(tally, figures=_one_more(tally.figures, "assisted"))
        case ReceiptIssued() | ReceiptIssuedV1():
            tally = _receipted(tally, event.number)
        case ReceiptPrinted():
            tally = replace(tally, figures=_printed(tally.figures, event))
        case _:
            pass
    told = _incident(event)
    if told is None:
        return tally
    return replace(tally, incidents=(*tally.incidents, Incident(row.at_us, *told)))


def _one_more(figures: DayFigures, name: str) -> DayFigures:
    return replace(figures, **{name: getattr(figures, name) + 1})


def _voided(figures: DayFigures, kinds: frozenset[str]) -> DayFigures:
    """Move an attempt of this day to the voided; one of an earlier day changes no count of this one."""
    if "attempt_started" not in kinds:
        return figures
    was_finished = "attempt_finished" in kinds
    return replace(figures, voided=figures.voided + 1, finished=figures.finished - was_finished)


def _receipted(tally: Tally, number: int) -> Tally:
    figures = tally.figures
    has_gap = figures.last_receipt > 0 and number != figures.last_receipt + 1
    receipted = replace(
        figures,
        receipts_issued=figures.receipts_issued + 1,
        first_receipt=figures.first_receipt or number,
        last_receipt=number,
    )
    return replace(tally, figures=receipted, has_gap=tally.has_gap or has_gap)


def _printed(figures: DayFigures, event: ReceiptPrinted) -> DayFigures:
    is_paper, is_fault = event.outcome in _PAPERS, event.outcome in _FAULTS
    return replace(
        figures,
        printed=figures.printed + is_paper,
        duplicates=figures.duplicates + (is_paper and event.copy > 1),
        print_faults=figures.print_faults + is_fault,
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
    entries, held = count_entries(kiosk.store)
    figures = replace(
        tally.figures,
        running=len(attempts_in_state(kiosk.store, State.RUNNING.value)),
        acknowledged=_held_since(kiosk, began),
        waiting=entries - held,
    )
    placed = figures.finished + figures.abandoned + figures.voided + figures.running
    in_table = count_receipts_between(kiosk.store, figures.first_receipt, figures.last_receipt)
    differs = (
        *(("attempts",) if figures.started != placed else ()),
        *(("receipts",) if tally.has_gap or figures.receipts_issued != in_table else ()),
    )
    since_at = None if tally.opened_at_us is None else moment_from_us(tally.opened_at_us)
    return DayCounts(since_at, figures, tally.incidents, differs)


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
