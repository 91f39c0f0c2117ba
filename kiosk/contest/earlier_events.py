"""Events in the forms that earlier versions of this program wrote: read for ever, written never, changed by nobody.

What is written today lies in `events`.
"""

from msgspec import Struct


class KioskOpenedV1(Struct, frozen=True, array_like=True):
    """A member of staff opened the kiosk for the day, before readiness was asked for."""

    by: str


class KioskClosedV1(Struct, frozen=True, array_like=True):
    """A member of staff closed the kiosk; the counts are those of all its days."""

    by: str
    started: int
    finished: int
    abandoned: int
    voided: int
    receipts: int


class KioskClosedV2(Struct, frozen=True, array_like=True):
    """A member of staff closed the kiosk; the counts are those of the day, before help and practice were counted."""

    by: str
    since_at_us: int
    started: int
    finished: int
    abandoned: int
    voided: int
    running: int
    receipts_issued: int
    first_receipt: int
    last_receipt: int
    printed: int
    duplicates: int
    print_faults: int
    acknowledged: int
    waiting: int
    incidents: int
    differs: tuple[str, ...] = ()
    reason: str = ""


class ReceiptIssuedV1(Struct, frozen=True, array_like=True):
    """A receipt got its number and code, printed without an epoch whichever it was."""

    attempt: str
    number: int
    code: str
    text: str


class StaffSignedInV1(Struct, frozen=True, array_like=True):
    """A member of staff opened the staff corner with a PIN."""

    by: str


class StaffRefusedV1(Struct, frozen=True, array_like=True):
    """A wrong PIN was entered; `tries` in a row so far."""

    tries: int
