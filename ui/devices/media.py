"""Which sheet of those a printer has to use for a page. Sizes in millimetres; names as in PWG 5101.1. No Qt."""

import re
from collections.abc import Iterable
from typing import Final

_NAME: Final = re.compile(r"^(?P<name>.+)_(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>mm|in)$")
_MEDIA_BOX: Final = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")
_MM_PER_INCH: Final = 25.4
_MM_PER_POINT: Final = 25.4 / 72
_SAME_MM: Final = 1.5
"""Two sizes nearer than this are one: A5 is 148 x 210 mm, and 419.5 x 595.3 pt in a PDF."""


def sheet_for(width_mm: float, height_mm: float, supported: Iterable[str]) -> str | None:
    """Give the name of the sheet to ask for: the page's own size, one cut to its size, or the smallest it fits on.

    None when the page fits on nothing the printer has: printing then would cut it off, or never happen.
    """
    sheets = [(each, size) for each in supported if (size := _size_mm(each)) is not None]
    fixed = [(name, size) for name, size in sheets if not name.startswith(("custom_min", "custom_max"))]
    for name, (width, height) in fixed:
        if abs(width - width_mm) <= _SAME_MM and abs(height - height_mm) <= _SAME_MM:
            return name
    if _can_cut(width_mm, height_mm, dict(sheets)):
        return f"custom_page_{width_mm:g}x{height_mm:g}mm"
    fitting = [
        (width * height, name)
        for name, (width, height) in fixed
        if width >= width_mm - _SAME_MM and height >= height_mm - _SAME_MM
    ]
    return min(fitting)[1] if fitting else None


def _can_cut(width_mm: float, height_mm: float, sheets: dict[str, tuple[float, float]]) -> bool:
    low = [size for name, size in sheets.items() if name.startswith("custom_min")]
    high = [size for name, size in sheets.items() if name.startswith("custom_max")]
    return any(
        least[0] <= width_mm <= most[0] and least[1] <= height_mm <= most[1]
        for least, most in zip(low, high, strict=False)
    )


def _size_mm(name: str) -> tuple[float, float] | None:
    found = _NAME.match(name)
    if found is None:
        return None
    factor = _MM_PER_INCH if found["unit"] == "in" else 1.0
    return float(found["width"]) * factor, float(found["height"]) * factor


def page_mm(pdf: bytes) -> tuple[float, float] | None:
    """Give width and height of the first page of one of our own PDFs, whose page dictionaries stand uncompressed.

    None when there is no page size to be found: what is no PDF is not printed.
    """
    found = _MEDIA_BOX.search(pdf)
    if found is None:
        return None
    return float(found[1]) * _MM_PER_POINT, float(found[2]) * _MM_PER_POINT
