"""Practice: the mode staff turn on, and a paper that leaves no trace."""

from pathlib import Path

import pytest

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.rules import EssayRules, ReviewRules
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import close_kiosk, is_open, open_kiosk, pause_kiosk
from kiosk.services.practice import (
    PRACTICE_ID,
    PracticeSheet,
    answer_in_practice,
    finish_practice,
    flag_in_practice,
    give_up_practice,
    note_essay_paper_in_practice,
    predict_in_practice,
    start_practice_attempt,
    write_essay_in_practice,
)
from kiosk.services.practice_mode import end_practice, is_in_practice, start_practice
from kiosk.services.resuming import resume_attempt
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from tests.helpers.builders import a_pack, a_text, changed
from tests.helpers.dumps import dump_of
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, counted_bytes


def _open(folder: Path, moved: MovedClock | None = None) -> Kiosk:
    kiosk = a_kiosk(folder, moved)
    open_kiosk(kiosk, "officer-1")
    return kiosk


def test_practice_is_turned_on_and_off_once_each(tmp_path: Path) -> None:
    """Each is written with who did it; a second time is refused, and the day stays as it was."""
    kiosk = _open(tmp_path)
    with pytest.raises(Refused, match="not_in_practice"):
        end_practice(kiosk, "officer-1")
    start_practice(kiosk, "officer-1")
    assert is_in_practice(kiosk)
    with pytest.raises(Refused, match="already_in_practice"):
        start_practice(kiosk, "officer-1")
    end_practice(kiosk, "officer-2")
    assert not is_in_practice(kiosk)
    assert is_open(kiosk)
    assert [each.kind for each in all_entries(kiosk.store, 1)][-2:] == ["practice_started", "practice_ended"]


def test_nobody_takes_part_while_practice_is_on(tmp_path: Path) -> None:
    """Neither starts nor goes on; afterwards both can."""
    moved = MovedClock()
    kiosk = _open(tmp_path, moved)
    running = start_attempt(kiosk, a_registration(kiosk))
    start_practice(kiosk, "officer-1")
    before = dump_of(kiosk)
    with pytest.raises(Refused, match="practice_on"):
        start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match="practice_on"):
        resume_attempt(kiosk, running.id, "officer-1")
    assert dump_of(kiosk) == before
    end_practice(kiosk, "officer-1")
    assert resume_attempt(kiosk, running.id, "officer-1").id == running.id
    assert start_attempt(kiosk, a_registration(kiosk)).id != running.id


def test_no_day_inherits_practice(tmp_path: Path) -> None:
    """Opening, pausing and closing each end it."""
    kiosk = a_kiosk(tmp_path)
    for act in (open_kiosk, pause_kiosk, open_kiosk, close_kiosk):
        start_practice(kiosk, "officer-1")
        assert is_in_practice(kiosk)
        act(kiosk, "officer-1")
        assert not is_in_practice(kiosk)


def test_a_restart_ends_practice(tmp_path: Path) -> None:
    """Whoever starts the program finds a kiosk that takes people in."""
    moved = MovedClock()
    kiosk = _open(tmp_path, moved)
    start_practice(kiosk, "officer-1")
    kiosk.store.close()
    moved.boot = b"boot-two"
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    assert not is_in_practice(again)
    assert start_attempt(again, a_registration(again)).state is State.RUNNING


def test_practice_is_found_without_reading_the_journal(tmp_path: Path) -> None:
    """By an index that holds only these entries."""
    plan = a_kiosk(tmp_path).store.rows(
        "EXPLAIN QUERY PLAN SELECT epoch, seq, kind, boot FROM entry WHERE kind IN ('practice_started', 'practice_ended')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    assert "entry_practice" in str(plan)


def test_a_whole_paper_for_practice_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """Answers, marks, prediction, essay, hand-in and giving up: every table and every count stays the same."""
    pack = a_pack()
    kiosk = a_kiosk(
        tmp_path, None, changed(pack, rules=changed(pack.rules, essay=EssayRules(a_text("Bài viết"), 300, 10)))
    )
    start_practice(kiosk, "officer-1")
    before, counts = dump_of(kiosk), kiosk_status(kiosk)
    for is_handed_in in (True, False):
        sheet = PracticeSheet()
        attempt = start_practice_attempt(sheet, kiosk, "vi")
        first = attempt.paper.questions[0]
        answer_in_practice(sheet, kiosk, PRACTICE_ID, first.question_id, first.options[0])
        flag_in_practice(sheet, kiosk, PRACTICE_ID, first.question_id, flagged=True)
        predict_in_practice(sheet, kiosk, PRACTICE_ID, 7)
        write_essay_in_practice(sheet, kiosk, PRACTICE_ID, 0, "Ba từ thôi")
        after = note_essay_paper_in_practice(sheet, kiosk, PRACTICE_ID, "12")
        assert (after.answers, after.flagged) == ({first.question_id: first.options[0]}, frozenset({first.question_id}))
        assert (after.prediction, after.essay.words, after.essay.paper_number) == (7, 3, "12")
        if is_handed_in:
            assert finish_practice(sheet, kiosk, "handed_in")[0].state is State.FINISHED
        else:
            assert give_up_practice(sheet, kiosk).state is State.ABANDONED
    assert dump_of(kiosk) == before
    assert kiosk_status(kiosk) == counts


def test_practice_shows_every_right_answer_whatever_the_rules_show(tmp_path: Path) -> None:
    """Where the rules show nothing at once, practice shows the score and each missed question all the same."""
    pack = a_pack()
    silent = changed(pack, rules=changed(pack.rules, review=ReviewRules(score="never", right_answers="never")))
    kiosk, sheet = a_kiosk(tmp_path, None, silent), PracticeSheet()
    attempt = start_practice_attempt(sheet, kiosk, "vi")
    _, result = finish_practice(sheet, kiosk, "handed_in")
    assert (result.points, result.correct, result.score_shown, result.answers_shown) == (0, 0, "now", "now")
    assert [each.question.id for each in result.missed] == [each.question_id for each in attempt.paper.questions]
    assert all(each.question.citation.in_language("vi") for each in result.missed)
    assert finish_practice(sheet, kiosk, "handed_in")[1] == result, "a second time gives the same"


def test_the_time_of_practice_runs_out_as_any_other(tmp_path: Path) -> None:
    """At zero nothing more is answered, and the paper is handed in as it stands."""
    moved = MovedClock()
    kiosk, sheet = a_kiosk(tmp_path, moved), PracticeSheet()
    with pytest.raises(Refused, match="attempt_unknown"):
        finish_practice(sheet, kiosk, "handed_in")
    attempt = start_practice_attempt(sheet, kiosk, "vi")
    moved.pass_s(attempt.limit_s)
    first = attempt.paper.questions[0]
    with pytest.raises(Refused, match="time_is_up"):
        answer_in_practice(sheet, kiosk, PRACTICE_ID, first.question_id, first.options[0])
    assert finish_practice(sheet, kiosk, "timed_out")[0].state is State.FINISHED


def test_an_essay_for_practice_is_no_longer_than_a_real_one(tmp_path: Path) -> None:
    """Too long a text is refused as it is for those who take part, and what was counted before stays."""
    pack = a_pack()
    kiosk = a_kiosk(
        tmp_path, None, changed(pack, rules=changed(pack.rules, essay=EssayRules(a_text("Bài viết"), 10, 10)))
    )
    sheet = PracticeSheet()
    start_practice_attempt(sheet, kiosk, "vi")
    write_essay_in_practice(sheet, kiosk, PRACTICE_ID, 0, "một hai")
    with pytest.raises(Refused, match="essay_too_long"):
        write_essay_in_practice(sheet, kiosk, PRACTICE_ID, 0, "chữ " * 100)
    assert sheet.attempt.essay.words == 2
