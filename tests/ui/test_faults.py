"""When something fails: nothing is said to be saved that is not, the screen stays calm, and the day can still be closed."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.services.attempts import abandon_attempt, finish_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk
from kiosk.services.status import kiosk_status
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import Person, answer_all, hand_in, paper_of, walk_to_quiz
from tests.helpers.write_protect import lose_a_table, write_protect
from ui.flow import Step


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the first question."""
    with a_window(kiosk, qtbot) as hand:
        walk_to_quiz(hand)
        yield hand


def test_an_answer_is_said_to_be_saved_only_when_it_is(hand: Hand, kiosk: Kiosk) -> None:
    """While the storage is held up the card shows the choice, but not that it is saved."""
    quiz = hand.window.models["quiz"]
    with kiosk.store.transaction():
        hand.tap("answer-1")
        assert hand.item("answer-1").property("isChosen")
        assert not quiz.property("isSaved")
    hand.bot.waitUntil(lambda: bool(quiz.property("isSaved")))
    question = paper_of(hand).questions[0]
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert attempt.answers == {question.question_id: question.options[1]}


def test_an_attempt_ended_elsewhere_is_told_calmly(hand: Hand, kiosk: Kiosk) -> None:
    """Staff ended it meanwhile: the resident reads what happened and what is kept, and goes to the first screen."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    abandon_attempt(kiosk, attempt.id)
    hand.tap("review")
    hand.tap("prediction-tile")
    hand.waits_for("prediction")
    hand.tap("key-7")
    hand.tap("review")
    hand.waits_for("leave")
    assert hand.window.visit.at is Step.PROBLEM
    assert hand.window.models["problem"].property("text") == load_catalogue("vi").text("errors.attempt_over.resident")
    hand.tap("leave")
    hand.waits_for("start")


def test_an_answer_to_an_attempt_ended_elsewhere_is_taken_back(hand: Hand, kiosk: Kiosk) -> None:
    """The choice was never saved: it does not stay on the screen as if it were."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    abandon_attempt(kiosk, attempt.id)
    hand.tap("answer-2")
    hand.waits_for("leave")
    assert hand.window.visit.at is Step.PROBLEM
    assert not hand.window.models["quiz"].property("isSaved")


def test_handing_in_what_was_handed_in_shows_its_result(hand: Hand, kiosk: Kiosk) -> None:
    """The clock and a finger may meet: the second hand-in finds the first and shows the same result."""
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    finish_attempt(kiosk, attempt.id)
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    assert kiosk_status(kiosk).attempts.finished == 1


def test_a_full_disk_is_told_and_the_day_can_be_closed(hand: Hand, kiosk: Kiosk) -> None:
    """After the calm screen the attempt is given up, so that it does not keep staff from closing."""
    hand.window.visit.report(Refused("disk_full"))
    assert hand.window.models["problem"].property("text") == load_catalogue("vi").text("errors.disk_full.resident")
    hand.tap("language-en")
    hand.bot.waitUntil(
        lambda: hand.window.models["problem"].property("text") == load_catalogue("en").text("errors.disk_full.resident")
    )
    hand.tap("leave")
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: kiosk_status(kiosk).attempts.open == 0)
    close_kiosk(kiosk, "officer-1")
    assert kiosk_status(kiosk).attempts.abandoned == 1


@pytest.mark.expects_log("the visit stopped at quiz")
def test_a_fault_of_ours_shows_no_traceback(hand: Hand) -> None:
    """An unexpected error is logged whole; the resident reads that it is not their fault."""
    hand.window.visit.report(ZeroDivisionError("of ours"))
    hand.waits_for("leave")
    assert hand.window.models["problem"].property("text") == load_catalogue("vi").text("errors.unknown.resident")
    assert "ZeroDivisionError" not in "".join(str(each.property("text")) for each in hand.items())


def test_a_second_tap_and_a_late_answer_change_nothing(hand: Hand, kiosk: Kiosk) -> None:
    """Acts that mean nothing on the screen shown are not taken."""
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.window.models["quiz"].hand_in()  # type: ignore[attr-defined]  # a second tap before the screen changed
    hand.waits_for("score")
    hand.window.models["quiz"].choose(0)  # type: ignore[attr-defined]  # a finger that was already on its way
    hand.picture()
    assert hand.window.visit.at is Step.RESULT
    assert kiosk_status(kiosk).attempts.finished == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_calm_screen_has_a_part_for_each_who_reads_it(hand: Hand, language: str) -> None:
    """Large for the resident, small for the staff who are called, with the code and the time to read out."""
    catalogue, problem = load_catalogue(language), hand.window.models["problem"]
    hand.tap(f"language-{language}")
    hand.window.visit.report(Refused("database_busy"))
    hand.waits_for("go-on")
    said = [str(each.property("text")) for each in hand.items() if each.property("text")]
    assert catalogue.text("errors.database_busy.resident") in said
    assert catalogue.text("refusals.database_busy") in said
    assert "database_busy" in hand.text("problem-code")
    assert problem.property("staffText") != problem.property("text")


def test_after_a_fault_that_passes_a_person_goes_on_where_they_were(hand: Hand, kiosk: Kiosk) -> None:
    """The paper is as it is stored, every answer saved before is there, and it can be handed in."""
    hand.tap("answer-1")
    hand.tap("next")
    hand.bot.waitUntil(lambda: not hand.window.visit.property("isBusy"))
    hand.window.visit.report(Refused("database_busy"))
    hand.tap("go-on")
    hand.waits_for("answer-0")
    assert hand.window.visit.at is Step.QUIZ
    assert hand.window.models["quiz"].property("place") == 1
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    assert kiosk_status(kiosk).attempts.finished == 1


def test_a_paper_that_could_not_be_handed_in_is_handed_in_again(hand: Hand, kiosk: Kiosk) -> None:
    """The disk went read-only as the paper was handed in: going on leads back to it, and the second time it works."""
    hand.tap("review")
    hand.tap("hand-in")
    write_protect(hand, is_on=True)
    hand.tap("confirm-hand-in")
    hand.waits_for("go-on")
    assert "disk_read_only" in hand.text("problem-code")
    assert kiosk_status(kiosk).attempts.finished == 0
    write_protect(hand, is_on=False)
    hand.tap("go-on")
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    assert kiosk_status(kiosk).attempts.finished == 1


def test_a_fault_after_the_result_leads_back_to_the_result(hand: Hand) -> None:
    """What was handed in stays in front of its person: its result and its receipt are one touch away."""
    hand.tap("review")
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")
    hand.window.visit.report(Refused("disk_full"))
    hand.tap("go-on")
    hand.waits_for("score")
    assert hand.window.visit.problem is None


@pytest.mark.expects_log("the visit stopped at quiz")
def test_a_fault_of_ours_is_logged_whole_and_the_paper_goes_on(
    hand: Hand, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    """The traceback is in the log, the person goes on, and what is abandoned later is abandoned as ever."""
    hand.window.visit.report(ZeroDivisionError("of ours"))
    assert "ZeroDivisionError: of ours" in caplog.text
    hand.tap("go-on")
    hand.waits_for("answer-0")
    hand.window.visit.leave()
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: kiosk_status(kiosk).attempts.abandoned == 1)


@pytest.mark.parametrize("code", ["attempt_over", "attempt_unknown"])
def test_where_no_paper_is_left_none_is_offered(hand: Hand, code: str) -> None:
    """Going on would only lead back here: the one way is to the first screen."""
    hand.window.visit.report(Refused(code))
    hand.waits_for("leave")
    assert not hand.sees("go-on")


def test_before_a_paper_there_is_nothing_to_go_on_with(kiosk: Kiosk, qtbot: QtBot) -> None:
    """A fault at the consent: no paper, so no word of one."""
    with a_window(kiosk, qtbot) as hand:
        hand.tap("start")
        hand.window.visit.report(Refused("database_busy"))
        hand.waits_for("leave")
        assert not hand.sees("go-on")
        assert hand.window.models["problem"].property("remark") == ""


def _come_to(hand: Hand, target: str) -> None:
    """Go on until a button is there whose press asks for something to be done."""
    if target != "start":
        walk_to_quiz(hand)
    if target == "confirm-hand-in":
        hand.tap("review")
        hand.tap("hand-in")


@pytest.mark.parametrize(
    ("press", "table"), [("start", "entry"), ("answer-1", "answer"), ("flag", "flag"), ("confirm-hand-in", "entry")]
)
@pytest.mark.expects_log("the visit stopped at")
def test_after_an_error_nobody_expected_in_what_a_screen_asked_for_nothing_is_stuck(
    kiosk: Kiosk, qtbot: QtBot, press: str, table: str
) -> None:
    """The calm screen on the same screens; once it is mended the person goes on or the next one comes, and every button works."""
    with a_window(kiosk, qtbot) as hand:
        _come_to(hand, press)
        with lose_a_table(kiosk.folder, table):
            hand.tap(press)
            hand.waits_for("leave")
            assert "unknown" in hand.text("problem-code")
        if press == "start":
            hand.tap("leave")
            hand.waits_for("start")
            walk_to_quiz(hand)
        else:
            hand.tap("go-on")
            hand.waits_for("answer-0")
        quiz = hand.window.models["quiz"]
        assert not quiz.property("isAnswered"), "what was not saved is not chosen"
        answer_all(hand, paper_of(hand))
        hand_in(hand)
        hand.tap("continue")
        hand.tap("finish")
        hand.tap("done")
        hand.waits_for("start")
        walk_to_quiz(hand, Person(number="001185067891"))
        assert (kiosk_status(kiosk).attempts.finished, kiosk_status(kiosk).attempts.open) == (1, 1)
