"""Practice in the window: an officer's mode and a resident's own try. Nothing of it is written, and every screen says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.contest.rules import EssayRules
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.practice_mode import end_practice, is_in_practice, start_practice
from kiosk.services.resuming import resume_attempt
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import load_catalogue
from tests.helpers.builders import a_pack, a_text, changed
from tests.helpers.dumps import dump_of
from tests.helpers.kiosks import PIN, MovedClock, a_kiosk, a_registration
from tests.helpers.layout import layout_faults
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import answer_all, paper_of, press_digits
from ui.flow import PRACTICE_FLOW, Act, Step
from ui.view_models.appearance import TEXT_STEPS
from ui.view_models.staff import StaffModel

_PRACTISED = tuple(dict.fromkeys(step for step, _ in PRACTICE_FLOW if step is not Step.PROBLEM))


@contextmanager
def _window(kiosk: Kiosk, bot: QtBot, shape: str = "1366x768", language: str = "vi") -> Iterator[Hand]:
    """Give the hand at a window in front of which nobody stands."""
    with a_window(kiosk, bot, SHAPES[shape], language) as hand:
        yield hand


def _kiosk(folder: Path, *, is_open: bool = True) -> Kiosk:
    kiosk = a_kiosk(folder)
    if is_open:
        open_kiosk(kiosk, "officer-1")
    return kiosk


def _kinds(kiosk: Kiosk) -> list[str]:
    return [each.kind for each in all_entries(kiosk.store, 1)]


def _sign_in(hand: Hand) -> None:
    staff = hand.window.models["staff"]
    assert isinstance(staff, StaffModel)
    staff.enter()
    hand.waits_for("pin-0")
    for digit in PIN:
        hand.tap(f"pin-{digit}")
    hand.waits_for("staff-practice")


def _switch(hand: Hand, remark: str) -> None:
    """Touch the switch of practice on the desk, and read what came of it."""
    hand.tap("staff-practice")
    text = hand.window.appearance.catalogue.text(f"staff.practice.{remark}")
    hand.bot.waitUntil(lambda: hand.sees("staff-practice-remark") and hand.text("staff-practice-remark") == text)


def _practise(hand: Hand, start: str) -> None:
    """Go through a whole practice by touch, from the first screen back to it."""
    hand.tap(start)
    hand.tap("begin")
    hand.waits_for("answer-0")
    answer_all(hand, paper_of(hand))
    press_digits(hand, "prediction", "12")
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    hand.tap("continue")
    hand.waits_for("practice-over")
    assert not hand.sees("receipt-code")
    hand.tap("finish")
    hand.tap("done")
    hand.waits_for(start)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_practice_of_the_officers_writes_only_that_it_was_on_and_off(
    tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    """Two visits, one whole and one left in the middle: every table stays as it was but for the two entries, in both languages."""
    kiosk = _kiosk(tmp_path / "kiosk")
    with _window(kiosk, qtbot, language=language) as hand:
        _sign_in(hand)
        _switch(hand, "started")
        hand.tap("staff-leave")
        hand.window.appearance.choose_language(language)
        before, counts = dump_of(kiosk), kiosk_status(kiosk)
        assert _kinds(kiosk)[-1] == "practice_started"
        assert hand.text("practice-sign") == load_catalogue(language).text("resident.practice.sign")
        assert not hand.sees("try")
        _practise(hand, "start")
        hand.tap("start")
        hand.tap("begin")
        hand.tap("answer-1")
        hand.window.visit.leave()
        hand.waits_for("start")
        hand.picture()
        assert dump_of(kiosk) == before
        assert kiosk_status(kiosk) == counts
        _sign_in(hand)
        _switch(hand, "ended")
        hand.tap("staff-leave")
        hand.waits_for("try")
        assert not hand.sees("practice-sign")
        assert _kinds(kiosk)[-3:] == ["practice_started", "staff_signed_in", "practice_ended"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_residents_own_try_writes_nothing_at_all(tmp_path: Path, qtbot: QtBot, language: str) -> None:
    """From the button on the first screen through to the thanks; afterwards one can take part as ever."""
    kiosk = _kiosk(tmp_path / "kiosk")
    with _window(kiosk, qtbot, language=language) as hand:
        before, counts = dump_of(kiosk), kiosk_status(kiosk)
        _practise(hand, "try")
        hand.picture()
        assert dump_of(kiosk) == before
        assert kiosk_status(kiosk) == counts
        assert list((tmp_path / "kiosk").glob("papers/*")) == []
        assert not hand.sees("practice-sign")
        hand.tap("start")
        hand.waits_for("consent-participate")
        assert not hand.sees("practice-sign")


def test_essay_and_time_of_practice_stay_in_memory(tmp_path: Path, qtbot: QtBot) -> None:
    """An essay typed and a paper whose time runs out leave the database as it was, and no letter of the text in any file."""
    moved = MovedClock()
    pack = a_pack()
    pack = changed(pack, rules=changed(pack.rules, essay=EssayRules(a_text("Bài viết"), 300, 10)))
    kiosk = a_kiosk(tmp_path / "kiosk", moved, pack)
    open_kiosk(kiosk, "officer-1")
    with _window(kiosk, qtbot) as hand:
        before = dump_of(kiosk)
        hand.tap("try")
        hand.tap("begin")
        hand.waits_for("answer-0")
        hand.window.visit.take(Act.ESSAY)
        hand.picture()
        hand.tap("essay-write")
        hand.waits_for("essay-text")
        hand.type("kanarienvogel")
        attempt = hand.window.visit.facts.attempt
        assert attempt is not None
        moved.pass_s(attempt.limit_s)
        hand.waits_for("score")
        hand.picture()
        assert dump_of(kiosk) == before
        hand.window.visit.leave()
        hand.waits_for("start")
    written = [each for each in (tmp_path / "kiosk").rglob("*") if each.is_file()]
    assert written
    assert not [each for each in written if b"kanarienvogel" in each.read_bytes()]


def test_a_closed_kiosk_can_practise_and_is_closed_afterwards(tmp_path: Path, qtbot: QtBot) -> None:
    """Before the day opens staff show it round; turned off, the kiosk is closed as before."""
    kiosk = _kiosk(tmp_path / "kiosk", is_open=False)
    with _window(kiosk, qtbot) as hand:
        _sign_in(hand)
        _switch(hand, "started")
        assert hand.window.visit.property("step") == "attract"
        _switch(hand, "ended")
        assert hand.window.visit.property("step") == "closed"


def test_an_act_on_the_day_ends_practice(tmp_path: Path, qtbot: QtBot) -> None:
    """Paused from the desk, the kiosk is no more in practice: neither by the journal nor on the screen."""
    kiosk = _kiosk(tmp_path / "kiosk")
    with _window(kiosk, qtbot) as hand:
        _sign_in(hand)
        _switch(hand, "started")
        hand.waits_for("practice-sign")
        hand.tap("staff-pause")
        hand.bot.waitUntil(lambda: not hand.sees("practice-sign"))
        assert hand.window.visit.property("step") == "closed"
        assert not is_in_practice(kiosk)


def test_nobody_begins_or_goes_on_in_earnest_while_practice_is_on(tmp_path: Path, qtbot: QtBot) -> None:
    """Not even where the window had not heard of it yet, or where staff had let somebody go on before."""
    kiosk = _kiosk(tmp_path / "kiosk")
    with _window(kiosk, qtbot) as hand:
        running = resume_attempt(kiosk, start_attempt(kiosk, a_registration(kiosk)).id, "officer-1")
        start_practice(kiosk, "officer-1")
        hand.tap("start")
        hand.waits_for("practice-sign")
        assert hand.window.visit.at is Step.ATTRACT
        hand.window.visit.resume(running)
        hand.picture()
        assert hand.window.visit.facts.attempt is None
        hand.tap("start")
        hand.waits_for("begin")
        assert hand.window.visit.facts.practice is not None
        hand.tap("back")
        hand.waits_for("start")
        end_practice(kiosk, "officer-1")
        hand.tap("start")
        hand.bot.waitUntil(lambda: not hand.sees("practice-sign"))
        assert hand.window.visit.at is Step.ATTRACT, "who wanted to practise is not led into an attempt"


def test_a_call_for_help_in_practice_names_no_attempt(tmp_path: Path, qtbot: QtBot) -> None:
    """Help is real, the paper is not."""
    kiosk = _kiosk(tmp_path / "kiosk")
    with _window(kiosk, qtbot) as hand:
        hand.tap("try")
        hand.tap("begin")
        hand.waits_for("answer-0")
        hand.tap("help")
        hand.tap("help-call")
        hand.bot.waitUntil(lambda: _kinds(kiosk)[-1] == "help_called")
        assert b"practice" not in (next(reversed(list(all_entries(kiosk.store, 1)))).payload or b"")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sign_is_on_every_screen_of_practice_and_covers_nothing(
    tmp_path: Path, qtbot: QtBot, shape: str, language: str
) -> None:
    """With the contest of 2023, at every text size: nothing is cut, covered or outside, the desk of the staff included."""
    pack = load_pack_folder(SAMPLE_PACK)
    moved = MovedClock(at_us=round(pack.rules.rounds[0].starts_at.timestamp() * 1_000_000) + 3_600_000_000)
    kiosk = a_kiosk(tmp_path / "kiosk", moved, pack)
    open_kiosk(kiosk, "officer-1")
    start_practice(kiosk, "officer-1")
    faults: list[str] = []
    with _window(kiosk, qtbot, shape, language) as hand:
        visit = hand.window.visit
        visit.tell_practice(is_on=True)
        faults += _faults(hand, "attract")
        hand.tap("start")
        hand.waits_for("begin")
        faults += _faults(hand, "rules")
        hand.tap("begin")
        hand.waits_for("answer-0")
        hand.tap("answer-0")
        for step in _PRACTISED[_PRACTISED.index(Step.QUIZ) :]:
            if step in (Step.ESSAY, Step.RESULT, Step.PRACTICE_OVER, Step.THANKS):
                continue
            visit.show(step)
            faults += _faults(hand, step.value)
        visit.show(Step.HAND_IN)
        hand.tap("confirm-hand-in")
        hand.waits_for("score")
        faults += _faults(hand, "result")
        hand.tap("continue")
        hand.waits_for("practice-over")
        faults += _faults(hand, "practice_over")
        hand.tap("finish")
        hand.waits_for("done")
        faults += _faults(hand, "thanks")
    assert not faults, "\n".join(faults)


def _faults(hand: Hand, where: str) -> list[str]:
    """Measure a screen at every text size."""
    found = []
    for text_step in range(TEXT_STEPS):
        hand.window.appearance.choose_text_step(text_step)
        for _ in range(3):
            QCoreApplication.processEvents()
            hand.picture()
        if not hand.sees("practice-sign"):
            found.append(f"{where} text {text_step}: no sign")
        found += [f"{where} text {text_step}: {fault}" for fault in layout_faults(hand)]
    hand.window.appearance.choose_text_step(0)
    hand.picture()
    return found
