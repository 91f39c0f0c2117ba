"""The day at a kiosk: its states, its counts, what does not add up, and that they are there at once however long the journal."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.contest.day_figures import DayFigures
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened, KioskClosed, KioskOpened, ProgramEndedAbnormally, ReadinessChecked
from kiosk.contest.moment import us_from_moment
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import make_entry
from kiosk.services.attempts import abandon_attempt, finish_attempt, start_attempt
from kiosk.services.copies import record_copy
from kiosk.services.day import counts_of_day, recount
from kiosk.services.help import ONE_CALL_S, call_help
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import NEXT, DayAct, DayState, close_kiosk, day_state, is_open, open_kiosk, pause_kiosk
from kiosk.services.practice_mode import end_practice, start_practice
from kiosk.services.receipts import issue_receipt
from kiosk.services.sessions import extend_time, mark_assisted, void_attempt
from kiosk.services.staff import sign_in
from kiosk.storage.day_rows import read_tally, write_tally
from kiosk.storage.journal_rows import (
    all_entries,
    append_entry,
    append_event,
    digest_at,
    entries_after,
    journal_head,
    note_fork,
    set_acknowledged,
)
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity


def visit(kiosk: Kiosk, person: int) -> str:
    """Let one person take part and give their attempt."""
    attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=f"0011850678{person:02d}")))
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    return attempt.id


def begin(kiosk: Kiosk, person: int) -> str:
    """Let one person begin."""
    return start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=f"0011850678{person:02d}"))).id


def numbers(figures: DayFigures) -> tuple[int, ...]:
    """Give started, finished, abandoned, voided, running."""
    return (figures.started, figures.finished, figures.abandoned, figures.voided, figures.running)


def put_in(kiosk: Kiosk, state: DayState) -> None:
    """Bring the day into a state."""
    if state != "closed":
        open_kiosk(kiosk, "officer-1")
    if state == "paused":
        pause_kiosk(kiosk, "officer-1")


@pytest.mark.parametrize("state", ["closed", "open", "paused"])
@pytest.mark.parametrize("act", ["open", "pause", "close"])
def test_every_act_in_every_state(tmp_path: Path, state: DayState, act: DayAct) -> None:
    """What the table allows leads where it says; everything else is refused by the state's name and writes nothing."""
    kiosk = a_kiosk(tmp_path)
    put_in(kiosk, state)
    before = journal_head(kiosk.store)
    acts: dict[DayAct, Callable[..., object]] = {"open": open_kiosk, "pause": pause_kiosk, "close": close_kiosk}
    if (state, act) in NEXT:
        acts[act](kiosk, "officer-1")
        assert day_state(kiosk) == NEXT[(state, act)]
    else:
        with pytest.raises(Refused, match=f"already_{state}"):
            acts[act](kiosk, "officer-1")
        assert journal_head(kiosk.store) == before
    assert is_open(kiosk) == (day_state(kiosk) == "open")


def test_a_kiosk_that_is_not_ready_opens_with_a_reason_only(tmp_path: Path) -> None:
    """The reason and what had failed stand in the journal; after a pause nothing is asked again."""
    kiosk = a_kiosk(tmp_path)
    with pytest.raises(Refused, match="not_ready which=printer, clock"):
        open_kiosk(kiosk, "officer-1", failed=("printer", "clock"), override_reason="  ")
    open_kiosk(kiosk, "officer-1", failed=("printer", "clock"), override_reason=" chờ thợ ")
    last = list(all_entries(kiosk.store, 1))[-1]
    opened = decode_event(last.kind, last.version, last.payload or b"")
    assert opened == KioskOpened("officer-1", "chờ thợ", ("printer", "clock"))
    pause_kiosk(kiosk, "officer-1")
    open_kiosk(kiosk, "officer-1", failed=("printer",))
    last = list(all_entries(kiosk.store, 1))[-1]
    assert decode_event(last.kind, last.version, last.payload or b"") == KioskOpened("officer-1")


def test_a_pause_overnight_ends_like_a_new_morning(tmp_path: Path) -> None:
    """Else a kiosk that is only ever paused would never be checked again: what has expired needs a reason."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    open_kiosk(kiosk, "officer-1")
    pause_kiosk(kiosk, "officer-1")
    moved.pass_s(18 * 3600)
    with pytest.raises(Refused, match="not_ready which=printer"):
        open_kiosk(kiosk, "officer-1", failed=("printer",))
    open_kiosk(kiosk, "officer-1", failed=("printer",), override_reason="chờ thợ")
    assert [each.kind for each in counts_of_day(kiosk).incidents] == ["paused", "opened_unready"]


def test_counts_add_up_through_a_day(tmp_path: Path) -> None:
    """Each started attempt is in one place only; voiding a finished one moves it; pauses do not begin a day."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    assert numbers(counts_of_day(kiosk).figures) == (0, 0, 0, 0, 0)
    assert counts_of_day(kiosk).since_at is None
    open_kiosk(kiosk, "officer-1")
    opened_at = kiosk.clock.now().at
    moved.pass_s(60)
    first = visit(kiosk, 1)
    visit(kiosk, 2)
    abandon_attempt(kiosk, begin(kiosk, 3))
    running = begin(kiosk, 4)
    assert numbers(counts_of_day(kiosk).figures) == (4, 2, 1, 0, 1)
    void_attempt(kiosk, first, "làm hộ", "officer-1")
    pause_kiosk(kiosk, "officer-1")
    open_kiosk(kiosk, "officer-1")
    assert numbers(counts_of_day(kiosk).figures) == (4, 1, 1, 1, 1)
    void_attempt(kiosk, running, "mất điện", "officer-1")
    counts = counts_of_day(kiosk)
    assert numbers(counts.figures) == (4, 1, 1, 2, 0)
    figures = counts.figures
    assert (figures.receipts_issued, figures.first_receipt, figures.last_receipt) == (2, 1, 2)
    assert (counts.since_at, counts.differs) == (opened_at, ())
    assert counts == recount(kiosk)
    record = close_kiosk(kiosk, "officer-1")
    last = list(all_entries(kiosk.store, 1))[-1]
    closed = decode_event(last.kind, last.version, last.payload or b"")
    assert closed == record.closed
    assert record.closed == KioskClosed(
        "officer-1", us_from_moment(opened_at), counts.figures, len(counts.incidents), (), ""
    )


def test_the_next_day_begins_at_nothing(tmp_path: Path) -> None:
    """Its receipts go on in number; voiding an attempt of the day before is told of and moves none of its counts."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    yesterday = visit(kiosk, 1)
    close_kiosk(kiosk, "officer-1")
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 2)
    void_attempt(kiosk, yesterday, "làm hộ", "officer-1")
    counts = counts_of_day(kiosk)
    assert numbers(counts.figures) == (1, 1, 0, 0, 0)
    assert (counts.figures.first_receipt, counts.figures.last_receipt, counts.differs) == (2, 2, ())
    assert [each.kind for each in counts.incidents] == ["voided"]


def test_papers_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    """Only what came out is a paper; what is stuck, refused or unknown is a fault and an incident."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    for outcome in ("stuck", "printed", "unknown", "kept", "queued", "refused"):
        record_copy(kiosk, 1, outcome, "officer-1")
    counts = counts_of_day(kiosk)
    figures = counts.figures
    assert (figures.printed, figures.duplicates, figures.print_faults) == (2, 2, 3)
    assert [each.kind for each in counts.incidents] == ["print_stuck", "print_unknown", "print_refused"]


def test_incidents_of_every_kind_are_told_in_order(tmp_path: Path) -> None:
    """With their facts and moments, and everyday work is none."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    open_kiosk(kiosk, "officer-1", failed=("printer",), override_reason="chờ thợ")
    attempt = begin(kiosk, 1)
    mark_assisted(kiosk, attempt, "officer-1")
    moved.pass_s(60)
    extend_time(kiosk, attempt, 300, "mất điện", "officer-1")
    for _ in range(5):
        sign_in(kiosk, "000000")
    with kiosk.store.transaction():
        append_event(kiosk.store, ReadinessChecked("sound", is_passed=False, facts={}, by=""), kiosk.clock.now())
        append_event(kiosk.store, ReadinessChecked("stick", is_passed=True, facts={}, by=""), kiosk.clock.now())
        append_event(kiosk.store, ProgramEndedAbnormally(5), kiosk.clock.now())
    pause_kiosk(kiosk, "officer-1")
    incidents = counts_of_day(kiosk).incidents
    assert [each.kind for each in incidents] == [
        "opened_unready", "assisted", "extended", "pin_refused", "check_failed", "ended_abnormally", "paused",
    ]  # fmt: skip
    assert incidents[0].facts == {"by": "officer-1", "override_reason": "chờ thợ", "failed": "printer"}
    assert incidents[2].facts == {"attempt": attempt, "by": "officer-1", "extra_s": 300, "reason": "mất điện"}
    assert (incidents[2].at - incidents[1].at).total_seconds() == 60


def test_what_does_not_add_up_holds_the_day(tmp_path: Path) -> None:
    """An attempt that vanished from the table is noticed; the day is closed with a reason, and the journal keeps both."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    gone = begin(kiosk, 1)
    with kiosk.store.transaction():
        kiosk.store.execute("DELETE FROM attempt WHERE id = ?", gone)
    assert counts_of_day(kiosk).differs == ("attempts",)
    with pytest.raises(Refused, match="counts_differ what=attempts"):
        close_kiosk(kiosk, "officer-1")
    assert is_open(kiosk)
    record = close_kiosk(kiosk, "officer-1", reason=" đã báo quận ")
    last = list(all_entries(kiosk.store, 1))[-1]
    closed = decode_event(last.kind, last.version, last.payload or b"")
    assert isinstance(closed, KioskClosed)
    assert (closed.differs, closed.reason, record.closed) == (("attempts",), "đã báo quận", closed)


def test_a_missing_receipt_number_is_noticed(tmp_path: Path) -> None:
    """In the table, and in the journal."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    visit(kiosk, 2)
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE receipt SET number = 5 WHERE number = 2")
    visit(kiosk, 3)
    assert recount(kiosk).differs == ("receipts",)


def test_counts_are_kept_and_only_news_is_read(tmp_path: Path) -> None:
    """The second asking reads what came since; what was kept agrees with counting all again."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    counts_of_day(kiosk)
    kept = read_tally(kiosk.store)
    head = journal_head(kiosk.store)
    assert kept is not None
    assert (kept.counted.epoch, kept.counted.seq) == (head.epoch, head.seq)
    # An entry that lies before the place counted up to is not read again: not even one that was changed by hand.
    with kiosk.store.transaction():
        kiosk.store.execute("UPDATE entry SET kind = 'attempt_abandoned' WHERE kind = 'attempt_started'")
    visit(kiosk, 2)
    assert counts_of_day(kiosk).figures.started == 2
    assert recount(kiosk).figures.started == 1


def test_entries_said_again_after_a_fork_count_once(tmp_path: Path) -> None:
    """What followed the fork stands in two epochs of the journal; the day has it once."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    before = counts_of_day(kiosk)
    tail = entries_after(kiosk.store, 1, 2, 100)
    with kiosk.store.transaction():
        note_fork(kiosk.store, 1, 2)
        append_event(kiosk.store, EpochOpened("K-1", "u", "forked", 1, 2), kiosk.clock.now(), new_epoch=2)
        for each in tail:
            head = journal_head(kiosk.store)
            again = make_entry(
                epoch=2, seq=head.seq + 1, kind=each.kind, version=each.version, moment=kiosk.clock.now(),
                payload=each.payload or b"", previous=head.digest,
            )  # fmt: skip
            append_entry(kiosk.store, again)
    after = counts_of_day(kiosk)
    assert [each.kind for each in after.incidents] == ["journal_forked"]
    assert replace(after.figures, waiting=0) == replace(before.figures, waiting=0)
    assert (after.since_at, after.differs) == (before.since_at, before.differs)


def test_what_the_district_holds_of_the_day_is_told(tmp_path: Path) -> None:
    """Acknowledged are entries of the day only; waiting is everything it lacks."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    close_kiosk(kiosk, "officer-1")
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    digest = digest_at(kiosk.store, 1, 5)
    assert digest is not None
    with kiosk.store.transaction():
        set_acknowledged(kiosk.store, 1, 5, digest, 0)
    counts = counts_of_day(kiosk)
    assert (counts.figures.acknowledged, counts.figures.waiting) == (2, 2)


def test_help_and_practice_are_counted_apart(tmp_path: Path) -> None:
    """Calls, attempts helped with, practice turned on: each once, none of it in what must add up."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    open_kiosk(kiosk, "officer-1")
    attempt = begin(kiosk, 1)
    for _ in range(2):
        call_help(kiosk, "quiz", attempt)
        mark_assisted(kiosk, attempt, "officer-1")
        moved.pass_s(ONE_CALL_S)
    finish_attempt(kiosk, attempt)
    start_practice(kiosk, "officer-1")
    end_practice(kiosk, "officer-1")
    figures = counts_of_day(kiosk).figures
    assert (figures.help_calls, figures.assisted, figures.practices) == (2, 1, 1)
    assert numbers(figures) == (1, 1, 0, 0, 0)
    assert counts_of_day(kiosk) == recount(kiosk)


def test_a_tally_of_another_program_is_counted_anew(tmp_path: Path) -> None:
    """What was kept is only kept: a form that cannot be read costs a count, never a number."""
    kiosk = a_kiosk(tmp_path)
    open_kiosk(kiosk, "officer-1")
    visit(kiosk, 1)
    before, kept = counts_of_day(kiosk), read_tally(kiosk.store)
    assert kept is not None
    with kiosk.store.transaction():
        write_tally(
            kiosk.store, replace(kept, tally=msgspec.msgpack.encode([5, 1, 1, 0, 0, 1, 1, 1, False, 0, 0, 0, []]))
        )
    assert counts_of_day(kiosk) == before
