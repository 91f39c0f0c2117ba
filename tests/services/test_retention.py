"""Sealed people are erased when the rules say so, by the district's days, and the journal still holds."""

from pathlib import Path

import msgspec
import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskPaused
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.backups import back_up, backups_in, restore
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.retention import erase_in_copies, erase_overdue
from kiosk.storage.backup import copy_database, put_back
from kiosk.storage.journal_rows import all_entries, append_event, digest_at, journal_head
from sync.client.rounds import take_acknowledgement
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ACKNOWLEDGEMENT_TYPE, Acknowledgement, encode
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration, an_identity, counted_bytes
from tests.helpers.steps import steps_of

DAY_US = 86_400_000_000
FIRST_DAY = 20_000


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give an open kiosk."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _take_part(kiosk: Kiosk, number: int) -> bytes:
    """Let one person take part and give what was sealed."""
    registration = a_registration(kiosk, identity=an_identity(number=f"0011850{number:05d}"))
    finish_attempt(kiosk, start_attempt(kiosk, registration).id)
    entry = next(each for each in reversed(list(all_entries(kiosk.store, 1))) if each.kind == "attempt_started")
    event = decode_event(entry.kind, entry.version, entry.payload or b"")
    return bytes(msgspec.structs.asdict(event)["sealed"])


def _acknowledge(kiosk: Kiosk, day: int, seq: int | None = None) -> None:
    """Let the district say on a day of its own how much of the journal it holds."""
    seq = journal_head(kiosk.store).seq if seq is None else seq
    digest = digest_at(kiosk.store, 1, seq)
    assert digest is not None
    acknowledgement = Acknowledgement(kiosk.id, 1, seq, digest, (FIRST_DAY + day) * DAY_US, "", (), ())
    take_acknowledgement(kiosk, close_envelope(DISTRICT, ACKNOWLEDGEMENT_TYPE, encode(acknowledgement)))


def _erased(kiosk: Kiosk) -> list[int]:
    return [each.seq for each in all_entries(kiosk.store, 1) if each.payload is None]


def test_nothing_is_erased_before_its_days_are_over(kiosk: Kiosk) -> None:
    """Never acknowledged, or acknowledged a day too late: the sealed person stays."""
    _take_part(kiosk, 1)
    assert erase_overdue(kiosk) == 0
    days = kiosk.rules.retention.kiosk_days
    _acknowledge(kiosk, 0)
    _acknowledge(kiosk, days - 1)
    assert erase_overdue(kiosk) == 0
    assert _erased(kiosk) == []


def test_what_is_overdue_is_gone_from_the_files_and_the_chain_holds(kiosk: Kiosk) -> None:
    """The sealed box is in no file any more; later people, held for less, stay; a second run finds nothing."""
    first = _take_part(kiosk, 1)
    _acknowledge(kiosk, 0)
    second = _take_part(kiosk, 2)
    _acknowledge(kiosk, 1)
    _acknowledge(kiosk, kiosk.rules.retention.kiosk_days)
    assert _files_with(kiosk, first)
    assert erase_overdue(kiosk) == 1
    assert not _files_with(kiosk, first)
    assert _files_with(kiosk, second)
    assert erase_overdue(kiosk) == 0
    assert chain_fault(all_entries(kiosk.store, 1)) is None


def test_a_restored_district_must_hold_it_for_its_full_time_anew(kiosk: Kiosk) -> None:
    """What the district has lost since is never erased here."""
    _take_part(kiosk, 1)
    _acknowledge(kiosk, 0)
    days = kiosk.rules.retention.kiosk_days
    _acknowledge(kiosk, days + 5, seq=1)
    assert erase_overdue(kiosk) == 0
    _acknowledge(kiosk, days + 6)
    assert erase_overdue(kiosk) == 0
    _acknowledge(kiosk, days + 6 + days)
    assert erase_overdue(kiosk) == 1


def test_a_long_journal_is_erased_in_parts_and_once(kiosk: Kiosk) -> None:
    """Nothing between two parts is left out; what was looked through is not read again, and what came later is."""
    for number in range(1, 4):
        _take_part(kiosk, number)
    head = journal_head(kiosk.store)
    with kiosk.store.transaction():
        for _ in range(700):
            append_event(kiosk.store, KioskPaused("officer-1"), kiosk.clock.now())
    _take_part(kiosk, 4)
    days = kiosk.rules.retention.kiosk_days
    _acknowledge(kiosk, 0)
    _acknowledge(kiosk, days)
    assert erase_overdue(kiosk) == 4
    assert [each > head.seq for each in _erased(kiosk)] == [False, False, False, True]
    assert steps_of(kiosk, erase_overdue) < 20
    _take_part(kiosk, 5)
    _acknowledge(kiosk, days)
    _acknowledge(kiosk, 2 * days)
    assert erase_overdue(kiosk) == 1


def test_the_kiosks_own_clock_erases_nothing(tmp_path: Path) -> None:
    """A clock moved by ten years changes nothing: only days the district signed are counted."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "moved", moved)
    _take_part(kiosk, 1)
    _acknowledge(kiosk, 0)
    moved.pass_s(10 * 366 * 86_400)
    assert erase_overdue(kiosk) == 0


def test_what_is_overdue_is_gone_from_the_daily_copies_too(kiosk: Kiosk) -> None:
    """Each is written anew and whole; who is not overdue stays in it; seen to once, it is not looked through again."""
    first = _take_part(kiosk, 1)
    back_up(kiosk)
    _acknowledge(kiosk, 0)
    second = _take_part(kiosk, 2)
    copies = [back_up(kiosk).place, back_up(kiosk).place]
    _acknowledge(kiosk, 1)
    _acknowledge(kiosk, kiosk.rules.retention.kiosk_days)
    assert len(_files_with(kiosk, first)) >= 4
    erase_overdue(kiosk)
    assert len(_files_with(kiosk, first)) == 3
    assert erase_in_copies(kiosk) == 3
    assert _files_with(kiosk, first) == []
    assert len([each for each in _files_with(kiosk, second) if each.startswith("kiosk-")]) == 2
    written = [each.place.stat().st_mtime_ns for each in backups_in(kiosk.folder)]
    assert erase_in_copies(kiosk) == 0
    assert [each.place.stat().st_mtime_ns for each in backups_in(kiosk.folder)] == written
    kiosk.store.close()
    restored = restore(kiosk.folder, copies[0], MovedClock().clock())
    assert restored.backup == copies[0].name


def test_a_copy_that_was_continued_is_erased_again_where_it_goes_on(kiosk: Kiosk) -> None:
    """It ended before the database did: what was taken over behind its end after a restore is erased in its turn."""
    _take_part(kiosk, 1)
    copy = back_up(kiosk).place
    second = _take_part(kiosk, 2)
    _acknowledge(kiosk, 0)
    days = kiosk.rules.retention.kiosk_days
    _acknowledge(kiosk, days)
    kept = (kiosk.folder / DATABASE_NAME).with_name("kept")
    copy_database(kiosk.folder / DATABASE_NAME, kept)
    erase_overdue(kiosk)
    assert erase_in_copies(kiosk) == 1
    kiosk.store.close()
    put_back(kept, kiosk.folder / DATABASE_NAME, kiosk.folder / "gone")
    restore(kiosk.folder, copy, MovedClock().clock())
    again = load_kiosk(kiosk.folder, MovedClock().clock(), counted_bytes())
    assert _erased(again) == [3]
    _acknowledge(again, days + 1, seq=_last(again))
    _acknowledge(again, 3 * days, seq=_last(again))
    assert erase_overdue(again) == 1
    assert second not in (kiosk.folder / DATABASE_NAME).read_bytes()


def _last(kiosk: Kiosk) -> int:
    return [each.seq for each in all_entries(kiosk.store, 1)][-1]


def test_a_copy_that_does_not_read_is_told_and_keeps_no_other_from_it(kiosk: Kiosk) -> None:
    """The copies after it are seen to all the same."""
    first = _take_part(kiosk, 1)
    broken, whole = back_up(kiosk).place, back_up(kiosk).place
    _acknowledge(kiosk, 0)
    _acknowledge(kiosk, kiosk.rules.retention.kiosk_days)
    erase_overdue(kiosk)
    broken.write_bytes(b"no database, though long enough to be asked what it is" * 100)
    with pytest.raises(Refused, match="database_damaged"):
        erase_in_copies(kiosk)
    assert first not in whole.read_bytes()


def _files_with(kiosk: Kiosk, sealed: bytes) -> list[str]:
    return [each.name for each in kiosk.folder.rglob("*") if each.is_file() and sealed[:64] in each.read_bytes()]
