"""A pack is read strictly, travels unchanged, and answers what is offered on a day."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.contest.pack import PARTS, ContestPack, Question, Review, pack_bytes, pack_from_bytes, parse_pack
from tests.helpers.builders import IN_CONTEST, a_head, a_pack, a_purpose, a_question, a_rules, a_unit

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def parts_of(pack: ContestPack) -> dict[str, bytes]:
    """Write a pack as its JSON files would be."""
    values = {"pack": pack.head, "rules": pack.rules, "questions": pack.questions, "units": pack.units}
    return {name: msgspec.json.encode(value) for name, value in values.items()}


def refusal_of(parts: dict[str, bytes]) -> Refused:
    """Give the refusal that parsing `parts` ends with."""
    with pytest.raises(Refused) as caught:
        parse_pack(parts)
    return caught.value


def test_a_pack_is_read_from_its_json_parts() -> None:
    """The four files together are the pack."""
    assert parse_pack(parts_of(a_pack())) == a_pack()


@pytest.mark.parametrize("name", PARTS)
def test_a_missing_part_is_named(name: str) -> None:
    """Without one of the files the pack is refused, and the file is named."""
    parts = parts_of(a_pack())
    del parts[name]
    refused = refusal_of(parts)
    assert (refused.code, refused.facts) == ("pack_part_missing", {"part": f"{name}.json"})


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b'{"unknown": 1}'])
@pytest.mark.parametrize("name", PARTS)
def test_a_damaged_part_is_named(name: str, damage: bytes) -> None:
    """Whatever is not the file expected is refused, with the file and the place of the fault."""
    refused = refusal_of(parts_of(a_pack()) | {name: damage})
    assert refused.code == "pack_damaged"
    assert refused.facts["part"] == f"{name}.json"
    assert refused.facts["where"]


def test_a_round_without_time_zone_is_refused() -> None:
    """A moment that does not say its time zone is no moment."""
    parts = parts_of(a_pack())
    parts["rules"] = parts["rules"].replace(b"+07:00", b"")
    assert refusal_of(parts).facts["part"] == "rules.json"


def test_a_newer_format_is_refused() -> None:
    """A pack of a format not known is refused, as JSON and as signed bytes."""
    newer = a_pack(head=a_head(format=2))
    assert refusal_of(parts_of(newer)).code == "pack_format_unknown"
    with pytest.raises(Refused, match="pack_format_unknown"):
        pack_from_bytes(pack_bytes(newer))


@given(from_day=DAYS, version=st.integers(1, 9_999), text=st.text(max_size=30))
def test_a_pack_travels_unchanged(from_day: date, version: int, text: str) -> None:
    """What is signed and sent is read back the same, and always gives the same bytes."""
    pack = a_pack(head=a_head(version=version), questions=(a_question(text, valid_from=from_day),))
    assert pack_from_bytes(pack_bytes(pack)) == pack
    assert pack_bytes(pack_from_bytes(pack_bytes(pack))) == pack_bytes(pack)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_pack_are_refused(noise: bytes) -> None:
    """Noise is refused as damage, never met with a crash."""
    with pytest.raises(Refused, match="pack_damaged"):
        pack_from_bytes(noise)


def test_a_pack_names_itself() -> None:
    """Id and version are those of the head."""
    pack = a_pack(head=a_head(id="phuong", version=7))
    assert (pack.id, pack.version) == ("phuong", 7)


def test_questions_and_units_are_found_by_id() -> None:
    """Each is found by its id, and an unknown id is a KeyError."""
    pack = a_pack()
    assert pack.question("S2").id == "S2"
    assert pack.unit("ward-00346").code == "00346"
    for find in (pack.question, pack.unit):
        with pytest.raises(KeyError, match="none"):
            find("none")


def test_a_reused_code_means_the_unit_of_that_day() -> None:
    """The same code is another unit after the borders changed, and nobody's before there was one."""
    old = a_unit("old", "00352", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))
    new = a_unit("new", "00352", valid_from=date(2025, 7, 1))
    pack = a_pack(units=(old, new))
    assert pack.unit_by_code("00352", date(2025, 6, 30)) == old
    assert pack.unit_by_code("00352", date(2025, 7, 1)) == new
    for code, day in (("00352", date(1999, 12, 31)), ("99999", IN_CONTEST)):
        with pytest.raises(KeyError):
            pack.unit_by_code(code, day)


def test_units_of_the_rules_day_are_offered_on_every_day() -> None:
    """Rules that name a day offer the units of that day, whatever the day of entry."""
    gone = a_unit("gone", "00370", valid_to=date(2024, 12, 31))
    later = a_unit("later", "00367", valid_from=date(2025, 7, 1))
    units = (gone, later)
    assert a_pack(units=units).units_for(date(2026, 11, 24)) == (later,)
    held = a_pack(units=units, rules=a_rules(units_as_of=date(2023, 8, 1)))
    assert held.units_for(date(2026, 11, 24)) == (gone,)
    assert held.unit_by_code("00370", date(2026, 11, 24)) == gone


def test_questions_of_the_rules_law_are_asked_on_every_day() -> None:
    """Rules that name the day of the law ask the questions of that day, whatever the day of the attempt."""
    old = a_question("old", valid_to=date(2024, 6, 30))
    new = a_question("new", valid_from=date(2024, 7, 1))
    assert a_pack(questions=(old, new)).questions_for(date(2024, 7, 1)) == (new,)
    held = a_pack(questions=(old, new), rules=a_rules(law_as_of=date(2023, 7, 31)))
    assert held.questions_for(date(2024, 7, 1)) == (old,)


def test_a_withdrawn_question_is_never_asked() -> None:
    """Withdrawal overrides the days of the law."""
    question: Question = a_question(review=Review("withdrawn"))
    assert not question.is_valid_on(IN_CONTEST)


@given(first=DAYS, last=DAYS, day=DAYS)
def test_validity_includes_both_ends(first: date, last: date, day: date) -> None:
    """Questions, units and consent texts hold from their first to their last day, both included."""
    expected = first <= day <= last
    assert a_question(valid_from=first, valid_to=last).is_valid_on(day) == expected
    assert a_unit(valid_from=first, valid_to=last).is_valid_on(day) == expected
    assert a_purpose(law_from=first, law_to=last).is_valid_on(day) == expected


def test_the_consent_text_of_the_law_of_the_day_is_shown() -> None:
    """When the law changes, so does the text people agree to."""
    decree = a_purpose(law_to=date(2025, 12, 31))
    law = a_purpose(version=2, law_from=date(2026, 1, 1))
    pack = a_pack(head=a_head(consents=(decree, law)))
    assert pack.consents_on(date(2025, 12, 31)) == (decree,)
    assert pack.consents_on(date(2026, 1, 1)) == (law,)
