"""Machine-readable zones of passports and cards, by the samples of ICAO Doc 9303 and invented people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.passport import (
    MAX_TEXT_CHARACTERS,
    Mrz,
    MrzUnreadable,
    check_digit,
    normalise_passport_number,
    parse_mrz,
)

_TODAY = date(2026, 11, 24)
_TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
_TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
_VIETNAMESE_CARD = "IDVNM2060123453001206012345<<4\n0602150M3102156VNM<<<<<<<<<<<8\nNGUYEN<<MINH<AN<<<<<<<<<<<<<<<"
_TD3_PLACES = {"number": 44, "birth": 57, "sex": 64, "expires_on": 65, "personal_number": 72}


def _passport(
    number: str = "B1234567", birth: str = "850101", sex: str = "M", expiry: str = "300101", personal_number: str = ""
) -> str:
    """Make the zone of a passport whose check digits are right."""

    def checked(field: str) -> str:
        return f"{field}{check_digit(field)}"

    left, right = checked(number.ljust(9, "<")), checked(birth)
    end = checked(expiry) + checked(personal_number.ljust(14, "<"))
    return "P<VNMTRAN<<HOA".ljust(44, "<") + f"{left}VNM{right}{sex}{end}{check_digit(left + right + end)}"


def _failed_checks_or_code(text: str) -> tuple[str, ...]:
    try:
        return parse_mrz(text, _TODAY).failed_checks
    except MrzUnreadable as refused:
        return (refused.code,)


def test_the_passport_of_the_standard_is_read() -> None:
    """The TD3 sample of Doc 9303-4 gives its fields, and all five check digits hold."""
    assert parse_mrz(_TD3, _TODAY) == Mrz(
        document_type="P",
        issuing_state="UTO",
        number="L898902C3",
        nationality="UTO",
        surname="ERIKSSON",
        given_names="ANNA MARIA",
        birth=BirthDate(1974, 8, 12),
        sex="female",
        expires_on=date(2012, 4, 15),
        failed_checks=(),
    )


def test_the_card_of_the_standard_is_read() -> None:
    """The TD1 sample of Doc 9303-5 gives the same person."""
    card = parse_mrz(_TD1, _TODAY)
    assert (card.document_type, card.number, card.failed_checks) == ("I", "D23145890", ())
    assert (card.surname, card.given_names, card.birth) == ("ERIKSSON", "ANNA MARIA", BirthDate(1974, 8, 12))


def test_a_vietnamese_card_gives_all_twelve_digits() -> None:
    """The number's place holds only nine of them; the whole number follows it."""
    card = parse_mrz(_VIETNAMESE_CARD, _TODAY)
    assert (card.number, card.failed_checks) == ("001206012345", ())
    assert (card.surname, card.given_names, card.sex) == ("NGUYEN", "MINH AN", "male")
    assert (card.birth, card.expires_on) == (BirthDate(2006, 2, 15), date(2031, 2, 15))


def test_a_number_longer_than_its_place_goes_on_in_the_optional_part() -> None:
    """The second TD1 form of Doc 9303-5: a filler for the check digit, the digit after the rest of the number."""
    number = "D23145890734"
    first = f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    second = "7408122F1204159UTO<<<<<<<<<<<"
    composite = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    card = parse_mrz(f"{first}{second}{composite}{'ERIKSSON'.ljust(30, '<')}", _TODAY)
    assert (card.number, card.given_names, card.failed_checks) == (number, "", ())


@pytest.mark.parametrize(
    "text", [_TD3.replace("\n", ""), _TD3.lower(), _TD3.replace("\n", "\r\n") + "\n", _TD3.replace("<", "«")]
)
def test_line_ends_case_and_quotes_do_not_matter(text: str) -> None:
    """A reader may send one line or two, a person may type small letters."""
    assert parse_mrz(text, _TODAY) == parse_mrz(_TD3, _TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mrz_wrong_shape"),
        (_TD3[:-1], "mrz_wrong_shape"),
        (_TD3 + "<", "mrz_wrong_shape"),
        (_TD3.replace("L898", "L8?8"), "mrz_wrong_characters"),
        (_TD3.replace("ERIKSSON", "ERIKSSÖN"), "mrz_wrong_characters"),
        ("V" + _TD3[1:], "mrz_wrong_document"),
        ("P" + _TD1[1:], "mrz_wrong_document"),
        ("<" * (MAX_TEXT_CHARACTERS + 1), "mrz_too_long"),
    ],
)
def test_what_is_no_zone_is_refused_with_a_code_alone(text: str, code: str) -> None:
    """The error says what is wrong and holds nothing of the text."""
    with pytest.raises(MrzUnreadable) as refused:
        parse_mrz(text, _TODAY)
    assert (refused.value.code, refused.value.args) == (code, (code,))


@pytest.mark.parametrize("name", ["number", "birth", "expires_on", "personal_number"])
def test_a_misread_field_fails_its_own_check_and_the_composite(name: str) -> None:
    """One wrong digit is found twice, and the zone is read all the same."""
    text = _TD3.replace("\n", "")
    place = _TD3_PLACES[name] + 4  # The fifth sign of each field.
    changed = text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :]
    assert parse_mrz(changed, _TODAY).failed_checks == tuple(sorted(("composite", name)))


def test_an_unknown_sign_for_the_sex_is_told() -> None:
    """Only M, F, X and a filler are read; anything else is named, for no check digit covers it."""
    text = _TD3.replace("\n", "")
    place = _TD3_PLACES["sex"]
    read = {sign: parse_mrz(text[:place] + sign + text[place + 1 :], _TODAY) for sign in "MFX<H"}
    assert [read[sign].sex for sign in "MFX<H"] == ["male", "female", None, None, None]
    assert [read[sign].failed_checks for sign in "MFX<H"] == [(), (), (), (), ("sex",)]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("261124", BirthDate(2026, 11, 24)),
        ("261125", BirthDate(1926, 11, 25)),
        ("261201", BirthDate(1926, 12, 1)),
        ("270101", BirthDate(1927, 1, 1)),
        ("991231", BirthDate(1999, 12, 31)),
        ("85<<<<", BirthDate(1985)),
        ("8503<<", BirthDate(1985, 3)),
        ("26<<<<", BirthDate(2026)),
    ],
)
def test_nobody_is_born_after_today(field: str, expected: BirthDate) -> None:
    """Two digits mean the latest year not in the future; unknown parts stay unknown."""
    mrz = parse_mrz(_passport(birth=field), _TODAY)
    assert (mrz.birth, mrz.failed_checks) == (expected, ())


@pytest.mark.parametrize("field", ["851301", "850230", "85<<01", "8501<1", "<<<<<<", "A50101", "850000"])
def test_a_birth_date_that_cannot_be_is_told(field: str) -> None:
    """Even with right check digits an impossible day is None and named."""
    mrz = parse_mrz(_passport(birth=field), _TODAY)
    assert (mrz.birth, mrz.failed_checks) == (None, ("birth",))


@pytest.mark.parametrize(
    ("field", "expected", "failed"),
    [
        ("300101", date(2030, 1, 1), ()),
        ("991231", date(2099, 12, 31), ()),
        ("060101", date(2006, 1, 1), ()),
        ("050101", date(2105, 1, 1), ()),
        ("<<<<<<", None, ()),
        ("300230", None, ("expires_on",)),
        ("30<<<<", None, ("expires_on",)),
    ],
)
def test_an_expiry_lies_in_the_hundred_years_around_today(
    field: str, expected: date | None, failed: tuple[str, ...]
) -> None:
    """Cards without end say 99 and mean the future; no date at all is no fault."""
    mrz = parse_mrz(_passport(expiry=field), _TODAY)
    assert (mrz.expires_on, mrz.failed_checks) == (expected, failed)


def test_an_empty_personal_number_may_go_without_its_check_digit() -> None:
    """Doc 9303-4 allows 0 or a filler there, and both hold."""
    zone = _passport()
    assert parse_mrz(zone, _TODAY).failed_checks == ()
    assert zone[86] == "0"
    assert parse_mrz(zone[:86] + "<" + zone[87:], _TODAY).failed_checks == ()


@pytest.mark.parametrize(("field", "digit"), [("D23145890", 7), ("740812", 2), ("120415", 9), ("", 0), ("<<<", 0)])
def test_check_digits_are_those_of_the_standard(field: str, digit: int) -> None:
    """The samples printed in Doc 9303-3."""
    assert check_digit(field) == digit


@given(st.text("0123456789", min_size=1, max_size=14), st.data())
def test_one_wrong_digit_is_always_found(field: str, data: st.DataObject) -> None:
    """No single digit can change into another without changing the check digit (7, 3 and 1 have no factor with 10)."""
    place = data.draw(st.integers(0, len(field) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != field[place]))
    assert check_digit(field[:place] + other + field[place + 1 :]) != check_digit(field)


@given(st.one_of(st.text(max_size=100), st.text("ABCIPVNM0129<", min_size=88, max_size=90)))
def test_any_text_gives_a_zone_or_a_code(text: str) -> None:
    """No input breaks the reading."""
    known = {*_TD3_PLACES, "composite", "mrz_too_long", "mrz_wrong_shape", "mrz_wrong_characters", "mrz_wrong_document"}
    assert set(_failed_checks_or_code(text)) <= known


@given(
    st.from_regex(r"[A-Z0-9]{5,9}", fullmatch=True),
    st.dates(date(1930, 1, 1), _TODAY),
    st.dates(date(2007, 1, 1), date(2105, 12, 31)),
    st.from_regex(r"[A-Z0-9]{0,14}", fullmatch=True),
)
def test_a_passport_made_by_the_standard_is_read_back(
    number: str, birth: date, expiry: date, personal_number: str
) -> None:
    """Number and dates come back as they went in, and every check holds."""
    mrz = parse_mrz(_passport(number, f"{birth:%y%m%d}", "F", f"{expiry:%y%m%d}", personal_number), _TODAY)
    assert (mrz.number, mrz.birth) == (number, BirthDate(birth.year, birth.month, birth.day))
    assert (mrz.expires_on, mrz.failed_checks) == (expiry, ())


def test_a_zone_does_not_show_itself() -> None:
    """The text form of a zone holds nothing of the person."""
    assert "ERIKSSON" not in repr(parse_mrz(_TD3, _TODAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("b1234567", "B1234567"), (" C 123-4567 ", "C1234567"), ("AB123", "AB123"), ("A" * 20, "A" * 20)],
)
def test_typed_passport_numbers_are_brought_to_one_form(text: str, expected: str) -> None:
    """Capitals, without spaces and hyphens."""
    assert normalise_passport_number(text) == expected


@pytest.mark.parametrize("text", ["", "B123", "A" * 21, "B12345é7", "B1234/67", "１２３４５６"])
def test_what_is_no_passport_number_is_refused_without_repeating_it(text: str) -> None:
    """Letters without marks and digits only, 5 to 20 of them; the error is a code."""
    with pytest.raises(ValueError, match=r"^passport_number_malformed$"):
        normalise_passport_number(text)
