"""The journal by pages: newest first, each entry once, only what was looked for."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.services.journal_pages import KINDS, JournalPlace, journal_page, note_journal_export
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.storage.journal_rows import journal_head
from kiosk.texts import LANGUAGES, load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk

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
