"""A kiosk's readiness in words: each check as a sentence, and all of them as an official paper in the form of Decree 30/2020/NĐ-CP.

Words are the catalogue's. No resident is named; who made a check stands there by their number in the roster.
"""

from typing import Final

from kiosk.contest.dates import day_text
from kiosk.contest.moment import VIETNAM
from kiosk.documents.ward_report import OfficialPaper, PaperTable, render_report
from kiosk.services.kiosk import Kiosk
from kiosk.services.letterhead import letterhead
from kiosk.services.official_texts import place_and_date
from kiosk.services.readiness import CheckName, CheckState, Facts, readiness
from kiosk.settings import read_settings
from kiosk.texts import Catalogue, load_catalogue

_TELLING: Final = ("state", "scanned", "source", "lack", "heard", "chain", "integrity")
"""Facts whose value chooses the sentence, in the order they are asked."""
_NAMING: Final = ("error", "missing", "missed")
"""Facts that choose it by being there."""
_SHARES: Final = (0.2, 0.15, 0.19, 0.46)


def found_sentence(name: CheckName, facts: Facts, catalogue: Catalogue) -> str:
    """Say what a check found and, where it failed, what to do; "" when nothing was found yet."""
    if not facts:
        return ""
    case = next((str(facts[each]) for each in _TELLING if each in facts), "found")
    case = next((each for each in _NAMING if each in facts), case)
    places = str(facts.get("missing") or facts.get("missed") or "")
    targets = ", ".join(catalogue.text(f"readiness.target.{each}") for each in places.split(", ") if each)
    said = {key: _written(value, catalogue) for key, value in facts.items()}
    sentences = [catalogue.text(f"readiness.{name}.{case}", **{**said, "targets": targets})]
    if "reason" in facts:
        sentences.append(catalogue.text(f"staff.printer.{facts['reason']}"))
    if "seen" in facts:
        sentences.append(catalogue.text(f"readiness.seen.{facts['seen']}"))
    return " ".join(sentences)


def _written(value: str | float, catalogue: Catalogue) -> str:
    """Write a number as the language does: Vietnamese has a comma before the tenths."""
    text = str(value)
    return text.replace(".", ",") if isinstance(value, float) and catalogue.language == "vi" else text


def readiness_pdf(kiosk: Kiosk, language: str) -> bytes:
    """Give the record of all checks as they stand now, as a PDF."""
    return render_report(readiness_paper(kiosk, load_catalogue(language)))


def readiness_paper(kiosk: Kiosk, catalogue: Catalogue) -> OfficialPaper:
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
        tables=(_table(checks, catalogue),),
        closing=(
            catalogue.text("readiness.not_ready", which=", ".join(lacking))
            if lacking
            else catalogue.text("readiness.ready"),
            catalogue.text("readiness.note"),
        ),
        recipients_title=catalogue.text("report.recipients"),
        recipients=(catalogue.text("readiness.recipient_archive"),),
        signed_for=(catalogue.text("readiness.signed_by"),),
    )


def _is_lacking(check: CheckState) -> bool:
    return check.is_needed and check.state != "passed"


def _table(checks: tuple[CheckState, ...], catalogue: Catalogue) -> PaperTable:
    heads = ("column_check", "column_state", "column_when", "column_found")
    return PaperTable(
        catalogue.text("readiness.table"),
        tuple(catalogue.text(f"readiness.{each}") for each in heads),
        tuple(_row(each, catalogue) for each in checks),
        shares=_SHARES,
    )


def _row(check: CheckState, catalogue: Catalogue) -> tuple[str, ...]:
    name = catalogue.text(f"closing.check.{check.name}")
    is_idle = check.state == "never" and not check.is_needed
    when = "" if check.at is None else f"{check.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    by = "" if check.at is None else check.by or catalogue.text("readiness.by_itself")
    return (
        name[:1].upper() + name[1:],
        catalogue.text("readiness.not_needed" if is_idle else f"readiness.state.{check.state}"),
        f"{when}, {by}" if when else "",
        found_sentence(check.name, check.facts, catalogue),
    )
