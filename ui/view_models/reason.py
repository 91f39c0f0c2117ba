"""A line that staff write before an act that needs one, mostly its reason: the question, what is typed, the act that waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.qt_types import Property, QmlUncreatable
from ui.view_models.staff import StaffModel
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class ReasonModel(QObject):
    """`question` is "" while nothing is asked. What was typed is forgotten with the question."""

    reasonChanged = Signal()

    def __init__(self, visit: Visit, staff: StaffModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._staff = staff
        self._key = ""
        self._fields: dict[str, object] = {}
        self._text = ""
        self._done: Callable[[str], None] | None = None
        staff.stageChanged.connect(self.drop)
        visit.appearance.languageChanged.connect(self.reasonChanged)

    @Property(str, notify=reasonChanged)
    def question(self) -> str:
        """What is to be written, in words."""
        return self._visit.appearance.catalogue.text(f"staff.reason.{self._key}", **self._fields) if self._key else ""

    @Property(str, notify=reasonChanged)
    def text(self) -> str:
        """What is typed so far."""
        return self._text

    def ask(self, key: str, done: Callable[[str], None], **fields: object) -> None:
        """Ask `staff.reason.<key>`, and call `done` with the answer once there is one."""
        self._key, self._fields, self._done, self._text = key, fields, done, ""
        self.reasonChanged.emit()

    @Slot(str)
    def edit(self, text: str) -> None:
        """Take the reason as it is being typed."""
        self._staff.stay()
        if text != self._text:
            self._text = text
            self.reasonChanged.emit()

    @Slot()
    def give(self) -> None:
        """Go on with the act."""
        done, text = self._done, self._text.strip()
        if done is not None and text:
            self.drop()
            done(text)

    @Slot()
    def drop(self) -> None:
        """Do not do it after all."""
        self._staff.stay()
        if self._key:
            self._key, self._fields, self._done, self._text = "", {}, None, ""
            self.reasonChanged.emit()
