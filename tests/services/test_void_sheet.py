"""The paper about a voided attempt: it says what happened and why, and can be taken for no receipt."""

from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.documents.receipt import ReceiptPaper
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.receipt_sheet import receipt_pdf
from kiosk.services.receipts import find_receipt, issue_receipt
from kiosk.services.sessions import void_attempt
from kiosk.services.void_sheet import void_pdf, void_sheet
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import a_kiosk, a_registration


def words(pdf: bytes) -> str:
    """Read the words of the only page, parted by single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    found = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    return found


@pytest.mark.parametrize("paper", ["a5", "roll80"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_paper_says_what_happened(tmp_path: Path, language: str, paper: ReceiptPaper) -> None:
    """Why, by whom, and which receipt lost its worth; masked, in the person's language with the other beside it."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk, language=language))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    void = void_attempt(kiosk, attempt.id, "người khác làm hộ", "officer-1")
    told = words(void_pdf(kiosk, void, paper))
    assert load_catalogue(language).text("receipt.void_title") in told
    for each in (void.label, void.masked_number, "người khác làm hộ", "Cán bộ (officer-1)", receipt.written_number):
        assert each in told
    for each in (receipt.code, load_catalogue(language).text("receipt.title"), "Hòa", "185067"):
        assert each not in told


def test_without_a_receipt_the_paper_names_none(tmp_path: Path) -> None:
    """A running attempt that was voided had no number; an attempt nobody knows has no paper."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    void = void_attempt(kiosk, attempt.id, "mất điện", "officer-1")
    values = [row.value for row in void_sheet(kiosk, void).rows]
    assert load_catalogue("vi").text("receipt.void_no_receipt") in values
    with pytest.raises(Refused, match="attempt_unknown"):
        void_pdf(kiosk, replace(void, attempt_id="nobody"), "a5")


@pytest.mark.parametrize("is_duplicate", [False, True])
def test_a_receipt_of_a_voided_attempt_says_so(tmp_path: Path, is_duplicate: bool) -> None:  # noqa: FBT001 - a parameter
    """In its largest letters, beside what else it is."""
    kiosk = a_kiosk(tmp_path)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    mark = load_catalogue("vi").text("receipt.voided")
    assert mark not in words(receipt_pdf(kiosk, receipt, "a5", is_duplicate=is_duplicate))
    void_attempt(kiosk, attempt.id, "mất điện", "officer-1")
    told = words(receipt_pdf(kiosk, find_receipt(kiosk, receipt.code), "a5", is_duplicate=is_duplicate))
    assert mark in told
    assert (load_catalogue("vi").text("receipt.duplicate") in told) == is_duplicate
