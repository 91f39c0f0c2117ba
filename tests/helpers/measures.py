"""What one can measure of a screen for hands and eyes: targets and letters in millimetres, colours, names, the way of Tab."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from kiosk.texts import LANGUAGES, load_catalogue
from tests.helpers.layout import accessible_name, ink_of, is_ancestor, place_of, shown_items, text_items, usable_items
from tests.helpers.qml import Hand

TARGET_MM: Final = 12.7
GAP_MM: Final = 2.54
CAP_MM: Final = 3.5
CAP_SHARE: Final = 0.74
"""How tall the capitals of Be Vietnam Pro are, of its size: sCapHeight of the font's own OS/2 table, 740 of 1000."""
_SLACK_PX: Final = 1.0
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Ratios:
    """The least contrast of a theme: of letters, of letters that cannot be used now, of borders and drawings."""

    text: float
    idle_text: float = 4.5
    part: float = 3.0


RATIOS: Final = {
    "standard": Ratios(10.0),
    "dark": Ratios(20.0, part=7.0),
    "light": Ratios(20.0, part=7.0),
    "low": Ratios(4.5),
}


def hand_faults(hand: Hand, pixels_per_mm: float) -> Iterator[str]:
    """Give what is too small for a finger or too near to its neighbour."""
    places = [(each.objectName() or accessible_name(each), each, place_of(each)) for each in usable_items(hand)]
    least, gap = TARGET_MM * pixels_per_mm - _SLACK_PX, GAP_MM * pixels_per_mm - _SLACK_PX
    for name, _, place in places:
        if min(place.width(), place.height()) < least:
            width_mm, height_mm = place.width() / pixels_per_mm, place.height() / pixels_per_mm
            yield f"{name} is {width_mm:.1f} x {height_mm:.1f} mm"
    for number, (name, item, place) in enumerate(places):
        for other_name, other, other_place in places[number + 1 :]:
            across = max(place.left() - other_place.right(), other_place.left() - place.right())
            down = max(place.top() - other_place.bottom(), other_place.top() - place.bottom())
            if max(across, down) < gap and not is_ancestor(item, other) and not is_ancestor(other, item):
                yield f"{name} and {other_name} are {max(across, down) / pixels_per_mm:.1f} mm apart"


def letter_faults(hand: Hand, pixels_per_mm: float) -> Iterator[str]:
    """Give texts whose capitals are lower than 3.5 mm, as they are drawn."""
    for text in text_items(hand):
        size = float(str(_value(text, "fontInfo.pixelSize")))
        if size * CAP_SHARE / pixels_per_mm < CAP_MM - 0.02:
            yield f"{text.property('text')!r} has capitals of {size * CAP_SHARE / pixels_per_mm:.2f} mm"


def name_faults(hand: Hand, language: str) -> Iterator[str]:
    """Give what a screen reader could not name, and what is named or written in the other language."""
    own = set(load_catalogue(language).texts.values())
    others = {text for each in LANGUAGES if each != language for text in load_catalogue(each).texts.values()} - own
    for item in usable_items(hand):
        name = accessible_name(item)
        if not name.strip():
            yield f"{item.objectName() or 'something'} has no name"
        elif name in others and _LETTERS.search(name):
            yield f"{item.objectName()} is called {name!r}"
    for text in text_items(hand):
        said = str(text.property("text"))
        if said in others and _LETTERS.search(said):
            yield f"{said!r} is not in this language"


def colour_faults(hand: Hand, picture: QImage, wanted: Ratios) -> Iterator[str]:
    """Give letters, borders and drawings that do not stand out from what lies behind them."""
    for text in text_items(hand):
        least = wanted.text if text.isEnabled() else wanted.idle_text
        ground = _most_frequent(picture, ink_of(text))
        ratio = contrast(ground, QColor(text.property("color")))
        if ratio < least - 0.05:
            yield f"{text.property('text')!r} {ratio:.1f}"
    for item in usable_items(hand):
        frame = item.property("background")
        if not item.isEnabled() or not isinstance(frame, QQuickItem) or not frame.inherits("QQuickRectangle"):
            continue
        if float(str(_value(frame, "border.width"))) <= 0:
            yield f"{item.objectName()} has no border"
            continue
        ground = _beside(picture, place_of(frame))
        ratio = contrast(ground, QColor(_value(frame, "border.color")))
        if ratio < wanted.part - 0.05:
            yield f"the border of {item.objectName()} {ratio:.1f}"
    for icon in (each for each in shown_items(hand) if each.inherits("QQuickImage") and each.isEnabled()):
        source = icon.property("source").toString()
        if source.startswith("image://icon/"):
            tint = QColor("#" + source.rsplit("/", 1)[1][-6:])
            ratio = max(contrast(each, tint) for each in _frequent(picture, place_of(icon)))
            if ratio < wanted.part - 0.05:
                yield f"the drawing {source} {ratio:.1f}"


def tab_faults(hand: Hand) -> Iterator[str]:
    """Give what the Tab key does not reach, and where it jumps back against the order of reading."""
    wanted = [each for each in usable_items(hand) if each.isEnabled()]
    order: list[QQuickItem] = []
    for _ in range(len(wanted) + 4):
        hand.press(Qt.Key.Key_Tab)
        focused = hand.window.view.activeFocusItem()
        if focused not in order:
            order.append(focused)
    yield from (f"{each.objectName()} is not reached by Tab" for each in wanted if each not in order)
    places = [(each.objectName(), place_of(each)) for each in order if each in wanted]
    bar = _bar_height(hand)
    begins = (at for at in range(len(places)) if places[at - 1][1].top() < bar <= places[at][1].top())
    first = next(begins, 0)
    places = places[first:] + places[:first]  # round and round: it begins after the bar
    for (name, place), (next_name, following) in pairwise(places):
        is_back = following.bottom() <= place.top() + _SLACK_PX and following.left() < place.right()
        if is_back and following.top() > bar:  # the bar comes last, from any screen
            yield f"Tab goes from {name} back up to {next_name}"


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours (WCAG 2.2, relative luminance), 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _bar_height(hand: Hand) -> float:
    bar = next(each for each in hand.window.view.contentItem().childItems() if each.objectName() == "bar")
    return bar.height()


def _most_frequent(picture: QImage, place: QRectF) -> QColor:
    """Give the colour most pixels have: what letters stand on."""
    return _frequent(picture, place)[0]


def _frequent(picture: QImage, place: QRectF) -> list[QColor]:
    """Give the three colours most pixels have, the first first. Counted in C, for a screen has a million of them."""
    part = picture.copy(place.toRect().intersected(picture.rect())).convertToFormat(QImage.Format.Format_RGB32)
    if part.isNull():
        return [QColor()]
    pixels = memoryview(part.constBits()).cast("I")
    return [QColor.fromRgb(colour) for colour, _ in Counter(pixels).most_common(3)]


def _beside(picture: QImage, place: QRectF) -> QColor:
    """Give the colour just left of a part, nearer than the ring of the focus, or of its corner where that is outside."""
    rect = place.toRect()
    spot = QPoint(rect.left() - 1, rect.center().y())
    return _at(picture, spot if picture.rect().contains(spot) else rect.bottomLeft())


def _at(picture: QImage, spot: QPoint) -> QColor:
    return picture.pixelColor(spot) if picture.rect().contains(spot) else QColor()


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # the standard's own numbers
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _value(item: QQuickItem, expression: str) -> object:
    """Evaluate what Python's types do not know of an item."""
    context = qmlContext(item)
    assert context is not None
    return QQmlExpression(context, item, expression).evaluate()[0]
