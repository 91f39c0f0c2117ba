"""The sample contest that is shipped: usable today, true to the district's plan, honest about what is not decided."""

from collections import Counter
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.draw import draw_paper
from kiosk.contest.pack import ContestPack
from kiosk.contest.pack_check import check_pack
from kiosk.contest.rules import Text
from kiosk.contest.text_check import pack_texts
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK

PACK: Final = load_pack_folder(SAMPLE_PACK)
CONTEST_DAYS: Final = st.dates(PACK.head.valid_from, PACK.head.valid_to)
LAW_91: Final = date(2026, 1, 1)
WARDS_OF_2023: Final = {
    "00343": "Phường Nhân Chính",
    "00346": "Phường Thượng Đình",
    "00349": "Phường Khương Trung",
    "00352": "Phường Khương Mai",
    "00355": "Phường Thanh Xuân Trung",
    "00358": "Phường Phương Liệt",
    "00361": "Phường Hạ Đình",
    "00364": "Phường Khương Đình",
    "00367": "Phường Thanh Xuân Bắc",
    "00370": "Phường Thanh Xuân Nam",
    "00373": "Phường Kim Giang",
}


def wards_on(pack: ContestPack, day: date) -> dict[str, str]:
    """Give the wards in force on `day`: code -> name."""
    return {each.code: each.name.vi for each in pack.units if each.level == "ward" and each.is_valid_on(day)}


def words_of(*texts: Text, language: str) -> str:
    """Give the texts of one language as one string."""
    return "\n".join(each.in_language(language) for each in texts)


def test_the_check_finds_no_error() -> None:
    """The pack can be published, and its check tells only what the Justice Office should know."""
    found = check_pack(PACK, date(2026, 11, 24))
    assert Counter(each.code for each in found if each.level != "note") == {"law_replaced": 1, "units_replaced": 1}


@given(seed=st.binary(min_size=16, max_size=16), day=CONTEST_DAYS)
def test_twenty_different_questions_are_drawn_on_any_day(seed: bytes, day: date) -> None:
    """Every paper of every day has 20 different questions, by the quotas."""
    drawn = [each.question_id for each in draw_paper(PACK, seed, day).questions]
    assert len(set(drawn)) == len(drawn) == 20
    topics = Counter(PACK.question(each).topic for each in drawn)
    assert topics == {each.topic: each.count for each in PACK.rules.paper.quotas}


@given(CONTEST_DAYS)
def test_the_eleven_wards_of_2023_are_offered_on_any_day(day: date) -> None:
    """The contest is the district's of 2023, whenever the sample is tried."""
    offered = {each.code: each.name.vi for each in PACK.units_for(day) if each.level == "ward"}
    assert offered == WARDS_OF_2023


def test_wards_follow_the_two_reforms_of_2025() -> None:
    """Eleven wards to the end of 2024, nine to 2025-06-30, three since, codes used again for others."""
    assert wards_on(PACK, date(2024, 12, 31)) == WARDS_OF_2023
    merged = {code: name for code, name in WARDS_OF_2023.items() if code not in {"00370", "00373"}}
    assert wards_on(PACK, date(2025, 1, 1)) == wards_on(PACK, date(2025, 6, 30)) == merged
    three = {"00352": "Phường Phương Liệt", "00364": "Phường Khương Đình", "00367": "Phường Thanh Xuân"}
    assert wards_on(PACK, date(2025, 7, 1)) == three


def test_whatever_is_no_ward_is_marked_an_example() -> None:
    """No agency, school or force of the sample can be taken for a real one."""
    others = [each for each in PACK.units if each.level != "ward"]
    assert {each.level for each in others} == {"agency", "school", "force"}
    assert all(each.is_example and "ví dụ" in each.name.vi and "example" in each.name.en for each in others)


def test_the_prize_table_is_the_plans() -> None:
    """Counts and amounts are those of the plan, IV."""
    table = [(each.kind, each.name.vi, each.count, each.amount_vnd) for each in PACK.rules.prizes]
    assert table == [
        ("individual", "Giải Nhất", 2, 3_000_000),
        ("individual", "Giải Nhì", 4, 1_500_000),
        ("individual", "Giải Ba", 10, 1_000_000),
        ("individual", "Giải Khuyến khích", 15, 500_000),
        ("collective", "Giải Nhất", 1, 5_000_000),
        ("collective", "Giải Nhì", 2, 3_500_000),
        ("collective", "Giải Ba", 3, 2_500_000),
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_say_the_numbers_of_the_rules(language: str) -> None:
    """What people read and what the program does are the same numbers."""
    rules, texts = PACK.rules, PACK.head.texts
    page = words_of(*texts.rules_page.paragraphs, language=language)
    for number in (
        rules.paper.question_count,
        rules.paper.limit_s // 60,
        rules.attempts.per_entrant,
        rules.who.min_age,
    ):
        assert f" {number} " in page
    prizes = words_of(*texts.prizes_page.paragraphs, language=language)
    for prize in rules.prizes:
        assert f"{prize.amount_vnd:,}".replace(",", "." if language == "vi" else ",") in prizes
    notice = words_of(*PACK.head.notice.paragraphs, language=language)
    for days in (rules.retention.kiosk_days, rules.retention.district_days):
        assert f" {days} " in notice
    assert f" {rules.complaint_days} " in texts.complaint.in_language(language)


def test_what_the_plan_decides_is_no_sample() -> None:
    """The plan's own rules stand as they are; of the others each says that the Justice Office sets it."""
    decided = {"who.min_age", "who.foreigners", "who.place", "who.excluded", "prizes"}
    assert not decided & set(PACK.rules.samples)
    assert {each.vi for each in PACK.rules.samples.values()} == {"mẫu, Phòng Tư pháp quyết định"}
    assert {each.en for each in PACK.rules.samples.values()} == {"sample, to be set by the Justice Office"}


@given(CONTEST_DAYS)
def test_consents_are_those_of_the_law_of_the_day(day: date) -> None:
    """The same three purposes every day, only taking part required, by the decree to 2025 and the law from 2026."""
    consents = PACK.consents_on(day)
    assert [(each.id, each.is_required) for each in consents] == [
        ("participate", True),
        ("publish-name", False),
        ("news", False),
    ]
    law = "91/2025" if day >= LAW_91 else "13/2023"
    assert all(law in each.text.vi and law in each.text.en for each in consents)


def test_questions_are_drafts_of_the_law_of_july_2023() -> None:
    """All 78 cite their law, held on the day asked for, and none claims a lawyer's sign-off."""
    assert len(PACK.questions) == 78
    assert {each.review.state for each in PACK.questions} == {"draft"}
    assert {each.law_as_of for each in PACK.questions} == {PACK.rules.law_as_of}
    assert PACK.questions_for(date(2026, 11, 24)) == PACK.questions


def test_english_texts_hold_no_vietnamese_words() -> None:
    """Nothing was left untranslated: only names of places, numbers of papers and Telex-free words keep their marks."""
    kept = (
        "Hà Nội",
        "NĐ-CP",
        "QĐ-TTg",
        "Thanh Xuân",
        *(name.removeprefix("Phường ") for name in WARDS_OF_2023.values()),
    )
    for where, text in pack_texts(PACK):
        words = text.en
        for name in sorted(kept, key=len, reverse=True):
            words = words.replace(name, "")
        assert not [letter for letter in words if letter.isalpha() and not letter.isascii()], where
