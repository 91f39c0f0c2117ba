"""The measures of screens see what they are there for: a fault of each kind, planted in the real window, is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtQml import QQmlComponent, QQmlProperty
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.helpers.kiosks import a_kiosk
from tests.helpers.layout import layout_faults, text_items
from tests.helpers.measures import RATIOS, colour_faults, hand_faults, letter_faults, name_faults, tab_faults
from tests.helpers.qml import SHAPES, WIDTHS_MM, Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step

_SHAPE = SHAPES["1366x768"]
_PIXELS_PER_MM = _SHAPE[0] / WIDTHS_MM[_SHAPE]
_PALE = QColor("#D0D0D0")


class _Trap(QObject):
    """Holds the Tab key fast."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's signature
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab


@pytest.fixture
def hand(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the page that asks for an identity number: a title, a line, a pad, two buttons."""
    with a_window(a_kiosk(tmp_path / "kiosk"), qtbot, _SHAPE) as hand:
        stand_at(hand, hand.window.kiosk, Step.NUMBER)
        hand.waits_for("key-5")
        hand.picture()
        yield hand


def _title(hand: Hand) -> QQuickItem:
    return max(text_items(hand), key=lambda each: int(QQmlProperty(each, "font.pixelSize").read()))


def _set(item: QObject, name: str, value: object) -> None:
    assert QQmlProperty(item, name).write(value)


def _frame(item: QQuickItem) -> QObject:
    frame = item.property("background")
    assert isinstance(frame, QObject)
    return frame


def _cut(hand: Hand) -> None:
    title = _title(hand)
    for name, value in (("wrapMode", 0), ("elide", Qt.TextElideMode.ElideRight.value), ("width", 60)):
        _set(title, name, value)


def _overfill(hand: Hand) -> None:
    back = hand.item("back")
    back.setWidth(back.width())
    _set(back, "text", "Quay lại trang trước của phần thông tin")


def _pale_drawing(hand: Hand) -> None:
    content = hand.item("key-backspace").property("contentItem")
    icon = next(each for each in content.childItems() if each.inherits("QQuickImage"))
    _set(icon, "tint", _PALE)


def _trap(hand: Hand) -> None:
    hand.item("key-5").forceActiveFocus()
    hand.window.view.installEventFilter(_Trap(hand.window.view))


def _box_over_title(hand: Hand) -> None:
    component = QQmlComponent(hand.window.engine)
    component.setData(b"import QtQuick\nRectangle { width: 40; height: 40; color: 'white' }", QUrl("planted.qml"))
    box = component.create()
    assert isinstance(box, QQuickItem)
    box.setParent(_title(hand))
    box.setParentItem(_title(hand).parentItem())


def _title_over_hint(hand: Hand) -> None:
    hint = min(text_items(hand), key=lambda each: (not str(each.property("text")).startswith("12 "), each.y()))
    hint.setY(_title(hand).y())


def _colours(hand: Hand) -> Iterator[str]:
    return colour_faults(hand, hand.picture(), RATIOS["standard"])


@pytest.mark.parametrize(
    ("plant", "measure", "told"),
    [
        (lambda hand: hand.item("key-5").setHeight(30), lambda hand: hand_faults(hand, _PIXELS_PER_MM), "key-5 is"),
        (
            lambda hand: hand.item("key-5").setX(hand.item("key-5").x() - 8),
            lambda hand: hand_faults(hand, _PIXELS_PER_MM),
            "mm apart",
        ),
        (
            lambda hand: _set(_title(hand), "font.pixelSize", 12),
            lambda hand: letter_faults(hand, _PIXELS_PER_MM),
            "has capitals of",
        ),
        (lambda hand: _set(_title(hand), "color", _PALE), _colours, "Số"),
        (lambda hand: _set(_frame(hand.item("key-5")), "border.color", _PALE), _colours, "the border of key-5"),
        (lambda hand: _set(_frame(hand.item("key-5")), "border.width", 0), _colours, "key-5 has no border"),
        (_pale_drawing, _colours, "the drawing image://icon/backspace/d0d0d0"),
        (_cut, layout_faults, "is cut"),
        (
            lambda hand: _set(hand.item("id-number"), "font.pixelSize", 200),
            layout_faults,
            "what stands in id-number is cut",
        ),
        (_overfill, layout_faults, "runs out of back"),
        (lambda hand: _title(hand).setWidth(40), layout_faults, "is broken"),
        (_box_over_title, layout_faults, "lies under 'a box'"),
        (_title_over_hint, layout_faults, "lies under '12 "),
        (lambda hand: hand.item("key-5").setX(5000), layout_faults, "key-5 is outside the window"),
        (
            lambda hand: hand.item("key-5").setX(hand.item("key-4").x()),
            layout_faults,
            "overlap",
        ),
        (lambda hand: _set(hand.item("key-5"), "label", ""), lambda hand: name_faults(hand, "vi"), "key-5 has no name"),
        (
            lambda hand: _set(hand.item("back"), "text", "Back"),
            lambda hand: name_faults(hand, "vi"),
            "back is called 'Back'",
        ),
        (
            lambda hand: hand.item("key-4").setY(-hand.item("key-4").height() - 2),
            tab_faults,
            "Tab goes from key-3 back up to key-4",
        ),
        (_trap, tab_faults, "is not reached by Tab"),
    ],
)
def test_a_planted_fault_is_told(
    hand: Hand, plant: Callable[[Hand], None], measure: Callable[[Hand], Iterator[str]], told: str
) -> None:
    """Before it is planted the measure says nothing of it; afterwards it does."""
    assert not [each for each in measure(hand) if told in each]
    plant(hand)
    faults = list(measure(hand))
    assert [each for each in faults if told in each], faults
