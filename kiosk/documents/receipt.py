"""The participation receipt: an A5 sheet or an 80 mm roll. Data in, PDF bytes out; every text comes from the caller.

What stands on it is masked by then: a receipt may be kept as a file, left on a table or photographed.
"""

from io import BytesIO
from itertools import zip_longest
from typing import Final, Literal

from msgspec import Struct
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.blocks import GOLD, GREY, Block, Columns, Frame, Paragraph, QrCode, Rule, Space, Stack
from kiosk.documents.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, register_fonts

ReceiptPaper = Literal["a5", "roll80"]
_A5_MARGIN: Final = 12 * mm
_ROLL_WIDTH: Final = 80 * mm
_ROLL_MARGIN: Final = 4 * mm
_ROLL_FEED: Final = 8 * mm
"""Blank paper at the end of a roll, so that the cutter does not take the last line."""


class ReceiptRow(Struct, frozen=True):
    """One fact: its name in the entrant's language, the name in the other one, and its value."""

    name: str
    other_name: str
    value: str


class ReceiptSheet(Struct, frozen=True):
    """All texts of a receipt. `mark` is "" or says in large letters what it is not: a duplicate, a trial."""

    organiser: str
    contest: str
    title: str
    other_title: str
    mark: str
    rows: tuple[ReceiptRow, ...]
    code_name: str
    code: str
    qr_text: str
    notes: tuple[str, ...]


def render_receipt(sheet: ReceiptSheet, paper: ReceiptPaper) -> bytes:
    """Give the receipt as a PDF of one page; the same sheet always gives the same bytes."""
    register_fonts()
    return _on_roll(sheet) if paper == "roll80" else _on_a5(sheet)


def _on_a5(sheet: ReceiptSheet) -> bytes:
    width_pt = A5[0] - 2 * _A5_MARGIN
    head = Stack(
        (
            Paragraph(sheet.organiser, MEDIUM, 8.5, "centre", GREY),
            Paragraph(sheet.contest, SEMIBOLD, 10.5, "centre"),
            Rule(GOLD, 1.4, 6),
            Paragraph(sheet.title, BOLD, 19, "centre"),
            Paragraph(sheet.other_title, REGULAR, 10.5, "centre", GREY),
            Space(6),
            *_mark(sheet, 24),
        )
    )
    proof = Columns(
        QrCode(sheet.qr_text, 50),
        Stack(tuple(block for note in sheet.notes for block in (Paragraph(note, REGULAR, 7.6), Space(4)))),
        left_pt=50 * mm,
        gap_pt=4 * mm,
    )
    half_pt = (width_pt - 8 * mm) / 2
    pairs = zip_longest(sheet.rows[::2], sheet.rows[1::2])
    facts = (Columns(_fact(left, 10, 12), _fact(right, 10, 12), half_pt, 8 * mm) for left, right in pairs)
    page = Stack((head, *facts, Space(8), _code(sheet, 22), Space(10), proof))
    return _pdf(page, A5, _A5_MARGIN, width_pt)


def _on_roll(sheet: ReceiptSheet) -> bytes:
    width_pt = _ROLL_WIDTH - 2 * _ROLL_MARGIN
    page = Stack(
        (
            Paragraph(sheet.organiser, MEDIUM, 8, "centre"),
            Paragraph(sheet.contest, SEMIBOLD, 9, "centre"),
            Rule(thickness_pt=1, space_pt=4),
            Paragraph(sheet.title, BOLD, 14, "centre"),
            Paragraph(sheet.other_title, REGULAR, 9, "centre"),
            Space(4),
            *_mark(sheet, 20),
            *(_fact(row, 8.5, 10) for row in sheet.rows),
            Space(4),
            _code(sheet, 17),
            Space(4),
            QrCode(sheet.qr_text, 58),
            Space(3),
            *(block for note in sheet.notes for block in (Paragraph(note, REGULAR, 7.5), Space(3))),
        )
    )
    height_pt = page.height_pt(width_pt) + 2 * _ROLL_MARGIN + _ROLL_FEED
    return _pdf(page, (_ROLL_WIDTH, height_pt), _ROLL_MARGIN, width_pt)


def _mark(sheet: ReceiptSheet, size_pt: float) -> tuple[Block, ...]:
    return (Frame(Paragraph(sheet.mark, BOLD, size_pt, "centre"), thickness_pt=2), Space(6)) if sheet.mark else ()


def _code(sheet: ReceiptSheet, size_pt: float) -> Frame:
    name = Paragraph(sheet.code_name, MEDIUM, 8, "centre", GREY)
    return Frame(Stack((name, Paragraph(sheet.code, BOLD, size_pt, "centre"))), padding_pt=5)


def _fact(row: ReceiptRow | None, name_pt: float, value_pt: float) -> Stack:
    if row is None:
        return Stack(())
    name = Paragraph(f"{row.name} / {row.other_name}", REGULAR, name_pt * 0.82, colour=GREY)
    return Stack((name, Paragraph(row.value, SEMIBOLD, value_pt), Space(5)))


def _pdf(page: Block, size: tuple[float, float], margin_pt: float, width_pt: float) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle("Receipt")
    canvas.setAuthor("")
    page.draw(canvas, margin_pt, size[1] - margin_pt, width_pt)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
