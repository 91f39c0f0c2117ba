"""Who consents for a person of 14 or 15: name, relation, telephone, and a tick of their own; or a paper form seen by staff."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contest.entrant import is_phone, may_be_name
from kiosk.contest.names import normalise_name, search_key, title_case
from kiosk.services.staff import PIN_LENGTH, SignIn, sign_in
from ui.flow import Act
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit
from ui.wording import digits_of, phone_digits

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_PAGES = ("relation", "name", "phone")
_PAPER_PAGES = ("relation", "pin", "form")


@QmlElement
@QmlUncreatable("Made by the window")
class GuardianModel(QObject):
    """Three small pages: relation and consent, name, telephone; or the PIN of an officer and the number of a paper form."""

    linesChanged = Signal()
    pageChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._page = 0
        self._is_paper = False
        self._pin = ""
        self._remark = ""
        self._wait_s = 0
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self.pageChanged)
        visit.appearance.languageChanged.connect(self.linesChanged)

    @Property(str, notify=pageChanged)
    def page(self) -> str:
        """The page shown: relation, name or phone; pin or form on the way with a paper form."""
        return (_PAPER_PAGES if self._is_paper else _PAGES)[self._page]

    @Property(str, notify=pageChanged)
    def hint(self) -> str:
        """Who needs a guardian by the rules, and that the guardian is to answer."""
        age = self._visit.kiosk.rules.who.guardian_below_age
        return self._visit.appearance.catalogue.text("resident.guardian.hint", age=age)

    @Property(str, notify=linesChanged)
    def pin(self) -> str:
        """The PIN typed by staff."""
        return self._pin

    @Property(str, notify=linesChanged)
    def pinRemark(self) -> str:
        """Why the PIN was not taken; "" when nothing was wrong."""
        return self._visit.appearance.catalogue.text(self._remark, seconds=self._wait_s) if self._remark else ""

    @Property(str, notify=linesChanged)
    def formNumber(self) -> str:
        """The number of the paper form."""
        return self._visit.facts.guardian_form

    @Property(str, notify=linesChanged)
    def relation(self) -> str:
        """The relation chosen."""
        return self._visit.facts.guardian_relation

    @Property(bool, notify=linesChanged)
    def isAgreed(self) -> bool:
        """Whether the guardian ticked their consent."""
        return self._visit.facts.is_guardian_agreed

    @Property(str, notify=linesChanged)
    def fullName(self) -> str:
        """The guardian's name."""
        return self._visit.facts.guardian_name

    @Property(str, notify=linesChanged)
    def phone(self) -> str:
        """The guardian's telephone number."""
        return self._visit.facts.guardian_phone

    @Property(bool, notify=linesChanged)
    def isPageWhole(self) -> bool:
        """Whether the page shown is filled in."""
        facts = self._visit.facts
        match self.page:
            case "relation":
                return bool(facts.guardian_relation) and facts.is_guardian_agreed
            case "name":
                return bool(normalise_name(facts.guardian_name)) and may_be_name(facts.guardian_name)
            case "pin":
                return len(self._pin) == PIN_LENGTH
            case "form":
                return bool(facts.guardian_form)
            case _:
                return is_phone(facts.guardian_phone)

    @Property(str, notify=linesChanged)
    def nameRemark(self) -> str:
        """That it is no name; or that it is the entrant's own: worth a second look, no reason to refuse; "" else."""
        facts = self._visit.facts
        if not may_be_name(facts.guardian_name):
            return self._visit.appearance.catalogue.text("resident.incomplete.name_malformed")
        is_same = bool(facts.guardian_name) and search_key(facts.guardian_name) == search_key(facts.full_name)
        return self._visit.appearance.catalogue.text("resident.warning.guardian_named_as_entrant") if is_same else ""

    @Property(str, notify=linesChanged)
    def phoneReading(self) -> str:
        """How many digits a telephone number has, while there are some but not so many; else ""."""
        typed = self._visit.facts.guardian_phone
        is_short = bool(typed) and not is_phone(typed)
        return self._visit.appearance.catalogue.text("resident.incomplete.phone_malformed") if is_short else ""

    @Slot(str)
    def choose_relation(self, relation: str) -> None:
        """Take the relation: father, mother or guardian."""
        self._visit.facts.guardian_relation = (
            "father" if relation == "father" else "mother" if relation == "mother" else "guardian"
        )
        self.linesChanged.emit()

    @Slot()
    def tick(self) -> None:
        """Tick the consent, or take the tick away."""
        self._visit.facts.is_guardian_agreed = not self._visit.facts.is_guardian_agreed
        self.linesChanged.emit()

    @Slot(str)
    def type_name(self, text: str) -> None:
        """Take the name as typed so far."""
        self._visit.facts.guardian_name = text
        self.linesChanged.emit()

    @Slot(str)
    def type_phone(self, text: str) -> None:
        """Take the telephone number as typed so far."""
        self._visit.facts.guardian_phone = phone_digits(text)
        self.linesChanged.emit()

    @Slot()
    def show_paper(self) -> None:
        """Take the way of a paper form, which staff must have seen."""
        self._is_paper = True
        self._turn(1)

    @Slot(str)
    def type_pin(self, text: str) -> None:
        """Take the PIN as typed so far."""
        self._pin, self._remark = digits_of(text), ""
        self.linesChanged.emit()

    @Slot(str)
    def type_form(self, text: str) -> None:
        """Take the number of the form as typed so far."""
        self._visit.facts.guardian_form = digits_of(text)
        self.linesChanged.emit()

    @Slot()
    def back(self) -> None:
        """Go back a page."""
        if self._is_paper:
            self._leave_paper()
        elif self._page:
            self._turn(self._page - 1)
        else:
            self._visit.take(Act.BACK)

    @Slot()
    def proceed(self) -> None:
        """Go on a page; a PIN is tried first."""
        self._visit.facts.guardian_name = title_case(self._visit.facts.guardian_name)
        if self.page == "pin":
            kiosk, pin = self._visit.kiosk, self._pin
            self._pin = ""
            self._visit.ask(lambda: sign_in(kiosk, pin), self._tried)
        elif self._page < len(_PAGES) - 1:
            self._turn(self._page + 1)
        else:
            self._visit.take(Act.NEXT)

    def _tried(self, answer: SignIn) -> None:
        if self.page != "pin":  # gone back meanwhile
            return
        if answer.member is None:
            kind = "locked" if answer.is_locked else "wait" if answer.wait_s else "wrong"
            self._remark, self._wait_s = f"staff.pin.{kind}", answer.wait_s
            self.linesChanged.emit()
            return
        self._visit.facts.guardian_officer = answer.member.id
        self._turn(2)

    def _leave_paper(self) -> None:
        self._is_paper, self._pin, self._remark = False, "", ""
        self._visit.facts.guardian_form, self._visit.facts.guardian_officer = "", ""
        self._turn(0)

    def _turn(self, page: int) -> None:
        self._page = page
        self.pageChanged.emit()
        self.linesChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._leave_paper()
