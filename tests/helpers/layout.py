"""What one can measure of a screen as it is drawn: where things lie, what covers what, what is called what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from tests.helpers.qml import Hand
from ui.screen_walk import open_roots

_USABLE: Final = ("QQuickAbstractButton", "QQuickTextField", "QQuickTextArea")
_SLACK: Final = 2
"""Pixels that rounding may cost."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """An item and where it is seen: of a text its letters. Asked for once, for Qt is slow to say and everything is compared."""

    item: QQuickItem
    place: QRectF

    @property
    def name(self) -> str:
        """What the program calls it."""
        return self.item.objectName()


def layout_faults(hand: Hand) -> Iterator[str]:
    """Give what is cut off, outside the window, or covered by something one can use."""
    window = QRectF(0, 0, hand.window.view.width(), hand.window.view.height()).adjusted(-1, -1, 1, 1)
    usable = [_Laid(each, place_of(each)) for each in usable_items(hand)]
    texts = [_Laid(each, ink_of(each)) for each in text_items(hand)]
    yield from (f"{each.name} is outside the window" for each in usable if not window.contains(each.place))
    for text in texts:
        said = repr(text.item.property("text"))
        if not window.contains(text.place):
            yield f"{said} is outside the window"
        if text.item.property("truncated"):
            yield f"{said} is cut"
        yield from (
            f"{said} lies under {other.name}"
            for other in usable
            if _overlap(text.place, other.place) and not is_ancestor(other.item, text.item)
        )
        yield from (f"the word {word!r} of {said} is broken" for word in _broken_words(text.item))
        button = next((each for each in usable if is_ancestor(each.item, text.item)), None)
        if button is not None and not button.place.adjusted(-1, -1, 1, 1).contains(text.place):
            yield f"{said} runs out of {button.name}"
    for line in (each.item for each in usable if each.item.inherits("QQuickTextInput")):
        room = line.width() - float(line.property("leftPadding")) - float(line.property("rightPadding"))
        if float(line.property("contentWidth")) > room + 1:
            yield f"what stands in {line.objectName()} is cut"
    yield from _covered_texts(hand)
    yield from (
        f"{one.name} and {other.name} overlap"
        for one, other in combinations(usable, 2)
        if _overlap(one.place, other.place)
        and not is_ancestor(one.item, other.item)
        and not is_ancestor(other.item, one.item)
    )


def _broken_words(text: QQuickItem) -> Iterator[str]:
    """Give the words that are longer than the line they stand in, and go on in the next one."""
    font = text.property("font")
    assert isinstance(font, QFont)
    metrics = QFontMetricsF(font)
    if int(text.property("lineCount")) > 1:
        words = re.split(r"(?<=[-/])|\s+", str(text.property("text")))  # lines may also end after these
        yield from (word for word in words if word and metrics.horizontalAdvance(word) > text.width() + _SLACK)


def _covered_texts(hand: Hand) -> Iterator[str]:
    """Give the texts on which something lies that is painted later: a filled box, or another text."""
    below: list[_Laid] = []
    for item in _in_order_of_painting(hand):
        is_text = _is_text(item)
        if not is_text and not _is_filled(item):
            continue
        laid = _Laid(item, ink_of(item) if is_text else place_of(item))
        yield from (
            f"{text.item.property('text')!r} lies under {item.property('text') or item.objectName() or 'a box'!r}"
            for text in below
            if _overlap(text.place, laid.place) and not is_ancestor(text.item, item)
        )
        if is_text:
            below.append(laid)


def _in_order_of_painting(hand: Hand) -> Iterator[QQuickItem]:
    """Give everything to be seen as it is painted, the lowest first."""
    shown = set(shown_items(hand))

    def painted(item: QQuickItem) -> Iterator[QQuickItem]:
        if item.isVisible() and item.opacity() > 0:
            children = sorted(item.childItems(), key=lambda each: each.z())
            yield from (each for child in children if child.z() < 0 for each in painted(child))
            if item in shown:
                yield item
            yield from (each for child in children if child.z() >= 0 for each in painted(child))

    yield from painted(hand.window.view.contentItem())


def _is_text(item: QQuickItem) -> bool:
    return bool(item.inherits("QQuickText")) and bool(str(item.property("text")).strip())


def _is_filled(item: QQuickItem) -> bool:
    colour = item.property("color")
    return bool(item.inherits("QQuickRectangle")) and isinstance(colour, QColor) and colour.alpha() > 0


def shown_items(hand: Hand) -> Iterator[QQuickItem]:
    """Give everything to be seen: of the page on top when one covers the screen, and of the bar."""
    waiting = list(open_roots(hand.window.view))
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            yield item
            waiting.extend(item.childItems())


def usable_items(hand: Hand) -> list[QQuickItem]:
    """Give what one can touch or type into."""
    return [each for each in shown_items(hand) if any(map(each.inherits, _USABLE))]


def text_items(hand: Hand) -> list[QQuickItem]:
    """Give every text that is shown."""
    return [each for each in shown_items(hand) if each.inherits("QQuickText") and str(each.property("text")).strip()]


def files_shown(hand: Hand) -> set[str]:
    """Give the names of the QML files of which something is shown, as QML itself names an item's type: InfoCard_QMLTYPE_12(...)."""
    kinds = set()
    for item in shown_items(hand):
        context = qmlContext(item)
        if context is not None:
            said, _ = QQmlExpression(context, item, "this.toString()").evaluate()
            kinds.add(str(said).split("(", 1)[0].split("_QML", 1)[0])
    return kinds


def accessible_name(item: QQuickItem) -> str:
    """Give what a screen reader says an item is called."""
    return QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name)


def place_of(item: QQuickItem) -> QRectF:
    """Give where an item is, as far as what it lies in lets it be seen."""
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    above: QQuickItem | None = item.parentItem()
    while above is not None:
        if above.clip():
            place = place.intersected(above.mapRectToScene(QRectF(0, 0, above.width(), above.height())))
        above = above.parentItem()
    return place


def ink_of(text: QQuickItem) -> QRectF:
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


def is_ancestor(ancestor: QQuickItem, item: QQuickItem) -> bool:
    """Tell whether `item` lies in `ancestor`."""
    return bool(ancestor.isAncestorOf(item))
