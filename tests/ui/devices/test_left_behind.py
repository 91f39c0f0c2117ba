"""What a run that was cut off left in the system's queue is taken away, and nothing of anybody else."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.cups import running_cups
from tests.helpers.spooler import TestSpooler, served
from tests.helpers.windows_queue import NAME, RecordedQueues, WindowsFault
from ui.devices.left_behind import clear_cups, clear_windows
from ui.devices.windows_jobs import CONTROL_DELETE


@pytest.mark.parametrize(("title", "is_ours"), [("tramthi-000012", True), ("a neighbour's letter", False)])
def test_our_own_jobs_are_purged(qtbot: QtBot, title: str, *, is_ours: bool) -> None:
    """By their titles; a queue is often shared."""
    spooler = TestSpooler(title=title)
    with served(spooler) as address:
        clear_cups(address)
        qtbot.waitUntil(spooler.listed.is_set)
        qtbot.waitUntil(lambda: spooler.purged_titles == ([title] if is_ours else []))


@pytest.mark.needs("cupsd")
def test_a_real_spool_is_empty_afterwards(qtbot: QtBot, tmp_path: Path) -> None:
    """Two of ours, one waiting and one that came out, and one of somebody else: theirs stays."""
    (tmp_path / "page").write_bytes(b"%PDF-1.4\n%%EOF\n")
    with running_cups() as cups:
        cups.run("cupsdisable", "ward")
        for title in ("tramthi-000012", "tramthi-000013-duplicate", "letter"):
            cups.run("lp", "-d", "ward", "-t", title, str(tmp_path / "page"))
        qtbot.waitUntil(lambda: len(cups.spooled()) == 3)
        clear_cups(cups.spooler)
        qtbot.waitUntil(lambda: len(cups.spooled()) == 1)


def test_our_jobs_in_a_windows_queue_are_deleted(qtbot: QtBot) -> None:
    """Two of ours lie in it and one of somebody else."""
    queues = RecordedQueues([0x2080])
    clear_windows(queues, WindowsFault, NAME)
    qtbot.waitUntil(lambda: queues.deleted == [3, 12])
    assert queues.commands == [CONTROL_DELETE, CONTROL_DELETE]


def test_without_a_windows_printer_nothing_is_asked(qtbot: QtBot) -> None:
    """No printer has that name."""
    del qtbot
    queues = RecordedQueues([0x2080])
    clear_windows(queues, WindowsFault, "")
    assert (queues.deleted, queues.open_handles) == ([], 0)
