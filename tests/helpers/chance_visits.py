"""Visits by chance: each goes on for a while, by touch, keys or scanner, and ends in one of all the ways visits end."""

import random
from collections.abc import Callable, Iterator
from typing import Final, Literal, get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from tests.helpers.canaries import Canary, canary
from tests.helpers.kiosks import MovedClock
from tests.helpers.pages import settle
from tests.helpers.qml import Hand
from tests.helpers.staff import sign_in
from tests.helpers.visits import press_digits
from ui.flow import RUNNING, Step

End = Literal["finish", "cancel", "time_out", "idle", "crash", "staff"]
ENDS: Final[tuple[End, ...]] = get_args(End)
_BEAT_MS: Final = 3
_MOST_PAGES: Final = 99
_AT_REST: Final = (Step.ATTRACT, Step.CLOSED)


def quicken(hand: Hand) -> None:
    """Let the window's clocks look at the moved clock at once instead of four times a second."""
    for model in hand.window.models.values():
        for timer in (each for each in model.findChildren(QTimer) if not each.isSingleShot()):
            timer.setInterval(_BEAT_MS)


def visit_by_chance(hand: Hand, moved: MovedClock, serial: int, end: End) -> None:
    """Let person `serial` come, go on until chance or the way itself ends it in the way `end`, and be gone."""
    go_some_way(hand, serial, end)
    _END[end](hand, moved)
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.ATTRACT)
    _come_to_rest(hand)


def go_some_way(hand: Hand, serial: int, end: End) -> None:
    """Let person `serial` come and go on as far as one gets who ends in the way `end`."""
    chance = random.Random(serial)
    person = canary(serial, is_young=chance.random() < 0.25)
    acts = list(_way(person, chance))
    begins_quiz = acts.index(_begin) + 1
    taken = {"finish": len(acts), "time_out": begins_quiz}.get(end) or chance.randint(3, len(acts))
    for act in acts[:taken]:
        act(hand)
    _come_to_rest(hand)


def _come_to_rest(hand: Hand) -> None:
    window = hand.window
    hand.bot.waitUntil(lambda: not window.storage.pending and not window.devices.pending)


def _way(person: Canary, chance: random.Random) -> Iterator[Callable[[Hand], None]]:
    """Give the acts of a whole visit in order; how each value is entered is left to chance."""
    yield lambda hand: hand.tap("start")
    yield lambda hand: hand.tap("consent-participate")
    yield lambda hand: hand.tap("continue")
    if chance.random() < 0.3:
        yield lambda hand: _scan(hand, person)
    else:
        yield lambda hand: hand.tap("type-card")
        yield lambda hand: press_digits(hand, "id-number", person.number)
        yield lambda hand: hand.tap("continue")
        yield lambda hand: _type_line(hand, "full-name", person.name, is_copied=chance.random() < 0.5)
        yield lambda hand: hand.tap("continue")
        yield lambda hand: _type_line(hand, "birth-date", person.birth)
        yield lambda hand: hand.tap("continue")
    yield lambda hand: hand.tap("sex-female")
    yield lambda hand: hand.tap("group-resident")
    yield lambda hand: hand.tap("continue")
    yield lambda hand: _type_line(hand, "phone", person.phone)
    yield lambda hand: hand.tap("continue")
    yield lambda hand: hand.waits_for("correct-edit_name")
    yield lambda hand: hand.tap("continue")
    if person.is_young:
        yield lambda hand: hand.tap("relation-mother")
        yield lambda hand: hand.tap("guardian-consent")
        yield lambda hand: hand.tap("continue")
        yield lambda hand: _type_line(hand, "guardian-name", person.guardian, is_copied=True)
        yield lambda hand: hand.tap("continue")
        yield lambda hand: _type_line(hand, "guardian-phone", person.guardian_phone)
        yield lambda hand: hand.tap("continue")
    if chance.random() < 0.3:
        yield lambda hand: _search(hand, person)
    yield lambda hand: hand.tap("unit-00343")
    yield lambda hand: hand.tap("continue")
    yield _begin
    for _ in range(chance.randint(0, 3)):
        yield lambda hand: hand.tap("answer-1")
        yield lambda hand: hand.tap("next")
    yield _hand_in
    yield lambda hand: hand.tap("continue")
    yield lambda hand: hand.waits_for("receipt-code")
    yield lambda hand: hand.tap("finish")
    yield lambda hand: hand.waits_for("done")


def _begin(hand: Hand) -> None:
    hand.tap("begin")
    hand.waits_for("answer-0")


def _hand_in(hand: Hand) -> None:
    if hand.window.visit.at is Step.PREDICTION:
        press_digits(hand, "prediction", "123")
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")


def _scan(hand: Hand, person: Canary) -> None:
    """Hold the card to a scanner; not to one that types, which a busy machine may take for a hand."""
    hand.waits_for("type-card")
    hand.window.models["identity"].scanned(person.card().strip().encode())  # type: ignore[attr-defined]  # a scanner's slot
    hand.waits_for("sex-female")


def _type_line(hand: Hand, name: str, text: str, *, is_copied: bool = False) -> None:
    """Type on a real keyboard, and as people do, mark all of it and copy it."""
    hand.waits_for(name)
    hand.type(text)
    if is_copied:
        QTest.keyClick(hand.window.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(hand.window.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def _search(hand: Hand, person: Canary) -> None:
    """Type one's own name where a ward is asked for."""
    hand.window.models["unit"].search(person.name)  # type: ignore[attr-defined]  # the slot behind the line
    hand.bot.waitUntil(lambda: not hand.sees("unit-00343"))
    hand.window.models["unit"].search("")  # type: ignore[attr-defined]  # as above


def _finish(hand: Hand, moved: MovedClock) -> None:
    """Wait for the end of the thanks, or touch the button."""
    if moved.elapsed_us % 2:
        hand.tap("done")
    else:
        moved.pass_s(16)


def _time_out(hand: Hand, moved: MovedClock) -> None:
    """Sit before the questions until the time is up, then leave the result as it is."""
    moved.pass_s(700)
    hand.waits_for("score")
    _walk_off(hand, moved)


def _cancel(hand: Hand, moved: MovedClock) -> None:
    """Be asked whether one is still there, and say no."""
    if hand.window.visit.at not in _AT_REST:
        moved.pass_s(121)
        hand.bot.waitUntil(lambda: hand.sees("idle-leave") or hand.window.visit.at in _AT_REST)
    if hand.sees("idle-leave"):
        hand.tap("idle-leave")


def _walk_off(hand: Hand, moved: MovedClock) -> None:
    """Go away without a word."""
    if hand.window.visit.at is not Step.THANKS:
        moved.pass_s(121)
        hand.bot.waitUntil(lambda: bool(hand.window.models["idle"].property("isCounting")))
    moved.pass_s(46)


def _crash(hand: Hand, moved: MovedClock) -> None:
    """Meet a fault of ours, in a service, whose words even hold what the person typed; then leave its calm screen."""
    facts = hand.window.visit.facts

    def work() -> None:
        raise ValueError(f"planted: {facts.number} {facts.full_name} {facts.guardian_name}")

    if hand.window.visit.at not in _AT_REST:
        hand.window.visit.ask(work, lambda _: None)
        hand.waits_for("leave")
        hand.tap("leave")
    del moved


def _staff(hand: Hand, moved: MovedClock) -> None:
    """Have staff come: a paper is declared void, thanks run out beneath the desk, anybody else is left alone and goes."""
    if hand.window.visit.at in _AT_REST:
        return
    sign_in(hand)
    if hand.window.visit.at in RUNNING:
        _turn_to(hand, "session-void")
        hand.tap("session-void")
        hand.waits_for("staff-reason")
        hand.type("nham nguoi\n")
        hand.bot.waitUntil(lambda: hand.window.visit.at is Step.VOIDED)
        hand.tap("staff-leave")
        hand.tap("leave")
    elif hand.window.visit.at is Step.THANKS:
        moved.pass_s(16)
        hand.bot.waitUntil(lambda: hand.window.visit.at in _AT_REST)
        hand.tap("staff-leave")
    else:
        hand.tap("tab-journal")
        hand.tap("staff-leave")
        _walk_off(hand, moved)


def _turn_to(hand: Hand, name: str) -> None:
    """Turn pages until one shows what has that name: attempts a fault cut off stay among the sessions, more with each visit."""
    hand.waits_for("session-0")
    settle(hand)
    for _ in range(_MOST_PAGES):
        if hand.sees(name):
            return
        hand.tap("page-next")
        settle(hand)


_END: Final[dict[End, Callable[[Hand, MovedClock], None]]] = {
    "finish": _finish,
    "cancel": _cancel,
    "time_out": _time_out,
    "idle": _walk_off,
    "crash": _crash,
    "staff": _staff,
}
