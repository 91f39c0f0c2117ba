"""Proving a receipt: offline from its QR's text, or by its code from what lies in the data folder."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from kiosk.commands.printing import data_folder, print_facts
from kiosk.contest.errors import Refused
from kiosk.contest.moment import moment_from_us
from kiosk.keys.codes import read_code
from kiosk.services.kiosk import DATABASE_NAME
from kiosk.storage.attempt_rows import read_receipt
from kiosk.storage.database import open_store
from kiosk.storage.place_rows import read_enrolment
from sync.protocol.envelope import read_envelope
from sync.protocol.messages import Enrolment, decode
from sync.protocol.receipt_text import prove_receipt


class Proven(Struct, frozen=True):
    """What a proven receipt says."""

    valid: bool
    kiosk: str
    unit: str
    number: int
    code: str
    issued_at: datetime
    points: int | None
    questions: int


def verify(options: Namespace) -> None:
    """Prove a receipt and print what it says; refuses when it is not this district's."""
    folder = data_folder(options)
    is_kiosk = (folder / DATABASE_NAME).exists()
    public, text = _from_kiosk(folder, options.text) if is_kiosk else _from_district(folder, options.text)
    proven = prove_receipt(text, public)
    claim, certificate = proven.claim, proven.certificate
    issued_at = moment_from_us(claim.issued_at_us)
    facts = Proven(
        True, certificate.kiosk, certificate.unit, claim.number, claim.code, issued_at, claim.points, claim.count
    )
    print_facts(facts, options)


def _from_kiosk(folder: Path, text: str) -> tuple[bytes, str]:
    """Give the district's public key, and the QR's text, looked up when `text` is a code."""
    store = open_store(folder / DATABASE_NAME)
    try:
        envelope = read_enrolment(store)
        if envelope is None:
            raise Refused("not_enrolled")
        public = decode(read_envelope(envelope).payload, Enrolment).district_public
        if "#" in text:
            return public, text
        receipt = read_receipt(store, code=read_code(text))
        if receipt is None:
            raise Refused("receipt_unknown")
        return public, receipt.text
    finally:
        store.close()


def _from_district(folder: Path, text: str) -> tuple[bytes, str]:
    from sync.district.receipts import receipt_text_of
    from sync.district.district import open_district

    with open_district(folder) as district:
        return district.keys.public, text if "#" in text else receipt_text_of(district, read_code(text))
