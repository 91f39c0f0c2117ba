"""The table of attempts, page by page, without names."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from kiosk.contest.moment import moment_from_us
from kiosk.contest.rules import Text
from sync.district.district import District
from sync.district.documents import unit_names
from sync.district.store.attempt_rows import (
    AttemptFilter,
    AttemptRow,
    count_attempts,
    list_attempts,
    receipt_codes,
)

PAGE_ROWS: Final = 50
_US: Final = 1_000_000


class AttemptLine(Struct, frozen=True):
    """One attempt as staff may see it; `correct`, `count` and `points` are the district's own, None when it could not score."""

    started_at: datetime
    kiosk: str
    unit: Text
    label: str
    state: str
    points: int | None
    correct: int | None
    count: int | None
    claimed_points: int | None
    differs: bool
    prediction: int | None
    duration_s: int | None
    receipt: str


class AttemptPage(Struct, frozen=True):
    """One page of `pages`; `found` attempts match in all."""

    lines: tuple[AttemptLine, ...]
    page: int
    pages: int
    found: int


def attempt_page(district: District, which: AttemptFilter, page: int) -> AttemptPage:
    """Give a page of attempts, newest first; a page beyond the last gives the last."""
    found = count_attempts(district.store, which)
    pages = max(1, -(-found // PAGE_ROWS))
    page = min(max(1, page), pages)
    rows = list_attempts(district.store, which, PAGE_ROWS, (page - 1) * PAGE_ROWS)
    codes = receipt_codes(district.store, [each.attempt for each in rows])
    names = unit_names(district)
    lines = tuple(_line(each, names, codes.get((each.kiosk, each.attempt), (0, ""))[1]) for each in rows)
    return AttemptPage(lines, page, pages, found)


def _line(row: AttemptRow, names: dict[str, Text], receipt: str) -> AttemptLine:
    return AttemptLine(
        started_at=moment_from_us(row.started_true_us),
        kiosk=row.kiosk,
        unit=names.get(row.unit, Text(row.unit, row.unit)),
        label=row.label,
        state=row.state,
        points=row.points,
        correct=row.correct,
        count=row.question_count,
        claimed_points=row.claimed_points,
        differs=bool(row.differs),
        prediction=row.prediction,
        duration_s=None if row.duration_us is None else row.duration_us // _US,
        receipt=receipt,
    )
