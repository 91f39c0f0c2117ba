"""What stands on the paper about an attempt that was declared void: in its person's language first, the other one beside it."""

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from kiosk.documents.receipt import ReceiptPaper, ReceiptSheet, render_receipt
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import written_number
from kiosk.services.sessions import VoidReceipt
from kiosk.services.staff_names import name_with_id
from kiosk.services.two_languages import TwoLanguages
from kiosk.storage.attempt_rows import read_attempt

_ID_SHOWN = 8


def void_pdf(kiosk: Kiosk, void: VoidReceipt, paper: ReceiptPaper) -> bytes:
    """Give the paper as a PDF; it has no number, code or QR, for it is no receipt. Refuses with `attempt_unknown`."""
    return render_receipt(void_sheet(kiosk, void), paper)


def void_sheet(kiosk: Kiosk, void: VoidReceipt) -> ReceiptSheet:
    """Give all texts of the paper."""
    row = read_attempt(kiosk.store, void.attempt_id)
    if row is None:
        raise Refused("attempt_unknown")
    pack = kiosk.pack_numbered(row.pack_id, row.pack_version)
    words = TwoLanguages.beginning_with(void.language)
    first, texts = words.first, pack.head.texts
    values = {
        "unit": pack.unit(row.unit).name.in_language(first.language),
        "entrant": void.label,
        "masked_number": void.masked_number or first.text("receipt.no_papers"),
        "void_at": f"{void.voided_at.astimezone(VIETNAM):%d/%m/%Y %H:%M} (UTC+7)",
        "void_attempt": f"{void.attempt_id[:_ID_SHOWN].upper()} · {kiosk.id}",
        "void_receipt": written_number(kiosk, void.receipt_number)
        if void.receipt_number
        else first.text("receipt.void_no_receipt"),
        "void_reason": void.reason,
        "void_by": name_with_id(kiosk, void.by),
    }
    return ReceiptSheet(
        organiser=texts.organiser.in_language(first.language),
        contest=texts.name.in_language(first.language),
        title=first.text("receipt.void_title"),
        other_title=words.other.text("receipt.void_title").capitalize(),
        mark=(),
        rows=tuple(words.row(name, value) for name, value in values.items()),
        code_name="",
        code="",
        qr_text="",
        check=words.note("void_check"),
        address="",
        notes=(
            words.note("void_note"),
            words.note("note_masked"),
            words.written(texts.complaint),
        ),
    )
