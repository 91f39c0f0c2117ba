"""The participation receipt: an A5 sheet or an 80 mm roll. Data in, PDF bytes out; every text comes from the caller.

What stands on it is masked by then: a receipt may be kept as a file, left on a table or photographed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal

from msgspec import Struct
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm

from kiosk.documents.blocks import (
    BLACK,
    GOLD,
    GREY,
    INK,
    Block,
    Colour,
    Columns,
    Frame,
    Paragraph,
    QrCode,
    Rule,
    Space,
    Stack,
)
from kiosk.documents.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, register_fonts
from kiosk.documents.page import largest_that_fits, one_page

ReceiptPaper = Literal["a5", "roll80"]
_PDF_TITLE: Final = "Receipt"
_A5_MARGIN: Final = 11 * mm
_A5_QR_MM: Final = 46
_A5_NOTE_SIZES_PT: Final = (7.8, 7.3, 6.8, 6.3, 5.8)
"""The notes are set in the largest size in which the whole receipt still fits on its page."""
_ROLL_WIDTH: Final = 80 * mm
_ROLL_MARGIN: Final = 4 * mm
"""80 mm printers print 72 mm of their paper."""
_ROLL_FEED: Final = 8 * mm
"""Blank paper at the end of a roll, so that the cutter does not take the last line."""


class ReceiptRow(Struct, frozen=True):
    """One fact: its name in the entrant's language, the name in the other one, and its value."""

    name: str
    other_name: str
    value: str


class ReceiptNote(Struct, frozen=True):
    """A sentence in the entrant's language and in the other one."""

    text: str
    other_text: str


class ReceiptSheet(Struct, frozen=True):
    """All texts of a receipt. `mark` is empty or says in the largest letters what it is not: a duplicate, a trial.

    `check` says how the receipt is checked, at `address` when that is not ""; `notes` what its holder should know. A paper that
    proves nothing (a notice that an attempt was voided) has neither code nor QR: both are "".
    """

    organiser: str
    contest: str
    title: str
    other_title: str
    mark: tuple[str, ...]
    rows: tuple[ReceiptRow, ...]
    code_name: str
    code: str
    qr_text: str
    check: ReceiptNote
    address: str
    notes: tuple[ReceiptNote, ...]


@dataclass(frozen=True, slots=True)
class _Inks:
    """What a printer shows well: a thermal head has no grey, only dots."""

    main: Colour
    soft: Colour
    line: Colour


_A5_INKS: Final = _Inks(INK, GREY, GOLD)
_ROLL_INKS: Final = _Inks(BLACK, BLACK, BLACK)


def render_receipt(sheet: ReceiptSheet, paper: ReceiptPaper) -> bytes:
    """Give the receipt as a PDF of one page; the same sheet always gives the same bytes."""
    register_fonts()
    return _on_roll(sheet) if paper == "roll80" else _on_a5(sheet)


def _on_a5(sheet: ReceiptSheet) -> bytes:
    width_pt, height_pt = A5[0] - 2 * _A5_MARGIN, A5[1] - 2 * _A5_MARGIN
    inks, half_pt = _A5_INKS, (A5[0] - 2 * _A5_MARGIN - 8 * mm) / 2
    pairs = list(zip_longest(sheet.rows[::2], sheet.rows[1::2]))
    head = Stack(
        (
            *_heading(sheet, inks, 8, 10.5),
            Rule(inks.line, 1.4, 6),
            Paragraph(sheet.title, BOLD, 20, "centre", inks.main),
            Paragraph(sheet.other_title, REGULAR, 10.5, "centre", inks.soft),
            Space(8),
            *_mark(" / ".join(sheet.mark), inks, 25),
            *(Columns(_fact(left, inks, 12), _fact(right, inks, 12), half_pt, 8 * mm) for left, right in pairs),
            Space(2),
        )
    )
    pages = (_a5_page(head, sheet, size_pt) for size_pt in _A5_NOTE_SIZES_PT)
    return one_page(largest_that_fits(pages, width_pt, height_pt), A5, _A5_MARGIN, _PDF_TITLE)


def _a5_page(head: Stack, sheet: ReceiptSheet, note_pt: float) -> Stack:
    inks = _A5_INKS
    check = tuple(_check(sheet, inks, note_pt + 0.6))
    proof: Block = Stack(check)
    if sheet.qr_text:
        proof = Columns(
            QrCode(sheet.qr_text, _A5_QR_MM),
            Stack((_code(sheet, inks, 17), Space(7), *check)),
            left_pt=_A5_QR_MM * mm,
            gap_pt=4 * mm,
        )
    notes = (block for each in sheet.notes for block in _note(each, inks, note_pt))
    return Stack((head, proof, Rule(inks.line, 0.8, 6), *notes))


def _on_roll(sheet: ReceiptSheet) -> bytes:
    width_pt, inks = _ROLL_WIDTH - 2 * _ROLL_MARGIN, _ROLL_INKS
    page = Stack(
        (
            *_heading(sheet, inks, 8, 9.5),
            Rule(inks.line, 1, 4),
            Paragraph(sheet.title, BOLD, 15, "centre", inks.main),
            Paragraph(sheet.other_title, REGULAR, 9.5, "centre", inks.soft),
            Space(6),
            *_mark("\n".join(sheet.mark), inks, 25),
            *(_fact(row, inks, 10.5) for row in sheet.rows),
            Space(2),
            *((_code(sheet, inks, 18), Space(4), QrCode(sheet.qr_text, 60), Space(3)) if sheet.qr_text else ()),
            *_check(sheet, inks, 8.2),
            Rule(inks.line, 0.6, 4),
            *(block for each in sheet.notes for block in _note(each, inks, 7.6)),
        )
    )
    height_pt = page.height_pt(width_pt) + 2 * _ROLL_MARGIN + _ROLL_FEED
    return one_page(page, (_ROLL_WIDTH, height_pt), _ROLL_MARGIN, _PDF_TITLE)


def _heading(sheet: ReceiptSheet, inks: _Inks, small_pt: float, large_pt: float) -> tuple[Block, ...]:
    return (
        Paragraph(sheet.organiser, MEDIUM, small_pt, "centre", inks.soft),
        Space(2),
        Paragraph(sheet.contest, SEMIBOLD, large_pt, "centre", inks.main),
    )


def _mark(text: str, inks: _Inks, size_pt: float) -> tuple[Block, ...]:
    """Put what a receipt is not between its title and its facts, where it can neither be cut off nor overlooked."""
    if not text:
        return ()
    lines = Stack(tuple(Paragraph(each, BOLD, size_pt, "centre", inks.main) for each in text.split("\n")))
    return (Frame(lines, inks.main, padding_pt=4, thickness_pt=2), Space(8))


def _code(sheet: ReceiptSheet, inks: _Inks, size_pt: float) -> Frame:
    name = Paragraph(sheet.code_name, MEDIUM, 8, "centre", inks.soft)
    return Frame(Stack((name, Paragraph(sheet.code, BOLD, size_pt, "centre", inks.main))), inks.main, padding_pt=5)


def _fact(row: ReceiptRow | None, inks: _Inks, size_pt: float) -> Stack:
    if row is None:
        return Stack(())
    name = Paragraph(f"{row.name} / {row.other_name}", REGULAR, size_pt * 0.68, "left", inks.soft)
    return Stack((name, Paragraph(row.value, SEMIBOLD, size_pt, "left", inks.main), Space(size_pt / 2)))


def _check(sheet: ReceiptSheet, inks: _Inks, size_pt: float) -> Iterator[Block]:
    yield from _note(sheet.check, inks, size_pt)
    if sheet.address:
        yield Paragraph(sheet.address, SEMIBOLD, size_pt, "left", inks.main)


def _note(note: ReceiptNote, inks: _Inks, size_pt: float) -> Iterator[Block]:
    yield Paragraph(note.text, MEDIUM, size_pt, "left", inks.main)
    yield Paragraph(note.other_text, REGULAR, size_pt * 0.9, "left", inks.soft)
    yield Space(size_pt / 2)
