"""Healing a fork: the kiosk was put back to an old copy, or cloned, and the district has another history of the same epoch.

Both histories are kept. The epoch is settled where they part; a new one says so in its first entry and says again what only this
kiosk knows. Nothing is overwritten, and nothing the district has is taken back.
"""

import logging
from typing import Final

from kiosk.contest.events import EpochOpened
from kiosk.journal.entry import rehomed
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import (
    append_entry,
    append_event,
    digest_at,
    entries_after,
    fork_points,
    journal_head,
    note_fork,
    set_acknowledged,
)

_PAGE: Final = 1000
_log = logging.getLogger(__name__)


def settle_fork(kiosk: Kiosk, epoch: int, seq: int, next_epoch: int) -> bool:
    """Settle `epoch` at number `seq` and open another epoch for what follows there; False when that was done before.

    `next_epoch` is above every epoch the district has of this kiosk. Only inside a transaction: the window may be writing.
    """
    settled = fork_points(kiosk.store).get(epoch)
    digest = digest_at(kiosk.store, epoch, seq)
    if digest is None or (settled is not None and settled <= seq):
        return False
    now = kiosk.clock.now()
    opened = max(journal_head(kiosk.store).epoch + 1, next_epoch)
    note_fork(kiosk.store, epoch, seq)
    set_acknowledged(kiosk.store, epoch, seq, digest, now.at_us)
    event = EpochOpened(kiosk.id, kiosk.enrolment.unit, "forked", epoch, seq)
    newest = append_event(kiosk.store, event, now, new_epoch=opened)
    at = seq
    while page := entries_after(kiosk.store, epoch, at, _PAGE):
        for entry in page:
            newest = rehomed(entry, opened, newest.seq + 1, newest.digest)
            append_entry(kiosk.store, newest)
        at = page[-1].seq
    _log.info("epoch %d forked at %d: epoch %d opened with %d entries", epoch, seq, opened, newest.seq)
    return True
