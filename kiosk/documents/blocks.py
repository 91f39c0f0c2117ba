"""Blocks a paper is stacked from: each knows its height and draws itself below a line. No text of its own."""

import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal, Protocol

import segno
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Colour = tuple[float, float, float]
BLACK: Final = (0.0, 0.0, 0.0)
INK: Final = (0x14 / 255, 0x21 / 255, 0x3D / 255)
GREY: Final = (0.36, 0.39, 0.46)
GOLD: Final = (0xE0 / 255, 0xA1 / 255, 0.0)
_POINTS_PER_MM: Final[float] = mm
_QUIET_MODULES: Final = 2
_QR_MASK: Final = 3
"""Trying all eight masks for the best looking one takes longer than the rest of the paper. Any mask may be read; this one
breaks lines and blocks in both directions, and the text under it is mostly a signature, which has none of its own."""
_LEADING: Final = 1.32
_ASCENT: Final = 0.97
"""Where a line's baseline lies below its top, in font sizes: Vietnamese capitals carry two marks."""


class Block(Protocol):
    """Something drawn across `width_pt` from `x_pt`, its top at `top_pt`."""

    @abstractmethod
    def height_pt(self, width_pt: float) -> float:
        """Give the height it needs at that width."""

    @abstractmethod
    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Wrapped text; NFC, because reportlab sets decomposed marks in wrong places."""

    text: str
    font: str
    size_pt: float
    align: Literal["left", "centre", "right"] = "left"
    colour: Colour = INK

    def lines(self, width_pt: float) -> tuple[str, ...]:
        """Give the text broken into lines; a word wider than the paper is broken too, for nothing may be cut off."""
        return _broken(self.text, self.font, self.size_pt, width_pt)

    def height_pt(self, width_pt: float) -> float:
        """Give the height of all lines."""
        return len(self.lines(width_pt)) * self.size_pt * _LEADING

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw the lines from the top down."""
        canvas.setFont(self.font, self.size_pt)
        canvas.setFillColorRGB(*self.colour)
        draw = {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}[
            self.align
        ]
        x_pt += {"left": 0.0, "centre": width_pt / 2, "right": width_pt}[self.align]
        for place, line in enumerate(self.lines(width_pt)):
            draw(x_pt, top_pt - self.size_pt * (_ASCENT + place * _LEADING), line)


@lru_cache(maxsize=256)
def _broken(text: str, font: str, size_pt: float, width_pt: float) -> tuple[str, ...]:
    """Break a text into lines; kept, because a paragraph is measured by everything around it, and most say the same."""
    words = (_pieces(word, font, size_pt, width_pt) for word in unicodedata.normalize("NFC", text).split())
    return tuple(simpleSplit(" ".join(words), font, size_pt, width_pt))


def _pieces(word: str, font: str, size_pt: float, width_pt: float) -> str:
    if stringWidth(word, font, size_pt) <= width_pt:
        return word
    pieces = [""]
    for letter in word:
        if stringWidth(pieces[-1] + letter, font, size_pt) > width_pt:
            pieces.append("")
        pieces[-1] += letter
    return " ".join(pieces)


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, `points` high."""

    points: float

    def height_pt(self, width_pt: float) -> float:  # noqa: ARG002 - as wide as may be
        """Give its height."""
        return self.points

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line with space on both sides."""

    colour: Colour = INK
    thickness_pt: float = 0.6
    space_pt: float = 5

    def height_pt(self, width_pt: float) -> float:  # noqa: ARG002 - as above
        """Give the height with both spaces."""
        return 2 * self.space_pt + self.thickness_pt

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw the line."""
        canvas.setStrokeColorRGB(*self.colour)
        canvas.setLineWidth(self.thickness_pt)
        y_pt = top_pt - self.space_pt - self.thickness_pt / 2
        canvas.line(x_pt, y_pt, x_pt + width_pt, y_pt)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks below one another."""

    blocks: tuple[Block, ...]

    def height_pt(self, width_pt: float) -> float:
        """Give the sum of the heights."""
        return sum(each.height_pt(width_pt) for each in self.blocks)

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw each below the one before."""
        for each in self.blocks:
            each.draw(canvas, x_pt, top_pt, width_pt)
            top_pt -= each.height_pt(width_pt)


@dataclass(frozen=True, slots=True)
class Columns:
    """Two blocks side by side, the first `left_pt` wide, tops level."""

    left: Block
    right: Block
    left_pt: float
    gap_pt: float

    def height_pt(self, width_pt: float) -> float:
        """Give the height of the taller one."""
        return max(self.left.height_pt(self.left_pt), self.right.height_pt(width_pt - self.left_pt - self.gap_pt))

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw both."""
        self.left.draw(canvas, x_pt, top_pt, self.left_pt)
        offset_pt = self.left_pt + self.gap_pt
        self.right.draw(canvas, x_pt + offset_pt, top_pt, width_pt - offset_pt)


@dataclass(frozen=True, slots=True)
class Frame:
    """A block in a rounded frame."""

    inside: Block
    colour: Colour = INK
    padding_pt: float = 7
    thickness_pt: float = 0.9
    radius_pt: float = 5

    def height_pt(self, width_pt: float) -> float:
        """Give the height with its padding."""
        return self.inside.height_pt(width_pt - 2 * self.padding_pt) + 2 * self.padding_pt

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw the frame and what is inside."""
        height_pt = self.height_pt(width_pt)
        canvas.setStrokeColorRGB(*self.colour)
        canvas.setLineWidth(self.thickness_pt)
        canvas.roundRect(x_pt, top_pt - height_pt, width_pt, height_pt, self.radius_pt)
        self.inside.draw(canvas, x_pt + self.padding_pt, top_pt - self.padding_pt, width_pt - 2 * self.padding_pt)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code of `text` as one vector path, `side_mm` wide with its quiet zone, centred."""

    text: str
    side_mm: float

    def height_pt(self, width_pt: float) -> float:  # noqa: ARG002 - as wide as it is high
        """Give its side."""
        return self.side_mm * _POINTS_PER_MM

    def draw(self, canvas: Canvas, x_pt: float, top_pt: float, width_pt: float) -> None:
        """Draw runs of dark modules as bars; in modules, not points, for short whole numbers are soon written."""
        matrix = segno.make_qr(self.text, error="m", boost_error=False, mask=_QR_MASK).matrix
        side_pt = self.side_mm * _POINTS_PER_MM
        module_pt = side_pt / (len(matrix) + 2 * _QUIET_MODULES)
        left_pt = x_pt + (width_pt - side_pt) / 2 + _QUIET_MODULES * module_pt
        bars = (
            f"{column} {row} {length} 1 re"
            for row, modules in enumerate(matrix)
            for column, length, is_dark in _runs(modules)
            if is_dark
        )
        canvas.saveState()
        canvas.setFillColorRGB(*BLACK)
        canvas.transform(module_pt, 0, 0, -module_pt, left_pt, top_pt - _QUIET_MODULES * module_pt)
        canvas.addLiteral(" ".join((*bars, "f")))
        canvas.restoreState()


def _runs(modules: Iterable[int]) -> Iterator[tuple[int, int, bool]]:
    """Give where each run of one colour in a row begins, its length, and whether it is dark."""
    column = 0
    for colour, run in groupby(modules):
        length = sum(1 for _ in run)
        yield column, length, bool(colour)
        column += length
