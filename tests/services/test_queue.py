"""Queue tickets: numbers from 1 each day, each called once, in order."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import TempPathFactory  # noqa: PT013 - only its name is wanted

from kiosk.services.kiosk import load_kiosk
from kiosk.services.queue import call_next, called_now, issue_ticket, waiting_count
from tests.helpers.kiosks import MovedClock, a_kiosk, counted_bytes

DAY_S = 24 * 3600


def test_numbers_run_from_one_and_are_called_in_order(tmp_path: Path) -> None:
    """Nobody is called before somebody waits; a restart forgets nothing."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    assert (call_next(kiosk), called_now(kiosk), waiting_count(kiosk)) == (None, None, 0)
    tickets = [issue_ticket(kiosk) for _ in range(3)]
    assert [each.number for each in tickets] == [1, 2, 3]
    assert tickets[0].issued_at == kiosk.clock.now().at
    assert call_next(kiosk) == tickets[0]
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    assert (called_now(again), waiting_count(again)) == (1, 2)
    assert call_next(again) == tickets[1]
    assert issue_ticket(again).number == 4


def test_a_new_day_begins_at_one(tmp_path: Path) -> None:
    """Whoever still waited yesterday is not called today."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    issue_ticket(kiosk)
    issue_ticket(kiosk)
    call_next(kiosk)
    moved.pass_s(DAY_S)
    assert (called_now(kiosk), waiting_count(kiosk), call_next(kiosk)) == (None, 0, None)
    assert issue_ticket(kiosk).number == 1


@settings(max_examples=20, deadline=None)
@given(st.lists(st.booleans(), max_size=30))
def test_any_order_of_giving_and_calling(tmp_path_factory: TempPathFactory, acts: list[bool]) -> None:
    """Numbers given have no gaps, numbers called follow one another, and the rest waits."""
    kiosk = a_kiosk(tmp_path_factory.mktemp("kiosk"))
    given_, called = [], []
    for is_giving in acts:
        if is_giving:
            given_.append(issue_ticket(kiosk).number)
        elif ticket := call_next(kiosk):
            called.append(ticket.number)
    assert given_ == list(range(1, len(given_) + 1))
    assert called == given_[: len(called)]
    assert waiting_count(kiosk) == len(given_) - len(called)
