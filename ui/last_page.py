"""What is said when no screen can be made at all: painted without QML, in both languages. Nothing can be touched on it.

The program ends after a minute, for whoever started it to try anew; until then people read this and see no desktop.
"""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPaintDevice, QPainter, QPaintEvent, QRasterWindow

from kiosk.contest.errors import Refused
from kiosk.texts import LANGUAGES, load_catalogue, refusal_sentence

SHOWN_MS: Final = 60_000
_GROUND: Final = QColor("#FAF8F4")
_INK: Final = QColor("#14213D")
_PARTS_OF_WIDTH: Final = 28
_PARTS_OF_HEIGHT: Final = 24
"""The text is as high as the smaller of these parts of the screen."""
_TITLE: Final = 1.4
_FOR_STAFF: Final = 0.75
"""How large the title and the part for staff are beside the text."""


_TOPS: Final = (1 / 6, 1 / 2)
_TOPS_OF_MORE: Final = (0.1, 0.54)
"""Where the texts of each language begin, in parts of the height: where there are two of them, and where there are three."""


class LastPage(QRasterWindow):
    """Says that the station is out of service and whom to call: its screens failed, or `hindered` keeps it from beginning."""

    def __init__(self, hindered: Refused | None = None) -> None:
        super().__init__()
        self._hindered = hindered
        self.bottoms: tuple[float, ...] = ()
        """Where the text of each language ended when it was painted last, in pixels from above."""

    def say(self, hindered: Refused) -> None:
        """Say that something else keeps it from beginning now."""
        self._hindered = hindered
        self.update()

    def texts(self, language: str) -> Iterator[tuple[str, float]]:
        """Give what stands there in one language, from above: each text and how large it is."""
        text = load_catalogue(language).text
        yield text("errors.screen.out_of_service"), _TITLE
        if self._hindered is None:
            yield text("errors.screen.out_of_service_text"), 1
        else:
            yield text("errors.screen.not_begun_text"), 1
            yield f"{refusal_sentence(self._hindered, 'staff', language)} ({self._hindered.code})", _FOR_STAFF

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the page (Qt calls this)."""
        self.paint_on(self)

    def paint_on(self, device: QPaintDevice) -> None:
        """Paint it onto something as large as itself."""
        painter = QPainter(device)
        painter.fillRect(0, 0, self.width(), self.height(), _GROUND)
        painter.setPen(_INK)
        margin, height = self.width() / 12, self.height() * 0.42
        bottoms = []
        for place, language in enumerate(LANGUAGES):
            top = self.height() * (_TOPS if self._hindered is None else _TOPS_OF_MORE)[place]
            room = QRectF(margin, top, self.width() - 2 * margin, height)
            used = room
            for text, scale in self.texts(language):
                used = self._write(painter, room, text, scale)
                room.setTop(used.bottom() + self._letter_px / 2)
            bottoms.append(used.bottom())
        self.bottoms = tuple(bottoms)
        painter.end()

    @property
    def _letter_px(self) -> float:
        return min(self.width() / _PARTS_OF_WIDTH, self.height() / _PARTS_OF_HEIGHT)

    def _write(self, painter: QPainter, room: QRectF, text: str, scale: float) -> QRectF:
        """Write a text into a room, and give where it stands."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(round(self._letter_px * scale))
        font.setWeight(QFont.Weight.DemiBold if scale == _TITLE else QFont.Weight.Normal)
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, text)
        return painter.boundingRect(room, flags, text)


def show_last_page(end: Callable[[], None], shown_ms: int = SHOWN_MS, hindered: Refused | None = None) -> LastPage:
    """Show the page on the whole screen, after `shown_ms` call `end`. Whoever shows it holds on to it."""
    page = LastPage(hindered)
    page.setGeometry(page.screen().geometry())
    page.setTitle(load_catalogue(LANGUAGES[0]).text("errors.screen.out_of_service"))
    page.showFullScreen()
    QTimer.singleShot(shown_ms, page, end)
    return page
