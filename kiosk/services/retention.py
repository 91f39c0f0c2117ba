"""Erasing sealed people from a kiosk when the rules say so: some days after the district acknowledged them.

The district's own signed days are counted, never the kiosk's clock. What the district does not hold at this moment is never erased.
(Personal data is kept no longer than its purpose needs: Decree 13/2023/NĐ-CP art. 3.7; Law 91/2025/QH15.)
"""

from collections.abc import Callable
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.services.backups import backups_in
from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.storage.journal_rows import acknowledged_seq, fork_points
from kiosk.storage.retention_in_copies import erase_in_copy
from kiosk.storage.retention_rows import (
    empty_the_log,
    erase_payloads,
    erase_told_again,
    erased_seq,
    held_since,
    newest_district_day,
)

_SEALED_KINDS: Final = ("attempt_started", "essay_written")
"""The kinds of entries that carry what is sealed: a person, a person's own text."""
_AT_ONCE: Final = 300
"""Entries looked through in one commit: a few milliseconds."""


def erase_overdue(kiosk: Kiosk, pause: Callable[[], object] = lambda: None) -> int:
    """Erase the sealed people the district has held for the days the rules name; gives how many entries were erased.

    The journal's chain still verifies, since each payload's digest stands in it. Done in small parts, so that a resident's answer
    never waits for a whole contest to be erased; `pause` is called between two of them: whoever waits for the database looks again
    at ever longer steps, and would else meet the next part each time. What stands beyond the place of a fork goes too, once it is
    erased in the epoch that told it again. Refuses with a fault of the database.
    """
    today = newest_district_day(kiosk.store)
    if today is None:
        return 0
    erased = sum(
        _erase_up_to(kiosk, epoch, min(seq, acknowledged_seq(kiosk.store, epoch)), pause)
        for epoch, seq in held_since(kiosk.store, today - kiosk.rules.retention.kiosk_days)
    )
    if fork_points(kiosk.store):
        with kiosk.store.transaction():
            erased += sum(erase_told_again(kiosk.store, kind) for kind in _SEALED_KINDS)
    if erased:
        empty_the_log(kiosk.store)
    return erased


def erase_in_copies(kiosk: Kiosk) -> int:
    """Erase in every daily copy what was erased in the database; gives how many entries were erased.

    A kiosk that is put away for the winter would else keep in its copies whom it erased on its last day. Each copy is written anew.
    One that cannot be read stays as it is, the others are seen to. Refuses with the first such fault, or as `erase_in_copy` does.
    """
    erased, fault = 0, None
    for each in backups_in(kiosk.folder):
        try:
            erased += erase_in_copy(each.place, kiosk.folder / DATABASE_NAME, _SEALED_KINDS)
        except Refused as refused:
            fault = fault or refused
    if fault is not None:
        raise fault
    return erased


def _erase_up_to(kiosk: Kiosk, epoch: int, seq: int, pause: Callable[[], object]) -> int:
    erased = 0
    at = erased_seq(kiosk.store, epoch)
    while at < seq:
        end = min(seq, at + _AT_ONCE)
        with kiosk.store.transaction():
            erased += erase_payloads(kiosk.store, _SEALED_KINDS, epoch, at, end)
        at = end
        pause()
    return erased
