"""The record of a closed day: every number is the day's, what does not add up is said, nobody who took part is named."""

from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.services.attempts import abandon_attempt, finish_attempt, start_attempt
from kiosk.services.closing_record import ClosingRecord
from kiosk.services.closing_sheet import closing_paper, closing_pdf, incident_sentence
from kiosk.services.copies import record_copy
from kiosk.services.day import TOLD, Facts, Incident
from kiosk.services.help import call_help
from kiosk.services.hold import BY_DISTRICT
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.services.practice_mode import start_practice
from kiosk.services.receipts import issue_receipt
from kiosk.services.sessions import extend_time, mark_assisted, void_attempt
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import a_kiosk, a_registration, an_identity

LANGUAGES = ("vi", "en")


def a_day(kiosk: Kiosk) -> None:
    """Open, and let four people take part: two hand in, one gives up, one is declared void."""
    open_kiosk(kiosk, "officer-1", failed=("printer",), override_reason="chờ thợ")
    for place in range(4):
        identity = an_identity(number=f"00118506789{place}", full_name="Trần Thị Hòa")
        attempt = start_attempt(kiosk, a_registration(kiosk, identity=identity))
        if place == 2:
            abandon_attempt(kiosk, attempt.id)
            continue
        finish_attempt(kiosk, attempt.id)
        record_copy(kiosk, issue_receipt(kiosk, attempt.id).number, "printed" if place else "stuck", "")
        if place == 3:
            void_attempt(kiosk, attempt.id, "làm hộ", "officer-1")


def words(kiosk: Kiosk, record: ClosingRecord, language: str) -> str:
    """Read the record, parted by single spaces."""
    document = pypdfium2.PdfDocument(closing_pdf(kiosk, record, language))
    found = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_tells_the_day(tmp_path: Path, language: str) -> None:
    """Every cell of the paper can be read back; the numbers add up and the paper says so."""
    kiosk = a_kiosk(tmp_path)
    a_day(kiosk)
    record = close_kiosk(kiosk, "officer-1")
    catalogue, told = load_catalogue(language), words(kiosk, record, language)
    paper = closing_paper(kiosk, record, catalogue)
    cells = [cell for table in paper.tables for row in table.rows for cell in row]
    assert [each for each in cells if each not in told] == []
    assert [row[1] for row in paper.tables[0].rows] == ["4", "2", "1", "1", "0"]
    assert paper.tables[1].rows[1][1] == "000001 – 000003"
    assert catalogue.text("closing.adds_up") in told
    assert "officer-1" in told
    assert "Hòa" not in told
    assert "00118506789" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_that_do_not_add_up_are_shown_with_the_reason(tmp_path: Path, language: str) -> None:
    """A receipt that vanished holds the closing up; with a written reason the paper tells both, and never that it adds up."""
    kiosk = a_kiosk(tmp_path)
    a_day(kiosk)
    with kiosk.store.transaction():
        kiosk.store.execute("DELETE FROM receipt WHERE number = 2")
    with pytest.raises(Refused, match="counts_differ what=receipts"):
        close_kiosk(kiosk, "officer-1", reason=" ")
    record = close_kiosk(kiosk, "officer-1", reason="đã báo quận")
    told, catalogue = words(kiosk, record, language), load_catalogue(language)
    assert catalogue.text("closing.differs.receipts") in told
    assert "đã báo quận" in told
    assert catalogue.text("closing.adds_up") not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_on_which_nothing_happened_says_so(tmp_path: Path, language: str) -> None:
    """No table of incidents, no receipt numbers; a day never opened has no opening moment."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    record = close_kiosk(kiosk, "someone-gone")
    paper = closing_paper(kiosk, record, load_catalogue(language))
    assert len(paper.tables) == 5
    assert len(paper.tables[1].rows) == 4
    assert load_catalogue(language).text("closing.no_incidents") in paper.closing
    never = replace(record, closed=replace(record.closed, since_at_us=0))
    assert "None" not in words(kiosk, never, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_incident_has_its_sentence(tmp_path: Path, language: str) -> None:
    """Whatever a day may hold can be said in both languages."""
    kiosk = a_kiosk(tmp_path)
    variants = {
        "journal_{reason}": ("restored", "forked"),
        "print_{outcome}": ("stuck", "refused", "unknown"),
        "settings_{fault}": ("lost", "damaged", "reset", "in_part"),
    }
    for told in TOLD.values():
        for value in variants.get(told.code, ("",)):
            kind = told.code.format(reason=value, outcome=value, fault=value)
            facts: Facts = {name: "printer" if name in ("failed", "name", "names") else "7" for name in told.facts}
            assert incident_sentence(kiosk, Incident(0, kind, facts), load_catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_and_practice_stand_apart_from_what_counts(tmp_path: Path, language: str) -> None:
    """Each in a table of its own; staff stand there by name and id."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    call_help(kiosk, "quiz", attempt.id)
    mark_assisted(kiosk, attempt.id, "officer-1")
    extend_time(kiosk, attempt.id, 450, "kẹt giấy", "officer-1")
    finish_attempt(kiosk, attempt.id)
    start_practice(kiosk, "officer-1")
    paper = closing_paper(kiosk, close_kiosk(kiosk, "officer-1"), load_catalogue(language))
    assert paper.signer == "Cán bộ"
    assert [row[1] for row in paper.tables[2].rows] == ["1", "1"]
    assert [row[1] for row in paper.tables[3].rows] == ["1"]
    assert [row[1] for row in paper.tables[0].rows] == ["1", "1", "0", "0", "0"]
    assert "Cán bộ (officer-1)" in paper.tables[5].rows[0][1]
    assert {"vi": "thêm 7,5 phút", "en": "added 7.5 minutes"}[language] in paper.tables[5].rows[1][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_the_district_closed_is_told_as_its_own(tmp_path: Path, language: str) -> None:
    """Nobody of the staff is said to have closed it, or to have written a reason."""
    kiosk = a_kiosk(tmp_path)
    a_day(kiosk)
    with kiosk.store.transaction():
        kiosk.store.execute("DELETE FROM receipt WHERE number = 2")
    record = close_kiosk(kiosk, BY_DISTRICT, reason="ordered by the district")
    catalogue = load_catalogue(language)
    paper = closing_paper(kiosk, record, catalogue)
    assert catalogue.text("closing.by_district") in paper.opening[0]
    assert catalogue.text("closing.reason_ordered") in paper.closing
    assert (paper.signed_for, paper.signer) == ((catalogue.text("closing.signed_by_place"),), "")
    assert "ordered by the district" not in words(kiosk, record, language).replace(
        catalogue.text("closing.reason_ordered"), ""
    )
