"""Scanned by staff, a receipt's QR leads to it only when it proves itself, and a card to all receipts of its person."""

from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.keys.signing import signing_keys
from kiosk.services.attempts import finish_attempt, settle_interrupted, start_attempt
from kiosk.services.day import recount
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, issue_receipt
from kiosk.services.scanned_receipts import find_by_card, find_by_qr, is_receipt_text
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import CERTIFICATE_TYPE, Certificate, encode
from sync.protocol.receipt_text import ReceiptClaim, receipt_text
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration, an_identity

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


def test_a_receipt_is_found_by_the_card_of_its_person(tmp_path: Path) -> None:
    """All of that person's, newest first, and nobody else's; what was scanned is nowhere on the disk afterwards."""
    kiosk = a_kiosk(tmp_path)
    for number in ("001185067890", "001185067891", "001185067890"):
        attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=number)))
        finish_attempt(kiosk, attempt.id)
        issue_receipt(kiosk, attempt.id)
    scan = "001185067890||Trần Thị Hòa|01121985|Nữ|Số 5 Hà Nội|01012021"
    assert [each.number for each in find_by_card(kiosk, scan)] == [3, 1]
    with pytest.raises(Refused, match="no_receipt_of_person"):
        find_by_card(kiosk, scan.replace("7890", "7899"))
    kept = b"".join(place.read_bytes() for place in tmp_path.rglob("*") if place.is_file())
    assert "Hòa".encode() not in kept
    assert b"001185067890" not in kept


@pytest.mark.parametrize("scan", ["", "hello", "12345||x|y|z|a|b", "1" * 2000])
def test_a_scan_that_is_no_card_finds_nothing(tmp_path: Path, scan: str) -> None:
    """And the refusal does not hold what was scanned."""
    with pytest.raises(Refused, match="card_unreadable") as refused:
        find_by_card(a_kiosk(tmp_path), scan)
    assert refused.value.facts == {}
    assert refused.value.__cause__ is None


def test_who_was_handed_in_by_the_kiosk_gets_a_receipt_once_they_come(tmp_path: Path) -> None:
    """Power failed, the time ran out, the paper was handed in with nobody there: the card brings the receipt, in turn, once."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number="001185067890")))
    other = start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number="001185067891")))
    finish_attempt(kiosk, other.id)
    moved.pass_s(kiosk.rules.paper.limit_s + 1)
    assert settle_interrupted(kiosk) == (attempt.id,)
    for _ in range(2):
        (receipt,) = find_by_card(kiosk, "001185067890||Trần Thị Hòa|01121985|Nữ|Số 5 Hà Nội|01012021")
        assert (receipt.number, receipt.attempt, receipt.copies) == (1, attempt.id, 0)
    assert issue_receipt(kiosk, other.id).number == 2
    assert not recount(kiosk).differs


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
