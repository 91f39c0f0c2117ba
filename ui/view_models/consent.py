"""Consent: one purpose per tick, none ticked beforehand; refusing leaves nothing behind.

Which texts the law asks for on which day is the pack's matter (`ContestPack.consents_on`), not this file's.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.entrant import Consent
from kiosk.contest.pack import Purpose
from ui.flow import Act, Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """One purpose as shown."""

    purpose: str
    title: str
    detail: str
    remark: str
    isTicked: bool


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """One paragraph of the data notice."""

    paragraph: str


@QmlElement
@QmlUncreatable("Made by the window")
class ConsentModel(QObject):
    """The purposes in force today, and the notice on how data are used."""

    ticksChanged = Signal()
    noticeChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._is_notice_shown = False
        self._shown: tuple[Purpose, ...] = ()
        self._purposes = RowModel(PurposeRow, self)
        self._notice = RowModel(ParagraphRow, self)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        visit.ended.connect(self._forget)
        self._show_what_is_in_force()
        self._refresh()

    @Property(QObject, constant=True)
    def purposes(self) -> QObject:
        """The purposes, each with its tick."""
        return self._purposes

    @Property(QObject, constant=True)
    def notice(self) -> QObject:
        """The paragraphs of the notice."""
        return self._notice

    @Property(bool, notify=noticeChanged)
    def isNoticeShown(self) -> bool:
        """Whether the notice is read now instead of the purposes."""
        return self._is_notice_shown

    @Property(str, notify=noticeChanged)
    def noticeTitle(self) -> str:
        """The notice's title."""
        return self._visit.kiosk.pack.head.notice.title.in_language(self._visit.appearance.language)

    @Property(bool, notify=ticksChanged)
    def mayContinue(self) -> bool:
        """Whether everything required is ticked."""
        agreed = self._visit.facts.consents
        return bool(self._shown) and all(not each.is_required or each.id in agreed for each in self._shown)

    @Slot(str)
    def tick(self, purpose_id: str) -> None:
        """Tick a purpose, or take the tick away."""
        consents, now = self._visit.facts.consents, self._visit.kiosk.clock.now()
        if consents.pop(purpose_id, None) is None:
            purpose = next(each for each in self._shown if each.id == purpose_id)
            consents[purpose_id] = Consent(purpose.id, purpose.version, now.at_us)
        self._refresh()

    @Slot(bool)
    def show_notice(self, is_shown: bool) -> None:  # noqa: FBT001 - QML calls it with the state wanted
        """Read the notice, or go back to the purposes."""
        self._is_notice_shown = is_shown
        self.noticeChanged.emit()

    @Slot()
    def back(self) -> None:
        """Leave the notice, or the visit."""
        if self._is_notice_shown:
            self.show_notice(False)  # noqa: FBT003 - see there
        else:
            self._visit.leave()

    @Slot()
    def proceed(self) -> None:
        """Go on."""
        self._visit.take(Act.NEXT)

    @Slot()
    def _enter(self) -> None:
        if self._visit.at is Step.CONSENT:
            self._show_what_is_in_force()
            self._refresh()

    def _show_what_is_in_force(self) -> None:
        """Take the texts of today: they stay while they are read, and a tick given to another version is taken away."""
        self._shown = self._visit.kiosk.pack.consents_on(self._visit.kiosk.today())
        versions = {each.id: each.version for each in self._shown}
        consents = self._visit.facts.consents
        for purpose, agreed in tuple(consents.items()):
            if versions.get(purpose) != agreed.version:
                del consents[purpose]

    @Slot()
    def _forget(self) -> None:
        self._is_notice_shown = False
        self._show_what_is_in_force()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        language, catalogue = self._visit.appearance.language, self._visit.appearance.catalogue
        self._purposes.show(
            tuple(
                PurposeRow(
                    each.id,
                    each.title.in_language(language),
                    each.text.in_language(language),
                    catalogue.text("resident.consent.required" if each.is_required else "resident.consent.optional"),
                    each.id in self._visit.facts.consents,
                )
                for each in self._shown
            )
        )
        paragraphs = self._visit.kiosk.pack.head.notice.paragraphs
        self._notice.show(tuple(ParagraphRow(each.in_language(language)) for each in paragraphs))
        self.ticksChanged.emit()
        self.noticeChanged.emit()
