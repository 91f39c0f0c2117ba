"""How a contest stands at a moment: not begun, taking entries, between two rounds, or over, and how many days that lasts.

Pure, from the rounds of the rules alone; days are those of Vietnam. Whether the kiosk's own day is open is not decided here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.moment import VIETNAM
from kiosk.contest.rules import Round

Phase = Literal["before", "running", "between", "over"]
_LEAST: Final = timedelta(microseconds=1)


class Countdown(Struct, frozen=True):
    """`phase` lasts until `turns_at` (aware), which is in its next phase already; "over" began then.

    `days`: calendar days in Vietnam from the present one to the day of the turn, 0 on that day itself. Where entries are taken,
    that is the last day on which one can be begun. 0 when over.
    """

    phase: Phase
    turns_at: datetime
    days: int


def count_down(rounds: Sequence[Round], at: datetime) -> Countdown:
    """Tell how the contest stands at `at` (aware). Rounds that touch or overlap are one; ValueError where none has any time."""
    spans: list[tuple[datetime, datetime]] = []
    for starts_at, ends_at in sorted(
        (each.starts_at, each.ends_at) for each in rounds if each.starts_at < each.ends_at
    ):
        if spans and starts_at <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], ends_at))
        else:
            spans.append((starts_at, ends_at))
    if not spans:
        raise ValueError("rounds_none")
    for place, (starts_at, ends_at) in enumerate(spans):
        if at < starts_at:
            return Countdown("between" if place else "before", starts_at, _days(at, starts_at))
        if at < ends_at:
            return Countdown("running", ends_at, _days(at, ends_at - _LEAST))
    return Countdown("over", spans[-1][1], 0)


def _days(from_at: datetime, to_at: datetime) -> int:
    return (to_at.astimezone(VIETNAM).date() - from_at.astimezone(VIETNAM).date()).days
