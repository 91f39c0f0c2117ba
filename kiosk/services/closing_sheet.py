"""The record of a closed day as an official paper, in the form of Decree 30/2020/NĐ-CP: what was counted, and what does not add up.

Words are the catalogue's. No resident is named; the member of staff who closed the day is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.contest.dates import day_text
from kiosk.contest.day_figures import DayFigures
from kiosk.contest.moment import VIETNAM
from kiosk.documents.ward_report import OfficialPaper, PaperTable, render_report
from kiosk.services.closing_record import ClosingRecord
from kiosk.services.day import Facts, Incident, incidents_between
from kiosk.services.hold import BY_DISTRICT
from kiosk.services.kiosk import Kiosk
from kiosk.services.letterhead import letterhead
from kiosk.services.official_texts import place_and_date
from kiosk.services.receipts import written_number
from kiosk.services.staff_names import name_of, who_in_words
from kiosk.texts import Catalogue, load_catalogue

_ATTEMPTS: Final = ("started", "finished", "abandoned", "voided", "running")
_PAPERS: Final = ("receipts_issued", "printed", "duplicates", "print_faults")
_HELP: Final = ("assisted", "help_calls")
_PRACTICE: Final = ("practices",)
_JOURNAL: Final = ("acknowledged", "waiting")
_CHECKS: Final = frozenset(("failed", "name"))
"""Facts that name checks of readiness."""
_ID_SHOWN: Final = 8
_S_PER_MINUTE: Final = 60
_SHARES: Final = (0.21, 0.79)
"""Of the page's width: when something happened, and what."""


def closing_pdf(kiosk: Kiosk, record: ClosingRecord, language: str) -> bytes:
    """Give the record as a PDF."""
    return render_report(closing_paper(kiosk, record, load_catalogue(language)))


def closing_paper(kiosk: Kiosk, record: ClosingRecord, catalogue: Catalogue) -> OfficialPaper:
    """Give all texts of the record."""
    closed_at = record.closed_at.astimezone(VIETNAM)
    head = letterhead(kiosk, catalogue)
    is_ordered = record.closed.by == BY_DISTRICT
    incidents = incidents_between(kiosk, record.began, record.place)
    return OfficialPaper(
        parent=head.parent,
        issuer=head.issuer,
        country=head.country,
        motto=head.motto,
        number=catalogue.text("closing.number"),
        place_and_date=place_and_date(head.place, closed_at.date(), catalogue),
        draft="",
        title=catalogue.text("closing.title"),
        subject=catalogue.text("closing.subject", day=day_text(closed_at.date()), unit=head.unit),
        opening=(
            catalogue.text(
                "closing.opening" if record.since_at else "closing.opening_never",
                contest=head.contest,
                unit=head.unit,
                kiosk=kiosk.id,
                by=who_in_words(kiosk, record.closed.by, catalogue),
                closed=_moment(record.closed_at),
                since=_moment(record.since_at),
            ),
        ),
        tables=(
            *_tables(kiosk, record.closed.figures, catalogue),
            *(() if not incidents else (_incidents(kiosk, incidents, catalogue),)),
        ),
        closing=(*_verdict(record, catalogue), catalogue.text("closing.note_source")),
        recipients_title=catalogue.text("report.recipients"),
        recipients=(catalogue.text("report.recipient_board"), catalogue.text("closing.recipient_archive")),
        signed_for=(catalogue.text("closing.signed_by_place" if is_ordered else "closing.signed_by"),),
        signer=name_of(kiosk, record.closed.by),
    )


def incident_sentence(kiosk: Kiosk, incident: Incident, catalogue: Catalogue) -> str:
    """Say what happened, in words."""
    said = catalogue.text(f"closing.incident.{incident.kind}", **_said(kiosk, incident.facts, catalogue))
    return said[:1].upper() + said[1:]


def _tables(kiosk: Kiosk, figures: DayFigures, catalogue: Catalogue) -> tuple[PaperTable, ...]:
    head = (catalogue.text("closing.column_what"), catalogue.text("closing.column_count"))
    papers = _lines(figures, _PAPERS, catalogue)
    if figures.receipts_issued:
        numbers = " – ".join(written_number(kiosk, each) for each in (figures.first_receipt, figures.last_receipt))
        papers = (papers[0], (catalogue.text("closing.receipt_numbers"), numbers), *papers[1:])
    return (
        PaperTable(catalogue.text("closing.table_attempts"), head, _lines(figures, _ATTEMPTS, catalogue)),
        PaperTable(catalogue.text("closing.table_papers"), head, papers),
        PaperTable(catalogue.text("closing.table_help"), head, _lines(figures, _HELP, catalogue)),
        PaperTable(catalogue.text("closing.table_practice"), head, _lines(figures, _PRACTICE, catalogue)),
        PaperTable(catalogue.text("closing.table_journal"), head, _lines(figures, _JOURNAL, catalogue)),
    )


def _incidents(kiosk: Kiosk, incidents: Sequence[Incident], catalogue: Catalogue) -> PaperTable:
    return PaperTable(
        catalogue.text("closing.table_incidents"),
        (catalogue.text("closing.column_when"), catalogue.text("closing.column_incident")),
        tuple((_moment(each.at), incident_sentence(kiosk, each, catalogue)) for each in incidents),
        shares=_SHARES,
    )


def _lines(figures: DayFigures, names: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    return tuple((catalogue.text(f"closing.count.{name}"), str(getattr(figures, name))) for name in names)


def _verdict(record: ClosingRecord, catalogue: Catalogue) -> tuple[str, ...]:
    """Say whether the numbers add up; where they do not, which, and what staff wrote."""
    closed = record.closed
    quiet = () if closed.incidents else (catalogue.text("closing.no_incidents"),)
    if not closed.differs:
        return (catalogue.text("closing.adds_up"), *quiet)
    what = tuple(catalogue.text(f"closing.differs.{each}") for each in closed.differs)
    why = "closing.reason_ordered" if closed.by == BY_DISTRICT else "closing.reason"
    return (*what, catalogue.text(why, reason=closed.reason), *quiet)


def _said(kiosk: Kiosk, facts: Facts, catalogue: Catalogue) -> dict[str, str | int]:
    """Give the facts in words; of an attempt's id only its beginning, which tells two of one day apart."""
    said = dict(facts)
    for name in _CHECKS & facts.keys():
        said[name] = ", ".join(catalogue.text(f"closing.check.{each}") for each in str(facts[name]).split(", "))
    if "names" in facts:
        names = (each for each in str(facts["names"]).split(", ") if each)
        said["names"] = ", ".join(catalogue.text(f"staff.setting.{each}") for each in names)
    if "extra_s" in facts:
        minutes = f"{int(facts['extra_s']) / _S_PER_MINUTE:g}"
        said["minutes"] = minutes.replace(".", ",") if catalogue.language == "vi" else minutes
    if "number" in facts:
        said["number"] = written_number(kiosk, int(facts["number"]))
    if "attempt" in facts:
        said["attempt"] = str(facts["attempt"])[:_ID_SHOWN].upper()
    if "by" in facts:
        said["by"] = who_in_words(kiosk, str(facts["by"]), catalogue)
    return said


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
