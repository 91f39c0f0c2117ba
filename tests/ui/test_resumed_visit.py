"""Going on in the window after a power cut: the same paper, the same answers, the same language, the own pack."""

from pathlib import Path
from threading import Event

from pytestqt.qtbot import QtBot

from kiosk.contest.attempt import Attempt
from kiosk.contest.pack import pack_bytes
from kiosk.contest.rules import EssayRules
from kiosk.services.attempts import answer, flag, start_attempt
from kiosk.services.essays import save_essay
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.resuming import resume_attempt
from kiosk.services.status import kiosk_status
from kiosk.storage.place_rows import save_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import PACK_TYPE
from tests.helpers.builders import a_pack, a_rules, a_text, changed
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration, counted_bytes
from tests.helpers.qml import Hand, a_window
from tests.helpers.staff import sign_in
from ui.flow import Step


def interrupted(folder: Path, moved: MovedClock) -> tuple[Kiosk, Attempt]:
    """Give the kiosk after a power cut in the middle of an English attempt, a newer pack with other questions in force."""
    pack = a_pack(rules=a_rules(essay=EssayRules(a_text("đề bài"), 20, 40)))
    kiosk = a_kiosk(folder, moved, pack)
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk, language="en"))
    question = attempt.paper.questions[0]
    answer(kiosk, attempt.id, question.question_id, question.options[2])
    flag(kiosk, attempt.id, question.question_id, flagged=True)
    save_essay(kiosk, attempt.id, 0, "bốn chữ trước đó")
    newer = changed(
        pack,
        head=changed(pack.head, version=2),
        rules=a_rules(prediction=None, ties=("score", "lot")),
        questions=tuple(changed(each, text=a_text("câu mới")) for each in pack.questions),
    )
    with kiosk.store.transaction():
        save_document(kiosk.store, PACK_TYPE, 2, close_envelope(DISTRICT, PACK_TYPE, pack_bytes(newer)))
    kiosk.store.close()
    moved.boot, moved.elapsed_us = b"boot-two", 0
    return load_kiosk(folder, moved.clock(), counted_bytes()), attempt


def test_a_person_goes_on_where_they_were(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """First open question, answer and flag kept, English, the old pack's texts, prediction and essay; then handed in once."""
    kiosk, attempt = interrupted(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot) as hand:
        hand.window.visit.resume(resume_attempt(kiosk, attempt.id, "officer-1"))
        hand.waits_for("answer-0")
        quiz = hand.window.models["quiz"]
        assert quiz.property("place") == 1
        assert quiz.property("text") == kiosk_text(attempt, 1)
        hand.tap("back")
        hand.bot.waitUntil(lambda: bool(hand.item("answer-2").property("isChosen")))
        assert hand.item("flag").property("checked")
        hand.tap("review")
        assert hand.text("essay-tile") == "Essay: 4 of 20 words saved"
        assert hand.sees("prediction-tile")
        hand.tap("essay-tile")
        write_on(hand)
        hand.tap("review")
        hand.bot.waitUntil(lambda: hand.text("essay-tile") == "Essay: 6 of 20 words saved")
        hand.tap("hand-in")
        hand.tap("confirm-hand-in")
        hand.waits_for("score")
        assert kiosk_status(kiosk).attempts.finished == 1


def write_on(hand: Hand) -> None:
    """Read that the earlier part is sealed, and write two words more."""
    hand.picture()
    hand.tap("essay-write")
    hand.waits_for("essay-text")
    assert hand.text("essay-count") == "4 of 20 words"
    hand.tap("essay-keys")
    assert "4 words from before" in str(hand.window.models["essay"].property("earlierText"))
    hand.waits_for("essay-anew")
    hand.item("essay-text").forceActiveFocus()
    hand.type("them nua")
    assert hand.text("essay-count") == "6 of 20 words"


def kiosk_text(attempt: Attempt, place: int) -> str:
    """Give a question's English text in the pack of the builders."""
    return a_pack().question(attempt.paper.questions[place].question_id).text.en


def test_beginning_anew_drops_what_was_sealed(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """Whoever cannot remember what they wrote may start over: only the new text is kept."""
    kiosk, attempt = interrupted(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot) as hand:
        hand.window.visit.resume(resume_attempt(kiosk, attempt.id, "officer-1"))
        hand.waits_for("answer-0")
        hand.window.visit.show(Step.ESSAY)
        write_on(hand)
        hand.tap("essay-anew")
        hand.bot.waitUntil(lambda: kiosk.store.rows("SELECT part, words FROM essay_part") == [(0, 2)])
        assert hand.text("essay-count") == "2 of 20 words"


def test_nobody_else_is_shown_it(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """While another person is in front, and after its own person left, the attempt is not shown."""
    kiosk, attempt = interrupted(tmp_path / "kiosk", moved)
    with a_window(kiosk, qtbot) as hand:
        hand.tap("start")
        hand.waits_for("consent-participate")
        hand.window.visit.resume(resume_attempt(kiosk, attempt.id, "officer-1"))
        hand.bot.waitUntil(lambda: not hand.window.storage.pending)
        assert hand.window.visit.at is Step.CONSENT
        assert hand.window.visit.facts.attempt is None


def test_whoever_was_let_go_on_is_there_though_the_corner_was_locked_at_once(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock
) -> None:
    """A slow disk, an officer who locks right after: the attempt runs, so its person must have it in front of them."""
    kiosk, _ = interrupted(tmp_path / "kiosk", moved)
    go_on = Event()
    with a_window(kiosk, qtbot) as hand:
        sign_in(hand)
        hand.tap("tab-sessions")
        hand.tap("session-0")
        hand.window.storage.run(lambda: go_on.wait(30), lambda _: None, hand.window.visit.report)
        hand.tap("session-resume")
        hand.tap("staff-leave")
        hand.waits_for("start")
        go_on.set()
        hand.waits_for("answer-0")
