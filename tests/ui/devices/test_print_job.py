"""The states of a document on its way to paper."""

import itertools
import threading

import pytest
from pytestqt.qtbot import QtBot

from ui.devices.print_job import ENDS, NEXT, PrintJob, PrintReason, PrintState


@pytest.mark.parametrize(("before", "after"), [*itertools.permutations(PrintState, 2)])
def test_only_steps_of_the_table_are_taken(qtbot: QtBot, before: PrintState, after: PrintState) -> None:
    """From every state exactly the steps of the table lead on; nothing follows an end."""
    del qtbot
    job = PrintJob()
    job.report(before)
    heard: list[str] = []
    job.changed.connect(lambda state, _reason: heard.append(state))
    job.report(after)
    is_step = after in NEXT[before]
    assert (job.state, heard) == ((after, [after.value]) if is_step else (before, []))
    assert job.is_over == (job.state in ENDS)


def test_a_new_reason_is_news_and_the_same_one_is_not(qtbot: QtBot) -> None:
    """A printer that runs out of paper while stuck is heard once more, then not again."""
    del qtbot
    job = PrintJob()
    heard: list[tuple[str, str]] = []
    job.changed.connect(lambda state, reason: heard.append((state, reason)))
    for reason in (PrintReason.OFFLINE, PrintReason.PAPER_OUT, PrintReason.PAPER_OUT):
        job.report(PrintState.STUCK, reason)
    assert heard == [("stuck", "offline"), ("stuck", "paper_out")]
    assert job.reason is PrintReason.PAPER_OUT


def test_what_another_thread_reports_is_told_on_the_jobs_own(qtbot: QtBot) -> None:
    """A printer may work on any thread; who listens is called where the job lives."""
    job = PrintJob()
    threads: list[threading.Thread] = []
    job.changed.connect(lambda *_: threads.append(threading.current_thread()))
    other = threading.Thread(target=lambda: job.report(PrintState.PRINTED))
    with qtbot.waitSignal(job.changed):
        other.start()
    other.join()
    assert threads == [threading.main_thread()]
