"""A new district: made whole or not at all, never over another, with secrets that only their owner can read."""

import os
import stat
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.pack import pack_bytes
from kiosk.keys.pins import is_secret
from kiosk.keys.sealing import seal, unseal
from kiosk.keys.signing import signing_keys
from sync.district.district import DATABASE_NAME, District, open_district
from sync.district.documents import current_pack, publish_exclusions, publish_pack
from sync.district.founding import init_district, read_pack
from sync.district.keys import PEPPER_FILE, SEALING_FILE, SIGNING_FILE, read_secrets, unlock_sealing_key
from sync.district.store.database import open_store
from sync.district.store.document_rows import newest_document
from sync.district.store.person_rows import read_person
from sync.protocol.envelope import Envelope, close_envelope, open_envelope
from sync.protocol.messages import EXCLUSIONS_TYPE, PACK_TYPE, Exclusions, decode
from tests.helpers.district import NOW, PACK, new_district


def test_a_new_district_has_a_login_a_key_and_its_contest(tmp_path: Path) -> None:
    """What the report says is true, and stands nowhere in clear."""
    with new_district(tmp_path / "d") as (district, report):
        assert district.keys.seed.hex() not in repr(district) + repr(read_secrets(tmp_path / "d"))
        person = read_person(district.store, report.admin)
        assert person is not None
        assert is_secret(report.password, person.password_hash)
        assert district.keys.public.hex() == report.public_key
        pack = current_pack(district)
        assert pack is not None
        assert pack.id == "thanh-xuan-2023"
    for file in (tmp_path / "d").iterdir():
        data = file.read_bytes()
        assert report.password.encode() not in data
        assert report.passphrase.encode() not in data
    assert report.password not in repr(report)
    assert report.passphrase not in repr(report)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps access in lists of its own")
def test_secrets_are_their_owner_s_alone(tmp_path: Path) -> None:
    """Nobody else on the machine can read the keys."""
    init_district(tmp_path / "d", None, NOW)
    for name in (SIGNING_FILE, PEPPER_FILE, SEALING_FILE):
        assert stat.S_IMODE((tmp_path / "d" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700


def test_every_district_has_passwords_of_its_own(tmp_path: Path) -> None:
    """There is no default password."""
    reports = [init_district(tmp_path / str(each), None, NOW) for each in range(3)]
    assert len({each.password for each in reports} | {each.passphrase for each in reports}) == 6


def test_a_district_is_never_written_over(tmp_path: Path) -> None:
    """A second init is refused and changes nothing; so is one in a folder of other things."""
    init_district(tmp_path / "d", None, NOW)
    before = (tmp_path / "d" / SIGNING_FILE).read_bytes()
    with pytest.raises(Refused, match="district_exists"):
        init_district(tmp_path / "d", None, NOW)
    assert (tmp_path / "d" / SIGNING_FILE).read_bytes() == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="folder_not_empty"):
        init_district(tmp_path / "other", None, NOW)


def test_a_bad_pack_leaves_nothing(tmp_path: Path) -> None:
    """A district that could not be made leaves no half of one, and an empty folder is no obstacle afterwards."""
    (tmp_path / "d").mkdir()
    (tmp_path / "pack").mkdir()
    with pytest.raises(Refused, match="pack_part_missing"):
        init_district(tmp_path / "d", tmp_path / "pack", NOW)
    with pytest.raises(Refused, match="pack_place_missing"):
        init_district(tmp_path / "d", tmp_path / "nowhere", NOW)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
    init_district(tmp_path / "d", PACK, NOW)


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    """A pack that reads but cannot be published ends with an empty place."""
    impossible = replace(read_pack(PACK), head=replace(read_pack(PACK).head, version=0))
    (tmp_path / "pack.tramthi").write_bytes(pack_bytes(impossible))
    with pytest.raises(Refused, match="pack_not_newer"):
        init_district(tmp_path / "d", tmp_path / "pack.tramthi", NOW)
    assert [each.name for each in tmp_path.iterdir()] == ["pack.tramthi"]


def test_a_pack_file_is_read_signed_or_not(tmp_path: Path) -> None:
    """A plain pack, a signed one, a damaged signed one and one without a signature."""
    pack, keys, file = read_pack(PACK), signing_keys(bytes(32)), tmp_path / "pack.tramthi"
    file.write_bytes(pack_bytes(pack))
    assert read_pack(file) == pack
    signed = close_envelope(keys, PACK_TYPE, pack_bytes(pack))
    file.write_bytes(signed)
    assert read_pack(file) == pack
    file.write_bytes(signed[:-1] + bytes([signed[-1] ^ 1]))
    with pytest.raises(Refused, match="signature_wrong"):
        read_pack(file)
    file.write_bytes(msgspec.msgpack.encode(Envelope(PACK_TYPE, pack_bytes(pack), ())))
    with pytest.raises(Refused, match="signature_wrong"):
        read_pack(file)


def test_the_sealing_key_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    """What kiosks seal is read by whoever holds the passphrase, and by nobody who holds the files."""
    with new_district(tmp_path / "d") as (district, report):
        box = seal(district.sealing_public, b"name")
    assert unseal(unlock_sealing_key(tmp_path / "d", report.passphrase), box) == b"name"
    with pytest.raises(Refused, match="passphrase_wrong"):
        unlock_sealing_key(tmp_path / "d", report.password)


@pytest.mark.parametrize("name", [SIGNING_FILE, PEPPER_FILE, SEALING_FILE])
def test_a_damaged_or_missing_key_is_said(tmp_path: Path, name: str) -> None:
    """A district without its keys does not open, and says which file it is."""
    init_district(tmp_path / "d", None, NOW)
    (tmp_path / "d" / name).write_bytes(b"cut")
    with pytest.raises(Refused, match=f"district_key_damaged file={name}"):
        open_district(tmp_path / "d")
    (tmp_path / "d" / name).unlink()
    with pytest.raises(Refused, match="district_missing"):
        open_district(tmp_path / "d")


def test_a_database_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    """It is refused rather than read wrongly."""
    init_district(tmp_path / "d", None, NOW)
    store = open_store(tmp_path / "d" / DATABASE_NAME)
    with store.transaction():
        store.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(Refused, match="database_newer"):
        open_district(tmp_path / "d")


def test_packs_are_numbered_upward(district: District) -> None:
    """An older or equal version is refused; a newer one is in force at once, and the older one stays readable."""
    pack = current_pack(district)
    assert pack is not None
    with pytest.raises(Refused, match="pack_not_newer"):
        publish_pack(district, pack, NOW)
    newer = replace(pack, head=replace(pack.head, version=2))
    publish_pack(district, newer, NOW)
    assert current_pack(district) == newer


def test_exclusions_go_down_as_short_prints_only(district: District) -> None:
    """The list holds 32 bits of each fingerprint, sorted, without repeats, and counts upward."""
    assert publish_exclusions(district, [b"b" * 16, b"a" * 16, b"a" * 16], NOW) == 1
    assert publish_exclusions(district, [b"c" * 16], NOW) == 2
    newest = newest_document(district.store, EXCLUSIONS_TYPE)
    assert newest is not None
    payload = open_envelope(newest[1], EXCLUSIONS_TYPE, district.keys.public)
    assert decode(payload, Exclusions).fingerprints == (b"cccc",)


def test_a_changed_pack_in_the_database_is_not_believed(district: District) -> None:
    """Who can write the file cannot change the contest."""
    with district.store.transaction():
        district.store.execute(
            "UPDATE document SET envelope = ?", close_envelope(signing_keys(bytes(32)), PACK_TYPE, b"")
        )
    district.packs.clear()
    with pytest.raises(Refused, match="signature_wrong"):
        current_pack(district)
