"""The cards of the first screen and the missed questions: in pages, at the size chosen and never below, nothing left out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.contest.moment import VIETNAM, us_from_moment
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.layout import accessible_name, layout_faults, text_items
from tests.helpers.measures import CAP_SHARE
from tests.helpers.pages import settle
from tests.helpers.qml import SHAPES, WIDTHS_MM, Hand, a_window
from tests.helpers.visits import stand_at
from ui.application import WindowOptions, open_window
from ui.flow import Step
from ui.view_models.appearance import TEXT_STEPS
from ui.view_models.attract import AttractModel
from ui.view_models.cards import READ_WITHIN_MS, TURNS_AFTER_MS, CardsModel

CAPITALS_MM: Final = (3.6, 5.0, 6.5, 8.6)
"""How tall the capitals of a screen's own text are at each size (docs/decisions/0013-sizes-and-themes.md)."""
_MOST_PAGES: Final = 100


def _kiosk(folder: Path, moved: MovedClock, at: str = "2023-08-02T09:00") -> Kiosk:
    """Give an open kiosk with the contest of 2023 (from 1 August 2023 to 31 December 2027, 17:00) at a time in Vietnam."""
    moved.at_us = us_from_moment(datetime.fromisoformat(at).replace(tzinfo=VIETNAM))
    kiosk = a_kiosk(folder, moved, load_pack_folder(SAMPLE_PACK))
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _cards(hand: Hand) -> CardsModel:
    return cast("AttractModel", hand.window.models["attract"]).cards


def _place(hand: Hand) -> tuple[int, int]:
    cards = _cards(hand)
    return int(cards.property("card")), int(cards.property("page"))


def _pages(hand: Hand) -> Iterator[tuple[int, int]]:
    """Turn by touch until the first page is there again, and give the place of each: card and page."""
    first = _place(hand)
    for _ in range(_MOST_PAGES):
        yield _place(hand)
        hand.tap("page-next")
        settle(hand)
        if _place(hand) == first:
            return
    pytest.fail("the cards never come round")


def _words(text: str) -> list[str]:
    return [each for each in text.split() if each != "…"]


def _small_letters(hand: Hand, texts: Iterator[QQuickItem], text_step: int) -> list[str]:
    """Give what is written in smaller letters than were chosen."""
    width = hand.window.view.width()
    pixels_per_mm = width / WIDTHS_MM[width, hand.window.view.height()]
    sizes = ((str(each.property("text")), int(QQmlProperty(each, "font.pixelSize").read())) for each in texts)
    return [
        f"size {text_step}: {said!r} has {size * CAP_SHARE / pixels_per_mm:.2f} mm"
        for said, size in sizes
        if size * CAP_SHARE / pixels_per_mm < CAPITALS_MM[text_step] - 0.02
    ]


def _below(item: QQuickItem, hand: Hand) -> Iterator[QQuickItem]:
    return (each for each in text_items(hand) if item.isAncestorOf(each))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("at", ["2023-07-29T08:00", "2023-08-02T09:00", "2027-12-31T08:00", "2028-01-02T08:00"])
def test_every_card_is_whole_at_every_size_and_time_of_the_contest(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock, at: str, language: str, shape: str
) -> None:
    """Nothing is cut, covered, left out or written smaller than was chosen: before, during, on the last day and after."""
    with a_window(_kiosk(tmp_path, moved, at), qtbot, SHAPES[shape], language) as hand:
        faults: list[str] = []
        for text_step in range(TEXT_STEPS):
            hand.window.appearance.choose_text_step(text_step)
            settle(hand)
            shown: dict[int, list[str]] = {}
            told: dict[int, list[str]] = {}
            for card, page in _pages(hand):
                text = hand.item("card-text")
                faults += [f"size {text_step}, {card}.{page}: {each}" for each in layout_faults(hand)]
                faults += _small_letters(hand, _below(text, hand), text_step)
                shown.setdefault(card, []).extend(
                    word for each in _below(text, hand) for word in _words(str(each.property("text")))
                )
                told[card] = _words(str(text.property("text")))
            assert shown == told, text_step
            assert len(shown) >= 5, "four cards and the prizes"
            assert any("3.000.000" in word.replace(",", ".") for word in shown[max(shown)]), "the prizes are the last"
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_missed_question_is_whole_at_every_size(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock, language: str, shape: str
) -> None:
    """Question, answer given, right answer and law, over as many pages as they need; in no smaller letters than were chosen."""
    kiosk = _kiosk(tmp_path, moved)
    with a_window(kiosk, qtbot, SHAPES[shape], language) as hand:
        faults: list[str] = []
        for text_step in range(TEXT_STEPS):
            stand_at(hand, kiosk, Step.RESULT, f"00118506789{text_step}")
            hand.window.appearance.choose_text_step(text_step)
            settle(hand)
            shown: set[str] = set()
            for _ in range(_MOST_PAGES):
                faults += [f"size {text_step}: {each}" for each in layout_faults(hand)]
                texts = {str(each.property("text")): each for each in text_items(hand)}
                shown |= set(texts)
                answers = (texts[each] for each in _parts_of(hand) if each in texts)
                faults += _small_letters(hand, answers, text_step)
                if not hand.item("page-next").isEnabled():
                    break
                hand.tap("page-next")
                settle(hand)
            assert _all_parts(hand) <= shown
            assert str(hand.window.models["result"].property("scoreText")) in shown
            while hand.item("page-previous").isEnabled():
                hand.tap("page-previous")
                settle(hand)
            assert hand.sees("score"), "back at the first page the score is there"
    assert not faults, "\n".join(faults)


def _parts_of(hand: Hand) -> set[str]:
    result = hand.window.models["result"]
    return {str(result.property(each)) for each in ("question", "chosen", "right", "citation")}


def _all_parts(hand: Hand) -> set[str]:
    """Give what there is to learn from, of every missed question."""
    facts, language = hand.window.visit.facts, hand.window.appearance.catalogue.language
    assert facts.result is not None
    assert facts.result.missed
    return {
        each.in_language(language)
        for missed in facts.result.missed
        for each in (missed.question.text, missed.question.options[missed.question.correct], missed.question.citation)
    }


def test_the_place_among_the_cards_is_told_in_words(hand: Hand) -> None:
    """Who cannot see the figures hears which card of how many this is, in the language chosen."""
    assert hand.text("page-place") == f"1/{_cards(hand).property('count')}"
    assert accessible_name(hand.item("page-place")).startswith("Thẻ thông tin 1 trong ")
    hand.tap("language-en")
    hand.bot.waitUntil(lambda: accessible_name(hand.item("page-place")).startswith("Information 1 of "))


def test_cards_stand_still_where_motion_is_off(hand: Hand) -> None:
    """The window of a test is still: no clock turns the cards; a touch does, forward and back, round and round."""
    cards = _cards(hand)
    last = int(cards.property("count")) - 1
    assert not any(each.isActive() for each in cards.findChildren(QTimer))
    hand.tap("page-previous")
    assert cards.property("card") == last
    hand.window.appearance.choose_text_step(0)
    settle(hand)
    hand.tap("page-next")
    assert _place(hand) == (0, 0)
    hand.tap("page-next")
    assert _place(hand) == (1, 0)


def test_the_cards_turn_by_themselves_until_somebody_starts(kiosk: Kiosk, qtbot: QtBot) -> None:
    """Page by page; a page turned to by hand stays longer, so that whoever reads it has the time; a visit stops the clock."""
    window = open_window(kiosk, WindowOptions(is_windowed=True))
    attract = cast("AttractModel", window.models["attract"])
    cards = attract.cards
    (turning,) = cards.findChildren(QTimer)
    assert turning.interval() == TURNS_AFTER_MS
    cards.lay_out(2)
    seen = []
    for _ in range(2):
        with qtbot.waitSignal(cards.cardChanged):
            turning.start(1)
        seen.append((cards.property("card"), cards.property("page")))
        assert turning.interval() == TURNS_AFTER_MS
    assert seen == [(0, 1), (1, 0)]
    window.appearance.listen(is_on=True)
    with qtbot.waitSignal(turning.timeout):
        turning.start(1)
    assert (cards.property("card"), cards.property("page")) == (1, 0), "not away from who is listening"
    window.appearance.listen(is_on=False)
    cards.turn_forward()
    assert turning.interval() == READ_WITHIN_MS
    attract.start()
    qtbot.waitUntil(lambda: window.visit.property("step") == "consent")
    assert not turning.isActive()
    window.close()
