"""The drawings of resources/icons for QML: `image://icon/<name>/<colour>` in any colour and size. Nothing else."""

from typing import Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.paths import RESOURCES

_SMALLEST: Final = 8


class IconProvider(QQuickImageProvider):
    """Draws an icon with `currentColor` replaced by the colour asked for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._drawings: dict[str, bytes] = {}

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's own names
        """Draw the icon; an unknown name raises, for it is a slip of ours."""
        name, _, colour = id.partition("/")
        if name not in self._drawings:
            self._drawings[name] = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
        width = max(_SMALLEST, requestedSize.width())
        image = QImage(width, width, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        drawing = self._drawings[name].replace(b"currentColor", f"#{colour[-6:]}".encode())
        painter = QPainter(image)
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        size.setWidth(width)
        size.setHeight(width)
        return image
