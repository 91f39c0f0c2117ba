"""Which nationalities are offered to holders of passports, and under which of them a passport's own code falls. No Qt.

A passport scanned and the same passport typed must come out alike, or one person would be taken for two.
"""

from typing import Final

NATIONALITIES: Final = (
    "VNM", "CHN", "TWN", "KOR", "JPN", "LAO", "KHM", "THA", "SGP", "MYS", "IDN", "PHL", "IND", "USA", "GBR", "FRA",
    "DEU", "RUS", "AUS", "CAN", "XXX",
)  # fmt: skip
"""ICAO codes; XXX stands for any other."""

_OF_ZONE: Final = {"D": "DEU", "GBD": "GBR", "GBN": "GBR", "GBO": "GBR", "GBP": "GBR", "GBS": "GBR"}
"""Codes of ICAO Doc 9303-3, section 5, that differ from ISO 3166."""


def offered_nationality(code: str) -> str:
    """Give the nationality offered that stands for the code of a passport's zone; XXX for one that is not offered."""
    known = _OF_ZONE.get(code, code)
    return known if known in NATIONALITIES else "XXX"
