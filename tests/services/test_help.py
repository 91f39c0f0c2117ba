"""Calls for help: one call for many presses, open until somebody came, and nothing personal in the journal."""

from pathlib import Path

from kiosk.contest.events import HelpAnswered
from kiosk.journal.codec import decode_event
from kiosk.services.help import ONE_CALL_S, answer_help, call_help, open_calls, take_back_help
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, counted_bytes


def _kinds(kiosk: Kiosk) -> list[str]:
    return [each.kind for each in all_entries(kiosk.store, 1)]


def test_presses_within_a_minute_are_one_call(tmp_path: Path) -> None:
    """The second press gives the first call and writes nothing; after a minute it is said anew."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    first = call_help(kiosk, "quiz", "a1")
    moved.pass_s(ONE_CALL_S - 1)
    assert call_help(kiosk, "review", "a1") == first
    assert _kinds(kiosk).count("help_called") == 1
    moved.pass_s(1)
    assert call_help(kiosk, "review", "a1") != first
    assert [each.step for each in open_calls(kiosk)] == ["quiz", "review"]


def test_a_clock_set_back_does_not_swallow_a_call(tmp_path: Path) -> None:
    """A call that seems to be of the future is not taken for the one just made."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    call_help(kiosk, "quiz")
    moved.at_us -= 3_600_000_000
    call_help(kiosk, "quiz")
    assert len(open_calls(kiosk)) == 2


def test_staff_answer_every_open_call_once(tmp_path: Path) -> None:
    """The answer says who came; with no call open nothing is written."""
    kiosk = a_kiosk(tmp_path)
    assert answer_help(kiosk, "officer-1") == 0
    call_help(kiosk, "rules")
    assert answer_help(kiosk, "officer-1") == 1
    assert answer_help(kiosk, "officer-1") == 0
    assert open_calls(kiosk) == ()
    written = [each for each in all_entries(kiosk.store, 1) if each.kind == "help_answered"]
    assert len(written) == 1
    assert decode_event("help_answered", 1, written[0].payload or b"") == HelpAnswered("officer-1")


def test_a_call_can_be_taken_back_and_made_again_at_once(tmp_path: Path) -> None:
    """A call taken back is no longer open, and the next press is a new one, also within the minute."""
    kiosk = a_kiosk(tmp_path)
    call_help(kiosk, "name")
    assert take_back_help(kiosk) == 1
    assert open_calls(kiosk) == ()
    call_help(kiosk, "name")
    assert _kinds(kiosk).count("help_called") == 2


def test_a_call_survives_a_restart_and_not_the_day(tmp_path: Path) -> None:
    """What was called is open after the program was started again; closing the day leaves nothing open."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    open_kiosk(kiosk, "officer-1")
    call = call_help(kiosk, "consent")
    kiosk.store.close()
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    assert open_calls(again) == (call,)
    close_kiosk(again, "officer-1")
    assert open_calls(again) == ()
