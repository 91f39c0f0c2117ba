"""After an old copy was put back: what the database put aside still tells of the time since is taken over, as far as it reads.

Its entries continue the copy's own history, digest by digest, so they keep their numbers and go to the district as if nothing had
happened. Where a page does not read or the chain breaks, what follows is left where it lies: nothing is guessed.
"""

from collections.abc import Iterator
from pathlib import Path

from kiosk.contest.errors import Refused
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import NO_DIGEST, Entry, chain_fault
from kiosk.storage.backup import open_copy
from kiosk.storage.database import Store
from kiosk.storage.journal_rows import append_entry, digest_at, epochs, fork_points, journal_head, note_fork
from kiosk.storage.rescue_rows import has_form_of, holds_journal, readable_entries, running_attempts, take_over_attempt


def rescue(place: Path, store: Store) -> int:
    """Take over from the database at `place` what follows the newest entry of `store`; gives the number of entries.

    None where there is no database, it is damaged before that place, or it has another history than `store`. Only inside a
    transaction of `store`.
    """
    if not place.is_file():
        return 0
    try:
        aside = open_copy(place)
    except Refused:
        return 0
    try:
        entries = _following(aside, store)
        for entry in entries:
            append_entry(store, entry)
        if entries:
            _take_over_forks(aside, store)
        if entries or _continues(aside, store):
            _take_over_attempts(aside, store, entries)
        return len(entries)
    finally:
        aside.close()


def _continues(aside: Store, store: Store) -> bool:
    """Tell whether `aside` holds the newest entry of `store`: whether both are of one history."""
    head = journal_head(store)
    try:
        return holds_journal(aside) and digest_at(aside, head.epoch, head.seq) == head.digest
    except Refused:
        return False


def _following(aside: Store, store: Store) -> list[Entry]:
    if not _continues(aside, store):
        return []
    head = journal_head(store)
    try:
        later = [each for each in epochs(aside) if each > head.epoch]
    except Refused:
        later = []
    found = list(_chained(aside, head.epoch, head.seq, head.digest))
    for epoch in later:
        found += _chained(aside, epoch, 0, NO_DIGEST)
    return found


def _chained(aside: Store, epoch: int, seq: int, digest: bytes) -> Iterator[Entry]:
    """Give the entries of an epoch after a number, as long as each is whole and follows the one before."""
    for entry in readable_entries(aside, epoch, seq):
        if chain_fault((entry,), digest, seq) is not None:
            return
        yield entry
        seq, digest = entry.seq, entry.digest


def _take_over_forks(aside: Store, store: Store) -> None:
    try:
        forks = fork_points(aside)
    except Refused:
        return
    for epoch, seq in forks.items():
        if digest_at(store, epoch, seq) is not None:
            note_fork(store, epoch, seq)


def _take_over_attempts(aside: Store, store: Store, entries: list[Entry]) -> None:
    """Take over the attempts that the entries name, and those under way, whose answers stand in no entry yet."""
    if not has_form_of(aside, store):
        return
    attempts = running_attempts(store)
    for entry in entries:
        attempts |= _named(entry)
    for attempt in sorted(attempts):
        take_over_attempt(aside, store, attempt)


def _named(entry: Entry) -> set[str]:
    try:
        event = None if entry.payload is None else decode_event(entry.kind, entry.version, entry.payload)
    except Refused:
        return set()
    attempt = getattr(event, "attempt", "")
    return {attempt} if attempt else set()
