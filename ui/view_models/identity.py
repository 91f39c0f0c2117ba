"""Who a person is: by card, or typed line by line. What is typed goes into the visit's facts and nowhere else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.entrant import Identity, identity_problems, may_be_name
from kiosk.contest.names import normalise_name, title_case
from ui.flow import SCANS, Act, Step
from ui.list_model import RowModel
from ui.nationalities import NATIONALITIES
from ui.qt_types import Property, QmlUncreatable
from ui.scan_reader import ScanReader
from ui.view_models.visit import Visit
from ui.visit_facts import ID_DIGITS
from ui.wording import birth_digits, digits_of, phone_digits

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_FOREIGNERS: Final = "foreigner"
_WITH_A_YEAR: Final = re.compile(r"(?:^|/)[0-9]{4}$")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One of several things to choose."""

    code: str
    title: str
    isChosen: bool


@QmlElement
@QmlUncreatable("Made by the window")
class IdentityModel(QObject):
    """The lines a person types, each with what is wrong with it, and what a card brings."""

    linesChanged = Signal()
    scanChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._scan_problem = ""
        self._reader = ScanReader()
        self._groups = RowModel(ChoiceRow, self)
        self._nationalities = RowModel(ChoiceRow, self)
        visit.appearance.languageChanged.connect(self._refresh)
        visit.stepChanged.connect(self._enter)
        visit.ended.connect(self._forget)

    @Property(bool, notify=linesChanged)
    def mayGoWithoutPapers(self) -> bool:
        """Whether the rules admit a person without papers."""
        return self._visit.kiosk.rules.who.without_papers

    @Property(bool, notify=linesChanged)
    def mayBeForeign(self) -> bool:
        """Whether the rules admit foreigners."""
        return self._visit.kiosk.rules.who.foreigners

    @Property(str, notify=scanChanged)
    def scanProblem(self) -> str:
        """What was wrong with the last scan, in words; "" when nothing was."""
        return self._visit.appearance.catalogue.text(self._scan_problem) if self._scan_problem else ""

    @Property(bool, notify=linesChanged)
    def isPassport(self) -> bool:
        """Whether the number asked for is a passport's."""
        return self._visit.facts.papers == "passport"

    @Property(str, notify=linesChanged)
    def number(self) -> str:
        """The number typed."""
        return self._visit.facts.number

    @Property(bool, notify=linesChanged)
    def isNumberWhole(self) -> bool:
        """Whether the number has the right form."""
        return self._visit.facts.has_whole_number()

    @Property(str, notify=linesChanged)
    def numberReading(self) -> str:
        """What the number still lacks, in words: of a card's the digits missing, of a passport's what it is made of."""
        facts, catalogue = self._visit.facts, self._visit.appearance.catalogue
        if facts.papers == "passport":
            return "" if not facts.number or self.isNumberWhole else catalogue.text("resident.number.passport_form")
        missing = ID_DIGITS - len(facts.number)
        return catalogue.text("resident.number.missing", count=missing) if missing > 0 else ""

    @Property(str, notify=linesChanged)
    def fullName(self) -> str:
        """The name typed."""
        return self._visit.facts.full_name

    @Property(str, notify=linesChanged)
    def nameRemark(self) -> str:
        """That what stands in the line is no name, "" when it may be one."""
        is_name = may_be_name(self._visit.facts.full_name)
        return "" if is_name else self._visit.appearance.catalogue.text("resident.incomplete.name_malformed")

    @Property(bool, notify=linesChanged)
    def isNameWhole(self) -> bool:
        """Whether there is a name."""
        return bool(normalise_name(self._visit.facts.full_name)) and not self.nameRemark

    @Property(str, notify=linesChanged)
    def birth(self) -> str:
        """The birth date typed, with its strokes."""
        return self._visit.facts.birth_text

    @Property(bool, notify=linesChanged)
    def isBirthWhole(self) -> bool:
        """Whether the birth date is a date of a living person."""
        birth = self._visit.facts.birth()
        return birth is not None and 0 <= birth.age_on(self._visit.kiosk.today()) <= 120  # noqa: PLR2004 - a long life

    @Property(str, notify=linesChanged)
    def birthReading(self) -> str:
        """The birth date in words, so that a slip is seen; that it is none once a year is typed; "" until then."""
        birth, catalogue = self._visit.facts.birth(), self._visit.appearance.catalogue
        if birth is None or not self.isBirthWhole:
            is_typed = _WITH_A_YEAR.search(self._visit.facts.birth_text) is not None
            return catalogue.text("resident.incomplete.birth_date_implausible") if is_typed else ""
        if birth.month is None:
            return catalogue.text("resident.birth.year", year=birth.year)
        month = catalogue.text(f"resident.month.{birth.month}")
        if birth.day is None:
            return catalogue.text("resident.birth.month", month=month, year=birth.year)
        return catalogue.text("resident.birth.day", day=birth.day, month=month, year=birth.year)

    @Property(str, notify=linesChanged)
    def sex(self) -> str:
        """The sex chosen, "" for none yet."""
        return self._visit.facts.sex or ""

    @Property(QObject, constant=True)
    def groups(self) -> QObject:
        """The groups of the rules."""
        return self._groups

    @Property(QObject, constant=True)
    def nationalities(self) -> QObject:
        """The nationalities offered to holders of passports."""
        return self._nationalities

    @Property(bool, notify=linesChanged)
    def isAboutWhole(self) -> bool:
        """Whether sex and group are chosen."""
        return self._visit.facts.sex is not None and bool(self._visit.facts.group)

    @Property(str, notify=linesChanged)
    def phone(self) -> str:
        """The telephone number typed."""
        return self._visit.facts.phone

    @Property(bool, notify=linesChanged)
    def isPhoneWhole(self) -> bool:
        """Whether the telephone number may stand: none at all, or one of the right form."""
        return not self._visit.facts.phone or not self._has_problem("phone_malformed")

    @Property(str, notify=linesChanged)
    def phoneReading(self) -> str:
        """How many digits a telephone number has, while there are some but not so many; else ""."""
        return "" if self.isPhoneWhole else self._visit.appearance.catalogue.text("resident.incomplete.phone_malformed")

    @Slot(str)
    def choose_papers(self, papers: str) -> None:
        """Begin to type with the papers named: id_card, passport or none."""
        facts = self._visit.facts
        if papers != facts.papers:
            facts.number = ""
            facts.group = "" if facts.group == _FOREIGNERS else facts.group  # it came with the passport
        if papers == "id_card":
            self._start_typing(lambda: setattr(facts, "papers", "id_card"), Act.NEXT)
            facts.nationality = "VNM"
        elif papers == "passport":
            self._start_typing(lambda: setattr(facts, "papers", "passport"), Act.PASSPORT)
        else:
            self._start_typing(lambda: setattr(facts, "papers", "none"), Act.NO_NUMBER)
            facts.number, facts.nationality = "", "VNM"

    @Slot(str)
    def choose_nationality(self, code: str) -> None:
        """Take the nationality of the passport; foreigners count in their own group when the rules have one."""
        facts = self._visit.facts
        facts.nationality = code
        if code != "VNM" and any(each.code == _FOREIGNERS for each in self._visit.kiosk.rules.groups):
            facts.group = _FOREIGNERS
        elif code == "VNM" and facts.group == _FOREIGNERS:
            facts.group = ""
        self._refresh()
        self._visit.typed()

    @Slot(str)
    def type_number(self, text: str) -> None:
        """Take the number as typed so far."""
        self._visit.facts.number = text if self.isPassport else digits_of(text)
        self.linesChanged.emit()

    @Slot(str)
    def type_name(self, text: str) -> None:
        """Take the name as typed so far."""
        self._visit.facts.full_name = text
        self.linesChanged.emit()

    @Slot(str)
    def type_birth(self, text: str) -> None:
        """Take the birth date as typed so far, setting its strokes."""
        self._visit.facts.birth_text = birth_digits(text)
        self.linesChanged.emit()

    @Slot(str)
    def type_phone(self, text: str) -> None:
        """Take the telephone number as typed so far."""
        self._visit.facts.phone = phone_digits(text)
        self.linesChanged.emit()

    @Slot(str)
    def choose_sex(self, sex: str) -> None:
        """Take the sex: male or female."""
        self._visit.facts.sex = "male" if sex == "male" else "female"
        self._refresh()

    @Slot(str)
    def choose_group(self, code: str) -> None:
        """Take the group."""
        self._visit.facts.group = code
        self._refresh()

    @Slot()
    def proceed(self) -> None:
        """Go on from a line; a name gets its capitals."""
        if self._visit.at is Step.NAME:
            self._visit.facts.full_name = title_case(self._visit.facts.full_name)
        self._visit.typed()

    @Slot()
    def back(self) -> None:
        """Go back from a line."""
        facts = self._visit.facts
        self._visit.is_correcting = False
        skips_number = self._visit.at is Step.NAME and facts.papers == "none"
        to_nationality = self._visit.at is Step.NUMBER and facts.papers == "passport"
        self._visit.take(Act.NO_NUMBER if skips_number else Act.PASSPORT if to_nationality else Act.BACK)

    @Slot(bytes)
    def scanned(self, scan: bytes) -> None:
        """Take a scan on the screen that asks for it: a card's QR or a passport's zone. What is damaged is left to be typed."""
        if self._visit.at not in SCANS:
            return
        outcome = self._reader.read(scan, self._visit.facts, self._visit.kiosk.today())
        self._scan_problem = "resident.identity.scan_unreadable" if outcome == "unreadable" else ""
        if outcome == "taken":
            self._after_scan()
        self.scanChanged.emit()

    def _after_scan(self) -> None:
        """Go to the first line the scan left open; a zone has no Vietnamese marks, so a name from it is looked at.

        From there every line comes once more, also for whoever had come back to correct the number: each is now the scan's.
        """
        self._visit.is_correcting = False
        self._refresh()
        facts = self._visit.facts
        is_without_marks = facts.scan is not None and facts.scan.is_zone and facts.nationality == "VNM"
        if not self.isNumberWhole:
            self._visit.show(Step.NUMBER)
        elif is_without_marks or not self.isNameWhole:
            self._visit.show(Step.NAME)
        elif not self.isBirthWhole:
            self._visit.show(Step.BIRTH)
        else:
            self._visit.show(Step.ABOUT)

    def _start_typing(self, choose: Callable[[], None], act: Act) -> None:
        choose()
        self._visit.facts.scan, self._visit.facts.is_scanned = None, False
        self._scan_problem = ""
        self._refresh()
        self.scanChanged.emit()
        self._visit.take(act)

    def _has_problem(self, code: str) -> bool:
        facts = self._visit.facts
        birth = facts.birth()
        if birth is None:
            return False
        identity: Identity = facts.identity()
        return code in identity_problems(identity, self._visit.kiosk.rules, self._visit.kiosk.today())

    @Slot()
    def _enter(self) -> None:
        if self._visit.at in {Step.IDENTITY, Step.ABOUT, Step.NATIONALITY}:
            self._refresh()

    @Slot()
    def _forget(self) -> None:
        self._scan_problem = ""
        self._reader.forget()
        self._refresh()
        self.scanChanged.emit()

    @Slot()
    def _refresh(self) -> None:
        facts, language = self._visit.facts, self._visit.appearance.language
        catalogue = self._visit.appearance.catalogue
        self._groups.show(
            tuple(
                ChoiceRow(each.code, each.name.in_language(language), each.code == facts.group)
                for each in self._visit.kiosk.rules.groups
            )
        )
        self._nationalities.show(
            tuple(
                ChoiceRow(code, catalogue.text(f"resident.country.{code}"), code == facts.nationality)
                for code in NATIONALITIES
            )
        )
        self.linesChanged.emit()
