"""Writing a report into a file: a paper, a workbook or a text table, by the file's ending."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.documents.ward_report import render_report
from kiosk.texts import Catalogue, load_catalogue
from sync.district.district import District
from sync.district.export import written_cell
from sync.district.report_paper import report_paper
from sync.district.report_tables import Cell, report_facts, report_tables, written
from sync.district.report_workbook import report_workbook
from sync.district.reports import REPORTS, ParticipationReport


def write_report(district: District, kind: str, unit_code: str, file: Path, language: str, now: datetime) -> None:
    """Write the report `kind` (of `REPORTS`) of a unit; the file appears whole or not at all.

    Refuses with `report_form_unknown`, `report_unwritable`, `pack_missing` or `unit_unknown`.
    """
    form = FORMS.get(file.suffix.lower())
    if form is None:
        raise Refused("report_form_unknown", ending=file.suffix or file.name, known=", ".join(FORMS))
    data = form(REPORTS[kind](district, unit_code, now), load_catalogue(language))
    building = file.with_name(f".{file.name}.part")
    try:
        building.write_bytes(data)
        building.replace(file)
    except OSError as fault:
        building.unlink(missing_ok=True)
        raise Refused("report_unwritable", place=file.name) from fault


def _as_pdf(report: ParticipationReport, catalogue: Catalogue) -> bytes:
    return render_report(report_paper(report, catalogue))


def _as_csv(report: ParticipationReport, catalogue: Catalogue) -> bytes:
    """Give what the report is about and its tables below one another: UTF-8 with a byte-order mark, which Excel needs."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([written_cell(cell) for cell in fact] for fact in report_facts(report, catalogue))
    for table in report_tables(report, catalogue):
        rows = ([written_cell(_plain(cell, catalogue)) for cell in row] for row in table.rows)
        writer.writerows(((), (table.title,), table.head, *rows))
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell, catalogue: Catalogue) -> str:
    """Write a cell for a spreadsheet: nothing for what is not known, thousands not parted."""
    return "" if cell is None else written(cell, catalogue, is_grouped=False)


FORMS: Final[dict[str, Callable[[ParticipationReport, Catalogue], bytes]]] = {
    ".pdf": _as_pdf,
    ".xlsx": report_workbook,
    ".csv": _as_csv,
}
"""What each ending of a file's name asks for."""
