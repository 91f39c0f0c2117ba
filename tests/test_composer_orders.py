"""Marks and tones may be typed in any order, taken back, deleted and typed again, in any case."""

import unicodedata
from functools import reduce

from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.composer import Method, compose, compose_step
from kiosk.joined_words import LOANWORDS
from tests.helpers.syllables import MARKS, METHODS, SYLLABLES, TONES, keys_of_letters

_A_SYLLABLE = st.sampled_from(SYLLABLES)


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_marks_may_be_typed_late_and_in_any_order(
    syllable: tuple[str, str, str], method: Method, data: st.DataObject
) -> None:
    """All letters first and then the marks, in whatever order, give the same syllable."""
    letters, tone, expected = syllable
    column = METHODS.index(method)
    pairs = [MARKS[letter][column] for letter in letters if letter in MARKS]
    plain = "".join(MARKS[letter][column][0] if letter in MARKS else letter for letter in letters)
    marks = list(dict.fromkeys(pair[1] for pair in pairs))  # One key marks both vowels of ươ.
    if method == "telex" and "oo" in plain:
        plain = plain.replace("oo", "ooo")
    order = data.draw(st.permutations([*marks, *TONES[tone][column]]))
    assert compose(plain + "".join(order), method) == expected


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_the_tone_moves_right_as_letters_are_added(
    syllable: tuple[str, str, str], method: Method, data: st.DataObject
) -> None:
    """A tone typed early, at once after the vowels begin, ends where a tone typed last would be."""
    letters, tone, expected = syllable
    keys, column = keys_of_letters(letters, method), METHODS.index(method)
    first_vowel = next(
        place for place, key in enumerate(keys) if key in "aeiouy" and keys[place - 1 : place + 1] != "qu"
    )
    consonants_from = len(keys.rstrip("cghmnpt"))
    place = data.draw(st.integers(first_vowel + 1, consonants_from))
    is_early_enough = "ooo" not in keys and not (letters.startswith("gi") and place == first_vowel + 1)
    early = keys[:place] + TONES[tone][column] + keys[place:] if is_early_enough else keys + TONES[tone][column]
    assert compose(early, method) == expected


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_marks_may_be_typed_anywhere_behind_their_letters(
    syllable: tuple[str, str, str], method: Method, data: st.DataObject
) -> None:
    """Each mark at a place of its own between the letters, and the tone at any place behind the first vowel."""
    letters, tone, expected = syllable
    column = METHODS.index(method)
    plain = [MARKS[letter][column][0] if letter in MARKS else letter for letter in letters]
    assume("oo" not in letters)
    behind: list[list[str]] = [[] for _ in plain]
    first = {MARKS[letter][column][1]: place for place, letter in enumerate(letters) if letter in MARKS}
    if tone:
        is_onset_of_two = letters.startswith("qu") or (letters.startswith("gi") and len(letters) > len("gi"))
        vowels = (place for place, key in enumerate(plain) if key in "aeiouy")
        first[TONES[tone][column]] = len("gi") if is_onset_of_two else next(vowels)
    for mark in data.draw(st.permutations(sorted(first))):
        behind[data.draw(st.integers(first[mark], len(plain) - 1))].append(mark)
    keys = "".join(key + "".join(marks) for key, marks in zip(plain, behind, strict=True))
    assert compose(keys, method) == expected


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_typing_goes_on_after_a_deletion(syllable: tuple[str, str, str], method: Method, data: st.DataObject) -> None:
    """However much of it was deleted, the rest typed again makes it whole, though nothing of the keys is remembered."""
    letters, tone, expected = syllable
    assume("oo" not in letters)
    kept = expected[: data.draw(st.integers(0, len(expected)))]
    keys = "".join(MARKS.get(letter, (letter, letter))[METHODS.index(method)] for letter in letters[len(kept) :])
    if tone not in unicodedata.normalize("NFD", kept):
        keys += TONES[tone][METHODS.index(method)]
    assert reduce(lambda text, key: compose_step(text, key, method), keys, kept) == expected


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.integers(2, 4))
def test_a_tone_typed_again_is_a_letter_for_good(syllable: tuple[str, str, str], method: Method, times: int) -> None:
    """The second time the tone goes and the key stands there; further ones are letters."""
    letters, tone, _ = syllable
    key = TONES[tone][METHODS.index(method)]
    assert compose(keys_of_letters(letters, method) + key * times, method) == letters + key[:1] * (times - 1)


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_a_mark_typed_again_is_a_letter(syllable: tuple[str, str, str], method: Method, data: st.DataObject) -> None:
    """The letters are plain again, and the key stands behind them."""
    column = METHODS.index(method)
    marks = sorted({MARKS[letter][column][1] for letter in syllable[0] if letter in MARKS})
    assume(marks)
    undone = data.draw(st.sampled_from(marks))
    left = "".join(
        MARKS[letter][column][0] if letter in MARKS and MARKS[letter][column][1] == undone else letter
        for letter in syllable[0]
    )
    plain = "".join(MARKS[letter][column][0] if letter in MARKS else letter for letter in syllable[0])
    others = "".join(mark for mark in marks if mark != undone)
    assume(syllable[0] + undone not in LOANWORDS.split())  # ête
    assert compose(plain + others + undone * 2, method) == left + undone


@given(_A_SYLLABLE, st.sampled_from(METHODS))
def test_case_is_kept(syllable: tuple[str, str, str], method: Method) -> None:
    """All capitals give all capitals, and a first capital gives a first capital."""
    letters, tone, expected = syllable
    keys = keys_of_letters(letters, method) + TONES[tone][METHODS.index(method)]
    assert compose(keys.upper(), method) == expected.upper()
    assert compose(keys[0].upper() + keys[1:], method) == expected[0].upper() + expected[1:]


@given(_A_SYLLABLE, st.sampled_from(METHODS), st.data())
def test_each_letter_keeps_its_case(syllable: tuple[str, str, str], method: Method, data: st.DataObject) -> None:
    """Whatever the mixture of small letters and capitals, the letters are the same, and those without marks in their case."""
    letters, tone, expected = syllable
    keys = keys_of_letters(letters, method) + TONES[tone][METHODS.index(method)]
    mixed = "".join(key.upper() if data.draw(st.booleans()) else key for key in keys)
    typed = compose(mixed, method)
    assert typed.lower() == expected
    assert [each for each in typed if each in "bcghklmnpqtv" + "BCGHKLMNPQTV"] == [
        each for each in mixed if each in "bcghklmnpqtv" + "BCGHKLMNPQTV"
    ]


@given(
    st.text("aaeeoouuiyddnghctpmbklvsfrxjwzADOEWS0123456789 '-âđơẾ", max_size=30),
    st.sampled_from(METHODS),
    st.booleans(),
)
def test_what_is_typed_is_in_nfc(keys: str, method: Method, modern_tones: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever the keys, with letters ready-made among them."""
    assert unicodedata.is_normalized("NFC", compose(keys, method, modern_tones))
