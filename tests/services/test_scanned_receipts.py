"""A receipt's QR, scanned by staff, leads to the receipt only when it proves itself; others are told for what they are."""

from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, issue_receipt
from kiosk.services.scanned_receipts import find_by_qr, is_receipt_text
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, encode
from sync.protocol.receipt_text import ReceiptClaim, receipt_text
from tests.helpers.kiosks import DISTRICT, a_kiosk, a_registration

CARD = "001185067890||Trần Thị Hòa|01121985|Nữ|Số 9/r/2 Nhân Chính, Hà Nội|05052021"


@pytest.mark.parametrize("url", ["", "https://quan.example"])
def test_its_own_receipt_is_found(tmp_path: Path, url: str) -> None:
    """Whether the district has an address or none."""
    kiosk = a_kiosk(tmp_path, url=url)
    receipt = _receipt(kiosk)
    assert is_receipt_text(receipt.text)
    assert find_by_qr(kiosk, receipt.text) == receipt


def test_a_card_is_no_receipt() -> None:
    """Even where an address on it looks like one."""
    assert not is_receipt_text(CARD)


def test_what_was_changed_is_told_from_what_was_read_badly(tmp_path: Path) -> None:
    """Another code in front of the same proof is a forgery; half a proof is a bad scan; another district's is neither."""
    kiosk = a_kiosk(tmp_path / "ours")
    text = _receipt(kiosk).text
    code = text.partition("#")[0].rpartition("/")[2]
    for scanned, refused in (
        (text.replace(code, "00000-00000-0"), "receipt_forged"),
        (text[: len(text) // 2], "receipt_text_damaged"),
        (_foreign(kiosk, bytes(range(9, 41))), "receipt_of_other_district"),
    ):
        with pytest.raises(Refused, match=refused):
            find_by_qr(kiosk, scanned)


def test_a_receipt_of_another_kiosk_is_genuine_but_not_here(tmp_path: Path) -> None:
    """Its holder is sent to the station that gave it, by name; a number of this kiosk's own is not taken for it."""
    kiosk = a_kiosk(tmp_path)
    _receipt(kiosk)
    with pytest.raises(Refused, match="receipt_of_other_kiosk") as refused:
        find_by_qr(kiosk, _foreign(kiosk, bytes(range(32))))
    assert refused.value.facts == {"kiosk": "K-2", "number": "000001"}


def _receipt(kiosk: Kiosk) -> Receipt:
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    return issue_receipt(kiosk, attempt.id)


def _foreign(kiosk: Kiosk, district: bytes) -> str:
    """Give the text of a receipt of kiosk K-2 of the district whose signing key comes from these bytes."""
    keys, issuer, now_us = signing_keys(bytes(range(7, 39))), signing_keys(district), kiosk.clock.now().at_us
    assert (issuer == DISTRICT) == (district == bytes(range(32)))
    certificate = Certificate("K-2", kiosk.enrolment.unit, keys.public, now_us, now_us * 2)
    envelope = close_envelope(issuer, CERTIFICATE_TYPE, encode(certificate))
    claim = ReceiptClaim("attempt", 1, "7K3M9-QXP24-8", now_us, 3, 5)
    return receipt_text(keys, envelope, "", claim)
