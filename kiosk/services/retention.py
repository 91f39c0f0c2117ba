"""Erasing sealed people from a kiosk when the rules say so: some days after the district acknowledged them.

The district's own signed days are counted, never the kiosk's clock. What the district does not hold at this moment is never erased.
(Personal data is kept no longer than its purpose needs: Decree 13/2023/NĐ-CP art. 3.7; Law 91/2025/QH15.)
"""

from typing import Final

from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import acknowledged_seq
from kiosk.storage.retention_rows import empty_the_log, erase_payloads, held_since, newest_district_day

_SEALED_KINDS: Final = ("attempt_started", "essay_written")
"""The kinds of entries that carry what is sealed: a person, a person's own text."""


def erase_overdue(kiosk: Kiosk) -> int:
    """Erase the sealed people the district has held for the days the rules name; gives how many entries were erased.

    The journal's chain still verifies, since each payload's digest stands in it. Refuses with a fault of the database.
    """
    today = newest_district_day(kiosk.store)
    if today is None:
        return 0
    with kiosk.store.transaction():
        erased = sum(
            erase_payloads(kiosk.store, kind, epoch, min(seq, acknowledged_seq(kiosk.store, epoch)))
            for kind in _SEALED_KINDS
            for epoch, seq in held_since(kiosk.store, today - kiosk.rules.retention.kiosk_days)
        )
    if erased:
        empty_the_log(kiosk.store)
    return erased
