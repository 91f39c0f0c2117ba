"""Receipts: a number without gaps, a code, a proof in a QR, and papers that say of themselves what copy they are."""

from datetime import date

from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.events import ReceiptIssued
from kiosk.contest.moment import moment_from_us
from kiosk.contest.pack import Unit
from kiosk.contest.receipt_number import read_receipt_number, written_receipt_number
from kiosk.keys.codes import read_code, receipt_code
from kiosk.services.kiosk import Kiosk
from kiosk.services.results import Shown, result_of
from kiosk.storage.attempt_rows import (
    ReceiptRow,
    insert_receipt,
    last_receipt_number,
    read_attempt,
    read_receipt,
)
from kiosk.storage.journal_rows import append_event, journal_head
from sync.protocol.receipt_text import ReceiptClaim, receipt_text


class Receipt(Struct, frozen=True):
    """A receipt with what may stand on its paper now; the name and number only masked. `is_voided`: its attempt was.

    `text`, which the QR holds, was signed when it was issued: a score that might not be shown then is not in it.
    """

    number: int
    epoch: int
    code: str
    text: str
    attempt: str
    issued_at_us: int
    copies: int
    label: str
    masked_number: str
    language: str
    unit: Unit
    points: int | None
    correct: int | None
    question_count: int
    score_shown: Shown
    closes_on: date | None
    pack_id: str
    pack_version: int
    is_voided: bool = False

    @property
    def written_number(self) -> str:
        """The number as printed and called out, which two papers of one kiosk share only where it knew of no fork yet."""
        return written_receipt_number(self.number, self.epoch)


def issue_receipt(kiosk: Kiosk, attempt_id: str) -> Receipt:
    """Give the finished attempt its receipt; the same one when it has one already.

    Refuses with `attempt_unknown` or `attempt_not_finished`.
    """
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        found = read_receipt(kiosk.store, attempt=attempt_id)
        if found is None:
            row = read_attempt(kiosk.store, attempt_id)
            if row is None:
                raise Refused("attempt_unknown")
            if row.state != State.FINISHED.value:
                raise Refused("attempt_not_finished")
            number, code = last_receipt_number(kiosk.store) + 1, receipt_code(attempt_id, kiosk.id)
            result, epoch = result_of(kiosk, attempt_id), journal_head(kiosk.store).epoch
            claim = ReceiptClaim(attempt_id, number, code, now.at_us, result.points, result.question_count, epoch)
            text = receipt_text(kiosk.keys, kiosk.enrolment.certificate, kiosk.enrolment.url, claim)
            found = ReceiptRow(number, attempt_id, code, text, now.at_us, 0, epoch)
            insert_receipt(kiosk.store, found)
            append_event(kiosk.store, ReceiptIssued(attempt_id, number, code, text, epoch), now)
    return _receipt_of(kiosk, found)


def find_receipt(kiosk: Kiosk, asked: str) -> Receipt:
    """Give the receipt with this number, with or without its epoch, or code; refuses with `receipt_unknown` or `code_mistyped`."""
    meant = read_receipt_number(asked)
    if not meant:
        row = read_receipt(kiosk.store, code=read_code(asked))
        return _receipt_of(kiosk, _known(row))
    found = ((read_receipt(kiosk.store, number=number), epoch) for number, epoch in meant)
    row = next((row for row, epoch in found if row is not None and epoch in (None, row.epoch)), None)
    return _receipt_of(kiosk, _known(row))


def written_number(kiosk: Kiosk, number: int) -> str:
    """Give a number as it is printed on the kiosk's receipt that bears it; alone where there is none."""
    row = read_receipt(kiosk.store, number=number)
    return written_receipt_number(number, 1 if row is None else row.epoch)


def _known(row: ReceiptRow | None) -> ReceiptRow:
    if row is None:
        raise Refused("receipt_unknown")
    return row


def _receipt_of(kiosk: Kiosk, row: ReceiptRow) -> Receipt:
    attempt = read_attempt(kiosk.store, row.attempt)
    if attempt is None:
        raise Refused("attempt_unknown")
    pack = kiosk.pack_numbered(attempt.pack_id, attempt.pack_version)
    result = result_of(kiosk, row.attempt)
    return Receipt(
        number=row.number,
        epoch=row.epoch,
        code=row.code,
        text=row.text,
        attempt=row.attempt,
        issued_at_us=row.issued_at_us,
        copies=row.copies,
        label=attempt.label,
        masked_number=attempt.masked_number,
        language=attempt.language,
        unit=pack.unit(attempt.unit),
        points=result.points,
        correct=result.correct,
        question_count=result.question_count,
        score_shown=result.score_shown,
        closes_on=result.closes_on,
        pack_id=attempt.pack_id,
        pack_version=attempt.pack_version,
        is_voided=attempt.state == State.VOIDED.value,
    )


def issued_at(receipt: Receipt) -> str:
    """Give the moment of a receipt as ISO 8601 in UTC."""
    return moment_from_us(receipt.issued_at_us).isoformat()
