"""The card of a member of staff, as large as a bank card (ISO/IEC 7810 ID-1). Data in, PDF bytes out; no text of its own."""

from typing import Final

from msgspec import Struct
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.blocks import GREY, INK, Block, Columns, Paragraph, QrCode, Space, Stack
from kiosk.documents.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, register_fonts
from kiosk.documents.page import largest_that_fits, one_page

_SIZE: Final = (85.6 * mm, 53.98 * mm)
_MARGIN: Final = 4.5 * mm
_QR_MM: Final = 34
_SIZES_PT: Final = (8.5, 7.5, 6.5, 5.5, 4.5)
"""The texts are set in the largest size in which the card is full at most."""


class StaffCardSheet(Struct, frozen=True):
    """All texts of a card; `qr_text` opens the staff corner."""

    contest: str
    title: str
    name: str
    unit: str
    id: str
    note: str
    qr_text: str

    def __repr__(self) -> str:
        """Show whose it is, never what opens."""
        return f"StaffCardSheet(id={self.id!r})"


def render_staff_card(sheet: StaffCardSheet) -> bytes:
    """Give the card as a PDF of one page."""
    register_fonts()
    width_pt, height_pt = _SIZE[0] - 2 * _MARGIN, _SIZE[1] - 2 * _MARGIN
    cards = (_card(sheet, size_pt) for size_pt in _SIZES_PT)
    return one_page(largest_that_fits(cards, width_pt, height_pt), _SIZE, _MARGIN, sheet.id, _cutting_edge)


def _cutting_edge(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(*GREY)
    canvas.setLineWidth(0.5)
    canvas.roundRect(0.5, 0.5, _SIZE[0] - 1, _SIZE[1] - 1, 3 * mm)


def _card(sheet: StaffCardSheet, size_pt: float) -> Stack:
    words: tuple[Block, ...] = (
        Paragraph(sheet.title, BOLD, size_pt * 1.4, "left", INK),
        Space(4),
        Paragraph(sheet.name, SEMIBOLD, size_pt * 1.15, "left", INK),
        Paragraph(sheet.unit, MEDIUM, size_pt, "left", INK),
        Space(3),
        Paragraph(sheet.id, REGULAR, size_pt, "left", GREY),
        Space(5),
        Paragraph(sheet.note, REGULAR, size_pt * 0.85, "left", GREY),
    )
    return Stack(
        (
            Paragraph(sheet.contest, REGULAR, size_pt * 0.75, "left", GREY),
            Space(3),
            Columns(QrCode(sheet.qr_text, _QR_MM), Stack(words), _QR_MM * mm, 3 * mm),
        )
    )
