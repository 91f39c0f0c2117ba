"""A document as a receipt printer prints it: the dots of each row, black or white. Nothing is sent from here."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from ui.devices.media import page_mm

DOTS_PER_MM: Final = 8
"""203 dots an inch, as nearly all 80 mm printers have."""
WIDTH_DOTS: Final = 576
"""What they print of 80 mm of paper: 72 mm."""
_ROLL_MM: Final = 81.0
"""A hair more than the paper, for sizes in points are rounded."""
_DARK: Final = 160
_AS_DIGITS: Final = b"1" * _DARK + b"0" * (256 - _DARK)


def fits_roll(pdf: bytes) -> bool:
    """Tell whether a document is not wider than the roll; what is no PDF is not said to be too wide."""
    page = page_mm(pdf)
    return page is None or page[0] <= _ROLL_MM


def picture_rows(pdf: bytes) -> bytes:
    """Draw the first page in its true size, 8 dots a millimetre, and give the printable 576 dots of each row as bits, 1 = black.

    What 80 mm printers cannot reach (4 mm at each side) is left out. Empty bytes for what is no PDF.
    """
    page = page_mm(pdf)
    if page is None:
        return b""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    if document.pageCount() < 1:
        return b""
    width_mm, height_mm = page
    drawn = document.render(0, QSize(round(width_mm * DOTS_PER_MM), round(height_mm * DOTS_PER_MM)))
    document.close()
    paper = QImage(WIDTH_DOTS, drawn.height(), QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    painter.drawImage((WIDTH_DOTS - drawn.width()) // 2, 0, drawn)
    painter.end()
    grey, stride = bytes(paper.constBits()), paper.bytesPerLine()
    return b"".join(_row_bits(grey[line * stride : line * stride + WIDTH_DOTS]) for line in range(paper.height()))


def _row_bits(grey: bytes) -> bytes:
    """Give one row as bits: receipts are pure black on white, so a threshold loses nothing."""
    return int(grey.translate(_AS_DIGITS), 2).to_bytes(len(grey) // 8, "big")
