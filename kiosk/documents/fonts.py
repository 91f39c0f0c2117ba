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


@cache
def register_fonts() -> None:
    """Make the bundled fonts known to reportlab, once in a run, and let it write bytes as they are (smaller and sooner)."""
    rl_config.useA85 = 0
    for name in (REGULAR, MEDIUM, SEMIBOLD, BOLD):
        pdfmetrics.registerFont(TTFont(name, RESOURCES / "fonts" / f"{name}.ttf"))
