"""A report as a workbook. The only importer of xlsxwriter."""

from datetime import UTC, date
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kiosk.texts import Catalogue
from sync.district.report_tables import Cell, ReportTable, report_facts, report_tables
from sync.district.reports import ParticipationReport

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FIRST_WIDTH: Final = 44
_OTHER_WIDTH: Final = 14
"""Widths of columns, in letters."""

Formats = dict[type, Format]


def report_workbook(report: ParticipationReport, catalogue: Catalogue) -> bytes:
    """Give a workbook: what the report is about, then a sheet for each table; numbers are numbers, days are days."""
    data = BytesIO()
    facts = report_facts(report, catalogue)
    with Workbook(data, _OPTIONS) as book:
        book.set_properties({"title": facts[0][1], "created": report.at.astimezone(UTC).replace(tzinfo=None)})
        formats = {
            str: book.add_format({"text_wrap": True}),
            int: book.add_format({"num_format": "#,##0"}),
            float: book.add_format({"num_format": "#,##0.00"}),
            date: book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        }
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        about = book.add_worksheet(catalogue.text("report.name_about"))
        _widen(about)
        for place, fact in enumerate(facts):
            _write_row(about, place, fact, formats)
        for table in report_tables(report, catalogue):
            _write_table(book.add_worksheet(table.name), table, formats, head)
    return data.getvalue()


def _write_table(sheet: Worksheet, table: ReportTable, formats: Formats, head: Format) -> None:
    _widen(sheet)
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, head)
    for place, row in enumerate(table.rows, 1):
        _write_row(sheet, place, row, formats)


def _write_row(sheet: Worksheet, place: int, row: tuple[Cell, ...], formats: Formats) -> None:
    """Write one row; a text is written as a text whatever it begins with, and what is not known stays empty."""
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(place, column, cell, formats[str])
        elif isinstance(cell, date):
            sheet.write_datetime(place, column, cell, formats[date])
        elif cell is not None:
            sheet.write_number(place, column, cell, formats[type(cell)])


def _widen(sheet: Worksheet) -> None:
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, 8, _OTHER_WIDTH)
