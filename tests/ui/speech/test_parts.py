"""What is said of a screen: order, kinds and states, sentences, and what is news after a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.speech.parts import (
    Kind,
    KindWords,
    Seen,
    described,
    described_in_focus,
    parts_after_change,
    parts_of,
    sentences,
)

WORDS = KindWords("button", "choice", "chosen", "tick box", "ticked", "not ticked", "field", "empty", "not available")
TITLE = Seen(Kind.HEADING, "Question 1")
TEXT = Seen(Kind.TEXT, "Which law? Choose one.")
FIRST, SECOND = Seen(Kind.CHOICE, "A. The old one"), Seen(Kind.CHOICE, "B. The new one")
NEXT = Seen(Kind.BUTTON, "Next")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một câu. Hai câu! Ba câu?", ("Một câu.", "Hai câu!", "Ba câu?")),
        ("A. Luật Căn cước", ("A. Luật Căn cước",)),
        ("UBND TP. Hà Nội. Hết", ("UBND TP. Hà Nội.", "Hết")),
        ("Điều 5. Khoản 2.", ("Điều 5. Khoản 2.",)),
        ("20 câu · 25 phút\nĐến hết ngày", ("20 câu", "25 phút", "Đến hết ngày")),
        ("  ", ()),
    ],
)
def test_a_text_is_split_where_one_breathes(text: str, parts: tuple[str, ...]) -> None:
    """Sentences and lines are parts; numbers of lists and abbreviations end none."""
    assert sentences(text) == parts


@given(st.text(alphabet="ab ,.;!?1\n", max_size=600))
def test_splitting_loses_no_letter(text: str) -> None:
    """Whatever the text, its letters come in the parts, in order."""
    assert [each for part in sentences(text) for each in part if each.isalnum()] == [
        each for each in text if each.isalnum()
    ]


def test_a_screen_is_said_in_its_order_without_keys() -> None:
    """Each thing with its kind; the keys of a touch keyboard are left to who moves there."""
    key = Seen(Kind.BUTTON, "q", is_key=True)
    assert [(each.place, each.text) for each in parts_of((TITLE, TEXT, key, FIRST, NEXT), WORDS)] == [
        (0, "Question 1"),
        (1, "Which law?"),
        (1, "Choose one."),
        (3, "A. The old one, choice"),
        (4, "Next, button"),
    ]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Seen(Kind.CHOICE, "A", is_on=True), "A, chosen"),
        (Seen(Kind.TICK, "I agree.", is_on=True), "I agree. tick box, ticked"),
        (Seen(Kind.TICK, "I agree"), "I agree, tick box, not ticked"),
        (Seen(Kind.BUTTON, "Next", is_enabled=False), "Next, button, not available"),
        (Seen(Kind.BUTTON, "English", is_on=True), "English, button, chosen"),
        (Seen(Kind.BUTTON, "q", is_key=True), "q"),
        (Seen(Kind.FIELD, "Name", value="An"), "Name, field"),
    ],
)
def test_kind_and_state_are_said_but_not_what_was_typed(seen: Seen, said: str) -> None:
    """State is told by words; a field read with its screen keeps what stands in it to itself."""
    assert described(seen, WORDS) == said


def test_a_field_in_focus_says_what_stands_in_it() -> None:
    """Who moves to a line asks for it; an empty one says so."""
    assert described_in_focus(Seen(Kind.FIELD, "Name", value="An"), WORDS) == "Name, field, An"
    assert described_in_focus(Seen(Kind.FIELD, "Name"), WORDS) == "Name, field, empty"


def test_another_heading_is_another_screen() -> None:
    """It is read from its top."""
    assert parts_after_change((TITLE, TEXT), (Seen(Kind.HEADING, "Question 2"), TEXT), WORDS) is None


def test_only_news_is_told_on_the_same_screen() -> None:
    """A choice made is told; the one given up, and a clock that goes, are not."""
    clock, later = Seen(Kind.TEXT, "19:59", is_clock=True), Seen(Kind.TEXT, "19:58", is_clock=True)
    before = (TITLE, TEXT, Seen(Kind.CHOICE, FIRST.name, is_on=True), SECOND, NEXT, clock)
    now = (TITLE, TEXT, FIRST, Seen(Kind.CHOICE, SECOND.name, is_on=True), NEXT, later)
    told = parts_after_change(before, now, WORDS)
    assert told is not None
    assert [each.text for each in told] == ["B. The new one, chosen"]
    assert parts_after_change(now, now, WORDS) == ()
