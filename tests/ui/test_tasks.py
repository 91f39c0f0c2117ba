"""Work off the GUI thread, results on it."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from ui.tasks import Tasks


@pytest.fixture
def lane(qapp: object) -> Iterator[Tasks]:  # noqa: ARG001 - signals need the application
    """Give a lane, ended after the test."""
    tasks = Tasks("a lane of a test")
    yield tasks
    tasks.stop()


def test_work_is_done_elsewhere_and_its_value_comes_home(lane: Tasks, qtbot: QtBot) -> None:
    """The work sees another thread, the receiver of its value this one."""
    seen: list[int | None] = []
    lane.run(threading.get_ident, seen.append, _raise)
    qtbot.waitUntil(lambda: not lane.pending)
    assert seen != [threading.get_ident()]
    homes: list[int] = []
    lane.run(lambda: None, lambda _: homes.append(threading.get_ident()), _raise)
    qtbot.waitUntil(lambda: not lane.pending)
    assert homes == [threading.get_ident()]


def test_work_keeps_its_order(lane: Tasks, qtbot: QtBot) -> None:
    """What was asked first is done and delivered first."""
    seen: list[int] = []
    for number in range(100):
        lane.run(partial(int, number), seen.append, _raise)
    qtbot.waitUntil(lambda: not lane.pending)
    assert seen == list(range(100))


def test_a_failure_is_delivered_and_the_lane_goes_on(lane: Tasks, qtbot: QtBot) -> None:
    """An exception reaches `failed` whole; the next work is done."""
    failures: list[Exception] = []
    values: list[str] = []
    lane.run(lambda: 1 // 0, _raise_value, failures.append)
    lane.run(lambda: "after", values.append, _raise)
    qtbot.waitUntil(lambda: not lane.pending)
    assert [type(each) for each in failures] == [ZeroDivisionError]
    assert values == ["after"]


def test_nothing_is_delivered_after_the_end(qtbot: QtBot) -> None:
    """Those it was for may be gone, though the lane itself still hears that it was done."""
    seen: list[int] = []
    lane = Tasks("a lane of a test")
    lane.run(lambda: 1, seen.append, _raise)
    lane.stop()
    qtbot.waitUntil(lambda: not lane.pending)
    assert seen == []


def test_stopping_does_what_was_asked_and_ends_on_the_lane(qapp: object) -> None:  # noqa: ARG001 - as above
    """Nothing given is lost at the end; the last act runs on the lane's own thread."""
    done: list[str] = []
    idents: list[int] = []
    lane = Tasks("a lane of a test")
    lane.run(lambda: done.append("work"), _raise_value, _raise)
    lane.stop(lambda: idents.append(threading.get_ident()))
    assert done == ["work"]
    assert idents
    assert idents != [threading.get_ident()]


def test_what_is_dropped_is_done_but_not_delivered(lane: Tasks, qtbot: QtBot) -> None:
    """Whoever asked for it is gone; what is given afterwards is delivered."""
    done: list[str] = []
    lane.run(lambda: done.append("dropped"), _raise_value, _raise)
    lane.run(lambda: 1 // 0, _raise_value, _raise)
    lane.run(lambda: "no", _raise_value, _raise)
    lane.drop()
    lane.run(lambda: "kept", done.append, _raise)
    qtbot.waitUntil(lambda: not lane.pending)
    assert done == ["dropped", "kept"]


def test_an_outcome_under_way_at_the_end_is_dropped(qtbot: QtBot) -> None:
    """The end waits for the work, and nothing hears of it afterwards."""
    done: list[str] = []
    lane = Tasks("a lane of a test")
    lane.run(lambda: done.append("work"), _raise_value, _raise)
    lane.run(lambda: "value", _raise_value, _raise)
    lane.stop()
    qtbot.waitUntil(lambda: not lane.pending)
    assert done == ["work"]


def _raise(failure: Exception) -> None:
    raise failure


def _raise_value(value: object) -> None:
    if value is not None:
        raise AssertionError(value)
