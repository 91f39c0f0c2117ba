"""Why a person may not take part, said kindly. Nothing was stored."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.flow import Step
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import told_end, written_day

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("Made by the window")
class RefusalModel(QObject):
    """The decision of the rules, in words."""

    refusalChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        visit.stepChanged.connect(self._follow)
        visit.appearance.languageChanged.connect(self.refusalChanged)

    @Property(str, notify=refusalChanged)
    def title(self) -> str:
        """What it is about."""
        return self._say("title")

    @Property(str, notify=refusalChanged)
    def text(self) -> str:
        """Why, and what one can do."""
        return self._say("text")

    def _say(self, part: str) -> str:
        admission = self._visit.facts.admission
        if admission is None:
            return ""
        rules, language = self._visit.kiosk.rules, self._visit.appearance.language
        return self._visit.appearance.catalogue.text(
            f"resident.refused.{admission.decision}.{part}",
            age=rules.who.min_age,
            attempts=rules.attempts.per_entrant,
            excluded=rules.who.excluded.in_language(language).rstrip("."),
            first_day=written_day(min(each.first_day for each in rules.rounds), language),
            last_end=told_end(max(each.ends_at for each in rules.rounds), self._visit.appearance.catalogue),
        )

    @Slot()
    def _follow(self) -> None:
        if self._visit.at is Step.REFUSED:
            self.refusalChanged.emit()
