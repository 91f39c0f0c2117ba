"""Copies of receipts on their way to paper: a cut is told as unknown, never as printed, and the receipt is offered again."""

from pathlib import Path

import pytest

from kiosk.contest.events import ReceiptPrinted
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.copies import begin_copy, receipts_cut_off, record_copy, settle_copies
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.storage.journal_rows import all_entries, journal_head
from tests.helpers.kiosks import a_kiosk, a_registration


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give a kiosk."""
    return a_kiosk(tmp_path)


@pytest.fixture
def number(kiosk: Kiosk) -> int:
    """Give the number of a receipt of the kiosk."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    return issue_receipt(kiosk, attempt.id).number


def _printed(kiosk: Kiosk) -> list[ReceiptPrinted]:
    entries = all_entries(kiosk.store, journal_head(kiosk.store).epoch)
    events = [decode_event(each.kind, each.version, each.payload) for each in entries if each.payload is not None]
    return [each for each in events if isinstance(each, ReceiptPrinted)]


def test_a_copy_whose_end_is_known_is_settled(kiosk: Kiosk, number: int) -> None:
    """One event, with the number it was begun with; nothing is left for the next start."""
    assert begin_copy(kiosk, number, "resident") == 1
    assert record_copy(kiosk, number, "printed", "resident") == 1
    assert (settle_copies(kiosk), receipts_cut_off(kiosk)) == (0, ())
    assert _printed(kiosk) == [ReceiptPrinted(number, 1, "printed", "resident")]


def test_a_copy_that_was_cut_off_is_unknown_and_offered_again(kiosk: Kiosk, number: int) -> None:
    """The power goes while it prints: at the next start nobody says that it was printed, nor that it was not."""
    begin_copy(kiosk, number, "resident")
    assert settle_copies(kiosk) == 1
    assert _printed(kiosk) == [ReceiptPrinted(number, 1, "unknown", "resident")]
    assert [each.number for each in receipts_cut_off(kiosk)] == [number]
    assert settle_copies(kiosk) == 0, "it is told once"


@pytest.mark.parametrize(
    ("outcome", "is_offered"), [("printed", False), ("kept", False), ("refused", True), ("unknown", True)]
)
def test_a_receipt_is_offered_until_a_copy_came_out(
    kiosk: Kiosk, number: int, outcome: str, *, is_offered: bool
) -> None:
    """A duplicate that fails as well settles nothing."""
    begin_copy(kiosk, number, "resident")
    settle_copies(kiosk)
    assert begin_copy(kiosk, number, "officer-1") == 2
    record_copy(kiosk, number, outcome, "officer-1")  # type: ignore[arg-type]  # one of its words
    assert bool(receipts_cut_off(kiosk)) is is_offered
    assert [each.copy for each in _printed(kiosk)] == [1, 2]


def test_copies_for_different_people_are_told_apart(kiosk: Kiosk, number: int) -> None:
    """The officer's duplicate comes out while the original still waits."""
    begin_copy(kiosk, number, "resident")
    begin_copy(kiosk, number, "officer-1")
    assert record_copy(kiosk, number, "printed", "officer-1") == 2
    assert settle_copies(kiosk) == 1
    assert _printed(kiosk)[-1] == ReceiptPrinted(number, 1, "unknown", "resident")


def test_a_copy_that_was_never_begun_is_counted_at_its_end(kiosk: Kiosk, number: int) -> None:
    """The note could not be written (the disk was full): the end still is."""
    assert record_copy(kiosk, number, "printed", "resident") == 1
    assert record_copy(kiosk, number, "printed", "officer-1") == 2
