"""Turning facts into pages: templates, words in the reader's language, numbers and moments as Vietnam writes them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.contest.moment import VIETNAM
from kiosk.texts import Catalogue, load_catalogue

TEMPLATES: Final = Path(__file__).parent / "templates"
_AREA: Final = "district."
_MINUTE_S: Final = 60
_HOUR_S: Final = 60 * _MINUTE_S
_DAY_S: Final = 24 * _HOUR_S


def render(template: str, language: str, **facts: object) -> str:
    """Give the HTML of a page; everything in `facts` is escaped by the template."""
    catalogue = load_catalogue(language)
    return (
        _environment()
        .get_template(template)
        .render(
            facts
            | {
                "language": language,
                "t": _translator(catalogue),
                "has_text": lambda key: catalogue.has(_AREA + key),
                "number": lambda value: written_number(value, language),
                "ago": lambda at, now: written_ago(catalogue, at, now),
                "span": lambda seconds: written_span(catalogue, seconds),
            }
        )
    )


def written_number(value: int, language: str) -> str:
    """Write a whole number with its thousands parted: 1.234 in Vietnamese, 1,234 in English."""
    grouped = f"{value:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def written_moment(at: datetime) -> str:
    """Write a moment as dd/MM/yyyy HH:mm:ss in Vietnam's time."""
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def written_day(day: date) -> str:
    """Write a day as dd/MM/yyyy."""
    return day.strftime("%d/%m/%Y")


def written_date(at: datetime) -> str:
    """Write the day of a moment in Vietnam as dd/MM/yyyy."""
    return written_day(at.astimezone(VIETNAM).date())


def written_duration(seconds: int) -> str:
    """Write a duration as minutes:seconds."""
    return f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02d}"


def written_ago(catalogue: Catalogue, at: datetime, now: datetime) -> str:
    """Say how long ago something was."""
    seconds = (now - at) // timedelta(seconds=1)
    if seconds < _MINUTE_S:
        return catalogue.text(f"{_AREA}ago_now")
    if seconds < _HOUR_S:
        return catalogue.text(f"{_AREA}ago_minutes", count=seconds // _MINUTE_S)
    if seconds < _DAY_S:
        return catalogue.text(f"{_AREA}ago_hours", count=seconds // _HOUR_S)
    return catalogue.text(f"{_AREA}ago_days", count=seconds // _DAY_S)


def written_span(catalogue: Catalogue, seconds: int) -> str:
    """Say how long something is, in its largest unit."""
    size = abs(seconds)
    for name, unit in (("span_days", _DAY_S), ("span_hours", _HOUR_S), ("span_minutes", _MINUTE_S)):
        if size >= unit:
            return catalogue.text(_AREA + name, count=size // unit)
    return catalogue.text(f"{_AREA}span_seconds", count=size)


def _translator(catalogue: Catalogue) -> Callable[..., str]:
    def translate(key: str, **fields: object) -> str:
        return catalogue.text(_AREA + key, **fields)

    return translate


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "moment": written_moment,
        "day": written_day,
        "date": written_date,
        "duration": written_duration,
    }
    return environment
