"""Names typed on a real keyboard, with and without the system's input method; scans that none may spoil."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent
from pytestqt.qtbot import QtBot

from kiosk.composer import compose
from kiosk.services.kiosk import Kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import Person, consent, press_digits
from ui.flow import Step

_CARD = "001185067890||Nguyeenx Thij Owr|01121985|Nam|Sos 9 Dduwowngf Lasng|22072021\n"
"""A card whose letters a Telex input method would turn into others."""


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the screen that asks who one is."""
    with a_window(kiosk, qtbot) as hand:
        consent(hand)
        hand.waits_for("type-card")
        yield hand


def _go_to_name(hand: Hand) -> None:
    hand.tap("type-card")
    press_digits(hand, "id-number", Person().number)
    hand.tap("continue")
    hand.waits_for("full-name")


def _takes_input_method() -> bool:
    focus = QGuiApplication.focusObject()
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(focus, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))


def _send(commit: str = "", preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    focus = QGuiApplication.focusObject()
    assert focus is not None
    QCoreApplication.sendEvent(focus, event)


def _type_through_system_telex(hand: Hand, text: str) -> None:
    """Type as with a running input method: it takes the keys only where the line in focus accepts it, as Qt's plugins do."""
    word = ""
    for key in text:
        if not _takes_input_method():
            hand.type(key)
        elif key.isalpha():
            word += key
            _send(preedit=compose(word))
        else:
            _send(commit=compose(word))
            word = ""
            hand.type(key)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("nguyeenx vawn an", "Nguyễn Văn An"),
        ("H'Hen Niee", "H'Hen Niê"),
        ("y-browm", "Y-Brơm"),
        ("K'ho", "K'Ho"),
        ("DDinh Nusp", "Đinh Núp"),
        ("Y Bhawm", "Y Bhăm"),
        ("Jeff O'Neill", "Jeff O'Neill"),
        ("McDonald", "McDonald"),
        ("Nguyeenx Vawn Wick", "Nguyễn Văn Wick"),
        ("M\u00fcller", "M\u00fcller"),
        ("Hòa Thị Đào", "Hòa Thị Đào"),
    ],
)
def test_a_real_keyboard_writes_names_as_meant(hand: Hand, keys: str, name: str) -> None:
    """Without an input method of the system Telex is there; letters with marks pass through; capitals come by themselves."""
    _go_to_name(hand)
    hand.type(keys)
    hand.tap("continue")
    hand.waits_for("birth-date")
    assert hand.window.visit.facts.full_name == name


def test_vni_and_plain_letters_can_be_chosen(hand: Hand) -> None:
    """VNI by its key, with digits to touch; the same key again leaves every letter as typed."""
    _go_to_name(hand)
    hand.tap("key-vni")
    hand.type("Nguye6n4 ")
    for key in ("key-a", "key-n", "key-1"):
        hand.tap(key)
    assert hand.text("full-name") == "Nguyễn Án"
    hand.tap("key-vni")
    hand.type(" Leex")
    assert hand.text("full-name") == "Nguyễn Án Leex"


def test_a_word_half_composed_is_not_lost(hand: Hand) -> None:
    """What the input method still underlines counts: going on is possible, and the whole name arrives."""
    _go_to_name(hand)
    _send(commit="Trần ")
    _send(preedit="Hòa")
    hand.bot.waitUntil(lambda: hand.item("continue").isEnabled())
    hand.tap("continue")
    hand.waits_for("birth-date")
    assert hand.window.visit.facts.full_name == "Trần Hòa"


def test_a_name_of_one_half_composed_word_can_be_gone_on_from(hand: Hand) -> None:
    """Even when nothing was confirmed yet."""
    _go_to_name(hand)
    _send(preedit="Hoà")
    hand.tap("continue")
    hand.waits_for("birth-date")
    assert hand.window.visit.facts.full_name == "Hoà"


def test_the_systems_input_method_writes_names_and_spoils_no_scan(hand: Hand) -> None:
    """It composes where a name is typed, and sees no key where a card is awaited: on the first screen and at the number."""
    _type_through_system_telex(hand, _CARD)
    hand.bot.waitUntil(lambda: hand.window.visit.facts.number == "001185067890")
    assert hand.window.visit.facts.full_name == "Nguyeenx Thij Owr"
    hand.window.visit.show(Step.NUMBER)
    hand.window.visit.facts.number = ""
    hand.waits_for("id-number")
    hand.bot.waitUntil(lambda: not _takes_input_method())
    _type_through_system_telex(hand, _CARD)
    hand.bot.waitUntil(lambda: hand.window.visit.facts.number == "001185067890")
    assert hand.window.visit.facts.full_name == "Nguyeenx Thij Owr"
    hand.window.visit.facts.full_name = ""
    hand.window.visit.show(Step.NAME)
    hand.waits_for("full-name")
    hand.bot.waitUntil(_takes_input_method)
    _type_through_system_telex(hand, "Nguyeenx Thij ")
    assert hand.window.visit.facts.full_name.strip() == "Nguyễn Thị"
