"""The screens made anew after an error in a slot, wherever it comes up: calm, nothing lost, nothing of the person left."""

import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.journal.entry import chain_fault
from kiosk.services.help import open_calls
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.services.practice_mode import start_practice
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from kiosk.supervision import SCREENS_FAILED
from tests.helpers.canaries import Canary, canary
from tests.helpers.kiosks import MovedClock
from tests.helpers.qml import Hand
from tests.helpers.staff import sign_in
from tests.helpers.standing import Fault, Standing, a_standing_window
from tests.helpers.traces import traces_in_window
from tests.helpers.visits import Person, answer_all, hand_in, paper_of, stand_at, walk_to_quiz
from ui.application import KioskWindow
from ui.flow import Step
from ui.language import CatalogueTranslator
from ui.restarting import RESTARTS, WITHIN_S

SERIAL: Final = 7
"""Whose person is in front as the screens fail."""


@pytest.fixture
def standing(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Standing]:
    """Give the window that stands again."""
    with a_standing_window(kiosk, qtbot) as standing:
        yield standing


def _at(step: Step) -> Callable[[Hand, Kiosk], None]:
    def come(hand: Hand, kiosk: Kiosk) -> None:
        person = canary(SERIAL)
        stand_at(hand, kiosk, step, person.number)
        facts = hand.window.visit.facts
        facts.full_name, facts.phone = person.name, person.phone
        hand.window.visit.show(step)
        hand.picture()

    return come


def _at_the_desk(hand: Hand, kiosk: Kiosk) -> None:
    del kiosk
    sign_in(hand)


@pytest.mark.parametrize(
    "come",
    [
        *(_at(each) for each in (Step.ATTRACT, Step.NUMBER, Step.NAME, Step.CHECK, Step.RULES)),
        *(_at(each) for each in (Step.QUIZ, Step.REVIEW, Step.RESULT, Step.RECEIPT, Step.THANKS, Step.PRACTICE_OVER)),
        _at_the_desk,
    ],
    ids=[
        "attract",
        "number",
        "name",
        "check",
        "rules",
        "quiz",
        "review",
        "result",
        "receipt",
        "thanks",
        "practice",
        "desk",
    ],
)
@pytest.mark.expects_log("the visit stopped at")
def test_wherever_it_fails_new_screens_serve_the_next_person(
    standing: Standing, kiosk: Kiosk, moved: MovedClock, come: Callable[[Hand, Kiosk], None]
) -> None:
    """The calm screen on new screens, nothing of the person on them; then help, a scan, idleness and a whole visit work."""
    come(standing.hand, kiosk)
    hand = standing.fail()
    assert hand.window.visit.at is Step.PROBLEM
    assert "ZeroDivisionError" not in "".join(str(each.property("text")) for each in hand.items())
    assert not hand.sees("staff-desk")
    assert list(traces_in_window(hand.window)) == []
    hand.tap("help")
    hand.tap("help-call")
    hand.waits_for("help-take-back")
    assert [each.step for each in open_calls(kiosk)] == ["problem"]
    hand.tap("help-close")
    moved.pass_s(121)
    hand.waits_for("idle-seconds")
    moved.pass_s(46)
    hand.waits_for("start")
    _scan(hand, canary(8))
    hand.window.visit.leave()
    hand.waits_for("start")
    finished = kiosk_status(kiosk).attempts.finished
    walk_to_quiz(hand, Person(number="001185067891"))
    answer_all(hand, paper_of(hand))
    hand_in(hand)
    hand.tap("continue")
    hand.tap("finish")
    hand.tap("done")
    hand.waits_for("start")
    hand.picture()
    assert kiosk_status(kiosk).attempts.finished == finished + 1
    assert chain_fault(all_entries(kiosk.store, 1)) is None
    assert not standing.ended


def _scan(hand: Hand, person: Canary) -> None:
    """Come as far as the card, and have it read by a scanner that types."""
    hand.tap("start")
    hand.tap("consent-participate")
    hand.tap("continue")
    hand.waits_for("type-card")
    hand.type(person.card())
    hand.bot.waitUntil(lambda: hand.window.visit.facts.number == person.number)


@pytest.mark.expects_log("the visit stopped at")
def test_nothing_of_the_old_screens_stays(standing: Standing, kiosk: Kiosk) -> None:
    """Time and again: every model, view and engine of the screens before is gone, and one window stands where it stood."""
    for step in (Step.CHECK, Step.QUIZ, Step.RECEIPT):
        stand_at(standing.hand, kiosk, step)
        place = standing.hand.window.view.geometry()
        old = _held_weakly(standing.hand.window)
        gone = _gone(old)
        standing.fail()
        assert sorted(gone) == sorted(old)
        assert [name for name, each in old.items() if each() is not None] == []
        assert [each.geometry() for each in QGuiApplication.topLevelWindows()] == [place]
        standing.hand.tap("leave")
        standing.hand.waits_for("start")
        standing.hand.picture()


@pytest.mark.expects_log("the visit stopped at")
def test_new_screens_speak_through_the_translator_that_is_there(standing: Standing) -> None:
    """None is put in or out while threads of Qt's own may be wording a fault: both would wait for each other for ever."""
    application = QGuiApplication.instance()
    assert application is not None
    before = application.findChildren(CatalogueTranslator)
    standing.fail()
    assert application.findChildren(CatalogueTranslator) == before
    assert len(before) == 1


def _held_weakly(window: KioskWindow) -> "dict[str, weakref.ref[QObject]]":
    parts: dict[str, QObject] = {**window.models, "view": window.view, "engine": window.engine}
    return {name: weakref.ref(each) for name, each in parts.items()}


def _gone(parts: "dict[str, weakref.ref[QObject]]") -> list[str]:
    """Give a list that each of these writes its name into as Qt deletes it."""
    gone: list[str] = []
    for name, part in parts.items():
        found = part()
        assert found is not None
        found.destroyed.connect(partial(_note, gone, name))
    return gone


def _note(gone: list[str], name: str, *_: object) -> None:
    gone.append(name)


@pytest.mark.expects_log("the visit stopped at", "the screens failed more than")
def test_screens_that_fail_time_and_again_end_the_program(standing: Standing, moved: MovedClock) -> None:
    """Three times within a minute they are made anew; the fourth ends the program, for whoever started it."""
    for _ in range(RESTARTS):
        standing.fail()
    moved.pass_s(WITHIN_S)
    for _ in range(RESTARTS):
        standing.fail()
    fault = Fault()
    QTimer.singleShot(0, fault.happen)
    standing.bot.waitUntil(lambda: standing.ended == [SCREENS_FAILED])


@pytest.mark.expects_log("the visit stopped at", "while the screens failed")
def test_a_slot_that_goes_on_failing_does_not_keep_new_screens_away(standing: Standing) -> None:
    """What fails at every step of the visit fails once more as the calm screen is shown; it goes with the old screens."""
    fault = Fault()
    standing.hand.window.visit.stepChanged.connect(fault.happen)
    with standing.bot.waitSignal(standing.restarts.restarted):
        standing.hand.tap("start")
    standing.hand.tap("leave")
    standing.hand.waits_for("start")
    assert not standing.ended


@pytest.mark.expects_log("the visit stopped at")
@pytest.mark.parametrize("is_practice", [False, True])
def test_the_first_screen_invites_nobody_where_nobody_can_start(
    standing: Standing, kiosk: Kiosk, *, is_practice: bool
) -> None:
    """A kiosk whose day is closed, or whose staff practise, says so on new screens too."""
    close_kiosk(kiosk, "officer-1")
    if is_practice:
        start_practice(kiosk, "officer-1")
    standing.fail().tap("leave")
    visit = standing.hand.window.visit
    if is_practice:
        standing.bot.waitUntil(lambda: bool(visit.property("isKioskInPractice")))
        assert visit.at is Step.ATTRACT
    else:
        standing.bot.waitUntil(lambda: visit.at is Step.CLOSED)
        open_kiosk(kiosk, "officer-1")
