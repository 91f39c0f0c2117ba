"""Is this receipt ours? By its code or its QR, with nothing personal in the answer."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.keys.codes import receipt_code
from kiosk.keys.signing import signing_keys
from sync.district.district import District
from sync.district.documents import current_pack, publish_pack
from sync.district.receipts import verify_receipt
from sync.protocol.receipt_text import ReceiptClaim, receipt_text
from tests.helpers.district import NOW, Sender, enrolled, new_district


def test_a_code_that_arrived_is_ours(district: District, sender: Sender) -> None:
    """However it is typed, it gives unit, day and number."""
    receipt = sender.visit()
    sender.send(district)
    for typed in (receipt.code, receipt.code.lower(), receipt.code.replace("-", " ")):
        found = verify_receipt(district, typed)
        assert (found.is_ours, found.has_arrived, found.is_proven) == (True, True, False)
        assert (found.number, found.day) == (1, NOW.date())
        assert found.unit is not None
        assert found.unit.vi


def test_a_code_nobody_issued_is_not_ours(district: District) -> None:
    """No, and nothing more."""
    found = verify_receipt(district, receipt_code("any", "thing"))
    assert (found.is_ours, found.unit, found.day, found.number) == (False, None, None, None)


def test_a_mistyped_code_is_refused(district: District) -> None:
    """It is not called false when it is only mistyped."""
    with pytest.raises(Refused, match="code_mistyped"):
        verify_receipt(district, "AAAAA-AAAAA-A")


def test_a_qr_proves_itself_before_it_arrives(district: District, sender: Sender) -> None:
    """A kiosk without a network has issued it: genuine, not yet here; later both."""
    receipt = sender.visit()
    found = verify_receipt(district, receipt.text)
    assert (found.is_ours, found.is_proven, found.has_arrived) == (True, True, False)
    sender.send(district)
    assert verify_receipt(district, receipt.text).has_arrived


def test_a_qr_of_another_district_is_refused(district: District, tmp_path: Path) -> None:
    """Its signature is not ours."""
    with new_district(tmp_path / "other") as (other, _):
        receipt = enrolled(other).visit()
    with pytest.raises(Refused, match="receipt_of_other_district"):
        verify_receipt(district, receipt.text)


def test_a_certificate_of_a_kiosk_nobody_knows_is_refused(district: District, sender: Sender) -> None:
    """Signed once by us, but no kiosk of this database: a district put back to an old copy says so."""
    receipt = sender.visit()
    with district.store.transaction():
        district.store.execute("DELETE FROM ticket")
        district.store.execute("DELETE FROM kiosk")
    with pytest.raises(Refused, match="receipt_of_other_district"):
        verify_receipt(district, receipt.text)


def test_a_forged_qr_is_refused(district: District, sender: Sender) -> None:
    """Another key under our certificate."""
    claim = ReceiptClaim("a", 1, receipt_code("a", sender.id), 0, 20, 20)
    text = receipt_text(signing_keys(bytes(32)), sender.enrolment.certificate, "", claim)
    with pytest.raises(Refused, match="receipt_forged"):
        verify_receipt(district, text)


def test_a_unit_that_left_the_pack_is_named_by_its_code(district: District, sender: Sender) -> None:
    """A later pack without the unit does not break old receipts."""
    receipt = sender.visit()
    sender.send(district)
    pack = current_pack(district)
    assert pack is not None
    publish_pack(district, replace(pack, head=replace(pack.head, version=2), units=()), NOW)
    found = verify_receipt(district, receipt.code)
    assert found.unit is not None
    assert found.unit.vi == sender.id[:5]
