"""The catalogue: both languages whole, and a sentence for whatever may be refused on a kiosk."""

import re
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.texts import LANGUAGES, load_catalogue, refusal_sentence

ROOT = Path(__file__).parent.parent
REFUSAL = re.compile(r"""Refused\(\s*["']([a-z_]+)["']""")
SAID_ELSEWHERE = {
    # Refused to a program, not to a person: each would be a fault of the caller, and is logged whole.
    "attempt_not_finished", "essay_not_asked", "essay_part_unknown", "kind_unknown", "option_unknown",
    "paper_number_malformed", "payload_damaged", "prediction_not_asked", "prediction_out_of_range", "question_unknown",
    "time_is_not_up", "time_is_up",
}  # fmt: skip


def _codes_of_a_kiosk() -> set[str]:
    places = [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "sync" / "client").rglob("*.py")]
    return {code for place in places for code in REFUSAL.findall(place.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_are_told_what_happened_in_words(language: str) -> None:
    """Each code a kiosk can refuse with has a sentence of its own in both languages."""
    catalogue = load_catalogue(language)
    codes = _codes_of_a_kiosk() - SAID_ELSEWHERE
    assert len(codes) > 30
    missing = {
        code for code in codes if not catalogue.has(f"refusals.{code}") and not catalogue.has(f"errors.{code}.staff")
    }
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_is_said_calmly(language: str) -> None:
    """A refusal without a sentence still says what to do, and its facts fill the fields of one that has."""
    assert "no_such_code" in refusal_sentence(Refused("no_such_code"), "staff", language)
    assert "8080" in refusal_sentence(Refused("address_in_use", host="127.0.0.1", port=8080), "staff", language)
