"""What entries say about attempts and receipts: pure, so that the same entries always give the same rows.

Theory of operation. `read_events` decodes the entries that count; `project` applies them in order to the attempts known so far.
Which step is legal in which state is the kiosk's own table (`attempt.NEXT_STATE`). A kiosk that re-homes entries after a fork says
things again: what is already so changes nothing; what contradicts is a `Problem` and never an overwriting. Papers are drawn and
scored again here, and a claim that differs is flagged, not dropped. Nothing here believes a kiosk: lengths and numbers are checked.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple, replace

from kiosk.contest.attempt import LONGEST_EXTENSION_S, NEXT_STATE, Abandon, HandIn, State, Void
from kiosk.contest.draw import SEED_BYTES
from kiosk.contest.earlier_events import KioskClosedV1, KioskClosedV2, KioskOpenedV1, ReceiptIssuedV1
from kiosk.contest.errors import Refused
from kiosk.contest.essay import is_paper_number
from kiosk.contest.events import (
    AttemptAbandoned,
    AttemptAssisted,
    AttemptExtended,
    AttemptFinished,
    AttemptResumed,
    AttemptStarted,
    AttemptVoided,
    EpochOpened,
    EssayWritten,
    Event,
    KioskClosed,
    KioskOpened,
    KioskPaused,
    ReceiptIssued,
)
from kiosk.journal.codec import decode_event, is_known
from kiosk.journal.entry import Entry
from kiosk.keys.codes import receipt_code
from kiosk.keys.fingerprints import FINGERPRINT_BYTES
from sync.district.scoring_again import LARGEST, AskedOn, check_numbers, says_what_is_so, scored
from sync.district.store.attempt_rows import AttemptRow, ReceiptRow
from sync.district.wall_clock import within_dates

Ending = AttemptFinished | AttemptAbandoned | AttemptVoided
Telling = AttemptExtended | AttemptAssisted | AttemptResumed | EssayWritten
PROJECTED: Final = frozenset(
    {
        "attempt_started", "attempt_finished", "attempt_abandoned", "attempt_voided", "attempt_resumed",
        "attempt_extended", "attempt_assisted", "essay_written",
        "receipt_issued", "kiosk_opened", "kiosk_paused", "kiosk_closed", "epoch_opened",
    }
)  # fmt: skip
_STEPS: Final[dict[type, type]] = {AttemptFinished: HandIn, AttemptAbandoned: Abandon, AttemptVoided: Void}
_FORKS: Final = ("forked", "restored")
_LONGEST_TEXT: Final = 1000
_LONGEST_LIMIT_S: Final = 24 * 3600
"""Nobody sits at a quiz longer than a day, whoever lets them."""


class Problem(Struct, frozen=True):
    """An entry that is kept but says what cannot be, and why."""

    epoch: int
    seq: int
    code: str


class Parting(Struct, frozen=True):
    """What a kiosk says of an epoch it settled: up to which number it holds, and why ("forked", "restored")."""

    epoch: int
    seq: int
    reason: str


class Projection(Struct, frozen=True):
    """Attempts that are new or changed, new receipts, problems, forks told of, and whether the day is open (None: not said)."""

    attempts: tuple[AttemptRow, ...]
    receipts: tuple[ReceiptRow, ...]
    problems: tuple[Problem, ...]
    partings: tuple[Parting, ...]
    is_open: bool | None


class Told(Struct, frozen=True, gc=False):
    """An entry and the event in it."""

    entry: Entry
    event: Event


def read_events(entries: Iterable[Entry]) -> tuple[list[Told], list[Problem]]:
    """Decode the entries that count; those that do not read are problems (`kind_unknown`, `payload_damaged`, `claim_malformed`).

    An erased payload says nothing and is no problem. Kinds the district only keeps are known by name and not decoded.
    """
    told: list[Told] = []
    problems: list[Problem] = []
    for entry in entries:
        if entry.payload is None:
            continue
        if entry.kind not in PROJECTED:
            if not is_known(entry.kind, entry.version):
                problems.append(Problem(entry.epoch, entry.seq, "kind_unknown"))
            continue
        try:
            event = decode_event(entry.kind, entry.version, entry.payload)
            if b"\0" in entry.payload:  # else there can be none in a text
                _check_no_zero(*[each for each in astuple(event) if type(each) is str])
            told.append(Told(entry, event))
        except Refused as refused:
            problems.append(Problem(entry.epoch, entry.seq, refused.code))
    return told, problems


def attempts_named(told: Iterable[Told]) -> list[str]:
    """Give the ids of the attempts that events are about, each once."""
    found = dict.fromkeys(getattr(each.event, "attempt", None) for each in told)
    return [each for each in found if each is not None]


def project(
    kiosk: str, told: Iterable[Told], known: Mapping[str, AttemptRow], asked: AskedOn, offset_us: int
) -> Projection:
    """Apply events to the attempts `known` (by id). `offset_us`: how far the kiosk's clock is ahead."""
    asked = cache(asked)
    attempts = dict(known)
    receipts: list[ReceiptRow] = []
    problems: list[Problem] = []
    partings: list[Parting] = []
    is_open: bool | None = None
    for each in told:
        entry = each.entry
        try:
            match each.event:
                case AttemptStarted() as event:
                    attempts[event.attempt] = _started(kiosk, entry, event, attempts.get(event.attempt), offset_us)
                case AttemptFinished() | AttemptAbandoned() | AttemptVoided() as event:
                    attempts[event.attempt] = _ended(attempts.get(event.attempt), entry, event, asked, offset_us)
                case AttemptExtended() | AttemptAssisted() | AttemptResumed() | EssayWritten() as event:
                    attempts[event.attempt] = _told_of(attempts.get(event.attempt), event)
                case (ReceiptIssued() | ReceiptIssuedV1()) as event:
                    receipts.append(_receipt(kiosk, entry, event, offset_us))
                case EpochOpened() as event:
                    partings += _partings(event)
                case KioskOpened() | KioskOpenedV1():
                    is_open = True
                case KioskPaused() | KioskClosed() | KioskClosedV2() | KioskClosedV1():
                    is_open = False
                case _:  # pragma: no cover - `PROJECTED` lets no other kind through
                    continue
        except Refused as refused:
            problems.append(Problem(entry.epoch, entry.seq, refused.code))
    changed = tuple(row for attempt, row in attempts.items() if row is not known.get(attempt))
    return Projection(changed, tuple(receipts), tuple(problems), tuple(partings), is_open)


def _partings(event: EpochOpened) -> list[Parting]:
    """Give the fork an epoch was opened for; none for the first epoch of a kiosk."""
    if event.reason not in _FORKS:
        return []
    if not (0 <= event.fork_epoch < LARGEST and 0 <= event.fork_seq < LARGEST):
        raise Refused("claim_malformed")
    return [Parting(event.fork_epoch, event.fork_seq, event.reason)]


def _started(kiosk: str, entry: Entry, event: AttemptStarted, known: AttemptRow | None, offset_us: int) -> AttemptRow:
    texts = (
        event.attempt, event.unit, event.group, event.age_group, event.language, event.papers, event.label,
        event.masked_number, event.pack, " ".join(event.warnings),
    )  # fmt: skip
    if (len(event.seed), len(event.fingerprint)) != (SEED_BYTES, FINGERPRINT_BYTES):
        raise Refused("claim_malformed")
    _check_no_zero(*texts)
    if max(map(len, texts)) > _LONGEST_TEXT or not 0 <= event.pack_version < LARGEST:
        raise Refused("claim_malformed")
    if known is not None:
        if (known.seed, known.fingerprint, known.unit) != (event.seed, event.fingerprint, event.unit):
            raise Refused("attempt_started_twice")
        return known
    return AttemptRow(
        kiosk=kiosk,
        attempt=event.attempt,
        state=State.RUNNING.value,
        how="",
        unit=event.unit,
        group=event.group,
        age_group=event.age_group,
        language=event.language,
        papers=event.papers,
        pack=event.pack,
        pack_version=event.pack_version,
        seed=event.seed,
        drawn_on=event.drawn_on.isoformat(),
        fingerprint=event.fingerprint,
        label=event.label,
        masked_number=event.masked_number,
        warnings=" ".join(event.warnings),
        is_assisted=int(event.is_assisted),
        started_at_us=entry.at_us,
        started_true_us=within_dates(entry.at_us - offset_us),
    )


def _told_of(row: AttemptRow | None, event: Telling) -> AttemptRow:
    """Give the attempt after what was told of it. Of most the entry is all that is kept: an essay stays in its sealed boxes.

    Time is only ever added, so a limit only rises, and one told twice changes nothing.
    """
    if row is None:
        raise Refused("attempt_without_start")
    match event:
        case AttemptAssisted():
            return row if row.is_assisted else replace(row, is_assisted=1)
        case AttemptExtended(extra_s=extra_s, limit_s=limit_s):
            if not 0 < extra_s <= LONGEST_EXTENSION_S or not extra_s < limit_s <= _LONGEST_LIMIT_S:
                raise Refused("claim_malformed")
            if limit_s <= (row.limit_s or 0):
                return row
            if row.state != State.RUNNING.value:
                raise Refused("attempt_extended_late")
            return replace(row, limit_s=limit_s)
        case AttemptResumed():
            check_numbers(event.used_us)
        case EssayWritten(words=words, paper_number=number):
            if not 0 <= words < LARGEST or (number != "" and not is_paper_number(number)):
                raise Refused("claim_malformed")
    return row


def _ended(row: AttemptRow | None, entry: Entry, event: Ending, asked: AskedOn, offset_us: int) -> AttemptRow:
    if row is None:
        raise Refused("attempt_without_start")
    if _says_what_is_so(row, event):
        return row
    state = NEXT_STATE.get((State(row.state), _STEPS[type(event)]))
    if state is None:
        raise Refused("attempt_ended_twice")
    at_us, true_us = row.ended_at_us, row.ended_true_us
    if at_us is None:
        at_us, true_us = entry.at_us, within_dates(entry.at_us - offset_us)
    ended = replace(row, state=state.value, ended_at_us=at_us, ended_true_us=true_us)
    match event:
        case AttemptFinished():
            return scored(ended, event, asked(row.pack, row.pack_version, row.drawn_on))
        case AttemptAbandoned():
            check_numbers(event.duration_us)
            return replace(ended, how=event.why, duration_us=event.duration_us)
        case AttemptVoided():
            return replace(ended, void_reason=event.reason[:_LONGEST_TEXT])


def _says_what_is_so(row: AttemptRow, event: Ending) -> bool:
    """Tell whether an event repeats what is known: a kiosk that re-homes its entries says them again."""
    if isinstance(event, AttemptFinished):
        return says_what_is_so(row, event)
    if isinstance(event, AttemptAbandoned):
        return (event.why, event.duration_us) == (row.how, row.duration_us)
    return row.state == State.VOIDED.value and row.void_reason == event.reason[:_LONGEST_TEXT]


def _receipt(kiosk: str, entry: Entry, event: ReceiptIssued | ReceiptIssuedV1, offset_us: int) -> ReceiptRow:
    epoch = event.epoch if isinstance(event, ReceiptIssued) else 1
    check_numbers(event.number, epoch)
    if event.code != receipt_code(event.attempt, kiosk):
        raise Refused("receipt_code_wrong")
    return ReceiptRow(
        event.code, kiosk, event.number, event.attempt, entry.at_us, within_dates(entry.at_us - offset_us),
        epoch,
    )  # fmt: skip


def _check_no_zero(*texts: str) -> None:
    """Refuse the zero character, which no honest kiosk writes and PostgreSQL cannot hold in a text."""
    if "\0" in "".join(texts):
        raise Refused("claim_malformed")
