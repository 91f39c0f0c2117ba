"""Numbers, dates and shares as a voice should say them."""

import pytest

from ui.speech.spoken import spoken


@pytest.mark.parametrize(
    ("written", "vietnamese", "english"),
    [
        ("001185067890", "0 0 1 1 8 5 0 6 7 8 9 0", "0 0 1 1 8 5 0 6 7 8 9 0"),
        ("0912345678", "0 9 1 2 3 4 5 6 7 8", "0 9 1 2 3 4 5 6 7 8"),
        ("15/08/1985", "ngày 15 tháng 8 năm 1985", "15 August 1985"),
        ("08:05 15/08/2026", "8 giờ 5 phút ngày 15 tháng 8 năm 2026", "8 05 AM 15 August 2026"),
        ("19:01", "19 phút 1 giây", "19 minutes 1 second"),
        ("3/20", "3 trên 20", "3 of 20"),
        ("13/2023/NĐ-CP", "13 năm 2023 của Chính phủ", "13 of 2023"),
        ("06/QĐ-TTg", "06 của Thủ tướng Chính phủ", "06"),
        ("59/2014/QH13", "59 năm 2014 của Quốc hội khóa 13", "59 of 2014"),
        ("12/2023/TT-BCA", "12 năm 2023 T T B C A", "12 of 2023"),
        ("7NE22-TEJD5-9", "7 N E 2 2, T E J D 5, 9", "7 N E 2 2, T E J D 5, 9"),
        ("20:00", "20 phút 0 giây", "20 minutes 0 seconds"),
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


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("Đã ghi lời gọi hỗ trợ lúc 10:05", "vi", "Đã ghi lời gọi hỗ trợ lúc 10 giờ 5 phút"),
        ("nhận bài đến 17:00", "vi", "nhận bài đến 17 giờ"),
        ("đến 17:00 ngày 31/12/2027", "vi", "đến 17 giờ ngày 31 tháng 12 năm 2027"),
        ("Your call was noted at 10:05", "en", "Your call was noted at 10 05 AM"),
        ("until 17:00 on 31 December 2027", "en", "until 5 PM on 31 December 2027"),
        ("at 00:00", "en", "at 12 AM"),
        ("Còn lại 19:05", "vi", "Còn lại 19 phút 5 giây"),
    ],
)
def test_a_time_of_day_is_no_span(written: str, language: str, said: str) -> None:
    """What comes after "at" or before a date is a time of day; what is left of a paper is minutes and seconds."""
    assert spoken(written, language) == said


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        (
            "Theo Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ.",
            "vi",
            "Theo Quyết định số 06 ngày 6 tháng 1 năm 2022 của Thủ tướng Chính phủ.",
        ),
        ("Nghị định số 59/2022/NĐ-CP của Chính phủ", "vi", "Nghị định số 59 năm 2022 của Chính phủ"),
        ("Nghị định số 59/2022/NĐ-CP, Điều 1", "vi", "Nghị định số 59 năm 2022 của Chính phủ, Điều 1"),
        ("Decree No. 59/2022/NĐ-CP, Article 1", "en", "Decree number 59 of 2022, Article 1"),
    ],
)
def test_a_law_is_said_by_number_and_year(written: str, language: str, said: str) -> None:
    """Who issued it is said once."""
    assert spoken(written, language) == said
