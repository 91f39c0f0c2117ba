"""Days of a contest on which something may change: what is true on them is true on every day between."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from kiosk.contest.rules import Round


class DateSpan(Struct, frozen=True):
    """The days from `first` to `last`, both included; None is without end on that side."""

    first: date | None
    last: date | None


def cut_days(rounds: Sequence[Round], spans: Iterable[DateSpan]) -> tuple[date, ...]:
    """Give, in order, the first day of each round and the days within rounds on which one of `spans` begins or is over.

    Between two of these days the same spans hold. A round that ends before it begins has no days.
    """
    changes: set[date] = set()
    for span in spans:
        if span.first is not None:
            changes.add(span.first)
        if span.last is not None and span.last < date.max:
            changes.add(span.last + timedelta(days=1))
    days: set[date] = set()
    for each in rounds:
        if each.starts_at < each.ends_at:
            days.add(each.first_day)
            days.update(day for day in changes if each.first_day <= day <= each.last_day)
    return tuple(sorted(days))


def day_text(day: date) -> str:
    """Write a day as people here do: dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"
