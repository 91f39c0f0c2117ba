"""The state of a kiosk in facts: what `tramthi status` prints and the staff corner shows. Nothing personal."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.moment import moment_from_us
from kiosk.services.integrity import check_integrity, last_checked
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import count_attempts, count_receipts, last_receipt_number
from kiosk.storage.device_key import read_key_files
from kiosk.storage.entry_search import entries_back
from kiosk.storage.journal_rows import count_entries, journal_head
from kiosk.storage.place_rows import read_sync


class AttemptCounts(Struct, frozen=True):
    """`started` counts all; `open` those still running."""

    open: int
    started: int
    finished: int
    abandoned: int
    voided: int


class JournalCounts(Struct, frozen=True):
    """`entries` written, `acknowledged` by the district; `head` is the newest digest in hex."""

    entries: int
    acknowledged: int
    head: str


class ReceiptCounts(Struct, frozen=True):
    """Receipts issued and the newest number: equal, for numbers have no gaps."""

    issued: int
    last_number: int


class LastSync(Struct, frozen=True):
    """`at`: the last success, None for never. `ok`: whether the last try succeeded. `error`: its code, "" when it did."""

    at: datetime | None
    ok: bool
    error: str


class PackName(Struct, frozen=True):
    """Which pack is in force."""

    id: str
    version: int


class KeyState(Struct, frozen=True):
    """The kiosk's own key: how many of its two files hold it now, and when one was last written again, None for never."""

    files: int
    mended_at: datetime | None


class KioskStatus(Struct, frozen=True):
    """The whole state.

    `integrity`: what the last reading of the whole database found ("ok", "damaged") at `integrity_at`; "unchecked" and None when
    there was none.
    """

    kiosk: str
    unit: str
    epoch: int
    attempts: AttemptCounts
    journal: JournalCounts
    receipts: ReceiptCounts
    last_sync: LastSync
    pack: PackName
    integrity: Literal["ok", "damaged", "unchecked"]
    integrity_at: datetime | None
    device_key: KeyState


def kiosk_status(kiosk: Kiosk, *, is_checked_anew: bool = False) -> KioskStatus:
    """Gather the state of a kiosk. `is_checked_anew`: read the whole database first, as long as that takes."""
    checked = check_integrity(kiosk) if is_checked_anew else last_checked(kiosk.folder)
    counts = count_attempts(kiosk.store)
    entries, acknowledged = count_entries(kiosk.store)
    head = journal_head(kiosk.store)
    sync = read_sync(kiosk.store)
    return KioskStatus(
        kiosk=kiosk.id,
        unit=kiosk.enrolment.unit,
        epoch=head.epoch,
        attempts=AttemptCounts(
            open=counts.get(State.RUNNING.value, 0),
            started=sum(counts.values()),
            finished=counts.get(State.FINISHED.value, 0),
            abandoned=counts.get(State.ABANDONED.value, 0),
            voided=counts.get(State.VOIDED.value, 0),
        ),
        journal=JournalCounts(entries, acknowledged, head.digest.hex()),
        receipts=ReceiptCounts(count_receipts(kiosk.store), last_receipt_number(kiosk.store)),
        last_sync=LastSync(
            None if sync.succeeded_at_us is None else moment_from_us(sync.succeeded_at_us),
            ok=sync.tried_at_us is not None and not sync.error,
            error=sync.error,
        ),
        pack=PackName(kiosk.pack.id, kiosk.pack.version),
        integrity="unchecked" if checked is None else checked.result,
        integrity_at=None if checked is None else checked.at,
        device_key=_key_state(kiosk),
    )


def _key_state(kiosk: Kiosk) -> KeyState:
    mended = next(iter(entries_back(kiosk.store, 1, kinds=("device_key_mended",))), None)
    return KeyState(
        sum(each.keys == kiosk.keys for each in read_key_files(kiosk.folder)),
        None if mended is None else moment_from_us(mended.at_us),
    )
