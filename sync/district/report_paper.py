"""A report's words as an official paper: who reports to whom, for which unit, and by what rules it was counted."""

from typing import Final

from kiosk.contest.dates import day_text
from kiosk.contest.moment import VIETNAM
from kiosk.documents.ward_report import OfficialPaper, PaperTable
from kiosk.services.official_texts import name_and_place, place_and_date
from kiosk.texts import Catalogue
from sync.district.report_tables import ReportTable, report_tables, written
from sync.district.reports import ParticipationReport

_NOTES: Final = ("note_source", "note_people", "note_mean")


def report_paper(report: ParticipationReport, catalogue: Catalogue) -> OfficialPaper:
    """Give all texts of the paper; a unit without an attempt gets only the table of general figures and says why."""
    language, unit = catalogue.language, report.unit
    at = report.at.astimezone(VIETNAM)
    is_ward = unit.level == "ward"
    name, place = name_and_place(unit, catalogue)
    organiser = report.pack.head.texts.organiser.in_language(language)
    issuer = catalogue.text("report.issuer_ward", ward=name) if is_ward else name
    tables = report_tables(report, catalogue)
    notes = tuple(catalogue.text(f"report.{each}") for each in _NOTES)
    return OfficialPaper(
        parent=organiser.partition(";")[0].upper(),  # the body itself; what follows is who does its work
        issuer=issuer.upper(),
        country=catalogue.text("report.country"),
        motto=catalogue.text("report.motto"),
        number=catalogue.text("report.number_ward" if is_ward else "report.number_other"),
        place_and_date=place_and_date(place, at.date(), catalogue),
        draft=catalogue.text("report.draft"),
        title=catalogue.text("report.title"),
        subject=catalogue.text("report.subject", unit=name),
        opening=(
            catalogue.text(
                "report.opening",
                issuer=issuer,
                contest=report.pack.head.texts.name.in_language(language),
                time=f"{at:%H:%M}",
                day=day_text(at.date()),
            ),
        ),
        tables=tuple(_paper_table(each, catalogue) for each in (tables if report.total.started else tables[:1])),
        closing=notes if report.total.started else (catalogue.text("report.note_empty"), *notes),
        recipients_title=catalogue.text("report.recipients"),
        recipients=(catalogue.text("report.recipient_board"), catalogue.text("report.recipient_archive")),
        signed_for=(
            (catalogue.text("report.signed_for_committee"), catalogue.text("report.signed_by_chair"))
            if is_ward
            else (catalogue.text("report.signed_by_head"),)
        ),
    )


def _paper_table(table: ReportTable, catalogue: Catalogue) -> PaperTable:
    rows = tuple(tuple(written(cell, catalogue) for cell in row) for row in table.rows)
    return PaperTable(table.title, table.head, rows, table.has_total)
