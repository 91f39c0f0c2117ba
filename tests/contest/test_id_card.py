"""A card's QR is fast typing: whole or damaged, it gives what can be read and nothing else. All people here are invented."""

import traceback
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.id_card import (
    MAX_SCAN_LENGTH,
    CardUnreadable,
    IdCard,
    IdNumberWarning,
    check_id_number,
    mask_id_number,
    parse_card_qr,
)
from kiosk.contest.id_provinces import PROVINCE_NAMES

_SCAN = "001185067890|012345678|Trần Thị Hòa|01121985|Nữ|Số 9, Nhân Chính, Thanh Xuân, Hà Nội|05052021"
_CARD = IdCard(
    number="001185067890",
    old_number="012345678",
    full_name="Trần Thị Hòa",
    birth=BirthDate(1985, 12, 1),
    sex="female",
    address="Số 9, Nhân Chính, Thanh Xuân, Hà Nội",
    issued_on=date(2021, 5, 5),
    damaged=frozenset(),
)


def _number_or_code(raw: bytes | str) -> str:
    try:
        return parse_card_qr(raw).number
    except CardUnreadable as refused:
        return refused.code


@pytest.mark.parametrize(
    "raw",
    [
        _SCAN,
        _SCAN.encode(),
        _SCAN.encode("utf-8-sig") + b"\r\n",
        f"\n  {_SCAN} \t\n",
        _SCAN.replace("|", " | "),
        unicodedata.normalize("NFD", _SCAN),
        unicodedata.normalize("NFD", _SCAN).encode(),
        _SCAN.replace("01121985", "01/12/1985").replace("05052021", "5/5/2021"),
        _SCAN + "|Trần Văn Cha|Lê Thị Mẹ|",
        _SCAN + "|Trần Văn Cha\n" + _SCAN.replace("Hòa", "Khác"),
        _SCAN.encode() + b"|\xe1\xbb",
    ],
    ids=["str", "bytes", "bom", "space", "spaced", "nfd", "nfd bytes", "dates", "extra fields", "scanned twice", "cut"],
)
def test_a_whole_card_is_read_however_it_was_sent(raw: bytes | str) -> None:
    """Encodings, line ends, spaces, written dates and further fields make no difference."""
    assert parse_card_qr(raw) == _CARD


def test_a_card_of_a_man_without_an_old_number_is_read() -> None:
    """An empty old number is no damage."""
    card = parse_card_qr("001206012345||Nguyễn Minh An|15022006|Nam|Khương Trung, Thanh Xuân, Hà Nội|20082021")
    assert (card.old_number, card.sex, card.damaged) == (None, "male", frozenset())


@pytest.mark.parametrize(
    ("field", "expected"),
    [("1985", BirthDate(1985)), ("121985", BirthDate(1985, 12)), ("01121985", BirthDate(1985, 12, 1))],
)
def test_people_with_no_known_birth_day_are_read_as_precisely_as_written(field: str, expected: BirthDate) -> None:
    """Dates of 4, 6 and 8 digits keep their precision."""
    assert parse_card_qr(_SCAN.replace("01121985", field)).birth == expected


@pytest.mark.parametrize(
    ("whole", "broken", "damaged"),
    [
        ("Trần", "Tr?n", "full_name"),
        ("Trần", "Tr\ufffdn", "full_name"),
        ("Trần Thị Hòa", "Tráº§n Thá»‹ HÃ²a", "full_name"),
        ("Trần", "Tr4n", "full_name"),
        ("Nhân", "Nh?n", "address"),
        ("Nhân", "Nh\udcc3\udca2n", "address"),
        ("Trần", "Tr\udce1\udcba\udca7n", "full_name"),
        ("Nhân Chính", "NhÃ¢n ChÃ­nh Qu\u00e1\u00ba\u0083n", "address"),
        ("Nữ", "N?", "sex"),
        ("01121985", "31021985", "birth"),
        ("05052021", "052021", "issued_on"),
        ("05052021", "nonsense", "issued_on"),
        ("012345678", "12345", "old_number"),
    ],
)
def test_damage_costs_only_the_field_it_touches(whole: str, broken: str, damaged: str) -> None:
    """A damaged field is None and named; everything else is read."""
    card = parse_card_qr(_SCAN.replace(whole, broken))
    assert card.damaged == {damaged}
    assert getattr(card, damaged) is None
    assert replace(card, **{damaged: getattr(_CARD, damaged)}, damaged=frozenset()) == _CARD


def test_an_empty_field_is_missing_but_not_damaged() -> None:
    """What the card does not say was not lost on the way."""
    card = parse_card_qr("001185067890||||||")
    assert card == IdCard("001185067890", None, None, None, None, None, None, frozenset())


@given(st.data())
def test_lost_bytes_never_cost_the_plain_fields(data: st.DataObject) -> None:
    """Whatever bytes of the marked letters are broken, number and dates stay readable."""
    raw = bytearray(_SCAN.encode())
    marked = [place for place, value in enumerate(raw) if value > 0x7F]
    for place in data.draw(st.sets(st.sampled_from(marked), min_size=1)):
        raw[place] = data.draw(st.sampled_from([0x80, 0xC3, 0xE1, 0xFF, 0x3F]))
    card = parse_card_qr(bytes(raw))
    assert (card.number, card.birth, card.issued_on) == (_CARD.number, _CARD.birth, _CARD.issued_on)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "scan_too_few_fields"),
        (b"", "scan_too_few_fields"),
        ("https://example.vn/a", "scan_too_few_fields"),
        ("|".join(_SCAN.split("|")[:6]), "scan_too_few_fields"),
        ("00118506789|" + _SCAN.partition("|")[2], "scan_without_number"),
        ("Trần Thị Hòa||||||", "scan_without_number"),
        ("٠٠١١٨٥٠٦٧٨٩٠||||||", "scan_without_number"),
        (_SCAN + "|" * MAX_SCAN_LENGTH, "scan_too_long"),
        (b"\xff" * (MAX_SCAN_LENGTH + 1), "scan_too_long"),
    ],
)
def test_nonsense_is_refused_with_a_code_alone(raw: bytes | str, code: str) -> None:
    """The error names what is wrong and holds nothing of what was scanned."""
    with pytest.raises(CardUnreadable) as refused:
        parse_card_qr(raw)
    assert refused.value.code == code
    assert refused.value.args == (code,)
    assert (refused.value.__cause__, refused.value.__context__) == (None, None)


@given(st.one_of(st.binary(max_size=1100), st.text(max_size=1100)))
def test_any_scan_gives_a_card_or_a_code(raw: bytes | str) -> None:
    """No input of a scanner breaks the reading."""
    codes = {"scan_too_few_fields", "scan_without_number", "scan_too_long"}
    assert _number_or_code(raw) in codes or len(_number_or_code(raw)) == 12


@given(st.lists(st.text(st.characters(exclude_characters="|\r\n", exclude_categories=["Cs"]), max_size=20), min_size=6))
def test_any_fields_after_a_number_give_a_card(fields: list[str]) -> None:
    """Each field is then either read, or empty, or named as damaged."""
    card = parse_card_qr("|".join(["001185067890", *fields]))
    assert card.damaged <= {"old_number", "full_name", "birth", "sex", "address", "issued_on"}
    assert not any(getattr(card, name) for name in card.damaged)


def test_a_card_does_not_show_itself() -> None:
    """The text form of a card, as logs and tracebacks make it, holds nothing of the person."""
    shown = f"{_CARD!r} {_CARD}" + "".join(traceback.format_exception(AssertionError(_CARD)))
    assert not any(value in shown for value in ("001185067890", "Trần", "1985"))


@pytest.mark.parametrize(
    ("number", "birth", "sex", "expected"),
    [
        ("001206012345", BirthDate(2006, 2, 15), "male", ()),
        ("001185067890", BirthDate(1985, 12, 1), "female", ()),
        ("001185067890", None, None, ()),
        ("14939800001", None, None, ("id_number_malformed",)),
        ("14939800001x", None, None, ("id_number_malformed",)),
        ("149398000001", BirthDate(2098), "female", ()),
        ("003206012345", None, None, ("id_number_province_unknown",)),
        ("000206012345", None, None, ("id_number_province_unknown",)),
        ("001006012345", BirthDate(2006), "male", ("id_number_century_differs",)),
        ("001306012345", BirthDate(2006), "male", ("id_number_sex_differs",)),
        ("001207012345", BirthDate(2006), "male", ("id_number_year_differs",)),
        (
            "099107012345",
            BirthDate(2006),
            "male",
            (
                "id_number_province_unknown",
                "id_number_century_differs",
                "id_number_sex_differs",
                "id_number_year_differs",
            ),
        ),
        ("001985067890", BirthDate(2385), "female", ()),
        ("001185067890", BirthDate(1885), "female", ("id_number_century_differs",)),
    ],
)
def test_a_number_is_compared_with_what_is_known(
    number: str, birth: BirthDate | None, sex: Literal["male", "female"] | None, expected: tuple[str, ...]
) -> None:
    """Only a number that is not 12 digits is an error; every contradiction is a warning of its own."""
    assert tuple(each.value for each in check_id_number(number, birth, sex)) == expected


@given(
    st.sampled_from([*PROVINCE_NAMES, "100", "999"]),
    st.integers(1900, 2399),
    st.sampled_from(["male", "female"]),
    st.integers(0, 999_999),
)
def test_a_number_made_by_the_decree_has_no_warnings(
    place: str, year: int, sex: Literal["male", "female"], rest: int
) -> None:
    """Every place, century and sex of the table agrees with itself."""
    century_and_sex = 2 * (year // 100 - 19) + (sex == "female")
    number = f"{place}{century_and_sex}{year % 100:02}{rest:06}"
    assert check_id_number(number, BirthDate(year), sex) == ()


def test_all_sixty_three_places_are_known() -> None:
    """The table of the circular is whole, and its names are in NFC."""
    assert len(PROVINCE_NAMES) == 63
    assert PROVINCE_NAMES["001"] == "Hà Nội"
    assert all(unicodedata.is_normalized("NFC", name) for name in PROVINCE_NAMES.values())


def test_warnings_are_their_codes() -> None:
    """A warning written as text is its code, which the catalogue turns into a sentence."""
    assert f"{IdNumberWarning.SEX_DIFFERS}" == "id_number_sex_differs"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("001206012345", "001******345"),
        ("B1234567", "B1****67"),
        ("012345678", "01*****78"),
        ("AB123", "AB*23"),
        ("AB12", "****"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_its_ends_only(number: str, expected: str) -> None:
    """Citizens' numbers show three digits at each end, others two, short ones none."""
    assert mask_id_number(number) == expected
