"""A kiosk whose key file is lost or damaged goes on with the other one, mends it, and says so; with neither it stops truthfully."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.events import DeviceKeyMended
from kiosk.journal.codec import decode_event
from kiosk.services.day import counts_of_day
from kiosk.services.kiosk import Kiosk, load_kiosk, mend_key
from kiosk.services.status import kiosk_status
from kiosk.storage.device_key import FILE_NAMES, read_key_files
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, counted_bytes


def _unlinked(place: Path) -> None:
    place.unlink()


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-1])


def _emptied(place: Path) -> None:
    place.write_bytes(b"")


def _one_byte_changed(place: Path) -> None:
    data = place.read_bytes()
    place.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def _of_another_machine(place: Path) -> None:
    place.write_bytes(bytes(32))


FAULTS = (_unlinked, _cut, _emptied, _one_byte_changed, _of_another_machine)


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give a kiosk that was left in order."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    kiosk.store.close()
    return kiosk


def _again(kiosk: Kiosk, folder: Path | None = None) -> Kiosk:
    return load_kiosk(folder or kiosk.folder, MovedClock().clock(), counted_bytes())


def _told(kiosk: Kiosk) -> list[tuple[str, ...]]:
    events = (decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1))
    return [each.files for each in events if isinstance(each, DeviceKeyMended)]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", FILE_NAMES)
def test_one_file_is_enough(kiosk: Kiosk, name: str, fault: Callable[[Path], None]) -> None:
    """The same key signs on; the day's incidents, the journal and the status tell of it once."""
    fault(kiosk.folder / name)
    again = _again(kiosk)
    assert (again.keys, again.pepper) == (kiosk.keys, kiosk.pepper)
    assert _told(again) == [(name,)]
    assert [(each.kind, each.facts) for each in counts_of_day(again).incidents] == [("key_mended", {"files": name})]
    status = kiosk_status(again).device_key
    assert (status.files, status.mended_at) == (2, again.clock.now().at)
    again.store.close()
    once_more = _again(kiosk)
    assert _told(once_more) == [(name,)]
    once_more.store.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_without_either_the_kiosk_says_so(kiosk: Kiosk, fault: Callable[[Path], None]) -> None:
    """Nothing is written and nothing mended; either file put back, the kiosk goes on."""
    kept = (kiosk.folder / FILE_NAMES[0]).read_bytes()
    for name in FILE_NAMES:
        fault(kiosk.folder / name)
    spoilt = read_key_files(kiosk.folder)
    code = "device_key_missing" if fault is _unlinked else "device_key_damaged"
    with pytest.raises(Refused, match=code):
        _again(kiosk)
    assert read_key_files(kiosk.folder) == spoilt
    (kiosk.folder / FILE_NAMES[1]).write_bytes(kept)
    again = _again(kiosk)
    assert again.keys == kiosk.keys
    assert kiosk_status(again).device_key.files == 2
    again.store.close()


def test_a_whole_key_is_not_told_of(kiosk: Kiosk, tmp_path: Path) -> None:
    """Nor that of a cloned folder, nor that of a folder of the first version, which had one file."""
    shutil.copytree(kiosk.folder, tmp_path / "clone")
    shutil.copytree(kiosk.folder, tmp_path / "old")
    (tmp_path / "old" / FILE_NAMES[1]).unlink()
    (tmp_path / "old" / FILE_NAMES[0]).write_bytes(kiosk.keys.seed)
    for folder in (kiosk.folder, tmp_path / "clone", tmp_path / "old"):
        again = _again(kiosk, folder)
        assert again.keys == kiosk.keys
        assert _told(again) == []
        status = kiosk_status(again).device_key
        assert (status.files, status.mended_at) == (2, None)
        again.store.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("names", [FILE_NAMES[:1], FILE_NAMES[1:], FILE_NAMES])
def test_what_is_lost_while_the_program_runs_is_written_again(
    kiosk: Kiosk, names: tuple[str, ...], fault: Callable[[Path], None]
) -> None:
    """Also both, for the program holds the key; until then they are not said to be there, then it is told once."""
    again = _again(kiosk)
    for name in names:
        fault(kiosk.folder / name)
    assert kiosk_status(again).device_key.files == len(FILE_NAMES) - len(names)
    assert mend_key(again) == names
    assert mend_key(again) == ()
    assert kiosk_status(again).device_key.files == len(FILE_NAMES)
    assert _told(again) == [names]
    again.store.close()
    assert _told(_again(kiosk)) == [names]


def test_a_key_that_cannot_be_written_is_not_said_to_be(kiosk: Kiosk) -> None:
    """Something stands in its place that cannot be moved: nothing is told, and the next look tries again."""
    again = _again(kiosk)
    place = kiosk.folder / FILE_NAMES[0]
    place.unlink()
    (place / "in-the-way").mkdir(parents=True)
    assert mend_key(again) == ()
    assert (kiosk_status(again).device_key.files, _told(again)) == (1, [])
    shutil.rmtree(place)
    assert mend_key(again) == FILE_NAMES[:1]
    again.store.close()
