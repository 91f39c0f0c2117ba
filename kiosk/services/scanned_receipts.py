"""A receipt that comes back on paper and is scanned: its proof is checked before it leads to anything. Typed ones: `receipts`."""

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, find_receipt
from sync.protocol.receipt_text import prove_receipt


def is_receipt_text(scanned: str) -> bool:
    """Tell whether a scan is of a receipt's QR, genuine or not; a citizen's card has its fields between bars."""
    return "/r/" in scanned and "|" not in scanned


def find_by_qr(kiosk: Kiosk, scanned: str) -> Receipt:
    """Give the receipt whose QR was scanned, once both signatures on it hold.

    Refuses with `receipt_text_damaged`, `receipt_of_other_district`, `receipt_forged`, `receipt_of_other_kiosk` (facts: kiosk,
    number; it is genuine, but its data are not here) or `receipt_unknown`.
    """
    proven = prove_receipt(scanned, kiosk.enrolment.district_public)
    if proven.certificate.kiosk != kiosk.id:
        raise Refused("receipt_of_other_kiosk", kiosk=proven.certificate.kiosk, number=f"{proven.claim.number:06d}")
    return find_receipt(kiosk, proven.claim.code)
