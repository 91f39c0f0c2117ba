"""What staff ask for: one act of a name at a time, and what is read never older than when it was asked for last."""

from threading import Event

from pytestqt.qtbot import QtBot

from ui.staff_acts import StaffActs
from ui.tasks import Tasks


def test_what_is_asked_for_while_it_is_read_is_read_once_more(qtbot: QtBot) -> None:
    """However often it was asked for meanwhile, and nothing is left to be read afterwards."""
    lane, acts, began, go_on = Tasks("storage"), StaffActs(lambda: None), Event(), Event()
    there, taken = ["old"], list[str]()

    def work() -> str:
        seen = there[0]
        began.set()
        go_on.wait(30)
        return seen

    for _ in range(3):
        acts.read("page", lane, work, taken.append)
    assert began.wait(30)
    there[0] = "new"
    go_on.set()
    qtbot.waitUntil(lambda: not lane.pending)
    assert taken == ["old", "new"]
    acts.read("page", lane, work, taken.append)
    qtbot.waitUntil(lambda: not lane.pending)
    assert taken == ["old", "new", "new"]
    lane.stop()


def test_nothing_is_read_again_for_an_officer_who_has_gone(qtbot: QtBot) -> None:
    """What is still to come is dropped with what was asked for twice."""
    lane, acts, go_on = Tasks("storage"), StaffActs(lambda: None), Event()
    taken = list[bool]()
    for _ in range(2):
        acts.read("page", lane, lambda: go_on.wait(30), taken.append)
    acts.forget()
    go_on.set()
    qtbot.waitUntil(lambda: not lane.pending)
    assert taken == []
    lane.stop()
