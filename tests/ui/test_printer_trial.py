"""A trial page followed: a person is asked only where there may be something to look at; a page that never came has failed."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.readiness import Found
from kiosk.texts import load_catalogue
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.printer_trial import PrinterTrial


@pytest.fixture
def job(qtbot: QtBot) -> PrintJob:
    """Give a page that was just handed over."""
    del qtbot
    return PrintJob()


@pytest.mark.parametrize("state", [PrintState.PRINTED, PrintState.UNKNOWN])
@pytest.mark.parametrize("is_seen", [True, False])
def test_a_page_that_may_lie_in_the_tray_is_looked_at(job: PrintJob, state: PrintState, is_seen: bool) -> None:  # noqa: FBT001 - a case
    """What was seen decides, with what the printer said written beside it."""
    trial, ended = PrinterTrial(), list[Found]()
    trial.ended.connect(ended.append)
    trial.begin(job)
    job.report(PrintState.PRINTING)
    assert trial.in_words(load_catalogue("vi")) == load_catalogue("vi").text("staff.check.job.printing")
    looked_at = [trial.is_to_be_looked_at]
    job.report(state)
    assert [*looked_at, trial.is_to_be_looked_at] == [False, True]
    assert trial.in_words(load_catalogue("vi")) == ""
    found = trial.found(is_seen=is_seen)
    assert found is not None
    assert (found.is_passed, found.facts["state"]) == (is_seen, state.value)
    assert ended == []


def test_a_page_that_was_refused_has_failed_by_itself(job: PrintJob) -> None:
    """Nobody is sent to look for it."""
    trial, ended = PrinterTrial(), list[Found]()
    trial.ended.connect(ended.append)
    trial.begin(job)
    job.report(PrintState.REFUSED, PrintReason.NO_PRINTER)
    assert [(each.is_passed, each.facts["reason"]) for each in ended] == [(False, "no_printer")]


def test_a_page_given_up_is_heard_of_no_more(job: PrintJob) -> None:
    """Its end changes nothing, and there is nothing found."""
    trial, ended = PrinterTrial(), list[Found]()
    trial.ended.connect(ended.append)
    trial.begin(job)
    trial.drop()
    job.report(PrintState.REFUSED, PrintReason.NO_PRINTER)
    assert ended == []
    assert trial.found(is_seen=True) is None
