"""Every attempt as a table for a spreadsheet: UTF-8 with a byte-order mark, so that Excel shows the marks. No names in it."""

import csv
from contextlib import suppress
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM, moment_from_us
from sync.district.district import District
from sync.district.store.attempt_rows import AttemptRow, receipt_codes, stream_attempts

COLUMNS: Final = (
    "kiosk", "attempt", "receipt_number", "receipt_code", "state", "how", "unit", "group", "age_group", "language", "papers",
    "label", "masked_number", "started_at", "ended_at", "duration_s", "points", "correct", "question_count", "claimed_points",
    "prediction", "differs", "warnings",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_US: Final = 1_000_000
_CHUNK: Final = 1000


def export_csv(district: District, file: Path) -> int:
    """Write every attempt, oldest first, and give how many; column names are the words of the program, moments are UTC+7.

    The file appears whole or not at all. Refuses with `report_unwritable`.
    """
    building = file.with_name(f".{file.name}.part")
    count = 0
    try:
        with building.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(COLUMNS)
            chunk: list[AttemptRow] = []
            for row in stream_attempts(district.store):
                chunk.append(row)
                count += 1
                if len(chunk) == _CHUNK:
                    writer.writerows(_lines(district, chunk))
                    chunk = []
            writer.writerows(_lines(district, chunk))
        building.replace(file)
    except OSError as fault:
        raise Refused("report_unwritable", place=file.name) from fault
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)
    return count


def _lines(district: District, rows: list[AttemptRow]) -> list[list[str]]:
    codes = receipt_codes(district.store, [row.attempt for row in rows])
    return [[written_cell(value) for value in _line(row, codes.get((row.kiosk, row.attempt)))] for row in rows]


def _line(row: AttemptRow, receipt: tuple[int, str] | None) -> tuple[object, ...]:
    number, code = receipt or (None, None)
    return (
        row.kiosk, row.attempt, number, code, row.state, row.how, row.unit, row.group, row.age_group, row.language, row.papers,
        row.label, row.masked_number, _moment(row.started_true_us), _moment(row.ended_true_us),
        None if row.duration_us is None else round(row.duration_us / _US, 3), row.points, row.correct, row.question_count,
        row.claimed_points, row.prediction, row.differs, row.warnings,
    )  # fmt: skip


def _moment(at_us: int | None) -> str | None:
    return None if at_us is None else moment_from_us(at_us).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def written_cell(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
