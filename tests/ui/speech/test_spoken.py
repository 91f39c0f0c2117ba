"""Numbers, dates and shares as a voice should say them."""

import pytest

from ui.speech.spoken import spoken


@pytest.mark.parametrize(
    ("written", "vietnamese", "english"),
    [
        ("001185067890", "0 0 1 1 8 5 0 6 7 8 9 0", "0 0 1 1 8 5 0 6 7 8 9 0"),
        ("0912345678", "0 9 1 2 3 4 5 6 7 8", "0 9 1 2 3 4 5 6 7 8"),
        ("15/08/1985", "ngày 15 tháng 8 năm 1985", "15 August 1985"),
        ("08:05 15/08/2026", "8 giờ 5 phút ngày 15 tháng 8 năm 2026", "8 hours 5 15 August 2026"),
        ("19:01", "19 phút 1 giây", "19 minutes 1 second"),
        ("3/20", "3 trên 20", "3 of 20"),
        ("13/2023/NĐ-CP", "13/2023/NĐ-CP", "13/2023/NĐ-CP"),
        ("99/99/2023", "99/99/2023", "99/99/2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_numbers_are_said_as_people_say_them(written: str, vietnamese: str, english: str) -> None:
    """Long numbers digit by digit, dates as dates, the rest as it is."""
    assert spoken(written, "vi") == vietnamese
    assert spoken(written, "en") == english


def test_thousands_are_one_number() -> None:
    """The points or commas between thousands are not said."""
    assert spoken("3.000.000 đồng", "vi") == "3000000 đồng"
    assert spoken("3,000,000 VND", "en") == "3000000 VND"


def test_a_date_that_says_day_already_says_it_once() -> None:
    """No "ngày ngày"."""
    assert spoken("sinh ngày 02/09/1962", "vi") == "sinh ngày 2 tháng 9 năm 1962"
