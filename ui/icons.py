"""The drawings of resources/icons for QML: `image://icon/<name>/<colour>` in any colour and size. Nothing else.

Qt's own reader of SVG draws them: painting here would make PySide build `QPainter` and its enumerations before the first frame.
"""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

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
        sized = f'<svg width="{width}" height="{width}" '.encode()
        drawing = self._drawings[name].replace(b"<svg ", sized).replace(b"currentColor", f"#{colour[-6:]}".encode())
        size.setWidth(width)
        size.setHeight(width)
        return QImage.fromData(drawing)
