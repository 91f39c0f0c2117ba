"""Sealed people who stand twice in a journal, in the history that parted and where it was told again, are erased in both."""

from pathlib import Path

from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.retention import erase_overdue
from kiosk.storage.journal_rows import all_entries, digest_at, journal_head
from sync.client.rounds import take_acknowledgement
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ACKNOWLEDGEMENT_TYPE, Acknowledgement, encode
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration, an_identity

DAY_US = 86_400_000_000
FIRST_DAY = 20_000


def _take_part(kiosk: Kiosk, number: int) -> None:
    registration = a_registration(kiosk, identity=an_identity(number=f"0011850{number:05d}"))
    finish_attempt(kiosk, start_attempt(kiosk, registration).id)


def _hear(kiosk: Kiosk, day: int, epoch: int, seq: int, code: str = "") -> None:
    """Let the district say on a day of its own how far it shares an epoch."""
    told = Acknowledgement(
        kiosk.id, epoch, seq, digest_at(kiosk.store, epoch, seq) or b"", (FIRST_DAY + day) * DAY_US, code, (), (), 2
    )
    take_acknowledgement(kiosk, close_envelope(DISTRICT, ACKNOWLEDGEMENT_TYPE, encode(told)))


def _sealed(kiosk: Kiosk, epoch: int) -> list[bool]:
    """Tell of each start of an attempt in an epoch whether its person still stands in it."""
    starts = [each for each in all_entries(kiosk.store, epoch) if each.kind == "attempt_started"]
    return [each.payload is not None for each in starts]


def test_what_was_told_again_is_erased_where_it_stood_first(tmp_path: Path) -> None:
    """Not before it is erased where it counts; the entry both share goes by its own days; both chains hold."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    _take_part(kiosk, 1)
    shared = journal_head(kiosk.store).seq
    _hear(kiosk, 0, 1, shared)
    _take_part(kiosk, 2)
    _hear(kiosk, 0, 1, shared, "forked")
    days = kiosk.rules.retention.kiosk_days
    assert (_sealed(kiosk, 1), _sealed(kiosk, 2)) == ([True, True], [True])
    _hear(kiosk, 1, 2, journal_head(kiosk.store).seq)
    _hear(kiosk, days, 1, shared)
    assert erase_overdue(kiosk) == 1
    assert (_sealed(kiosk, 1), _sealed(kiosk, 2)) == ([False, True], [True])
    _hear(kiosk, days + 1, 2, journal_head(kiosk.store).seq)
    assert erase_overdue(kiosk) == 2
    assert (_sealed(kiosk, 1), _sealed(kiosk, 2)) == ([False, False], [False])
    assert all(chain_fault(all_entries(kiosk.store, epoch)) is None for epoch in (1, 2))
    assert erase_overdue(kiosk) == 0
