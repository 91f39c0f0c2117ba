"""Who takes part: what must be corrected, what is only a warning, how a person is found again."""

from datetime import date

import pytest

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.entrant import (
    Identity,
    age_group,
    age_on_entry,
    identity_key,
    identity_problems,
    identity_warnings,
    masked_label,
    masked_number,
)
from tests.helpers.builders import IN_CONTEST, a_pack, changed

RULES = a_pack().rules
ADULT = Identity(
    "id_card",
    "001185067890",
    "Trần Thị Hòa",
    BirthDate(1985, 12, 1),
    "female",
    RULES.groups[0].code,
    phone="0912345678",
)


def test_a_sound_identity_has_no_problem_and_no_warning() -> None:
    """The invented adult of the tests may go on."""
    assert identity_problems(ADULT, RULES, IN_CONTEST) == ()
    assert identity_warnings(ADULT) == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"full_name": "  "}, "name_missing"),
        ({"full_name": "a" * 101}, "name_too_long"),
        ({"full_name": "Trần Thị Hòa 2"}, "name_malformed"),
        ({"full_name": "001185067890||Tran Thi Hoa"}, "name_malformed"),
        ({"full_name": "TRAN<<THI<HOA"}, "name_malformed"),
        ({"number": "12"}, "id_number_malformed"),
        ({"number": "٠٠١١٨٥٠٦٧٨٩٠"}, "id_number_malformed"),
        ({"papers": "passport", "number": "A"}, "passport_number_malformed"),
        ({"birth": BirthDate(1850, 1, 1)}, "birth_date_implausible"),
        ({"birth": BirthDate(2090, 1, 1)}, "birth_date_implausible"),
        ({"group": "nobody"}, "group_missing"),
        ({"phone": "12a"}, "phone_malformed"),
    ],
    ids=str,
)
def test_each_fault_is_told_by_its_code(changes: dict[str, object], problem: str) -> None:
    """One fault, one code."""
    assert identity_problems(changed(ADULT, **changes), RULES, IN_CONTEST) == (problem,)


def test_rules_may_ask_for_papers_and_for_citizens() -> None:
    """What the sample admits, another contest may not."""
    strict = changed(RULES, who=changed(RULES.who, without_papers=False, foreigners=False))
    assert identity_problems(changed(ADULT, papers="none", number=""), strict, IN_CONTEST) == ("papers_needed",)
    assert identity_problems(changed(ADULT, nationality="FRA"), strict, IN_CONTEST) == ("foreigners_not_admitted",)


def test_age_counts_on_the_day_the_rules_name() -> None:
    """Fourteen on the day of entry is not fourteen on the opening day."""
    identity = changed(ADULT, birth=BirthDate(2009, 8, 10))
    for reference, age in (("entry_day", 14), ("opening_day", 13)):
        rules = changed(RULES, who=changed(RULES.who, age_reference=reference))
        assert age_on_entry(identity, rules, date(2023, 8, 15)) == age


@pytest.mark.parametrize(
    ("age", "group"), [(0, "under_14"), (13, "under_14"), (14, "14_15"), (17, "16_17"), (18, "18_29"), (99, "60_up")]
)
def test_age_groups_meet_without_gap(age: int, group: str) -> None:
    """Each age falls into one group."""
    assert age_group(age) == group


def test_a_contradictory_number_warns_and_a_passport_is_not_compared() -> None:
    """A card number that says another sex is worth a second look; a passport number says nothing."""
    assert identity_warnings(changed(ADULT, sex="male"))
    assert identity_warnings(changed(ADULT, papers="passport", number="C1234567", nationality="FRA")) == ()


def test_the_key_of_a_person_is_their_number_else_their_passport_else_name_and_birth() -> None:
    """Without papers the name is compared without marks, so that Hòa typed as Hoà is the same person."""
    assert identity_key(ADULT) == "id:001185067890"
    foreigner = changed(ADULT, papers="passport", number="c1234567", nationality="FRA")
    assert identity_key(foreigner) == "passport:FRA:C1234567"
    one = changed(ADULT, papers="none", number="", birth=BirthDate(1950))
    other = changed(one, full_name="trần thị hoà")
    assert identity_key(one) == identity_key(other) == "person:tran thi hoa:1950-0-0"


def test_what_is_kept_of_a_person_is_masked() -> None:
    """First letters of every word, six digits hidden, nothing without papers."""
    assert masked_label(ADULT) == "T*** T*** H***"
    assert masked_number(ADULT) == "001******890"
    assert masked_number(changed(ADULT, papers="none", number="")) == ""
