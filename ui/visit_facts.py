"""What one visit gathers in memory: the only place of the window where personal values live. Dropped as a whole at its end."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from kiosk.contest.birth_date import BirthDate, parse_birth_date
from kiosk.contest.entrant import Consent, Guardian, Identity, Papers, Sex
from kiosk.contest.names import normalise_name

if TYPE_CHECKING:  # the first screen need not wait for what only a later one holds
    from kiosk.contest.attempt import Attempt
    from kiosk.contest.pack import ContestPack
    from kiosk.services.admission import Admission
    from kiosk.services.receipts import Receipt
    from kiosk.services.results import Result
    from ui.attempt_desk import AttemptDesk

ID_DIGITS: Final = 12
"""So many digits the number of a citizen's card has."""
Relation = Literal["", "father", "mother", "guardian"]
_PERSONAL: Final = (
    "number", "full_name", "birth_text", "sex", "group", "nationality", "phone", "guardian_name", "guardian_relation",
    "guardian_phone", "guardian_form", "guardian_officer", "scan",
)  # fmt: skip
_TYPED: Final = ("number", "full_name", "birth_text", "phone", "guardian_name", "guardian_phone")


@dataclass(frozen=True, slots=True, repr=False)
class ScannedPaper:
    """What a scan said, to compare with what is confirmed. `unsure`: fields of a zone whose check digit did not agree."""

    number: str
    birth_text: str
    sex: Sex | None
    is_zone: bool = False
    unsure: tuple[str, ...] = ()

    def warnings(self, identity: Identity) -> tuple[str, ...]:
        """Give codes of what was typed otherwise, and of what was read without certainty: a second look, no refusal."""
        unsure = tuple(f"scan_unsure_{each}" for each in ("number", "birth") if each in self.unsure)
        if self.unsure and not unsure:
            unsure = ("scan_unsure_other",)
        differs = {
            "number": bool(self.number) and self.number != identity.number,
            "birth": bool(self.birth_text) and self.birth_text != identity.birth.written(),
            "sex": self.sex is not None and self.sex != identity.sex,
        }
        return unsure + tuple(f"scan_{name}_differs" for name, is_so in differs.items() if is_so)


@dataclass(slots=True)
class VisitFacts:
    """Everything a person has entered and got so far. Texts are as typed; `identity` makes a value of them."""

    consents: dict[str, Consent] = field(default_factory=dict)
    papers: Papers = "id_card"
    number: str = ""
    full_name: str = ""
    birth_text: str = ""
    sex: Sex | None = None
    group: str = ""
    nationality: str = "VNM"
    phone: str = ""
    is_scanned: bool = False
    scan: ScannedPaper | None = None
    unit_id: str = ""
    guardian_name: str = ""
    guardian_relation: Relation = ""
    guardian_phone: str = ""
    guardian_form: str = ""
    guardian_officer: str = ""
    is_guardian_agreed: bool = False
    admission: "Admission | None" = None
    practice: "AttemptDesk | None" = None
    """The desk of a visit for practice; None: the person takes part."""
    attempt: "Attempt | None" = None
    pack: "ContestPack | None" = None
    is_timed_out: bool = False
    result: "Result | None" = None
    receipt: "Receipt | None" = None

    def birth(self) -> BirthDate | None:
        """Give the birth date typed, None while it is no date."""
        try:
            return parse_birth_date(self.birth_text)
        except ValueError:
            return None

    def has_whole_number(self) -> bool:
        """Tell whether the number has the form that the papers' numbers have."""
        try:
            number = self._written_number()
        except ValueError:
            return False
        return self.papers == "passport" or (len(number) == ID_DIGITS and number.isascii() and number.isdigit())

    def identity(self) -> Identity:
        """Give who the person says they are. ValueError while the birth date is no date, or a passport's number none."""
        number = self._written_number()
        return Identity(
            papers=self.papers,
            number="" if self.papers == "none" else number,
            full_name=normalise_name(self.full_name),
            birth=parse_birth_date(self.birth_text),
            sex=self.sex,
            group=self.group,
            nationality=self.nationality,
            phone=self.phone,
            is_scanned=self.is_scanned,
        )

    def _written_number(self) -> str:
        """Give the number as it counts. ValueError where a passport's has not the form."""
        from kiosk.contest.passport import normalise_passport_number  # noqa: PLC0415 - as above

        return normalise_passport_number(self.number) if self.papers == "passport" else self.number

    def guardian(self) -> Guardian | None:
        """Give who consents for a person of 14 or 15, None when nobody was asked to."""
        if self.guardian_officer and self.guardian_form:
            return Guardian("", "", "", form_number=self.guardian_form, noted_by=self.guardian_officer)
        if not self.is_guardian_agreed:
            return None
        return Guardian(normalise_name(self.guardian_name), self.guardian_relation, self.guardian_phone)

    def without_personal(self, text: str) -> str:
        """Give a text of ours, such as an error's, without what the person typed."""
        typed = (getattr(self, name) for name in _TYPED)
        for value in sorted((each for each in typed if each.strip()), key=len, reverse=True):
            for written in (value, normalise_name(value)):
                text = text.replace(written, "[...]") if written else text
        return text

    def after_failure(self) -> "VisitFacts":
        """Give what the person may go on with on screens made anew: their paper, nothing of what they typed about themselves."""
        return VisitFacts(
            attempt=self.attempt,
            pack=self.pack,
            practice=self.practice,
            is_timed_out=self.is_timed_out,
            result=self.result,
            receipt=self.receipt,
        )

    def forget_identity(self) -> None:
        """Drop who the person is as soon as it is sealed: from here on nothing needs it."""
        blank = VisitFacts()
        for name in _PERSONAL:
            setattr(self, name, getattr(blank, name))
