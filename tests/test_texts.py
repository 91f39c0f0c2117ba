"""Texts asked for as the program does; that every code has its sentence is in test_refusals.py."""

import pytest

from kiosk.contest.errors import Refused
from kiosk.texts import LANGUAGES, load_catalogue, refusal_sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_is_said_calmly(language: str) -> None:
    """A refusal without a sentence still says what to do, and its facts fill the fields of one that has."""
    assert "no_such_code" in refusal_sentence(Refused("no_such_code"), "staff", language)
    assert "8080" in refusal_sentence(Refused("address_in_use", host="127.0.0.1", port=8080), "staff", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_field_of_a_sentence_is_in_the_way_of_saying_it(language: str) -> None:
    """Every refusal is worded with the facts it names, whatever these are called."""
    catalogue = load_catalogue(language)
    codes = [key.removeprefix("refusals.") for key in catalogue.texts if key.startswith("refusals.")]
    assert len(codes) > 100
    for code in codes:
        facts = dict.fromkeys(catalogue.fields(f"refusals.{code}") - {"code"}, 7)
        assert "{" not in refusal_sentence(Refused(code, **facts), "staff", language)
