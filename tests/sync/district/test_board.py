"""The live board's line of a kiosk at which somebody asked for staff."""

import pytest

from kiosk.contest.earlier_events import KioskClosedV1
from kiosk.contest.events import Event, HelpAnswered, HelpCalled, KioskOpened
from sync.district.board import live_board
from sync.district.district import District
from tests.helpers.district import enrolled


def test_a_call_for_help_shows_since_when(district: District) -> None:
    """The line tells the moment of the newest call; a kiosk at which nobody called tells none."""
    sender, quiet = enrolled(district, seed=1), enrolled(district, seed=2)
    sender.write(KioskOpened("officer-1"))
    sender.write(HelpCalled("quiz", ""))
    sender.send(district)
    lines = {each.id: each.help_at for each in live_board(district, sender.now).kiosks}
    assert lines == {sender.id: sender.now, quiet.id: None}


@pytest.mark.parametrize(
    "end", [HelpAnswered("officer-1"), HelpAnswered(""), KioskClosedV1("officer-1", 0, 0, 0, 0, 0), KioskOpened("x")]
)
def test_a_call_goes_when_it_is_answered_or_the_day_ends(district: District, end: Event) -> None:
    """Staff came, the person took it back, or the day is over: nothing calls any more."""
    sender = enrolled(district)
    sender.write(HelpCalled("quiz", ""))
    sender.write(end)
    sender.send(district)
    assert [each.help_at for each in live_board(district, sender.now).kiosks] == [None]
