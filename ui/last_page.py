"""What is said when no screen can be made at all: painted without QML, in both languages. Nothing can be touched on it.

The program ends after a minute, for whoever started it to try anew; until then people read this and see no desktop.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPaintDevice, QPainter, QPaintEvent, QRasterWindow

from kiosk.texts import LANGUAGES, load_catalogue

SHOWN_MS: Final = 60_000
_GROUND: Final = QColor("#FAF8F4")
_INK: Final = QColor("#14213D")
_PARTS_OF_WIDTH: Final = 28
_PARTS_OF_HEIGHT: Final = 24
"""The text is as high as the smaller of these parts of the screen."""


class LastPage(QRasterWindow):
    """Says that the station is out of service, that what was saved is kept, and whom to call."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the page (Qt calls this)."""
        self.paint_on(self)

    def paint_on(self, device: QPaintDevice) -> None:
        """Paint it onto something as large as itself."""
        painter = QPainter(device)
        painter.fillRect(0, 0, self.width(), self.height(), _GROUND)
        painter.setPen(_INK)
        margin, height = self.width() / 12, self.height() / (len(LANGUAGES) + 1)
        for place, language in enumerate(LANGUAGES):
            text = load_catalogue(language).text
            room = QRectF(margin, (place + 0.5) * height, self.width() - 2 * margin, height)
            used = self._write(painter, room, text("errors.screen.out_of_service"), is_title=True)
            room.setTop(used.bottom() + used.height() / 2)
            self._write(painter, room, text("errors.screen.out_of_service_text"), is_title=False)
        painter.end()

    def _write(self, painter: QPainter, room: QRectF, text: str, *, is_title: bool) -> QRectF:
        """Write a text into a room, and give where it stands."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(
            round(min(self.width() / _PARTS_OF_WIDTH, self.height() / _PARTS_OF_HEIGHT) * (1.4 if is_title else 1))
        )
        font.setWeight(QFont.Weight.DemiBold if is_title else QFont.Weight.Normal)
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, text)
        return painter.boundingRect(room, flags, text)


def show_last_page(end: Callable[[], None], shown_ms: int = SHOWN_MS) -> LastPage:
    """Show the page on the whole screen, after `shown_ms` call `end`. Whoever shows it holds on to it."""
    page = LastPage()
    page.setGeometry(page.screen().geometry())
    page.setTitle(load_catalogue(LANGUAGES[0]).text("errors.screen.out_of_service"))
    page.showFullScreen()
    QTimer.singleShot(shown_ms, page, end)
    return page
