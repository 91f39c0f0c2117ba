"""The table for a spreadsheet: opens with its marks, holds no formula, appears whole."""

import csv
from pathlib import Path

import pytest
from msgspec.structs import replace

from sync.district.district import District
from sync.district.export import COLUMNS, export_csv
from tests.helpers.district import Sender


def test_every_attempt_is_a_line(district: District, sender: Sender, tmp_path: Path) -> None:
    """UTF-8 with a mark, one line an attempt, its receipt beside it, moments in Vietnam's time."""
    receipt = sender.visit(right=12)
    sender.start()
    sender.send(district)
    file = tmp_path / "table.csv"
    assert export_csv(district, file) == 2
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert tuple(lines[0]) == COLUMNS
    assert (lines[0]["receipt_code"], lines[0]["receipt_number"], lines[0]["points"]) == (receipt.code, "1", "12")
    assert (lines[0]["started_at"], lines[0]["label"]) == ("24/11/2026 10:00:01", "Ng*** A***")
    assert (lines[1]["state"], lines[1]["receipt_code"], lines[1]["ended_at"]) == ("running", "", "")


def test_no_cell_is_a_formula(district: District, sender: Sender, tmp_path: Path) -> None:
    """What a kiosk sends is never run by a spreadsheet."""
    start = sender.start()
    sender.entries.clear()
    sender.write(replace(start, label="=HYPERLINK(1)", masked_number="+1", group="@x", age_group="-2"))
    sender.send(district)
    export_csv(district, tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as opened:
        (line,) = list(csv.DictReader(opened))
    assert [line[each][0] for each in ("label", "masked_number", "group", "age_group")] == ["'"] * 4


def test_many_attempts_are_written_in_portions(district: District, sender: Sender, tmp_path: Path) -> None:
    """More than one portion, each once."""
    for _ in range(1001):
        sender.start()
    for first in (1, 501, 1001):
        sender.send(district, first)
    assert export_csv(district, tmp_path / "table.csv") == 1001
    assert len((tmp_path / "table.csv").read_text(encoding="utf-8").splitlines()) == 1002


def test_a_failure_leaves_no_half_table(district: District, sender: Sender, tmp_path: Path) -> None:
    """Where a table cannot be written, the one before stays and no part of the new one does."""
    sender.visit()
    sender.send(district)
    file = tmp_path / "table.csv"
    file.write_text("before", encoding="utf-8")
    with district.store.transaction():
        district.store.execute("DROP TABLE receipt")
    with pytest.raises(Exception, match="receipt"):
        export_csv(district, file)
    assert file.read_text(encoding="utf-8") == "before"
    assert [each.name for each in tmp_path.iterdir() if "part" in each.name] == []
