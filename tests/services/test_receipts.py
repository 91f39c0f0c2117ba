"""Receipts: numbers without gaps, a proof that holds offline, papers that say what copy they are."""

from pathlib import Path

import pypdfium2
import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.copies import record_copy
from kiosk.services.receipt_sheet import receipt_pdf
from kiosk.services.receipts import find_receipt, issue_receipt, written_number
from kiosk.storage.journal_rows import append_event
from sync.protocol.receipt_text import prove_receipt
from tests.helpers.kiosks import DISTRICT, a_kiosk, a_registration, an_identity


def test_numbers_have_no_gaps_and_one_attempt_has_one_receipt(tmp_path: Path) -> None:
    """Asking twice gives the same receipt; the next attempt gets the next number."""
    kiosk = a_kiosk(tmp_path)
    numbers = []
    for _ in range(3):
        attempt = start_attempt(kiosk, a_registration(kiosk))
        with pytest.raises(Refused, match="attempt_not_finished"):
            issue_receipt(kiosk, attempt.id)
        finish_attempt(kiosk, attempt.id)
        receipt = issue_receipt(kiosk, attempt.id)
        assert issue_receipt(kiosk, attempt.id) == receipt
        numbers.append(receipt.number)
    assert numbers == [1, 2, 3]


def test_a_receipt_proves_itself_with_the_districts_public_key(tmp_path: Path) -> None:
    """The text of the QR proves the claim; another district's key, or a changed code, does not."""
    kiosk = a_kiosk(tmp_path, url="http://127.0.0.1:9")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    claim = prove_receipt(receipt.text, DISTRICT.public).claim
    assert (claim.attempt, claim.number, claim.code) == (attempt.id, 1, receipt.code)
    assert receipt.text.startswith(f"http://127.0.0.1:9/r/{receipt.code}#")
    with pytest.raises(Refused, match="receipt_of_other_district"):
        prove_receipt(receipt.text, kiosk.keys.public)
    with pytest.raises(Refused, match="receipt_forged"):
        prove_receipt(receipt.text.replace(receipt.code, "00000-00000-0"), DISTRICT.public)


def test_a_receipt_is_found_by_number_and_by_code(tmp_path: Path) -> None:
    """Staff type "1" or the code in any writing; a wrong check symbol is told from an unknown code."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    assert find_receipt(kiosk, "000001") == receipt
    assert find_receipt(kiosk, receipt.code.lower().replace("-", " ")) == receipt
    with pytest.raises(Refused, match="receipt_unknown"):
        find_receipt(kiosk, "2")
    with pytest.raises(Refused, match="code_mistyped"):
        find_receipt(kiosk, "nonsense")


def test_a_number_of_a_later_epoch_bears_it(tmp_path: Path) -> None:
    """The running number goes on without a gap; what was printed in the first epoch stays as it was printed."""
    kiosk = a_kiosk(tmp_path)
    receipts = []
    for epoch in (1, 2):
        if epoch > 1:
            with kiosk.store.transaction():
                append_event(
                    kiosk.store, EpochOpened(kiosk.id, "u", "restored", 1, 1), kiosk.clock.now(), new_epoch=epoch
                )
        attempt = start_attempt(kiosk, a_registration(kiosk))
        finish_attempt(kiosk, attempt.id)
        receipts.append(issue_receipt(kiosk, attempt.id))
    first, second = receipts
    assert [(each.number, each.written_number) for each in receipts] == [(1, "000001"), (2, "2-000002")]
    assert prove_receipt(second.text, DISTRICT.public).claim.epoch == 2
    pdf = receipt_pdf(kiosk, second, "a5", is_duplicate=False)
    assert "2-000002" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert [find_receipt(kiosk, asked) for asked in ("2", "2-2", "2-000002", "2000002")] == [second] * 4
    assert find_receipt(kiosk, "1") == first
    for other in ("1-000002", "3-000002", "2-000001"):
        with pytest.raises(Refused, match="receipt_unknown"):
            find_receipt(kiosk, other)
    assert [written_number(kiosk, number) for number in (1, 2, 3)] == ["000001", "2-000002", "000003"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_duplicate_says_so_and_no_paper_names_the_person(tmp_path: Path, language: str) -> None:
    """Both papers carry the code and the masked label; only the copy carries the mark."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk, language=language, identity=an_identity()))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    assert record_copy(kiosk, receipt.number, "kept", "resident") == 1
    assert record_copy(kiosk, receipt.number, "kept", "officer-1") == 2
    for paper in ("a5", "roll80"):
        for is_duplicate in (False, True):
            pdf = receipt_pdf(kiosk, receipt, paper, is_duplicate=is_duplicate)
            text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
            assert receipt.code in text
            assert "T*** T*** H***" in text
            assert ("DUPLICATE" in text) is is_duplicate
            assert "Hòa" not in text
