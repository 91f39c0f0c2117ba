"""The picture of a receipt for the screen: the paper's own first page, so that both say the same. Held only during one visit."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

WIDTH_PX: Final = 1120
"""Twice what the largest screen shows, so that small print stays readable."""


class ReceiptPictures(QQuickImageProvider):
    """Gives QML the picture set last: `image://receipt/<anything>`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._picture = QImage()

    def show(self, picture: QImage) -> None:
        """Take another picture; a null one forgets."""
        self._picture = picture

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002 - Qt's own names
        """Give the picture, no larger than asked for."""
        picture = self._picture
        if requestedSize.width() > 0 and not picture.isNull():
            picture = picture.scaledToWidth(requestedSize.width(), Qt.TransformationMode.SmoothTransformation)
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture


def draw_first_page(pdf: bytes) -> QImage:
    """Draw the first page of a PDF, `WIDTH_PX` wide, on white. A null picture when it cannot be read."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - only needed once a receipt is there

    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.pageCount() < 1:
        return QImage()
    page = document.pagePointSize(0)
    drawn = document.render(0, QSize(WIDTH_PX, round(WIDTH_PX * page.height() / page.width())))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    document.close()
    return paper
