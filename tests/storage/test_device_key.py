"""The files of a kiosk's own key: either is enough, a damaged one is known, and nobody's key is ever destroyed."""

import sys
from pathlib import Path

import pytest

from kiosk.keys.signing import SigningKeys, signing_keys
from kiosk.storage.device_key import FILE_NAMES, device_key, make_device_key, mend_device_key, read_key_files

SEED = bytes(range(32))
KEYS = signing_keys(SEED)
OTHER = bytes(range(1, 33))
FIRST, SECOND = FILE_NAMES


def _held(folder: Path, public: bytes | None = KEYS.public) -> SigningKeys | None:
    return device_key(read_key_files(folder), public)


def _whole(folder: Path) -> bool:
    return [(each.keys, each.is_bare) for each in read_key_files(folder)] == [(KEYS, False)] * 2


def test_a_key_lies_in_two_files_for_its_user_alone(tmp_path: Path) -> None:
    """Nothing else is left beside them; making another over it is refused."""
    assert make_device_key(tmp_path, SEED) == KEYS
    assert sorted(each.name for each in tmp_path.iterdir()) == [FIRST, SECOND]
    assert _held(tmp_path) == _held(tmp_path, None) == KEYS
    if sys.platform != "win32":
        assert [(tmp_path / each).stat().st_mode & 0o777 for each in FILE_NAMES] == [0o600, 0o600]
    with pytest.raises(FileExistsError):
        make_device_key(tmp_path, OTHER)
    assert _held(tmp_path) == KEYS


@pytest.mark.parametrize("name", FILE_NAMES)
def test_every_byte_changed_and_every_length_is_known(tmp_path: Path, name: str) -> None:
    """Without a certificate too: the digest tells it, and the other file is taken."""
    make_device_key(tmp_path, SEED)
    place, at = tmp_path / name, FILE_NAMES.index(name)
    whole = place.read_bytes()
    changed = [whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :] for byte in range(len(whole))]
    cut = [whole[:length] for length in range(len(whole)) if length != len(SEED)]
    for data in (*changed, *cut, whole + b"x"):
        place.write_bytes(data)
        assert read_key_files(tmp_path)[at].keys is None
        assert _held(tmp_path) == _held(tmp_path, None) == KEYS
    assert mend_device_key(tmp_path, KEYS) == (name,)
    assert _whole(tmp_path)
    assert mend_device_key(tmp_path, KEYS) == ()


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_lost_file_comes_back_durably_and_closed_to_others(tmp_path: Path, name: str) -> None:
    """Named once, written once."""
    make_device_key(tmp_path, SEED)
    (tmp_path / name).unlink()
    assert _held(tmp_path) == _held(tmp_path, None) == KEYS
    assert mend_device_key(tmp_path, KEYS) == (name,)
    assert _whole(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == [FIRST, SECOND]
    if sys.platform != "win32":
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_with_both_spoilt_there_is_no_key(tmp_path: Path) -> None:
    """Lost, and damaged, are told apart."""
    make_device_key(tmp_path, SEED)
    for name in FILE_NAMES:
        (tmp_path / name).write_bytes(b"\xff" * 64)
    assert _held(tmp_path) is None
    assert _held(tmp_path, None) is None
    assert [each.is_there for each in read_key_files(tmp_path)] == [True, True]
    for name in FILE_NAMES:
        (tmp_path / name).unlink()
    assert [each.is_there for each in read_key_files(tmp_path)] == [False, False]


@pytest.mark.parametrize("name", FILE_NAMES)
@pytest.mark.parametrize("is_bare", [False, True])
def test_another_machines_key_is_put_aside_and_kept(tmp_path: Path, name: str, *, is_bare: bool) -> None:
    """Whoever copied it here may have no other copy."""
    make_device_key(tmp_path, SEED)
    (tmp_path / "b").mkdir()
    make_device_key(tmp_path / "b", OTHER)
    for count in (1, 2):
        data = OTHER if is_bare else (tmp_path / "b" / name).read_bytes()
        (tmp_path / name).write_bytes(data)
        assert _held(tmp_path) == KEYS
        assert mend_device_key(tmp_path, KEYS) == (name,)
        assert _whole(tmp_path)
        assert (tmp_path / f"device.key.other-{count}").read_bytes() == data


def test_a_folder_of_the_first_version_gets_its_second_file_and_nothing_was_lost(tmp_path: Path) -> None:
    """It held the bare seed in one file; cut after the second was written it goes on the same way."""
    (tmp_path / FIRST).write_bytes(SEED)
    assert _held(tmp_path) == _held(tmp_path, None) == KEYS
    assert mend_device_key(tmp_path, KEYS) == ()
    assert _whole(tmp_path)
    (tmp_path / FIRST).write_bytes(SEED)
    assert mend_device_key(tmp_path, KEYS) == ()
    assert _whole(tmp_path)


def test_without_a_certificate_a_digest_counts_before_a_bare_seed(tmp_path: Path) -> None:
    """A bare one may be damaged and not show it."""
    make_device_key(tmp_path, SEED)
    (tmp_path / FIRST).write_bytes(OTHER)
    assert _held(tmp_path, None) == KEYS


@pytest.mark.parametrize("step", [1, 2])
def test_cut_while_it_is_made_there_is_a_whole_key_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Died at each flush to the disk: nothing yet, or a first file that is written again."""
    flushes = iter(range(1, 10))

    def flush(_: int) -> None:
        if next(flushes) == step:
            raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("os.fsync", flush)
        with pytest.raises(KeyboardInterrupt):
            make_device_key(tmp_path, SEED)
    files = read_key_files(tmp_path)
    if step == 1:
        assert [each.is_there for each in files] == [False, False]
        assert make_device_key(tmp_path, SEED) == KEYS
    else:
        (tmp_path / FIRST).write_bytes(b"")  # as a power cut leaves what was not flushed
        assert _held(tmp_path, None) == KEYS
        mend_device_key(tmp_path, KEYS)
    assert _whole(tmp_path)


def test_what_cannot_be_read_or_replaced_stops_nothing(tmp_path: Path) -> None:
    """The other file serves; nothing is said to have been mended, and nothing is left half written."""
    make_device_key(tmp_path, SEED)
    (tmp_path / FIRST).unlink()
    (tmp_path / FIRST / "a folder of that name").mkdir(parents=True)
    assert _held(tmp_path) == KEYS
    assert mend_device_key(tmp_path, KEYS) == ()
    assert not list(tmp_path.glob(".device-*"))
