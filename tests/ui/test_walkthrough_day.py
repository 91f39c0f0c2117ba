"""A ward's day played whole, with a real district beside it."""

from pathlib import Path

import msgspec
import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.day_trial import DayResult, run_day
from kiosk.trial import failed_steps_refused
from ui.hand import StepFailed


def test_a_day_is_played_whole(qtbot: QtBot, tmp_path: Path) -> None:
    """Five come, the power is cut twice, one is voided, one receipt comes again: everything adds up here and at the district."""
    del qtbot
    out = tmp_path / "out"
    out.mkdir()
    day = run_day(out, tmp_path / "data", language="vi", seed=1)
    assert day.holds
    assert day.synced
    assert (day.started, day.finished, day.abandoned, day.voided) == (5, 4, 0, 1)
    assert (day.receipts, day.first_receipt, day.last_receipt) == (4, 1, 4)
    assert (day.duplicates, day.print_faults, day.district_attempts) == (1, 0, 4)
    assert msgspec.json.decode((out / "result.json").read_bytes(), type=DayResult) == day
    names = sorted(each.name for each in out.glob("*.png"))
    assert [each[:3] for each in names] == [f"{place:02d}-" for place in range(1, len(names) + 1)]
    document = pypdfium2.PdfDocument(out / "closing.pdf")
    assert len(document) >= 1
    document.close()


def test_a_step_that_fails_is_refused_with_its_picture(tmp_path: Path) -> None:
    """Whoever tries a day reads at which step it stopped, what was awaited there, and where to see it."""
    with pytest.raises(Refused) as refused, failed_steps_refused():
        raise StepFailed("consent", "continue", tmp_path / "failed.png")
    assert refused.value.code == "step_failed"
    assert refused.value.facts == {"step": "consent", "expected": "continue", "picture": str(tmp_path / "failed.png")}
