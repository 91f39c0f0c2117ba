"""The checks of readiness that need a device and often a person: what was tried is handed in, what it means is said here.

No device is spoken to: a page was printed, a code scanned, targets touched, a line measured, a sentence said by those who can.
"""

import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

from kiosk.services.readiness import Found

Scanned = Literal["whole", "marks_lost", "other"]
Target = Literal["top_left", "top_right", "centre", "bottom_left", "bottom_right"]

SCANNER_TEXT: Final = "TRAMTHI-TEST1|Nguyễn Thị Thường|Đặng Quý Hỷ|Ở ƯỜNG"
"""What the test code says: shaped as a citizen's card (UTF-8, bars between fields), with letters no other language has."""
_BEGIN: Final = SCANNER_TEXT.partition("|")[0]
TARGETS: Final[dict[Target, tuple[float, float]]] = {
    "top_left": (0.0, 0.0),
    "top_right": (1.0, 0.0),
    "centre": (0.5, 0.5),
    "bottom_left": (0.0, 1.0),
    "bottom_right": (1.0, 1.0),
}
"""Where the targets stand, in parts of the window's free width and height: in a corner a target touches both edges."""
TARGET_MM: Final = 12.0
"""How wide a target is drawn: a fingertip (ISO 9241-411 has 22 mm for the pad; half of it must be hit)."""
MOST_MISS_MM: Final = 5.0
"""A touch further than this from a target's middle would miss a neighbouring key of the touch keyboard."""
CARD_WIDTH_MM: Final = 85.6
"""The width of an identity card (ISO/IEC 7810, ID-1), which staff hold against the screen."""
MOST_WIDTH_FAULT: Final = 0.05
"""Text a twentieth smaller than meant is still read; more is a wrong setting."""


def printer_found(state: str, reason: str, took_s: float, *, is_seen: bool | None = None) -> Found:
    """Judge a test page by where its job ended. Facts: state, reason if any, took_s, and seen ("yes", "no") if staff were asked.

    `is_seen`: staff say whether the page lies in the tray. Their word counts where the end cannot be learnt, and against the
    printer's own; it cannot make a refused page a printed one.
    """
    facts: dict[str, str | int | float] = {"state": state, "took_s": round(took_s, 1)}
    if reason:
        facts["reason"] = reason
    if is_seen is not None:
        facts["seen"] = "yes" if is_seen else "no"
    is_printed = state == "printed" and is_seen is not False
    return Found(is_printed or (state == "unknown" and is_seen is True), facts)


def scanner_found(scan: bytes, took_s: float) -> Found:
    """Judge what the scanner told of the test code. Facts: scanned ("whole", "marks_lost", "other"), took_s."""
    scanned = _scanned(scan)
    return Found(scanned == "whole", {"scanned": scanned, "took_s": round(took_s, 1)})


def nothing_scanned(waited_s: float) -> Found:
    """Judge a scanner that told nothing. Facts: scanned ("nothing"), took_s."""
    return Found(is_passed=False, facts={"scanned": "nothing", "took_s": round(waited_s, 1)})


def touch_found(misses_mm: Mapping[Target, float]) -> Found:
    """Judge touches by how far each lay from its target's middle. Facts: worst_mm, and missing or missed targets by name."""
    missing = ", ".join(each for each in TARGETS if each not in misses_mm)
    missed = ", ".join(each for each in TARGETS if misses_mm.get(each, 0.0) > MOST_MISS_MM)
    facts: dict[str, str | int | float] = {"worst_mm": round(max(misses_mm.values(), default=0.0), 1)}
    if missing:
        facts["missing"] = missing
    if missed:
        facts["missed"] = missed
    return Found(not missing and not missed, facts)


def screen_found(width_px: int, believed_width_mm: float, card_px: float) -> Found:
    """Judge the size the screen is taken to have by a card held against it, which is `card_px` wide in its pixels.

    Facts: believed_mm, measured_mm (for the setting `screen_width_mm`), dpi.
    """
    measured_mm = width_px * CARD_WIDTH_MM / max(1.0, card_px)
    is_right = abs(measured_mm - believed_width_mm) <= MOST_WIDTH_FAULT * measured_mm
    return Found(
        is_right,
        {
            "believed_mm": round(believed_width_mm, 1),
            "measured_mm": round(measured_mm, 1),
            "dpi": round(width_px / measured_mm * 25.4),
        },
    )


def sound_found(languages: frozenset[str], lack: str, *, is_heard: bool) -> Found:
    """Judge a sentence said aloud. Facts: voices ("vi, en"), lack if there is no voice, heard ("yes", "no")."""
    facts: dict[str, str | int | float] = {
        "voices": ", ".join(sorted(languages, reverse=True)),
        "heard": "yes" if is_heard else "no",
    }
    if lack != "none":
        facts["lack"] = lack
    return Found("vi" in languages and is_heard, facts)


def _scanned(scan: bytes) -> Scanned:
    text = unicodedata.normalize("NFC", scan.decode("utf-8", errors="replace")).strip()
    if text == SCANNER_TEXT:
        return "whole"
    return "marks_lost" if text.startswith(_BEGIN) else "other"
