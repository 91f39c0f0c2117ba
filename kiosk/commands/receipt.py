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
    epoch: int
    code: str
    issued_at: datetime
    points: int | None
    questions: int


def verify(options: Namespace) -> int:
    """Prove a receipt and print what it says; refuses, or ends with 1, when it is not this district's."""
    folder = data_folder(options)
    if not (folder / DATABASE_NAME).exists():
        return _verify_at_district(folder, options)
    public, text = _asked_of_kiosk(folder, options.text)
    proven = prove_receipt(text, public)
    claim, certificate = proven.claim, proven.certificate
    facts = Proven(
        valid=True,
        kiosk=certificate.kiosk,
        unit=certificate.unit,
        number=claim.number,
        epoch=claim.epoch,
        code=claim.code,
        issued_at=moment_from_us(claim.issued_at_us),
        points=claim.points,
        questions=claim.count,
    )
    print_facts(facts, options)
    return 0


def _asked_of_kiosk(folder: Path, text: str) -> tuple[bytes, str]:
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


def _verify_at_district(folder: Path, options: Namespace) -> int:
    from sync.district.district import open_district
    from sync.district.keys import SIGNING_FILE
    from sync.district.receipts import verify_receipt

    if not (folder / SIGNING_FILE).exists():
        raise Refused("receipt_place_missing")
    with open_district(folder) as district:
        answer = verify_receipt(district, options.text)
    print_facts(answer, options)
    return 0 if answer.is_ours else 1
