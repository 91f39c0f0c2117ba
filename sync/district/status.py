"""The district's state in facts: what `tramthi district status` prints. Nothing personal."""

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.journal.entry import ChainFault, chain_fault
from sync.district.district import District
from sync.district.store.attempt_rows import count_by_state, count_receipts
from sync.district.store.entry_rows import count_entries, count_kept_apart, entries_of, journals
from sync.district.store.kiosk_rows import all_kiosks, count_alarms


class AttemptCounts(Struct, frozen=True):
    """`started` counts all; `open` those of which no end is known yet."""

    open: int
    started: int
    finished: int
    abandoned: int
    voided: int


class DistrictStatus(Struct, frozen=True):
    """The whole state.

    `forks`: journals found with two histories. `alarms`: all that staff must look at, forks among them. `quarantined`: entries of
    revoked kiosks, kept apart. `integrity`: "ok", "damaged" (the database) or "gaps" (a journal lacks numbers).
    """

    kiosks: int
    attempts: AttemptCounts
    entries: int
    forks: int
    alarms: int
    quarantined: int
    receipts: int
    integrity: str


class JournalFault(Struct, frozen=True):
    """Where the journal of a kiosk does not hold."""

    kiosk: str
    fault: ChainFault


def status(district: District) -> DistrictStatus:
    """Gather the state, the database checked anew."""
    store = district.store
    has_gaps = any(count != highest for _, _, count, highest in journals(store))
    integrity = store.integrity()
    return DistrictStatus(
        kiosks=len(all_kiosks(store)),
        attempts=attempt_counts(count_by_state(store)),
        entries=count_entries(store),
        forks=count_alarms(store, "forked"),
        alarms=count_alarms(store),
        quarantined=count_kept_apart(store, "revoked"),
        receipts=count_receipts(store),
        integrity="gaps" if integrity == "ok" and has_gaps else integrity,
    )


def attempt_counts(by_state: dict[str, int]) -> AttemptCounts:
    """Turn counts by state into the counts reports use."""
    return AttemptCounts(
        open=by_state.get(State.RUNNING.value, 0),
        started=sum(by_state.values()),
        finished=by_state.get(State.FINISHED.value, 0),
        abandoned=by_state.get(State.ABANDONED.value, 0),
        voided=by_state.get(State.VOIDED.value, 0),
    )


def verify_journals(district: District) -> tuple[JournalFault, ...]:
    """Check every entry of every journal, digest by digest; empty when all hold."""
    faults = (
        (kiosk, chain_fault(entries_of(district.store, kiosk, epoch)))
        for kiosk, epoch, _, _ in journals(district.store)
    )
    return tuple(JournalFault(kiosk, fault) for kiosk, fault in faults if fault is not None)
