"""Erasing sealed people from a kiosk when the rules say so: some days after the district acknowledged them.

The district's own signed days are counted, never the kiosk's clock. What the district does not hold at this moment is never erased.
(Personal data is kept no longer than its purpose needs: Decree 13/2023/NĐ-CP art. 3.7; Law 91/2025/QH15.)
"""

from collections.abc import Callable
from typing import Final

from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import acknowledged_seq, fork_points
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
