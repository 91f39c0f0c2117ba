"""How places and days stand on an official paper (Decree 30/2020/NĐ-CP, Annex I). Words are the catalogue's."""

from datetime import date
from typing import Final

from kiosk.contest.pack import Unit
from kiosk.texts import Catalogue

_MONTHS_WITH_ZERO: Final = 2


def name_and_place(unit: Unit, catalogue: Catalogue) -> tuple[str, str]:
    """Give a unit's name as it stands within a sentence, and the place where it writes."""
    name, word = unit.name.in_language(catalogue.language), catalogue.text("report.ward")
    if unit.level != "ward":
        return name, catalogue.text("report.place_open")
    if word not in name:
        return name, name
    place = name.replace(word, "").strip()
    return catalogue.text("report.ward_name", place=place), place


def place_and_date(place: str, day: date, catalogue: Catalogue) -> str:
    """Write place and date as the decree asks: days below 10 and the months 1 and 2 with a zero before them."""
    month = f"{day.month:02d}" if day.month <= _MONTHS_WITH_ZERO else str(day.month)
    return catalogue.text("report.place_and_date", place=place, day=f"{day.day:02d}", month=month, year=day.year)
