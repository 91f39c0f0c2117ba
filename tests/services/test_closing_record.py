"""The record of a closed day is read back as it was written, with its incidents and what became of its papers."""

from pathlib import Path

import pytest

from kiosk.contest.earlier_events import KioskClosedV1
from kiosk.contest.events import EpochOpened, PrintOutcome
from kiosk.journal.entry import make_entry
from kiosk.services.attempts import start_attempt
from kiosk.services.closing_record import newest_record, note_paper, paper_of
from kiosk.services.day import counts_of_day, incidents_between
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk, pause_kiosk
from kiosk.services.sessions import void_attempt
from kiosk.storage.journal_rows import append_entry, append_event, entries_after, journal_head, note_fork
from tests.helpers.kiosks import a_kiosk, a_registration


def a_closed_day(kiosk: Kiosk, reason: str) -> None:
    """Open, void one attempt for a reason, and close."""
    open_kiosk(kiosk, "officer-1")
    void_attempt(kiosk, start_attempt(kiosk, a_registration(kiosk)).id, reason, "officer-1")
    close_kiosk(kiosk, "officer-1")


def test_the_newest_closed_day_is_read_back(tmp_path: Path) -> None:
    """Until the next closing, whatever the next day holds by then; its incidents are its own."""
    kiosk = a_kiosk(tmp_path)
    assert newest_record(kiosk) is None
    a_closed_day(kiosk, "hôm trước")
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    void_attempt(kiosk, attempt.id, "hôm nay", "officer-1")
    counts = counts_of_day(kiosk)
    record = close_kiosk(kiosk, "officer-1")
    assert newest_record(kiosk) == record
    assert (record.since_at, record.closed.figures) == (counts.since_at, counts.figures)
    assert incidents_between(kiosk, record.began, record.place) == counts.incidents
    assert [each.facts["reason"] for each in counts.incidents] == ["hôm nay"]
    open_kiosk(kiosk, "officer-1")
    pause_kiosk(kiosk, "officer-1")
    assert newest_record(kiosk) == record


def test_a_day_an_older_program_closed_has_no_record(tmp_path: Path) -> None:
    """What it did not count is not told as nought."""
    kiosk = a_kiosk(tmp_path)
    with kiosk.store.transaction():
        append_event(kiosk.store, KioskClosedV1("officer-1", 5, 3, 1, 1, 3), kiosk.clock.now())
    assert newest_record(kiosk) is None


def test_a_day_said_again_after_a_fork_is_one_day(tmp_path: Path) -> None:
    """The closing before it is the one before it, not itself in the history that ended."""
    kiosk = a_kiosk(tmp_path)
    a_closed_day(kiosk, "hôm trước")
    shared = journal_head(kiosk.store).seq
    a_closed_day(kiosk, "hôm nay")
    tail = entries_after(kiosk.store, 1, shared, 100)
    with kiosk.store.transaction():
        note_fork(kiosk.store, 1, shared)
        append_event(kiosk.store, EpochOpened("K-1", "u", "forked", 1, shared), kiosk.clock.now(), new_epoch=2)
        for each in tail:
            head = journal_head(kiosk.store)
            again = make_entry(
                epoch=2, seq=head.seq + 1, kind=each.kind, version=each.version, moment=kiosk.clock.now(),
                payload=each.payload or b"", previous=head.digest,
            )  # fmt: skip
            append_entry(kiosk.store, again)
    record = newest_record(kiosk)
    assert record is not None
    incidents = incidents_between(kiosk, record.began, record.place)
    assert [each.kind for each in incidents] == ["journal_forked", "voided"]


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ((), ""),
        (("queued",), "queued"),
        (("queued", "stuck"), "stuck"),
        (("queued", "printed", "queued", "refused"), "printed"),
        (("refused", "kept"), "kept"),
    ],
)
def test_what_became_of_the_paper_is_told(tmp_path: Path, outcomes: tuple[PrintOutcome, ...], told: str) -> None:
    """One that came out stays, whatever became of a later try; papers of an earlier closing are not its own."""
    kiosk = a_kiosk(tmp_path)
    a_closed_day(kiosk, "hôm trước")
    note_paper(kiosk, "printed", "officer-1")
    a_closed_day(kiosk, "hôm nay")
    record = newest_record(kiosk)
    assert record is not None
    for outcome in outcomes:
        note_paper(kiosk, outcome, "officer-1")
    assert paper_of(kiosk, record) == told
