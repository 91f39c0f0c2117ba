"""A hand that taps twice, or holds a key, gets what it meant: the next screen stays until it was seen."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest

from kiosk.services.kiosk import Kiosk
from kiosk.services.status import kiosk_status
from tests.helpers.qml import Hand
from tests.helpers.visits import Person, consent, stand_at, type_identity
from ui.flow import Step
from ui.steady_hand import ECHO_MS, SteadyHand


def double_click(hand: Hand, spot: QPoint) -> None:
    """Click twice, as a mouse does and as whoever knows a mouse does on glass."""
    QTest.mouseDClick(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


@pytest.mark.parametrize(
    ("step", "name", "after"),
    [
        (Step.ATTRACT, "start", Step.CONSENT),
        (Step.REVIEW, "hand-in", Step.HAND_IN),
        (Step.RESULT, "continue", Step.RECEIPT),
        (Step.RECEIPT, "finish", Step.THANKS),
    ],
)
def test_two_taps_lead_one_screen_on(hand: Hand, kiosk: Kiosk, step: Step, name: str, after: Step) -> None:
    """Above all nothing is handed in, agreed to or passed over by the second; the next deliberate touch counts again."""
    if step is not Step.ATTRACT:
        stand_at(hand, kiosk, step)
    hand.waits_for(name)
    hand.picture()
    double_click(hand, hand.middle(name))
    hand.bot.waitUntil(lambda: hand.window.visit.at is after)
    hand.picture()
    assert hand.window.visit.at is after
    assert step is not Step.ATTRACT or not hand.window.visit.facts.consents
    hand.tap({Step.CONSENT: "back", Step.HAND_IN: "confirm-hand-in", Step.RECEIPT: "back", Step.THANKS: "done"}[after])
    hand.bot.waitUntil(lambda: hand.window.visit.at is not after)


def test_two_taps_of_a_finger_are_one_too(hand: Hand, kiosk: Kiosk) -> None:
    """On glass Qt makes no mouse of a finger that was heard."""
    stand_at(hand, kiosk, Step.REVIEW)
    spot, device = hand.middle("hand-in"), QTest.createTouchDevice()
    for _ in range(2):
        QTest.touchEvent(hand.window.view, device).press(0, spot, hand.window.view).commit(processEvents=False)
        QTest.touchEvent(hand.window.view, device).release(0, spot, hand.window.view).commit(processEvents=False)
    hand.picture()
    assert hand.window.visit.at is Step.HAND_IN


@pytest.mark.parametrize(
    ("moments", "echoes"), [((1,), [False]), ((900, 901), [False, True]), ((0, 0), [False, False])]
)
def test_an_echo_follows_a_touch(hand: Hand, moments: tuple[int, ...], echoes: list[bool]) -> None:
    """The first touch of all is none, however early by the system's clock; nor is one whose moment nobody told."""
    steady, heard = SteadyHand(hand.window.view, hand.window.visit), []
    for moment in moments:
        hand.window.visit.show(Step.ATTRACT)
        heard.append(steady.eventFilter(hand.window.view, _left(QEvent.Type.MouseButtonPress, moment)))
        steady.eventFilter(hand.window.view, _left(QEvent.Type.MouseButtonRelease, moment))
    assert heard == echoes


def _left(kind: QEvent.Type, moment: int) -> QMouseEvent:
    button, spot = Qt.MouseButton.LeftButton, QPointF(9, 9)
    event = QMouseEvent(kind, spot, spot, button, button, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(moment)
    return event


def test_two_answers_in_a_row_are_two(hand: Hand, kiosk: Kiosk) -> None:
    """Where the screen stays, quick fingers are quick fingers: on keys, on ticks, on answers."""
    stand_at(hand, kiosk, Step.NUMBER, "")
    hand.waits_for("key-5")
    double_click(hand, hand.middle("key-5"))
    assert hand.text("id-number") == "55"


def test_an_answer_that_comes_late_moves_one_screen(hand: Hand) -> None:
    """Two touches while the storage still decides are one: nobody skips the list of units."""
    consent(hand)
    type_identity(hand, Person())
    for _ in range(2):
        hand.window.models["check"].confirm()  # type: ignore[attr-defined]  # the slot behind the button
    hand.waits_for("unit-00343")
    hand.picture()
    assert hand.window.visit.at is Step.UNIT


def test_a_held_enter_presses_once(hand: Hand, kiosk: Kiosk) -> None:
    """Repeats of a key that is held press nothing on the screens that come."""
    stand_at(hand, kiosk, Step.HAND_IN)
    hand.item("confirm-hand-in").forceActiveFocus()
    repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QCoreApplication.sendEvent(hand.window.view, repeat)
    hand.picture()
    assert hand.window.visit.at is Step.HAND_IN
    assert kiosk_status(kiosk).attempts.open == 1
    hand.press(Qt.Key.Key_Return)
    hand.waits_for("score")


def test_an_echo_is_shorter_than_a_thought() -> None:
    """Long enough for two taps meant as one, too short for a screen to be read."""
    assert 300 <= ECHO_MS <= 700
