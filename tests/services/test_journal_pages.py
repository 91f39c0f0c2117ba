"""The journal by pages: newest first, each entry once, only what was looked for."""

from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from kiosk.contest.events import OrderAct, PrintOutcome
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.copies import record_copy
from kiosk.services.journal_pages import KINDS, JournalPlace, journal_page, note_journal_export
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.services.readiness import Found, record_check
from kiosk.services.receipts import issue_receipt
from kiosk.storage.journal_rows import journal_head
from kiosk.texts import LANGUAGES, load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration

_DAY_S = 86_400


@pytest.fixture
def moved() -> MovedClock:
    """Give the clock of the kiosk."""
    return MovedClock()


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give a kiosk opened and closed on two days."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    for _ in range(2):
        open_kiosk(kiosk, "officer-1")
        close_kiosk(kiosk, "officer-1")
        moved.pass_s(_DAY_S)
    return kiosk


def test_pages_give_every_entry_once_newest_first(kiosk: Kiosk) -> None:
    """Page after page until the first entry; only the last page has nothing older."""
    seen: list[int] = []
    before: JournalPlace | None = None
    while True:
        page = journal_page(kiosk, 2, before=before)
        seen += [each.place.seq for each in page.lines]
        if not page.has_older:
            break
        before = page.lines[-1].place
    assert seen == list(range(journal_head(kiosk.store).seq, 0, -1))


def test_a_day_and_a_group_leave_the_rest_out(kiosk: Kiosk) -> None:
    """Of yesterday, what opened and closed the day, and who did it."""
    yesterday = kiosk.today() - timedelta(days=1)
    page = journal_page(kiosk, 10, group="day", day=yesterday)
    assert [(each.kind, each.by) for each in page.lines] == [
        ("kiosk_closed", "officer-1"),
        ("kiosk_opened", "officer-1"),
    ]
    assert journal_page(kiosk, 10, day=kiosk.today()).lines == ()


def test_a_line_tells_how_it_ended_and_of_what(kiosk: Kiosk) -> None:
    """A paper that did not come out is not told as printed, nor a check that failed like one that passed."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    record_copy(kiosk, receipt.number, "refused", "")
    record_copy(kiosk, receipt.number, "printed", "officer-1")
    record_check(kiosk, "printer", Found(is_passed=False, facts={"state": "stuck"}), "officer-2")
    lines = journal_page(kiosk, 6).lines
    assert [(each.kind, each.outcome, each.check, each.about, each.name or each.by) for each in lines] == [
        ("readiness_checked", "failed", "printer", "", "officer-2"),
        ("receipt_printed", "printed", "", "000001", "Cán bộ"),
        ("receipt_printed", "refused", "", "000001", ""),
        ("receipt_issued", "", "", "000001", ""),
        ("attempt_finished", "", "", attempt.id[:8].upper(), ""),
        ("attempt_started", "", "", attempt.id[:8].upper(), ""),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_end_has_its_word(language: str) -> None:
    """Whatever a printer, a check or the district may bring about."""
    ends = {*get_args(PrintOutcome), *get_args(OrderAct), "passed", "failed"}
    assert not [each for each in ends if not load_catalogue(language).has(f"staff.outcome.{each}")]


def test_an_export_is_written_down(kiosk: Kiosk) -> None:
    """With how many entries there were and who asked for them."""
    note_journal_export(kiosk, 5, "technician-1")
    (line,) = journal_page(kiosk, 1).lines
    assert (line.kind, line.by) == ("journal_exported", "technician-1")


def test_every_group_names_kinds_the_journal_knows() -> None:
    """A kind that was misspelt would never be found: each has words in both languages, and is in one group only."""
    kinds = [each for kinds in KINDS.values() for each in kinds]
    assert len(kinds) == len(set(kinds))
    assert [
        each for each in kinds for language in LANGUAGES if not load_catalogue(language).has(f"staff.kind.{each}")
    ] == []
