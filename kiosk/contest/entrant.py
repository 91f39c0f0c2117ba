"""Who takes part: the identity a person confirms, what they consent to, and whether the rules let them enter.

Values of this module hold personal data in clear: they live in memory during one visit and are written nowhere but into
the district's sealed box. Cards and passports are read in `id_card.py` and `passport.py`.
"""

import re
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.id_card import check_id_number, mask_id_number
from kiosk.contest.names import mask_name, normalise_name, search_key
from kiosk.contest.rules import Rules

Papers = Literal["id_card", "passport", "none"]
Sex = Literal["male", "female"]
Decision = Literal["admitted", "guardian_needed", "too_young", "excluded", "attempts_used_up", "not_open"]
AGE_GROUPS: Final = (
    (0, "under_14"),
    (14, "14_15"),
    (16, "16_17"),
    (18, "18_29"),
    (30, "30_44"),
    (45, "45_59"),
    (60, "60_up"),
)
_MIN_AGE_PLAUSIBLE: Final = 0
_MAX_AGE_PLAUSIBLE: Final = 120
MAX_NAME_CHARACTERS: Final = 100
_CITIZEN_NUMBER: Final = re.compile(r"[0-9]{12}")
_PASSPORT_NUMBER: Final = re.compile(r"[0-9A-Za-z]{5,20}")
_IN_NO_NAME: Final = re.compile(r"[\d|<>@#_=+*/\\]")
_PHONE_NUMBER: Final = re.compile(r"[0-9]{8,15}")


class Identity(Struct, frozen=True):
    """What a person says of themselves. `number` is "" without papers; `nationality` is ISO 3166 alpha-3."""

    papers: Papers
    number: str
    full_name: str
    birth: BirthDate
    sex: Sex | None
    group: str
    nationality: str = "VNM"
    phone: str = ""
    is_scanned: bool = False


class Guardian(Struct, frozen=True):
    """Who consents for a person of 14 or 15 (Decree 13/2023, Article 20); `form_number` when a paper form was noted.

    Then `noted_by` is the officer who saw the form, and the form itself holds name, relation and telephone.
    """

    full_name: str
    relation: str
    phone: str
    form_number: str = ""
    noted_by: str = ""


class Consent(Struct, frozen=True):
    """One purpose a person agreed to, with the version of the text shown and the moment (microseconds since 1970 UTC)."""

    purpose: str
    version: int
    at_us: int


SEALED_PERSON_VERSION: Final = 2


class SealedPerson(Struct, frozen=True, array_like=True):
    """What the district's sealed box holds: version first, so that old boxes stay readable.

    Version 2 lets the guardian be known by a paper form (`form_number`, `noted_by`); in version 1 these are missing or "".
    """

    version: int
    identity: Identity
    guardian: Guardian | None


def age_on_entry(identity: Identity, rules: Rules, today: date) -> int:
    """Give the age that counts: on the day of entry, or on the opening day, as the rules say."""
    day = today if rules.who.age_reference == "entry_day" else rules.opening_day()
    return identity.birth.age_on(day)


def age_group(age: int) -> str:
    """Give the code of the age group reports count under."""
    return next(name for lowest, name in reversed(AGE_GROUPS) if age >= lowest)


def identity_problems(identity: Identity, rules: Rules, today: date) -> tuple[str, ...]:
    """Give codes of what must be corrected before going on; empty when the identity can be used."""
    problems = _name_problems(normalise_name(identity.full_name))
    if identity.papers == "id_card" and not _CITIZEN_NUMBER.fullmatch(identity.number):
        problems.append("id_number_malformed")
    if identity.papers == "passport" and not _PASSPORT_NUMBER.fullmatch(identity.number):
        problems.append("passport_number_malformed")
    if identity.papers == "none" and not rules.who.without_papers:
        problems.append("papers_needed")
    if identity.nationality != "VNM" and not rules.who.foreigners:
        problems.append("foreigners_not_admitted")
    if not _MIN_AGE_PLAUSIBLE <= identity.birth.age_on(today) <= _MAX_AGE_PLAUSIBLE:
        problems.append("birth_date_implausible")
    if identity.group not in {each.code for each in rules.groups}:
        problems.append("group_missing")
    if identity.phone and not is_phone(identity.phone):
        problems.append("phone_malformed")
    return tuple(problems)


def _name_problems(name: str) -> list[str]:
    problems: list[str] = []
    if not name:
        problems.append("name_missing")
    if not may_be_name(name):
        problems.append("name_malformed")
    if len(name) > MAX_NAME_CHARACTERS:
        problems.append("name_too_long")
    return problems


def may_be_name(name: str) -> bool:
    """Tell whether nothing in it speaks against a name: digits and the signs of a scan or an address stand in none."""
    return _IN_NO_NAME.search(name) is None


def is_phone(number: str) -> bool:
    """Tell whether this may be a telephone number: 8 to 15 digits (ITU-T E.164 has at most 15), nothing else."""
    return _PHONE_NUMBER.fullmatch(number) is not None


def identity_warnings(identity: Identity) -> tuple[str, ...]:
    """Give codes of contradictions worth a second look; never a reason to refuse (`domain.md` 3.3)."""
    if identity.papers != "id_card":
        return ()
    return tuple(str(each.value) for each in check_id_number(identity.number, identity.birth, identity.sex))


def card_key(number: str) -> str:
    """Give the same for a citizen's number alone, as a scanned card tells it."""
    return f"id:{number}"


def passport_key(nationality: str, number: str) -> str:
    """Give the identity key of whoever has this passport; `nationality` is ISO 3166 alpha-3."""
    return f"passport:{nationality}:{number.upper()}"


def identity_key(identity: Identity) -> str:
    """Give the text whose fingerprint finds a person again: the number, else the passport, else name and birth date."""
    if identity.papers == "id_card":
        return card_key(identity.number)
    if identity.papers == "passport":
        return passport_key(identity.nationality, identity.number)
    birth = identity.birth
    return f"person:{search_key(identity.full_name)}:{birth.year}-{birth.month or 0}-{birth.day or 0}"


def masked_label(identity: Identity) -> str:
    """Give the name as a kiosk may keep and show it: first letters only."""
    return mask_name(identity.full_name)


def masked_number(identity: Identity) -> str:
    """Give the number as a kiosk may keep and print it; "" without papers."""
    return mask_id_number(identity.number) if identity.number else ""
