"""Receipts found by a scan: of the QR on one, whose proof is checked first, or of its person's card. Typed ones: `receipts`."""

from kiosk.contest.entrant import card_key
from kiosk.contest.errors import Refused
from kiosk.contest.id_card import CardUnreadable, parse_card_qr
from kiosk.contest.receipt_number import written_receipt_number
from kiosk.keys.fingerprints import fingerprint
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, find_receipt, issue_receipt
from kiosk.storage.attempt_rows import finished_without_receipt, receipts_of_person
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
        number = written_receipt_number(proven.claim.number, proven.claim.epoch)
        raise Refused("receipt_of_other_kiosk", kiosk=proven.certificate.kiosk, number=number)
    return find_receipt(kiosk, proven.claim.code)


def find_by_card(kiosk: Kiosk, scanned: str | bytes) -> tuple[Receipt, ...]:
    """Give the receipts of the person whose citizen's card was just scanned, newest first, found by its fingerprint alone.

    What the kiosk handed in without its person, whose time ran out after a power cut, gets its receipt now that they are here.
    What was scanned is neither kept nor shown. Refuses with `card_unreadable` or `no_receipt_of_person`.
    """
    try:
        card = parse_card_qr(scanned)
    except CardUnreadable:
        raise Refused("card_unreadable") from None  # the cause could hold what was scanned
    person = fingerprint(card_key(card.number), kiosk.pepper, kiosk.rules.fingerprint_cost)
    for attempt in finished_without_receipt(kiosk.store, person):
        issue_receipt(kiosk, attempt)
    found = receipts_of_person(kiosk.store, person)
    if not found:
        raise Refused("no_receipt_of_person")
    return tuple(find_receipt(kiosk, each.code) for each in found)
