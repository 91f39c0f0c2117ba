"""Rows of dataclasses as QML sees them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.list_model import RowModel


@dataclass(frozen=True)
class _Row:
    name: str
    count: int


def test_rows_are_read_by_the_names_of_their_fields(qtmodeltester: ModelTester, qapp: object) -> None:
    """Each field is a role; Qt's own tester finds nothing wrong with the model."""
    owner = QObject()
    model = RowModel(_Row, owner)
    model.show((_Row("one", 1), _Row("two", 2)))
    roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(1), roles["name"]) == "two"
    assert model.data(model.index(0), roles["count"]) == 1
    assert model.data(model.index(0), 0) is None
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped
    assert qapp is not None


def test_delegates_stay_when_the_number_of_rows_stays(qtbot: QtBot) -> None:
    """A changed row is a change, so that focus and press survive; another number of rows is a new list."""
    owner = QObject()
    model = RowModel(_Row, owner)
    with qtbot.waitSignal(model.modelReset):
        model.show((_Row("one", 1),))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show((_Row("other", 1),))
    with qtbot.waitSignal(model.modelReset):
        model.show(())
    assert model.rowCount() == 0
    assert model.rows == ()
