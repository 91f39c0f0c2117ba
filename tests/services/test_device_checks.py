"""What staff and devices brought is judged: nothing passes by being sent, only by having arrived."""

import unicodedata

import pytest

from kiosk.services.device_checks import (
    MOST_MISS_MM,
    SCANNER_TEXT,
    TARGETS,
    nothing_scanned,
    printer_found,
    scanner_found,
    screen_found,
    sound_found,
    touch_found,
)


@pytest.mark.parametrize("is_seen", [None, True, False])
@pytest.mark.parametrize("state", ["queued", "printing", "printed", "stuck", "refused", "unknown", "kept"])
def test_only_a_printed_page_passes(state: str, *, is_seen: bool | None) -> None:
    """Printed passes unless staff see no page; an unknown end passes only when they see one; no other state ever does."""
    expected = (state == "printed" and is_seen is not False) or (state == "unknown" and is_seen is True)
    assert printer_found(state, "", 4.25, is_seen=is_seen).is_passed == expected


def test_a_printers_facts_say_why() -> None:
    """What the page will show: the state, the reason, the time, and whether somebody looked."""
    found = printer_found("stuck", "paper_out", 119.96, is_seen=False)
    assert found.facts == {"state": "stuck", "reason": "paper_out", "took_s": 120.0, "seen": "no"}


@pytest.mark.parametrize(
    ("scan", "scanned"),
    [
        (SCANNER_TEXT.encode(), "whole"),
        (unicodedata.normalize("NFD", SCANNER_TEXT).encode(), "whole"),
        (b"TRAMTHI-TEST1|Nguyen Thi Thuong|Dang Quy Hy|O UONG", "marks_lost"),
        (SCANNER_TEXT.encode("cp1258", errors="replace"), "marks_lost"),
        (b"TRQMTHI)TEST&", "other"),
        (b"001185067890|012345678|", "other"),
        (b"", "other"),
    ],
)
def test_a_scanner_must_bring_every_letter(scan: bytes, scanned: str) -> None:
    """A scanner that loses Vietnamese marks, or types on a foreign layout, would spell every name wrongly."""
    found = scanner_found(scan, 1.0)
    assert (found.is_passed, found.facts["scanned"]) == (scanned == "whole", scanned)


def test_a_silent_scanner_fails() -> None:
    """Nothing came within the time staff were given."""
    assert not nothing_scanned(30).is_passed


def test_what_was_scanned_is_not_kept() -> None:
    """Somebody may hold their own card before the scanner: no part of it goes into the facts."""
    found = scanner_found("001185067890|Trần Thị Hòa".encode(), 1.0)
    assert found.facts == {"scanned": "other", "took_s": 1.0}


def test_every_target_must_be_hit() -> None:
    """All five within a keyboard key's distance pass; the edge still counts."""
    assert touch_found(dict.fromkeys(TARGETS, MOST_MISS_MM)).is_passed


@pytest.mark.parametrize("target", TARGETS)
def test_one_bad_corner_fails_by_name(target: str) -> None:
    """A panel that is dead or bent in one corner is told by that corner."""
    whole = dict.fromkeys(TARGETS, 1.0)
    dead = touch_found({name: miss for name, miss in whole.items() if name != target})
    bent = touch_found({name: 9.0 if name == target else miss for name, miss in whole.items()})
    assert (dead.is_passed, dead.facts["missing"]) == (False, target)
    assert (bent.is_passed, bent.facts["missed"], bent.facts["worst_mm"]) == (False, target, 9.0)


@pytest.mark.parametrize(("card_px", "is_passed"), [(345.3, True), (330, True), (300, False), (400, False), (0, False)])
def test_a_card_measures_the_screen(card_px: float, *, is_passed: bool) -> None:
    """On a panel of 476 mm and 1920 pixels a card is 345 pixels wide; what it measures is told for the setting."""
    found = screen_found(1920, 476.0, card_px)
    assert found.is_passed == is_passed
    if is_passed:
        assert found.facts["measured_mm"] == pytest.approx(1920 * 85.6 / card_px, abs=0.1)


@pytest.mark.parametrize(
    ("languages", "lack", "is_heard", "is_passed"),
    [
        ({"vi", "en"}, "none", True, True),
        ({"vi"}, "none", False, False),
        ({"en"}, "none", True, False),
        (set(), "no_sound", False, False),
    ],
)
def test_a_sentence_must_be_heard_in_vietnamese(
    languages: set[str], lack: str, *, is_heard: bool, is_passed: bool
) -> None:
    """A voice that was not heard, or speaks no Vietnamese, reads nothing to anybody."""
    found = sound_found(frozenset(languages), lack, is_heard=is_heard)
    assert (found.is_passed, found.facts.get("lack", "none")) == (is_passed, lack)
