"""A read-only list for QML over a tuple of dataclasses: each field is a role. No editing, no sorting."""

from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex

_FIRST_ROLE = 0x0100
"""Qt.ItemDataRole.UserRole. Naming `Qt` makes PySide build all its enumerations: a quarter of the wait for the first frame."""


class RowModel(QAbstractListModel):
    """Rows of one dataclass `kind`, whose camelCase fields delegates take as required properties."""

    def __init__(self, kind: type[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._names = tuple(each.name for each in fields(kind))
        self._rows: tuple[Any, ...] = ()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they stand."""
        return self._rows

    def show(self, rows: tuple[Any, ...]) -> None:
        """Take other rows; when their number stays, delegates stay too and only change."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Give the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Give a field of a row."""
        place = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[place])

    def roleNames(self) -> dict[int, QByteArray]:
        """Name the roles after the fields."""
        return {_FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self._names)}
