"""What stands on a receipt's paper, in the entrant's language first and the other one beside it."""

from typing import Final

from kiosk.contest.moment import VIETNAM, moment_from_us
from kiosk.contest.pack import ContestPack
from kiosk.documents.receipt import ReceiptPaper, ReceiptSheet, render_receipt
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt
from kiosk.services.two_languages import TwoLanguages
from kiosk.texts import Catalogue

_NOTES: Final = ("note_not_prize", "note_consent", "note_masked")


def receipt_pdf(kiosk: Kiosk, receipt: Receipt, paper: ReceiptPaper, *, is_duplicate: bool = False) -> bytes:
    """Give a receipt as a PDF; a duplicate, or one whose attempt was voided, says so in the largest letters."""
    pack = kiosk.pack_numbered(receipt.pack_id, receipt.pack_version)
    return render_receipt(receipt_sheet(pack, receipt, is_duplicate=is_duplicate, kiosk_id=kiosk.id), paper)


def receipt_sheet(pack: ContestPack, receipt: Receipt, *, is_duplicate: bool, kiosk_id: str) -> ReceiptSheet:
    """Give the texts of a receipt's paper."""
    words = TwoLanguages.beginning_with(receipt.language)
    first, texts = words.first, pack.head.texts
    issued = moment_from_us(receipt.issued_at_us).astimezone(VIETNAM)
    values = {
        "number": f"{receipt.written_number} · {kiosk_id}",
        "unit": receipt.unit.name.in_language(first.language),
        "entrant": receipt.label,
        "masked_number": receipt.masked_number or first.text("receipt.no_papers"),
        "issued_at": f"{issued:%d/%m/%Y %H:%M} (UTC+7)",
    }
    values["score"] = _score(first, receipt)
    address = receipt.text.partition("#")[0]
    can_be_opened = address.startswith("http")
    return ReceiptSheet(
        organiser=texts.organiser.in_language(first.language),
        contest=texts.name.in_language(first.language),
        title=first.text("receipt.title"),
        other_title=words.other.text("receipt.title").capitalize(),
        mark=(
            *_mark(words, "duplicate", is_said=is_duplicate),
            *_mark(words, "voided", is_said=receipt.is_voided),
        ),
        rows=tuple(words.row(name, value) for name, value in values.items()),
        code_name=" / ".join(_both(words, "code")),
        code=receipt.code,
        qr_text=receipt.text,
        check=words.note("note_check_at" if can_be_opened else "note_check"),
        address=address.removeprefix("https://") if can_be_opened else "",
        notes=(
            *(words.note(each) for each in _NOTES),
            words.written(texts.complaint),
        ),
    )


def _mark(words: TwoLanguages, name: str, *, is_said: bool) -> tuple[str, ...]:
    return _both(words, name) if is_said else ()


def _both(words: TwoLanguages, name: str) -> tuple[str, str]:
    return words.first.text(f"receipt.{name}"), words.other.text(f"receipt.{name}")


def _score(first: Catalogue, receipt: Receipt) -> str:
    """Say the score, or when it is told: the paper must not leave a person guessing."""
    if receipt.points is not None:
        return first.text(
            "receipt.score_value", correct=receipt.correct, count=receipt.question_count, points=receipt.points
        )
    closes_on = "" if receipt.closes_on is None else f"{receipt.closes_on:%d/%m/%Y}"
    return first.text(f"receipt.score_{receipt.score_shown}", day=closes_on)
