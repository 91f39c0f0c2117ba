"""A run that was cut off is seen at the next start, once; one that ended in order is not."""

from pathlib import Path

from kiosk.contest.events import ProgramEndedAbnormally
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.services.running import begin_run, end_run
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk


def _told(kiosk: Kiosk) -> list[ProgramEndedAbnormally]:
    events = (decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1))
    return [each for each in events if isinstance(each, ProgramEndedAbnormally)]


def test_a_cut_is_told_once_with_when_that_run_began(tmp_path: Path) -> None:
    """Start, cut, start, cut, start, end, start: two cuts."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    began_at_us = [moved.at_us, moved.at_us + 60_000_000]
    assert not begin_run(kiosk)
    moved.pass_s(60)
    assert begin_run(kiosk)
    moved.pass_s(60)
    assert begin_run(kiosk)
    end_run(kiosk)
    assert not begin_run(kiosk)
    assert [each.began_at_us for each in _told(kiosk)] == began_at_us
