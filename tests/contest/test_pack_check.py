"""Each thing the check can find is planted in a sound pack, and only that is found."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.draw import draw_paper
from kiosk.contest.errors import Refused
from kiosk.contest.finding import LEVELS
from kiosk.contest.pack import ContestPack, Question, Review
from kiosk.contest.pack_check import check_pack
from kiosk.texts import load_catalogue
from tests.helpers.builders import (
    IN_CONTEST,
    SEED,
    a_head,
    a_pack,
    a_purpose,
    a_question,
    a_round,
    a_rules,
    a_text,
    a_unit,
    changed,
)
from tests.helpers.planted_faults import END, JULY, MIDDLE, PLANTED, Places, ask


def places(pack: ContestPack, today: date = IN_CONTEST) -> Places:
    """Give code and place of all that is found."""
    return tuple((each.code, each.where) for each in check_pack(pack, today))


def test_nothing_is_found_in_a_sound_pack() -> None:
    """The pack of the builders is what the faults below are planted in."""
    assert check_pack(a_pack(), IN_CONTEST) == ()


@pytest.mark.parametrize("fault", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_found_where_it_is(fault: tuple[ContestPack, Places]) -> None:
    """What was planted is found, at its place, and nothing else."""
    pack, expected = fault
    assert sorted(places(pack)) == sorted(expected)


def test_a_contest_that_is_over_is_told_from_the_day_after() -> None:
    """On its last day a contest is not over; on the next it is."""
    assert places(a_pack(), END) == ()
    assert places(a_pack(), END + timedelta(1)) == (("contest_over", "rules.rounds"),)


def test_everything_that_can_be_found_has_been_planted() -> None:
    """No code of the table is without a test."""
    found = {code for _, expected in PLANTED.values() for code, _ in expected}
    assert found | {"contest_over"} == set(LEVELS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_finding_is_said_in_words(language: str) -> None:
    """The catalogue has a sentence for all that was planted, and its fields are filled from the facts."""
    catalogue = load_catalogue(language)
    packs = (pack for pack, _ in PLANTED.values())
    for each in (found for pack in packs for found in check_pack(pack, END + timedelta(1))):
        sentence = catalogue.text(f"pack.{each.code}", **each.facts_in(language))
        assert "{" not in sentence
        assert catalogue.text(f"pack.level_{each.level}")


def test_errors_come_first() -> None:
    """Whoever reads only the beginning reads what keeps the pack from being published."""
    pack = a_pack(
        questions=(*ask(review=Review("draft")).questions, a_question("X", options=(), valid_from=MIDDLE)),
    )
    levels = [each.level for each in check_pack(pack, IN_CONTEST)]
    assert levels == ["error", "error", "warning", "note"]


def test_options_are_named_by_letter_and_beyond_the_alphabet_by_number() -> None:
    """People speak of option A and C; a list without end is no reason to fall."""
    many = (*(a_text(f"o{number}") for number in range(26)), a_text("O0"))
    facts = [each.facts for each in check_pack(ask(options=many), IN_CONTEST) if each.code == "options_equal"]
    assert facts == [{"first": "A", "second": "26"}] * 2


def test_long_lists_are_cut_short() -> None:
    """A note names the first five and says that there are more."""
    drafts = tuple(a_question(f"D{number}", review=Review("draft")) for number in range(6))
    (note,) = check_pack(a_pack(questions=(*a_pack().questions, *drafts)), IN_CONTEST)
    assert note.facts == {"count": 6, "ids": "D0, D1, D2, D3, D4, ..."}


DAYS: Final = st.dates(JULY - timedelta(2), END + timedelta(2))
SPANS: Final = st.tuples(DAYS | st.none(), DAYS | st.none())


def days_of(pack: ContestPack) -> Iterable[date]:
    """Give every day of the pack's only round."""
    (only,) = pack.rules.rounds
    return (only.first_day + timedelta(offset) for offset in range((only.last_day - only.first_day).days + 1))


def is_usable(pack: ContestPack, day: date) -> bool:
    """Tell the long way round whether a person can enter on `day`."""
    try:
        draw_paper(pack, SEED, day)
    except Refused:
        return False
    return bool(pack.units_for(day)) and any(each.is_required for each in pack.consents_on(day))


@given(
    spans=st.lists(SPANS, min_size=6, max_size=6),
    unit_span=SPANS,
    consent_span=SPANS,
    first=DAYS,
    held=st.sampled_from([None, JULY, MIDDLE]),
)
def test_a_pack_without_errors_serves_on_every_day(
    spans: list[tuple[date | None, date | None]],
    unit_span: tuple[date | None, date | None],
    consent_span: tuple[date | None, date | None],
    first: date,
    held: date | None,
) -> None:
    """Looking only at the days on which something changes finds a day that fails exactly when there is one."""
    questions: tuple[Question, ...] = tuple(
        changed(each, valid_from=span[0], valid_to=span[1])
        for each, span in zip(a_pack().questions, spans, strict=True)
    )
    pack = a_pack(
        head=a_head(consents=(a_purpose(law_from=consent_span[0] or JULY, law_to=consent_span[1]),)),
        rules=a_rules(rounds=(a_round(first=min(first, END)),), law_as_of=held),
        questions=questions,
        units=(a_unit(valid_from=unit_span[0] or JULY, valid_to=unit_span[1]),),
    )
    unusable = {"quota_above_bank", "units_none", "consent_required_none"}
    found = {each.code for each in check_pack(pack, IN_CONTEST)}
    assert bool(found & unusable) == any(not is_usable(pack, day) for day in days_of(pack))
