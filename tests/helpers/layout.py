"""What one can measure of a screen as it is drawn: where things lie, what covers what, how letters stand out from their ground."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from tests.helpers.qml import Hand

_SLACK: Final = 2
"""Pixels that rounding may cost."""


def layout_faults(hand: Hand) -> Iterator[str]:
    """Give what is cut off, outside the window, or covered by something one can use."""
    window = QRectF(0, 0, hand.window.view.width(), hand.window.view.height())
    usable, texts = usable_items(hand), text_items(hand)
    for item in usable:
        if not window.adjusted(-1, -1, 1, 1).contains(_place(item)):
            yield f"{item.objectName()} is outside the window"
    for text in texts:
        said = repr(text.property("text"))
        if not window.adjusted(-1, -1, 1, 1).contains(_ink(text)):
            yield f"{said} is outside the window"
        if text.property("truncated"):
            yield f"{said} is cut"
        yield from (
            f"{said} lies under {other.objectName()}"
            for other in usable
            if not _is_ancestor(other, text) and _overlap(_ink(text), _place(other))
        )
        button = next((each for each in usable if _is_ancestor(each, text)), None)
        if button is not None and not _place(button).adjusted(-1, -1, 1, 1).contains(_ink(text)):
            yield f"{said} runs out of {button.objectName()}"
    for number, one in enumerate(usable):
        yield from (
            f"{one.objectName()} and {other.objectName()} overlap"
            for other in usable[number + 1 :]
            if not _is_ancestor(one, other) and not _is_ancestor(other, one) and _overlap(_place(one), _place(other))
        )


def usable_items(hand: Hand) -> list[QQuickItem]:
    """Give what one can touch or type into."""
    return [each for each in hand.items() if each.inherits("QQuickAbstractButton") or each.inherits("QQuickTextField")]


def text_items(hand: Hand) -> list[QQuickItem]:
    """Give every text that is shown."""
    return [each for each in hand.items() if each.inherits("QQuickText") and str(each.property("text")).strip()]


def accessible_name(item: QQuickItem) -> str:
    """Give what a screen reader says an item is called."""
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


def contrast_ratio(picture: QImage, text: QQuickItem) -> float:
    """Give how a text stands out from the most frequent colour behind it (WCAG 2.2, relative luminance)."""
    place = _ink(text).toRect().intersected(picture.rect())
    counts: dict[int, int] = {}
    for x in range(place.left(), place.right() + 1, 2):
        for y in range(place.top(), place.bottom() + 1, 2):
            pixel = picture.pixel(x, y)
            counts[pixel] = counts.get(pixel, 0) + 1
    ground = QColor(max(counts, key=lambda pixel: counts[pixel]))
    dark, light = sorted((_luminance(ground), _luminance(QColor(text.property("color")))))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # the standard's own numbers
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _ink(text: QQuickItem) -> QRectF:
    """Give where the letters of a text are, not the whole width it may take."""
    width, height = float(text.property("contentWidth")), float(text.property("contentHeight"))
    context = qmlContext(text)
    assert context is not None
    alignment, _ = QQmlExpression(context, text, "effectiveHorizontalAlignment").evaluate()  # unknown to Python's types
    spare = max(0.0, text.width() - width)
    left = {Qt.AlignmentFlag.AlignHCenter.value: spare / 2, Qt.AlignmentFlag.AlignRight.value: spare}.get(
        alignment, 0.0
    )
    return text.mapRectToScene(QRectF(left, 0, width, height))


def _overlap(one: QRectF, other: QRectF) -> bool:
    shared = one.intersected(other)
    return shared.width() > _SLACK and shared.height() > _SLACK


def _is_ancestor(ancestor: QQuickItem, item: QQuickItem) -> bool:
    return bool(ancestor.isAncestorOf(item))
