"""The fonts of printed papers, bundled so that every machine prints the same marks."""

from functools import cache
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.paths import RESOURCES

REGULAR: Final = "BeVietnamPro-Regular"
MEDIUM: Final = "BeVietnamPro-Medium"
SEMIBOLD: Final = "BeVietnamPro-SemiBold"
BOLD: Final = "BeVietnamPro-Bold"
SERIF: Final = "LiberationSerif-Regular"
SERIF_BOLD: Final = "LiberationSerif-Bold"
SERIF_ITALIC: Final = "LiberationSerif-Italic"
SERIF_BOLD_ITALIC: Final = "LiberationSerif-BoldItalic"
"""As wide as Times New Roman, which official papers are set in and which may not be given away."""


@cache
def register_fonts() -> None:
    """Make the fonts of receipts known to reportlab, once in a run, and let it write bytes as they are (smaller and sooner)."""
    _register(REGULAR, MEDIUM, SEMIBOLD, BOLD)


@cache
def register_serif_fonts() -> None:
    """Do the same with the faces of official papers: no receipt waits for them."""
    _register(SERIF, SERIF_BOLD, SERIF_ITALIC, SERIF_BOLD_ITALIC)


def _register(*names: str) -> None:
    rl_config.useA85 = 0
    for name in names:
        pdfmetrics.registerFont(TTFont(name, RESOURCES / "fonts" / f"{name}.ttf"))
