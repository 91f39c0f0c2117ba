"""The page a printer is tried with: letters, lines and a code for the scanner. Data in, PDF bytes out; no text of its own."""

from typing import Final, Literal

from msgspec import Struct
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm

from kiosk.documents.blocks import INK, Block, Paragraph, QrCode, Space, Stack
from kiosk.documents.fonts import BOLD, REGULAR, register_fonts
from kiosk.documents.page import one_page

_MARGIN: Final = 6 * mm
_QR_MM: Final = 44
_ROLL_WIDTH: Final = 80 * mm


class TrialPage(Struct, frozen=True):
    """All texts of the page; `qr_text` is what the scanner should tell."""

    title: str
    lines: tuple[str, ...]
    qr_text: str


def render_trial_page(page: TrialPage, paper: Literal["a5", "roll80"]) -> bytes:
    """Give the page as a PDF: an A5 sheet, or as much of an 80 mm roll as it needs."""
    register_fonts()
    blocks: list[Block] = [Paragraph(page.title, BOLD, 15, "centre", INK), Space(8)]
    blocks += [Paragraph(each, REGULAR, 10, "centre", INK) for each in page.lines]
    blocks += [Space(8), QrCode(page.qr_text, _QR_MM)]
    stack = Stack(tuple(blocks))
    width_pt = (A5[0] if paper == "a5" else _ROLL_WIDTH) - 2 * _MARGIN
    height_pt = A5[1] if paper == "a5" else stack.height_pt(width_pt) + 2 * _MARGIN
    return one_page(stack, (width_pt + 2 * _MARGIN, height_pt), _MARGIN, page.title)
