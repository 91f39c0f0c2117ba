"""Numbers typed on a real keyboard, which has letters, strokes and spaces too: what stands in the line is what counts."""

import pytest

from kiosk.services.kiosk import Kiosk
from tests.helpers.qml import Hand
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.wording import phone_digits

_SLOWER_THAN_A_SCANNER_MS = 60


def _stand_before(hand: Hand, step: Step, field: str, empty: str) -> None:
    """Show a screen that asks for a number, the line empty and in focus; `empty`: the fact it fills."""
    stand_at(hand, hand.window.kiosk, step)
    if empty:
        setattr(hand.window.visit.facts, empty, "")
        hand.window.visit.show(step)
        hand.window.visit.appearance.choose_language("en")  # lines are read anew
    hand.bot.waitUntil(lambda: hand.item(field).hasActiveFocus())
    assert hand.text(field) == ""


def _type_by_hand(hand: Hand, text: str) -> None:
    for letter in text:
        hand.type(letter)
        hand.bot.wait(_SLOWER_THAN_A_SCANNER_MS)


@pytest.mark.parametrize(
    ("step", "field", "fact", "typed", "stands"),
    [
        (Step.NUMBER, "id-number", "number", "ab 001 185", "001185"),
        (Step.BIRTH, "birth-date", "birth_text", "a1/2/1985", "01/02/1985"),
        (Step.PHONE, "phone", "phone", "+84 912 345 678", "0084912345678"),
        (Step.PHONE, "phone", "phone", "0912.345-678x", "0912345678"),
        (Step.PREDICTION, "prediction", "", "a1b2", "12"),
    ],
)
def test_only_what_counts_stands_in_the_line(
    hand: Hand, step: Step, field: str, fact: str, typed: str, stands: str
) -> None:
    """Letters and spaces never stand there, nor are they counted as digits; + is dialled as 00."""
    _stand_before(hand, step, field, fact)
    _type_by_hand(hand, typed)
    assert hand.text(field) == stands
    if fact:
        assert getattr(hand.window.visit.facts, fact) == stands


@pytest.mark.parametrize(
    ("step", "field", "fact", "typed"),
    [
        (Step.BIRTH, "birth-date", "birth_text", "29021985"),
        (Step.BIRTH, "birth-date", "birth_text", "01011802"),
        (Step.BIRTH, "birth-date", "birth_text", "01012090"),
        (Step.PHONE, "phone", "phone", "0912"),
    ],
)
def test_a_closed_way_on_is_explained(hand: Hand, kiosk: Kiosk, step: Step, field: str, fact: str, typed: str) -> None:
    """A day no calendar has, a year nobody living was born in, a number too short: said, while one cannot go on."""
    del kiosk
    _stand_before(hand, step, field, fact)
    reading = {"birth_text": "birthReading", "phone": "phoneReading"}[fact]
    _type_by_hand(hand, typed[:2])
    assert fact == "phone" or hand.window.models["identity"].property(reading) == ""
    _type_by_hand(hand, typed[2:])
    assert not hand.item("continue").isEnabled()
    assert hand.window.models["identity"].property(reading)


@pytest.mark.parametrize("step", [Step.NAME, Step.PHONE, Step.PREDICTION])
def test_a_card_waved_at_the_scanner_confirms_nothing(hand: Hand, kiosk: Kiosk, step: Step) -> None:
    """A scanner that types took 001185 for a prediction, stored it and went on."""
    stand_at(hand, kiosk, step)
    hand.item("continue" if step is not Step.PREDICTION else "review")
    hand.type("001185067890||Nguyen Thi Thuong|01121985|Nam|So 9 Duong Lang|22072021\n")
    hand.bot.wait(_SLOWER_THAN_A_SCANNER_MS)
    attempt = hand.window.visit.facts.attempt
    assert hand.window.visit.at is step
    assert attempt is None or attempt.prediction is None
    assert step is not Step.NAME or not hand.item("continue").isEnabled()


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [("+84 912 345 678", "0084912345678"), ("0084912345678", "0084912345678"), ("0912+345", "0912345"), ("", "")],
)
def test_a_telephone_number_is_kept_as_it_is_dialled(typed: str, dialled: str) -> None:
    """Only a + in front means 00."""
    assert phone_digits(typed) == dialled
