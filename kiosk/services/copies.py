"""Copies of receipts on their way to paper: noted before they are sent, written into the journal when their end is known.

A copy that a power cut or the end of the program cut off is told of as unknown at the next start, never as printed, and its receipt
is offered again until a copy of it has come out.
"""

from typing import Final

from kiosk.contest.events import PrintOutcome, ReceiptPrinted
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, find_receipt
from kiosk.storage.attempt_rows import count_copy
from kiosk.storage.copy_rows import (
    CopyRow,
    awaited_copies,
    cut_receipts,
    forget_cut,
    mark_cut,
    note_underway,
    oldest_underway,
    strike_underway,
)
from kiosk.storage.journal_rows import append_event

_ON_PAPER: Final = frozenset({"printed", "kept"})
"""Outcomes with which a receipt's holder has what the kiosk can give."""


def begin_copy(kiosk: Kiosk, number: int, by: str) -> int:
    """Note that a copy is about to be sent to the printer for `by`, and give which copy it is (1 = the original)."""
    with kiosk.store.transaction():
        copy = count_copy(kiosk.store, number)
        note_underway(kiosk.store, CopyRow(number, copy, by))
    return copy


def record_copy(kiosk: Kiosk, number: int, outcome: PrintOutcome, by: str) -> int:
    """Write into the journal what became of a copy, and give which copy it was.

    Of copies sent for one person the first is the first to end; one that was never begun is counted now.
    """
    with kiosk.store.transaction():
        copy = oldest_underway(kiosk.store, number, by) or count_copy(kiosk.store, number)
        append_event(kiosk.store, ReceiptPrinted(number, copy, outcome, by), kiosk.clock.now())
        strike_underway(kiosk.store, number, copy)
        if outcome in _ON_PAPER:
            forget_cut(kiosk.store, number)
    return copy


def settle_copies(kiosk: Kiosk) -> int:
    """Write of every copy that the last run left under way that its end is unknown, and give how many there were.

    Only at the start of a run, before anything is printed in it.
    """
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        awaited = awaited_copies(kiosk.store)
        for each in awaited:
            append_event(kiosk.store, ReceiptPrinted(each.receipt, each.copy, "unknown", each.by), now)
        mark_cut(kiosk.store)
    return len(awaited)


def receipts_cut_off(kiosk: Kiosk) -> tuple[Receipt, ...]:
    """Give the receipts of which a copy was cut off and none has come out since, newest first."""
    return tuple(find_receipt(kiosk, str(number)) for number in cut_receipts(kiosk.store))
