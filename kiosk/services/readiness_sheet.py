"""A kiosk's readiness in words: each check as a sentence, and all of them as an official paper in the form of Decree 30/2020/NĐ-CP.

Words are the catalogue's. No resident is named; the staff who made a check or put the record on paper are.
"""

from datetime import date, datetime
from typing import Final

from kiosk.contest.dates import day_text
from kiosk.contest.moment import VIETNAM
from kiosk.documents.ward_report import OfficialPaper, PaperTable, render_report
from kiosk.services.kiosk import Kiosk
from kiosk.services.letterhead import letterhead
from kiosk.services.official_texts import place_and_date
from kiosk.services.readiness import CheckName, CheckState, Facts, readiness
from kiosk.services.staff_names import name_of
from kiosk.settings import read_settings
from kiosk.texts import Catalogue, load_catalogue

_TELLING: Final = ("state", "scanned", "source", "lack", "heard", "chain", "integrity")
"""Facts whose value chooses the sentence, in the order they are asked."""
_NAMING: Final = ("error", "missing", "missed")
"""Facts that choose it by being there."""
_MEASURED: Final = frozenset(("found", "over", "not_begun"))
"""Cases whose sentence only says how it is."""
_SHARES: Final = (0.21, 0.15, 0.16, 0.48)


def found_sentence(name: CheckName, facts: Facts, catalogue: Catalogue, *, is_failed: bool = False) -> str:
    """Say what a check found and, where it failed, what to do; "" when nothing was found yet.

    What was measured reads alike whether it passed or not; `is_failed` adds what to do about it then.
    """
    if not facts:
        return ""
    case = next((str(facts[each]) for each in _TELLING if each in facts), "found")
    case = next((each for each in _NAMING if each in facts), case)
    places = str(facts.get("missing") or facts.get("missed") or "")
    targets = ", ".join(catalogue.text(f"readiness.target.{each}") for each in places.split(", ") if each)
    said = {key: _written(value, catalogue) for key, value in facts.items()}
    sentences = [catalogue.text(f"readiness.{name}.{case}", **{**said, "targets": targets})]
    if is_failed and case in _MEASURED:
        sentences.append(catalogue.text(f"readiness.do.{name}"))
    if "reason" in facts:
        sentences.append(catalogue.text(f"staff.printer.{facts['reason']}"))
    if "seen" in facts:
        sentences.append(catalogue.text(f"readiness.seen.{facts['seen']}"))
    return " ".join(sentences)


def _written(value: str | float, catalogue: Catalogue) -> str:
    """Write a number as the language does: Vietnamese has a comma before the tenths."""
    text = str(value)
    return text.replace(".", ",") if isinstance(value, float) and catalogue.language == "vi" else text


def readiness_pdf(kiosk: Kiosk, language: str, by: str = "") -> bytes:
    """Give the record of all checks as they stand now, as a PDF; `by` signs it, "" where nobody signed in."""
    return render_report(readiness_paper(kiosk, load_catalogue(language), by))


def readiness_paper(kiosk: Kiosk, catalogue: Catalogue, by: str = "") -> OfficialPaper:
    """Give all texts of the record."""
    at = kiosk.clock.now().at.astimezone(VIETNAM)
    head = letterhead(kiosk, catalogue)
    checks = readiness(kiosk, read_settings(kiosk.folder))
    lacking = [catalogue.text(f"closing.check.{each.name}") for each in checks if _is_lacking(each)]
    return OfficialPaper(
        parent=head.parent,
        issuer=head.issuer,
        country=head.country,
        motto=head.motto,
        number=catalogue.text("readiness.number"),
        place_and_date=place_and_date(head.place, at.date(), catalogue),
        draft="",
        title=catalogue.text("readiness.title"),
        subject=catalogue.text("readiness.subject", kiosk=kiosk.id, unit=head.unit),
        opening=(
            catalogue.text(
                "readiness.opening",
                time=f"{at:%H:%M}",
                day=day_text(at.date()),
                kiosk=kiosk.id,
                unit=head.unit,
                contest=head.contest,
            ),
        ),
        tables=(_table(kiosk, checks, at.date(), catalogue),),
        closing=(
            catalogue.text("readiness.not_ready", which=", ".join(lacking))
            if lacking
            else catalogue.text("readiness.ready"),
        ),
        recipients_title=catalogue.text("report.recipients"),
        recipients=(catalogue.text("readiness.recipient_archive"),),
        signed_for=(catalogue.text("readiness.signed_by"),),
        signer=name_of(kiosk, by),
    )


def _is_lacking(check: CheckState) -> bool:
    return check.is_needed and check.state != "passed"


def _table(kiosk: Kiosk, checks: tuple[CheckState, ...], day: date, catalogue: Catalogue) -> PaperTable:
    heads = ("column_check", "column_state", "column_when", "column_found")
    return PaperTable(
        catalogue.text("readiness.table"),
        tuple(catalogue.text(f"readiness.{each}") for each in heads),
        tuple(_row(kiosk, each, day, catalogue) for each in checks),
        shares=_SHARES,
    )


def _row(kiosk: Kiosk, check: CheckState, day: date, catalogue: Catalogue) -> tuple[str, ...]:
    name = catalogue.text(f"closing.check.{check.name}")
    is_idle = check.state == "never" and not check.is_needed
    by = name_of(kiosk, check.by) or check.by or catalogue.text("readiness.by_itself")
    return (
        name[:1].upper() + name[1:],
        catalogue.text("readiness.not_needed" if is_idle else f"readiness.state.{check.state}"),
        "" if check.at is None else f"{_when(check.at, day)}, {by}",
        found_sentence(check.name, check.facts, catalogue, is_failed=check.state == "failed"),
    )


def _when(at: datetime, day: date) -> str:
    """Give a moment, without the day where that is the paper's own."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M}" if local.date() == day else f"{local:%H:%M %d/%m/%Y}"
