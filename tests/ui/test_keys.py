"""A whole visit by keys alone, from the first screen to the receipt: by a keyboard, and by the four buttons of a pad."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.keys import Keys, keyboard, pad, pad_of_function_keys
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import Person, paper_of, stand_at
from ui.flow import Step


@pytest.fixture(params=["vi", "en"])
def hand_in_language(request: pytest.FixtureRequest, kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at a window that begins in each language."""
    with a_window(kiosk, qtbot, language=request.param) as hand:
        yield hand


def _begin(keys: Keys) -> None:
    """Wake the window by a key, as a person does who finds no mouse."""
    keys.hand.press(keys.next)
    keys.press("start")
    keys.press("consent-participate")
    keys.press("continue")
    keys.press("type-card")


def _tell_and_choose(keys: Keys, person: Person) -> None:
    keys.press(f"sex-{person.sex}")
    keys.press(f"group-{person.group}")
    keys.press("continue")


def _hand_in(keys: Keys) -> None:
    keys.press("hand-in")
    keys.press("confirm-hand-in")
    keys.hand.waits_for("score")
    keys.press("continue")
    keys.hand.waits_for("receipt-code")
    keys.press("finish")
    keys.press("done")
    keys.hand.waits_for("start")


def test_a_keyboard_is_enough(hand_in_language: Hand) -> None:
    """Lines are typed, answers are given by their digits, and the next question is one Enter away."""
    hand, keys, person = hand_in_language, keyboard(hand_in_language), Person()
    _begin(keys)
    for field, text in (
        ("id-number", person.number),
        ("full-name", person.name),
        ("birth-date", person.birth),
    ):
        hand.waits_for(field)
        assert keys.focus() == field
        hand.type(text)
        _wait_for_text(hand, field)
        hand.press(Qt.Key.Key_Return)
    _tell_and_choose(keys, person)
    hand.waits_for("phone")
    assert keys.focus() == "phone"
    hand.type(f"{person.phone}\n")
    keys.press("continue")
    keys.press("unit-00343")
    keys.press("continue")
    keys.press("begin")
    hand.waits_for("answer-0")
    for place, question in enumerate(paper_of(hand).questions):
        _wait_for_question(hand, place)
        hand.press(Qt.Key.Key_2)
        _wait_for_answer(hand, question.question_id)
        assert keys.focus() == "next"
        hand.press(Qt.Key.Key_Return)
    hand.waits_for("prediction")
    hand.type("123")
    keys.press("review")
    _hand_in(keys)


@pytest.mark.parametrize("kind", [pad, pad_of_function_keys], ids=["arrows", "function-keys"])
def test_four_buttons_are_enough(hand_in_language: Hand, kind: object) -> None:
    """Even the name is written with previous, next and choose, on the touch keyboard."""
    assert callable(kind)
    hand, person = hand_in_language, Person(name="Lê An", keys=("key-l", "key-ê", "key-space", "key-a", "key-n"))
    keys: Keys = kind(hand)
    _begin(keys)
    _press_digits(keys, "id-number", person.number)
    hand.waits_for("full-name")
    for key in person.keys:
        keys.press(key)
    assert hand.text("full-name") == person.name
    keys.press("continue")
    _press_digits(keys, "birth-date", person.birth)
    _tell_and_choose(keys, person)
    _press_digits(keys, "phone", person.phone)
    keys.press("continue")
    keys.press("unit-00343")
    keys.press("continue")
    keys.press("begin")
    hand.waits_for("answer-0")
    for place, question in enumerate(paper_of(hand).questions):
        _wait_for_question(hand, place)
        assert keys.focus() == "answer-0"
        hand.press(keys.choose)
        _wait_for_answer(hand, question.question_id)
        assert keys.focus() == "answer-0"
        keys.press("next")
    _press_digits(keys, "prediction", "12", onward="review")
    _hand_in(keys)


def test_back_goes_back(hand: Hand) -> None:
    """The button for back, and Escape, leave a screen as its own button does."""
    keys = pad(hand)
    _begin(keys)
    hand.waits_for("id-number")
    hand.press(keys.back)
    hand.waits_for("type-card")
    hand.press(keys.back)
    hand.waits_for("consent-participate")


@pytest.mark.parametrize("step", [each for each in Step if each is not Step.ESSAY])
def test_nothing_holds_the_focus_fast(hand: Hand, kiosk: Kiosk, step: Step) -> None:
    """From each screen's first item the keys lead through all usable ones and back to it, forward and backward alike."""
    if step in {Step.ATTRACT, Step.CLOSED}:
        hand.window.visit.show(step)
    else:
        stand_at(hand, kiosk, step)
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    keys = pad(hand)
    hand.press(keys.next)
    begin = _focused_id(hand)
    forward, backward = _round(hand, keys.next, begin), _round(hand, keys.previous, begin)
    assert forward == backward[:1] + backward[:0:-1]
    assert len(forward) > 3


def test_the_focus_follows_a_page_that_was_turned(kiosk: Kiosk, qtbot: QtBot) -> None:
    """When the button that turned the last page can no longer be used, something else has the focus at once."""
    with a_window(kiosk, qtbot, size=(1024, 600)) as hand:
        stand_at(hand, kiosk, Step.RESULT)
        hand.window.appearance.choose_text_step(3)
        keys = pad(hand)
        hand.press(keys.next)
        hand.waits_for("page-next")
        while hand.item("page-next").isEnabled():
            keys.press("page-next")
        assert keys.focus() != "page-next"


def _press_digits(keys: Keys, field: str, digits: str, *, onward: str = "continue") -> None:
    keys.hand.waits_for(field)
    for digit in digits:
        keys.press(f"key-{digit}")
    keys.press(onward)


def _wait_for_text(hand: Hand, field: str) -> None:
    hand.bot.waitUntil(lambda: len(hand.text(field)) >= 8)


def _wait_for_question(hand: Hand, place: int) -> None:
    hand.bot.waitUntil(lambda: hand.window.models["quiz"].property("place") == place)


def _wait_for_answer(hand: Hand, question: str) -> None:
    hand.bot.waitUntil(lambda: question in _answered(hand))


def _answered(hand: Hand) -> set[str]:
    attempt = hand.window.visit.facts.attempt
    return set() if attempt is None else set(attempt.answers)


def _round(hand: Hand, key: Qt.Key, begin: int) -> list[int]:
    passed = [begin]
    for _ in range(100):
        hand.press(key)
        at = _focused_id(hand)
        if at == begin:
            return passed
        assert at not in passed, "the keys go round without the first item"
        passed.append(at)
    raise AssertionError("the keys never come back")


def _focused_id(hand: Hand) -> int:
    item = hand.window.view.activeFocusItem()
    assert item is not None
    return id(item)


def test_a_search_can_be_begun_by_the_pad(hand: Hand, kiosk: Kiosk) -> None:
    """Choosing the line for searching brings the touch keyboard, whose keys are a move away."""
    stand_at(hand, kiosk, Step.UNIT)
    keys = pad(hand)
    hand.press(keys.next)
    keys.press("unit-search")
    keys.press("key-a")
    assert hand.text("unit-search") != ""
