"""Adding staff of a unit: the roster knows them at the next sync, and nothing that opens is stored."""

import json
from pathlib import Path

import pypdfium2
import pytest

from kiosk.cli import run
from kiosk.contest.errors import Refused
from kiosk.keys.pins import is_secret
from sync.district.district import District, open_district
from sync.district.documents import documents_for
from sync.district.founding import init_district
from sync.district.staff import Role, add_staff, dismiss_staff, staff_card_pdf
from sync.district.store.person_rows import newest_audit
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, decode
from sync.protocol.staff_card import is_card_of, read_card
from tests.helpers.district import NOW, enrolled


def roster_of(district: District, unit: str) -> dict[str, StaffMember]:
    """Give the newest roster of a unit, by member."""
    (envelope,) = [each for each in documents_for(district, "", unit, (), 0) if ROSTER_TYPE in str(each)]
    roster = decode(open_envelope(envelope, ROSTER_TYPE, district.keys.public), Roster)
    return {each.id: each for each in roster.staff}


@pytest.mark.parametrize("role", ["officer", "technician"])
def test_a_new_member_is_on_the_roster_by_pin_and_card(district: District, role: Role) -> None:
    """Beside those the enrolment made; the roster holds only what proves them."""
    first = enrolled(district, 1, "00343")
    added = add_staff(district, "00343", role, NOW, "Nguyễn Thị An")
    member = roster_of(district, first.enrolment.unit)[added.id]
    assert (member.name, member.role) == ("Nguyễn Thị An", role)
    assert is_secret(added.pin, member.pin_hash)
    assert is_card_of(read_card(added.card), member.card_digest)
    assert len(roster_of(district, first.enrolment.unit)) == 3


def test_nothing_that_opens_is_stored_or_shown(district: District) -> None:
    """Neither PIN nor card lies in the database or in a repr."""
    added = add_staff(district, "00343", "officer", NOW)
    stored = repr(district.store.rows("SELECT * FROM officer")) + repr(added)
    assert added.pin not in stored
    assert read_card(added.card).secret.hex() not in stored
    assert added.card not in stored
    assert added.name, "without a name the unit's stands there"


def test_a_unit_must_exist(district: District, tmp_path: Path) -> None:
    """Nobody is added nowhere."""
    with pytest.raises(Refused, match="unit_unknown"):
        add_staff(district, "99999", "officer", NOW)
    with pytest.raises(Refused, match="name_too_long"):
        add_staff(district, "00343", "officer", NOW, "A" * 101)
    init_district(tmp_path / "empty", None, NOW)
    with open_district(tmp_path / "empty") as empty, pytest.raises(Refused, match="pack_missing"):
        add_staff(empty, "00343", "officer", NOW)


def test_a_dismissed_member_is_on_no_roster(district: District) -> None:
    """The others stay; the kiosks get a newer roster; nobody is dismissed twice."""
    first = enrolled(district, 1, "00343")
    added = add_staff(district, "00343", "officer", NOW)
    with pytest.raises(Refused, match="reason_missing"):
        dismiss_staff(district, added.id, NOW, " ")
    dismiss_staff(district, added.id, NOW, "thẻ mất")
    assert roster_of(district, first.enrolment.unit).keys() == {f"{first.id}-1", f"{first.id}-2"}
    with pytest.raises(Refused, match="staff_unknown"):
        dismiss_staff(district, added.id, NOW, "thẻ mất")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_card_says_whose_it_is_and_not_the_pin(district: District, language: str) -> None:
    """One page of a bank card's size, every word on it whole."""
    added = add_staff(district, "00343", "technician", NOW, "Trần Văn Bình")
    document = pypdfium2.PdfDocument(staff_card_pdf(district, added, language))
    assert len(document) == 1
    words = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "Trần Văn Bình" in words
    assert added.id in words
    assert added.pin not in words


def test_the_command_prints_a_pin_once_and_writes_the_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints and what it writes belong together."""
    folder, card = tmp_path / "district", tmp_path / "card.pdf"
    assert run(["district", "init", "--data", str(folder), "--json"]) == 0
    capsys.readouterr()
    words = ["district", "staff", "--unit", "00343", "--role", "technician", "--card", str(card)]
    assert run([*words, "--data", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["role"], told["card"]) == ("technician", str(card))
    assert len(told["pin"]) == 6
    assert card.read_bytes().startswith(b"%PDF")
    dismiss = ["district", "dismiss", told["id"], "--data", str(folder), "--json"]
    with pytest.raises(SystemExit, match="2"):
        run(dismiss)
    assert run([*dismiss, "--reason", " "]) == 1
    capsys.readouterr()
    assert run([*dismiss, "--reason", "thẻ mất"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": told["id"]}
    with open_district(folder) as district:
        newest = newest_audit(district.store, 1)[0]
    assert (newest.who, newest.act, newest.about) == ("console", "staff_dismissed", f"{told['id']}: thẻ mất")
