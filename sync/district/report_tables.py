"""A report as titled tables in the reader's language: what its paper, its workbook and its text file all show."""

from datetime import date
from typing import Final

from msgspec import Struct

from kiosk.contest.dates import day_text
from kiosk.contest.moment import VIETNAM
from kiosk.texts import Catalogue
from sync.district.reports import Part, ParticipationReport, Tally

Cell = str | int | float | date | None
"""None is a figure that is not known or has no meaning; a float is shown with two decimals."""

_COUNTS: Final = ("started", "open", "handed_in", "abandoned", "voided", "people", "mean_points", "all_correct")
_PERCENT: Final = 100


class ReportTable(Struct, frozen=True):
    """A table; `name` is its title in a few words. The last row of one that `has_total` counts all, people only once."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool


def report_tables(report: ParticipationReport, catalogue: Catalogue) -> tuple[ReportTable, ...]:
    """Give all tables: what is counted in general, then by age, group, language and day."""
    language = catalogue.language
    names = {each.code: each.name.in_language(language) for each in report.pack.rules.groups}
    parts = {
        "age_groups": [_line(_age_name(each, catalogue), each.tally) for each in report.age_groups],
        "groups": [_line(names.get(each.code, each.code), each.tally) for each in report.groups],
        "languages": [_line(_language_name(each, catalogue), each.tally) for each in report.languages],
        "days": [_line(each.day, each.tally) for each in report.days],
    }
    counts = tuple(catalogue.text(f"report.column_{each}") for each in _COUNTS)
    total = _line(catalogue.text("report.total"), report.total)
    general = ReportTable(
        name=catalogue.text("report.name_general"),
        title=catalogue.text("report.title_general"),
        head=(catalogue.text("report.column_fact"), catalogue.text("report.column_value")),
        rows=_general(report, catalogue),
        has_total=False,
    )
    return (
        general,
        *(
            ReportTable(
                name=catalogue.text(f"report.name_{key}"),
                title=catalogue.text(f"report.title_{key}"),
                head=(catalogue.text(f"report.name_{key}"), *counts),
                rows=(*lines, total),
                has_total=True,
            )
            for key, lines in parts.items()
        ),
    )


def report_facts(report: ParticipationReport, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Give what a report is about, line by line: for files that have no heading of their own."""
    at = report.at.astimezone(VIETNAM)
    return (
        (catalogue.text("report.fact_contest"), report.pack.head.texts.name.in_language(catalogue.language)),
        (catalogue.text("report.fact_unit"), report.unit.name.in_language(catalogue.language)),
        (catalogue.text("report.fact_code"), report.unit.code),
        (catalogue.text("report.fact_at"), f"{at:%d/%m/%Y %H:%M:%S} (UTC+7)"),
    )


def written(cell: Cell, catalogue: Catalogue, *, is_grouped: bool = True) -> str:
    """Write a cell to be read: 1.234,50 in Vietnamese, 1,234.50 in English, days as dd/MM/yyyy, an en dash for nothing."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return day_text(cell)
    text = f"{cell:,.2f}" if isinstance(cell, float) else f"{cell:,}"
    if not is_grouped:
        text = text.replace(",", "")
    return text if catalogue.language == "en" else text.translate({ord(","): ".", ord("."): ","})


def _general(report: ParticipationReport, catalogue: Catalogue) -> tuple[tuple[Cell, ...], ...]:
    total, unit = report.total, report.unit
    paper = report.pack.rules.paper
    unknown = catalogue.text("report.unknown")
    on = "" if unit.people_on is None else catalogue.text("report.people_on", day=day_text(unit.people_on))
    values: dict[str, Cell] = {
        "started": total.started,
        "open": total.open,
        "handed_in": total.handed_in,
        "abandoned": total.abandoned,
        "voided": total.voided,
        "people": total.people,
        "all_correct": total.all_correct,
        "mean_points": total.mean_points,
        "most_points": paper.question_count * paper.points_per_question,
    }
    rows = [(catalogue.text(f"report.general_{key}"), value) for key, value in values.items()]
    people = f"{catalogue.text('report.general_unit_people')} {on}".strip()
    share = None if report.share is None else report.share * _PERCENT
    return (
        *rows,
        (people, unknown if share is None else unit.people),
        (catalogue.text("report.general_share"), unknown if share is None else share),
    )


def _line(name: str | date, tally: Tally) -> tuple[Cell, ...]:
    return (
        name,
        tally.started,
        tally.open,
        tally.handed_in,
        tally.abandoned,
        tally.voided,
        tally.people,
        tally.mean_points,
        tally.all_correct,
    )


def _age_name(part: Part, catalogue: Catalogue) -> str:
    key = f"report.age_{part.code}"
    return catalogue.text(key) if catalogue.has(key) else part.code


def _language_name(part: Part, catalogue: Catalogue) -> str:
    key = f"report.language_{part.code}"
    return catalogue.text(key) if catalogue.has(key) else part.code
