"""A report in the form of Decree 30/2020/NĐ-CP, Annex I, on A4. Data in, PDF bytes out; every text comes from the caller.

What is only a draft says so; the number, the signature and the stamp are always left to the people who answer for it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from typing import Final

from msgspec import Struct
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from kiosk.documents.fonts import SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC, SERIF_ITALIC, register_serif_fonts

_LEFT: Final = 30 * mm
_RIGHT: Final = 15 * mm
_TOP: Final = 20 * mm
_WIDTH: Final = A4[0] - _LEFT - _RIGHT
_HEADS: Final = (0.4 * _WIDTH, 0.6 * _WIDTH)
_NUMBER_COLUMN: Final = 14.5 * mm
_LONGEST_PAIR: Final = 2
"""A table of two columns holds facts with their values, one of more a line of numbers for each part."""
_SIGNATURE_SPACE: Final = 32 * mm
_SHORT_ROWS: Final = 12
"""A table of so many rows stands on one page; a longer one is parted, and its head stands on each page."""
_HEADING_NEEDS: Final = 50 * mm
"""A heading with the head and the first rows of a long table: with less room than that they go to the next page."""
_DRAFT_WIDTH: Final = 32 * mm


def _style(font: str, size_pt: float, align: int, *, after_pt: float = 0, indent_pt: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font} {size_pt} {align}",
        fontName=font,
        fontSize=size_pt,
        leading=size_pt * 1.2,
        alignment=align,
        spaceAfter=after_pt,
        firstLineIndent=indent_pt,
    )


_PARENT: Final = _style(SERIF, 12, TA_CENTER)
_ISSUER: Final = _style(SERIF_BOLD, 12, TA_CENTER)
_MOTTO: Final = _style(SERIF_BOLD, 13, TA_CENTER)
_NUMBER: Final = _style(SERIF, 13, TA_CENTER)
_PLACE: Final = _style(SERIF_ITALIC, 13, TA_CENTER)
_TITLE: Final = _style(SERIF_BOLD, 14, TA_CENTER)
_BODY: Final = _style(SERIF, 13, TA_JUSTIFY, after_pt=6, indent_pt=1.27 * cm)
_HEADING: Final = _style(SERIF_BOLD, 13, TA_LEFT, after_pt=4)
_CELL: Final = _style(SERIF, 11, TA_LEFT)
_CELL_NUMBER: Final = _style(SERIF, 11, TA_RIGHT)
_CELL_BOLD: Final = _style(SERIF_BOLD, 11, TA_LEFT)
_CELL_BOLD_NUMBER: Final = _style(SERIF_BOLD, 11, TA_RIGHT)
_CELL_HEAD: Final = _style(SERIF_BOLD, 10, TA_CENTER)
_RECIPIENTS: Final = _style(SERIF_BOLD_ITALIC, 12, TA_LEFT)
_RECIPIENT: Final = _style(SERIF, 11, TA_LEFT)
_GRID: Final = TableStyle(
    (
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    )
)
_BARE: Final = TableStyle(
    (
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    )
)
_MIDDLE_LINED: Final = TableStyle((("LINEBELOW", (1, 0), (1, 0), 0.7, black),))
_MIDDLE_BOXED: Final = TableStyle(
    (("BOX", (1, 0), (1, 0), 0.8, black), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 4))
)


class PaperTable(Struct, frozen=True):
    """A table under a heading, every cell as it is to be read; `has_total`: its last row is the sum.

    `shares`: how much of the page's width each column has, together 1; then all cells are words and stand at the left. Without
    them the first column holds words and the others numbers.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    shares: tuple[float, ...] = ()


class OfficialPaper(Struct, frozen=True):
    """All texts of a report.

    `parent` and `draft` may be empty; `closing` has at least one paragraph; `signed_for` are the lines above the empty place of the
    signature, `signer` is the name below it, "" where that is not known.
    """

    parent: str
    issuer: str
    country: str
    motto: str
    number: str
    place_and_date: str
    draft: str
    title: str
    subject: str
    opening: tuple[str, ...]
    tables: tuple[PaperTable, ...]
    closing: tuple[str, ...]
    recipients_title: str
    recipients: tuple[str, ...]
    signed_for: tuple[str, ...]
    signer: str = ""


def render_report(paper: OfficialPaper) -> bytes:
    """Give the report as a PDF of as many pages as it needs; the same paper always gives the same bytes."""
    register_serif_fonts()
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_LEFT - 6,  # reportlab's frames pad their inside by six points
        rightMargin=_RIGHT - 6,
        topMargin=_TOP - 6,
        bottomMargin=_TOP - 6,
        title=paper.subject,
        author="",
        invariant=1,
    )
    document.build(list(_story(paper)), onLaterPages=_number_page)
    return file.getvalue()


def _story(paper: OfficialPaper) -> Iterator[Flowable]:
    yield _heads(paper)
    yield Spacer(0, 6)
    yield _text(paper.title, _TITLE)
    yield _text(paper.subject, _TITLE)
    yield _line(_WIDTH / 5, _WIDTH)
    yield Spacer(0, 6)
    yield from (_text(each, _BODY) for each in paper.opening)
    for table in paper.tables:
        block = (_text(table.title, _HEADING), _grid(table))
        if len(table.rows) <= _SHORT_ROWS:
            yield KeepTogether(list(block))
        else:
            yield CondPageBreak(_HEADING_NEEDS)
            yield from block
        yield Spacer(0, 8)
    *closing, last = (_text(each, _BODY) for each in paper.closing)
    yield from closing
    yield KeepTogether([last, Spacer(0, 6), _feet(paper)])  # a signature does not stand on a page without words


def _heads(paper: OfficialPaper) -> Table:
    """Set the heads: who issues on the left, the country on the right; number and date below, level with each other."""
    left = [_text(_balanced(paper.parent, _PARENT, _HEADS[0]), _PARENT)] if paper.parent else []
    motto_width = stringWidth(paper.motto, SERIF_BOLD, _MOTTO.fontSize)
    return Table(
        [
            [
                [*left, _text(_balanced(paper.issuer, _ISSUER, _HEADS[0]), _ISSUER), _line(_HEADS[0] * 0.4, _HEADS[0])],
                [_text(paper.country, _ISSUER), _text(paper.motto, _MOTTO), _line(motto_width, _HEADS[1])],
            ],
            [
                [_text(paper.number, _NUMBER), *([Spacer(0, 4), _draft(paper.draft)] if paper.draft else [])],
                [_text(paper.place_and_date, _PLACE)],
            ],
        ],
        colWidths=_HEADS,
        style=_BARE,
    )


def _balanced(text: str, style: ParagraphStyle, width_pt: float) -> str:
    """Break a name that needs two lines where both are about equal: ỦY BAN NHÂN DÂN / QUẬN THANH XUÂN, as offices write it."""
    words = unicodedata.normalize("NFC", text).split()
    if stringWidth(" ".join(words), style.fontName, style.fontSize) <= width_pt:
        return text
    pairs = (("\xa0".join(words[:place]), "\xa0".join(words[place:])) for place in range(1, len(words)))
    longest, best = min(
        ((max(stringWidth(each, style.fontName, style.fontSize) for each in pair), pair) for pair in pairs),
        default=(width_pt + 1, (text, "")),
    )
    return " ".join(best) if longest <= width_pt else text


def _draft(text: str) -> Table:
    sides = (_HEADS[0] - _DRAFT_WIDTH) / 2
    return Table([["", _text(text, _ISSUER), ""]], colWidths=(sides, _DRAFT_WIDTH, sides), style=_MIDDLE_BOXED)


def _feet(paper: OfficialPaper) -> Table:
    recipients = [
        _text(paper.recipients_title, _RECIPIENTS),
        *(_text(each, _RECIPIENT) for each in paper.recipients),
    ]
    signer = [_text(paper.signer, _MOTTO)] if paper.signer else []
    signature = [*(_text(each, _MOTTO) for each in paper.signed_for), Spacer(0, _SIGNATURE_SPACE), *signer]
    return Table([[recipients, signature]], colWidths=(0.5 * _WIDTH, 0.5 * _WIDTH), style=_BARE)


def _grid(table: PaperTable) -> Table:
    numbers = len(table.head) - 1
    is_pair = len(table.head) <= _LONGEST_PAIR
    value_width = 0.3 * _WIDTH if is_pair else _NUMBER_COLUMN
    last = len(table.rows) - 1 if table.has_total else -1
    others = _CELL if table.shares else _CELL_NUMBER
    rows = [
        _row(row, *((_CELL_BOLD, _CELL_BOLD_NUMBER) if place == last else (_CELL, others)))
        for place, row in enumerate(table.rows)
    ]
    head = [_text(each, _CELL_HEAD) for each in table.head]
    widths = [each * _WIDTH for each in table.shares] or [_WIDTH - numbers * value_width, *[value_width] * numbers]
    roomy = (("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 5)) if is_pair else ()
    # A sum stands below its last part.
    style = TableStyle((("NOSPLIT", (0, len(rows) - 1), (-1, len(rows))), *roomy), parent=_GRID)
    return Table([head, *rows], colWidths=widths, repeatRows=1, style=style)


def _row(cells: Iterable[str], first: ParagraphStyle, others: ParagraphStyle) -> list[Paragraph]:
    return [_text(cell, others if place else first) for place, cell in enumerate(cells)]


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """Set a text; NFC, because reportlab sets decomposed marks in wrong places, and escaped, because it reads tags."""
    return Paragraph(escape(unicodedata.normalize("NFC", text), quote=False), style)


def _line(width_pt: float, space_pt: float) -> Table:
    """Draw a line in the middle of `space_pt`; a table, for in a cell reportlab sets every narrower thing at the left."""
    sides = (space_pt - width_pt) / 2
    return Table([["", "", ""]], colWidths=(sides, width_pt, sides), rowHeights=(4,), style=_MIDDLE_LINED)


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """Write the number of a page but the first into the middle of its top margin."""
    canvas.saveState()
    canvas.setFont(SERIF, 13)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 13 * mm, str(document.page))
    canvas.restoreState()
