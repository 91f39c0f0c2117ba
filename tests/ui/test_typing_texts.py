"""The essay and the search typed on a real keyboard: the same composer as for names, at the cursor, and seen on its keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.kiosks import MovedClock
from tests.helpers.pages import sample_kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import stand_at
from tests.ui.test_essay import essay_kiosk, open_page
from ui.flow import Step


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give an open kiosk whose contest asks for an essay."""
    return essay_kiosk(tmp_path, moved, max_words=300)


def _write(hand: Hand) -> None:
    stand_at(hand, hand.window.kiosk, Step.ESSAY)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.picture()


def _put_cursor(hand: Hand, place: int) -> None:
    hand.item("essay-text").setProperty("cursorPosition", place)


def _command(hand: Hand, key: Qt.Key) -> None:
    QTest.keyClick(hand.window.view, key, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("DDinhj danh ddieenj tuwr.\nNoij boj", "Định danh điện tử.\nNọi bọ"),
        ("aaa ass", "aa as"),
        ("Canada 2023, Peter!", "Canada 2023, Peter!"),
        ("Đã có dấu", "Đã có dấu"),
    ],
)
def test_an_essay_is_typed_in_telex(hand: Hand, keys: str, text: str) -> None:
    """Marks, lines and foreign words; the same key again undoes; letters that come with their marks pass through."""
    _write(hand)
    hand.type(keys)
    assert hand.text("essay-text") == text


def test_the_way_of_typing_is_seen_and_can_be_changed(hand: Hand) -> None:
    """On the touch keyboard, and beside the text when that is put away: Telex at first, VNI, or nothing at all."""
    _write(hand)
    hand.type("a")
    assert hand.item("key-telex").property("checked")
    hand.tap("essay-keys")
    hand.bot.waitUntil(lambda: not hand.sees("key-space"))
    assert hand.item("key-telex").property("checked")
    hand.tap("key-vni")
    hand.type("1 Vie65t")
    hand.tap("key-vni")
    hand.type(" 2023 as")
    assert hand.text("essay-text") == "á Việt 2023 as"


def test_a_visit_in_english_types_plain_letters(hand: Hand) -> None:
    """Nobody who writes English is surprised by marks; who wants them turns them on."""
    _write(hand)
    hand.tap("language-en")
    hand.item("essay-text").forceActiveFocus()
    hand.type("class ")
    hand.tap("key-telex")
    hand.type("Haf")
    assert hand.text("essay-text") == "class Hà"


def test_letters_go_where_the_cursor_is(hand: Hand) -> None:
    """In the middle of a text, in the place of what is selected, after what was pasted; and the field's own undoing goes on."""
    _write(hand)
    hand.type("ha noi")
    _put_cursor(hand, 2)
    hand.type("f")
    field = hand.item("essay-text")
    assert (hand.text("essay-text"), field.property("cursorPosition")) == ("hà noi", 2)
    _command(hand, Qt.Key.Key_Z)
    assert hand.text("essay-text") != "hà noi"
    _command(hand, Qt.Key.Key_A)
    hand.type("DD")
    assert (hand.text("essay-text"), field.property("cursorPosition")) == ("Đ", 1)
    QGuiApplication.clipboard().setText("ong")
    _command(hand, Qt.Key.Key_V)
    hand.type("s dda")
    assert hand.text("essay-text") == "Đóng đa"
    _command(hand, Qt.Key.Key_A)
    hand.tap("key-backspace")
    assert hand.text("essay-text") == ""


def test_what_an_input_method_composes_is_its_own(hand: Hand) -> None:
    """While a system's input method has a word under way, no key is taken from it."""
    _write(hand)
    hand.type("a")
    QCoreApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent("b", []))
    hand.type("s")
    assert hand.text("essay-text").startswith("as")


@pytest.fixture
def at_units(tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the units of the contest of 2023, which are many."""
    with a_window(sample_kiosk(tmp_path / "sample"), qtbot) as hand:
        stand_at(hand, hand.window.kiosk, Step.UNIT)
        hand.waits_for("unit-search")
        yield hand


def test_a_unit_is_searched_for_with_marks(at_units: Hand) -> None:
    """Typing alone brings the keyboard, on which the way of typing is seen; what is found can be touched."""
    at_units.item("unit-search").forceActiveFocus()
    at_units.type("haj ddinhf")
    assert at_units.text("unit-search") == "hạ đình"
    assert at_units.item("key-telex").property("checked")
    (found,) = (each for each in at_units.names() if each.startswith("unit-") and each != "unit-search")
    at_units.picture()
    at_units.tap(found)
    at_units.bot.waitUntil(lambda: not at_units.sees("key-space"))
    assert at_units.item("continue").isEnabled()


def test_every_unit_found_can_be_reached_beside_the_keyboard(at_units: Hand) -> None:
    """Where the keyboard leaves room for few of them, the others are pages of the search."""
    at_units.tap("unit-search")
    at_units.waits_for("key-space")
    count, seen = int(at_units.window.models["unit"].property("count")), set()
    for _ in range(count):
        at_units.picture()
        seen |= {each for each in at_units.names() if each.startswith("unit-") and each != "unit-search"}
        if not at_units.item("page-next").isEnabled():
            break
        at_units.tap("page-next")
    assert len(seen) == count
