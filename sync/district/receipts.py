"""Is this receipt ours? Answered to anyone, so with nothing personal: unit, day and number."""

from datetime import date

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, moment_from_us
from kiosk.contest.receipt_number import written_receipt_number
from kiosk.contest.rules import Text
from kiosk.keys.codes import read_code
from sync.district.district import District
from sync.district.documents import unit_name
from sync.district.store.attempt_rows import read_receipt
from sync.district.store.kiosk_rows import read_kiosk
from sync.district.wall_clock import within_dates
from sync.protocol.receipt_text import prove_receipt


class ReceiptAnswer(Struct, frozen=True):
    """What the district knows of a receipt.

    `is_ours`: one of our kiosks issued it. `has_arrived`: its attempt has reached the district. `is_proven`: the signatures of
    its QR hold. `unit`, `day`, `number` and `epoch` are None for a receipt that is not ours.
    """

    is_ours: bool
    has_arrived: bool
    is_proven: bool
    code: str
    unit: Text | None = None
    day: date | None = None
    number: int | None = None
    epoch: int | None = None

    @property
    def written_number(self) -> str:
        """The number as it stands on the paper; "" for a receipt that is not ours."""
        return "" if self.number is None else written_receipt_number(self.number, self.epoch or 1)


def verify_receipt(district: District, asked: str) -> ReceiptAnswer:
    """Answer about a receipt by its code, typed in any way, or by the text of its QR.

    Refuses with `code_mistyped`, or `receipt_text_damaged`, `receipt_of_other_district`, `receipt_forged` for a QR's text.
    """
    if "#" in asked:
        return _by_text(district, asked)
    code = read_code(asked)
    row = read_receipt(district.store, code)
    if row is None:
        return ReceiptAnswer(is_ours=False, has_arrived=False, is_proven=False, code=code)
    kiosk = read_kiosk(district.store, row.kiosk)
    return ReceiptAnswer(
        is_ours=True,
        has_arrived=True,
        is_proven=False,
        code=code,
        unit=None if kiosk is None else unit_name(district, kiosk.unit, kiosk.unit_code),
        day=_day(row.issued_true_us),
        number=row.number,
        epoch=row.epoch,
    )


def _by_text(district: District, text: str) -> ReceiptAnswer:
    proven = prove_receipt(text, district.keys.public)
    row = read_receipt(district.store, proven.claim.code)
    kiosk = read_kiosk(district.store, proven.certificate.kiosk)
    if kiosk is None or kiosk.public != proven.certificate.public:
        raise Refused("receipt_of_other_district")
    return ReceiptAnswer(
        is_ours=True,
        has_arrived=row is not None and row.kiosk == kiosk.id and row.attempt == proven.claim.attempt,
        is_proven=True,
        code=proven.claim.code,
        unit=unit_name(district, kiosk.unit, kiosk.unit_code),
        day=_day(proven.claim.issued_at_us),
        number=proven.claim.number,
        epoch=proven.claim.epoch,
    )


def _day(at_us: int) -> date:
    return moment_from_us(within_dates(at_us)).astimezone(VIETNAM).date()
