"""The record of a closed day as an official paper, in the form of Decree 30/2020/NĐ-CP: what was counted, and what does not add up.

Words are the catalogue's. No resident is named; the member of staff who closed the day is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.contest.dates import day_text
from kiosk.contest.moment import VIETNAM
from kiosk.documents.ward_report import OfficialPaper, PaperTable, render_report
from kiosk.services.day import DayCounts, Facts, Incident
from kiosk.services.kiosk import Kiosk
from kiosk.services.official_texts import name_and_place, place_and_date
from kiosk.services.opening import ClosingRecord
from kiosk.services.staff import roster
from kiosk.texts import Catalogue, load_catalogue

_ATTEMPTS: Final = ("started", "finished", "abandoned", "voided", "running")
_PAPERS: Final = ("receipts_issued", "printed", "duplicates", "print_faults")
_JOURNAL: Final = ("acknowledged", "waiting")
_CHECKS: Final = frozenset(("failed", "name"))
"""Facts that name checks of readiness."""
_ID_SHOWN: Final = 8


def closing_pdf(kiosk: Kiosk, record: ClosingRecord, language: str) -> bytes:
    """Give the record as a PDF."""
    return render_report(closing_paper(kiosk, record, load_catalogue(language)))


def closing_paper(kiosk: Kiosk, record: ClosingRecord, catalogue: Catalogue) -> OfficialPaper:
    """Give all texts of the record."""
    closed_at = record.closed_at.astimezone(VIETNAM)
    unit = next(each for each in kiosk.pack.units if each.id == kiosk.enrolment.unit)
    name, place = name_and_place(unit, catalogue)
    texts, language = kiosk.pack.head.texts, catalogue.language
    issuer = catalogue.text("report.issuer_ward", ward=name) if unit.level == "ward" else name
    counts, by = record.counts, _member(kiosk, record.by)
    return OfficialPaper(
        parent=texts.organiser.in_language(language).partition(";")[0].upper(),
        issuer=issuer.upper(),
        country=catalogue.text("report.country"),
        motto=catalogue.text("report.motto"),
        number=catalogue.text("closing.number"),
        place_and_date=place_and_date(place, closed_at.date(), catalogue),
        draft="",
        title=catalogue.text("closing.title"),
        subject=catalogue.text("closing.subject", day=day_text(closed_at.date()), unit=name),
        opening=(
            catalogue.text(
                "closing.opening" if counts.since_at else "closing.opening_never",
                contest=texts.name.in_language(language),
                unit=name,
                kiosk=kiosk.id,
                by=by,
                closed=_moment(record.closed_at),
                since=_moment(counts.since_at),
            ),
        ),
        tables=_tables(counts, catalogue),
        closing=(*_verdict(record, catalogue), catalogue.text("closing.note_source")),
        recipients_title=catalogue.text("report.recipients"),
        recipients=(catalogue.text("report.recipient_board"), catalogue.text("closing.recipient_archive")),
        signed_for=(catalogue.text("closing.signed_by"),),
    )


def incident_sentence(incident: Incident, catalogue: Catalogue) -> str:
    """Say what happened, in words."""
    return catalogue.text(f"closing.incident.{incident.kind}", **_said(incident.facts, catalogue))


def _tables(counts: DayCounts, catalogue: Catalogue) -> tuple[PaperTable, ...]:
    head = (catalogue.text("closing.column_what"), catalogue.text("closing.column_count"))
    numbers = ((catalogue.text("closing.receipt_numbers"), f"{counts.first_receipt:06d} – {counts.last_receipt:06d}"),)
    papers = _lines(counts, _PAPERS, catalogue)
    tables = (
        PaperTable(catalogue.text("closing.table_attempts"), head, _lines(counts, _ATTEMPTS, catalogue)),
        PaperTable(
            catalogue.text("closing.table_papers"),
            head,
            (*papers[:1], *(numbers if counts.receipts_issued else ()), *papers[1:]),
        ),
        PaperTable(catalogue.text("closing.table_journal"), head, _lines(counts, _JOURNAL, catalogue)),
    )
    if not counts.incidents:
        return tables
    rows = tuple((incident_sentence(each, catalogue), _moment(each.at)) for each in counts.incidents)
    told = (catalogue.text("closing.column_incident"), catalogue.text("closing.column_when"))
    return (*tables, PaperTable(catalogue.text("closing.table_incidents"), told, rows))


def _lines(counts: DayCounts, names: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    return tuple((catalogue.text(f"closing.count.{name}"), str(getattr(counts, name))) for name in names)


def _verdict(record: ClosingRecord, catalogue: Catalogue) -> tuple[str, ...]:
    """Say whether the numbers add up; where they do not, which, and what staff wrote."""
    counts = record.counts
    quiet = () if counts.incidents else (catalogue.text("closing.no_incidents"),)
    if not counts.differs:
        return (catalogue.text("closing.adds_up"), *quiet)
    what = tuple(catalogue.text(f"closing.differs.{each}") for each in counts.differs)
    return (*what, catalogue.text("closing.reason", reason=record.reason), *quiet)


def _said(facts: Facts, catalogue: Catalogue) -> dict[str, str | int]:
    """Give the facts in words; of an attempt's id only its beginning, which tells two of one day apart."""
    said = dict(facts)
    for name in _CHECKS & facts.keys():
        said[name] = ", ".join(catalogue.text(f"closing.check.{each}") for each in str(facts[name]).split(", "))
    if "attempt" in facts:
        said["attempt"] = str(facts["attempt"])[:_ID_SHOWN].upper()
    return said


def _member(kiosk: Kiosk, member_id: str) -> str:
    """Give a member's name with their id, which tells two of one name apart; the id alone once they left the roster."""
    name = next((each.name for each in roster(kiosk) if each.id == member_id), "")
    return f"{name} ({member_id})" if name else member_id


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
