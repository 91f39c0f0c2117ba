"""The print queues of a machine, asked of Debian's own CUPS."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.cups import QUEUE, running_cups
from ui.devices.cups_line import Spooler
from ui.devices.queue_names import cups_queues


@pytest.mark.needs("cupsd")
def test_the_queues_of_a_spooler_are_named(qtbot: QtBot) -> None:
    """None once there is none any more."""
    del qtbot
    with running_cups() as cups:
        assert cups_queues(cups.spooler) == (QUEUE,)
        cups.run("lpadmin", "-x", QUEUE)
        assert cups_queues(cups.spooler) == ()


def test_without_a_spooler_there_are_none(qtbot: QtBot) -> None:
    """Nobody listens there, and nothing waits."""
    del qtbot
    assert cups_queues(Spooler("http://127.0.0.1:9")) == ()
