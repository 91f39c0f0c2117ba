"""Calling staff from any screen: asked first, noted once, shown until somebody came; the visit below is not disturbed."""

import pytest

from kiosk.services.help import open_calls
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import PIN, MovedClock
from tests.helpers.qml import Hand
from tests.helpers.visits import stand_at
from ui.flow import Step


@pytest.mark.parametrize("step", tuple(Step), ids=lambda step: step.value)
def test_every_screen_of_a_resident_can_call(kiosk: Kiosk, hand: Hand, step: Step) -> None:
    """The button is there on each screen; the call names the screen, and closing its page leaves the screen as it was."""
    stand_at(hand, kiosk, step)
    hand.tap("help")
    hand.tap("help-call")
    hand.waits_for("help-take-back")
    hand.tap("help-close")
    hand.bot.waitUntil(lambda: not hand.sees("help-close"))
    assert hand.window.visit.at is step
    assert [each.step for each in open_calls(kiosk)] == [step.value]


def test_asking_and_going_back_notes_nothing(kiosk: Kiosk, hand: Hand) -> None:
    """The first touch only asks."""
    hand.tap("help")
    hand.tap("help-close")
    hand.bot.waitUntil(lambda: not hand.sees("help-close"))
    assert not [each for each in all_entries(kiosk.store, 1) if each.kind == "help_called"]


def test_the_time_goes_on_and_is_said_to(kiosk: Kiosk, hand: Hand, moved: MovedClock) -> None:
    """In the quiz the page says that the time goes on; at its end the paper is handed in and the page is gone."""
    stand_at(hand, kiosk, Step.QUIZ)
    hand.tap("help")
    assert hand.window.models["help"].property("isRunning")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    moved.pass_s(attempt.limit_s)
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.RESULT)
    hand.bot.waitUntil(lambda: not hand.sees("help-close"))


def test_a_call_is_taken_back(kiosk: Kiosk, hand: Hand) -> None:
    """The mark in the corner goes out and no call is open."""
    hand.tap("help")
    hand.tap("help-call")
    hand.tap("help-take-back")
    hand.bot.waitUntil(lambda: not hand.window.visit.bar.property("isHelpCalled"))
    assert open_calls(kiosk) == ()


def test_staff_who_sign_in_have_come(kiosk: Kiosk, hand: Hand) -> None:
    """Signing in answers the call in the officer's name, says when it was, and puts the mark out."""
    hand.tap("help")
    hand.tap("help-call")
    hand.tap("help-close")
    hand.window.models["staff"].enter()  # type: ignore[attr-defined]  # the staff's model
    for digit in PIN:
        hand.tap(f"pin-{digit}")
    hand.waits_for("staff-help")
    assert not hand.window.visit.bar.property("isHelpCalled")
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    assert [each.kind for each in all_entries(kiosk.store, 1)][-1] == "help_answered"


@pytest.mark.expects_log("could not be noted")
def test_a_call_that_cannot_be_noted_is_not_said_to_be(kiosk: Kiosk, hand: Hand) -> None:
    """The page says that nothing was noted and whom to call out to; the mark stays out."""
    with kiosk.store.transaction():
        kiosk.store.execute("CREATE TRIGGER refuse BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'no'); END")
    hand.tap("help")
    hand.tap("help-call")
    help_page = hand.window.models["help"]
    hand.bot.waitUntil(lambda: help_page.property("page") == "failed")
    assert not hand.window.visit.bar.property("isHelpCalled")
    hand.tap("help-close")
    hand.waits_for("start")
