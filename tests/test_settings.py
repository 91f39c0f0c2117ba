"""A kiosk's settings: defaults, a file, and a file that is damaged, lost or in part wrong - which stops nobody."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.settings import (
    COPY_NAME,
    FILE_NAME,
    FoundSettings,
    MendedSettings,
    Settings,
    find_settings,
    mend_settings,
    read_settings,
    write_settings,
)

TODAY: Final = date(2026, 11, 30)
SET: Final = Settings(printer="Phong-A4", paper="roll80", text_step=2, sound=False, screen_width_mm=345.0)


def _a_directory(place: Path) -> None:
    place.unlink()
    (place / "in-the-way").mkdir(parents=True)


def _far_too_large(place: Path) -> None:
    with place.open("r+b") as file:
        file.truncate(10**9)


def _a_pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


DAMAGES: Final[dict[str, Callable[[Path], object]]] = {
    "empty": lambda place: place.write_bytes(b""),
    "zeros": lambda place: place.write_bytes(bytes(place.stat().st_size)),
    "no_json": lambda place: place.write_bytes(b"nonsense"),
    "no_object": lambda place: place.write_bytes(b"[1, 2]"),
    "no_utf8": lambda place: place.write_bytes(b'{"paper": "\xff"}'),
    "deep": lambda place: place.write_bytes(b"[" * 60_000),
    "large": _far_too_large,
    "directory": _a_directory,
}
if sys.platform != "win32":
    DAMAGES["pipe"] = _a_pipe


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """A new kiosk prints A5 on the system's default printer; there is nothing to mend."""
    assert find_settings(tmp_path) == FoundSettings(Settings())
    assert mend_settings(tmp_path, TODAY) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_file_sets_what_it_names(tmp_path: Path, start: str) -> None:
    """What is not named keeps its default; editors of Windows may begin a file with a mark of their own."""
    (tmp_path / FILE_NAME).write_text(start + '{"paper": "roll80", "screen_width_mm": 476}', encoding="utf-8")
    assert find_settings(tmp_path) == FoundSettings(Settings(paper="roll80", screen_width_mm=476.0))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_gives_way_to_the_last_good_copy(tmp_path: Path, damage: str) -> None:
    """It is kept under a name with the day, the file is whole again, and that is told once."""
    write_settings(tmp_path, SET)
    DAMAGES[damage](tmp_path / FILE_NAME)
    assert find_settings(tmp_path) == FoundSettings(SET, "damaged")
    mended = mend_settings(tmp_path, TODAY)
    assert mended == MendedSettings("damaged", (), "settings-2026-11-30-1.json")
    assert os.path.lexists(tmp_path / mended.kept_as)
    assert find_settings(tmp_path) == FoundSettings(SET)
    assert mend_settings(tmp_path, TODAY) is None


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_a_copy_the_defaults_are_in_force(tmp_path: Path, damage: str) -> None:
    """A second damaged file of the day does not take the place of the first."""
    for count in (1, 2):
        write_settings(tmp_path, SET)
        (tmp_path / COPY_NAME).unlink()
        DAMAGES[damage](tmp_path / FILE_NAME)
        mended = mend_settings(tmp_path, TODAY)
        assert mended == MendedSettings("reset", (), f"settings-2026-11-30-{count}.json")
        assert read_settings(tmp_path) == Settings()
        (tmp_path / COPY_NAME).unlink()


def test_a_file_cut_anywhere_gives_way_to_the_copy(tmp_path: Path) -> None:
    """Every point at which a power cut may have ended it; what was there of it is kept."""
    write_settings(tmp_path, SET)
    whole = (tmp_path / FILE_NAME).read_bytes()
    for cut in range(len(whole)):
        (tmp_path / FILE_NAME).write_bytes(whole[:cut])
        assert find_settings(tmp_path) == FoundSettings(SET, "damaged")
    mended = mend_settings(tmp_path, TODAY)
    assert mended is not None
    assert (tmp_path / mended.kept_as).read_bytes() == whole[:-1]
    assert (tmp_path / FILE_NAME).read_bytes() == whole


def test_a_lost_file_comes_back_from_the_copy(tmp_path: Path) -> None:
    """Nothing had been there to keep."""
    write_settings(tmp_path, SET)
    (tmp_path / FILE_NAME).unlink()
    assert mend_settings(tmp_path, TODAY) == MendedSettings("lost", (), "")
    assert find_settings(tmp_path) == FoundSettings(SET)
    assert sorted(each.name for each in tmp_path.iterdir()) == [FILE_NAME, COPY_NAME]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"paper": "a3"', "paper"),
        ('"paper": 5', "paper"),
        ('"screen_width_mm": 0', "screen_width_mm"),
        ('"screen_width_mm": 1e300', "screen_width_mm"),
        ('"text_step": 4', "text_step"),
        ('"text_step": 1.5', "text_step"),
        ('"text_step": null', "text_step"),
        ('"sound": 1', "sound"),
        ('"graphics": "vulkan"', "graphics"),
        ('"printer": ["a"]', "printer"),
        ('"printer": "escpos://10.0.0.9:99999"', "printer"),
        ('"printer": "escpos:10.0.0.9"', "printer"),
        ('"printer": "escpos://"', "printer"),
        ('"scanner_port": "COM3\\n"', "scanner_port"),
        ('"nguyen van a": true', "other"),
    ],
)
def test_one_wrong_value_is_the_only_one_that_is_not_taken(tmp_path: Path, text: str, name: str) -> None:
    """The last good value stands in for it, or the default; the others are taken, and the old file is kept as it was."""
    rest = {each: value for each, value in (("paper", '"roll80"'), ("text_step", "3")) if each != name}
    written = "{" + ", ".join([*(f'"{each}": {value}' for each, value in rest.items()), text]) + "}"
    found = find_settings(tmp_path)
    for before in (Settings(), SET):
        if before != Settings():
            write_settings(tmp_path, before)
        (tmp_path / FILE_NAME).write_text(written, encoding="utf-8")
        found = find_settings(tmp_path)
        assert (found.fault, found.names) == ("in_part", (name,))
        taken = {"paper": "roll80", "text_step": 3, name: getattr(before, name, None)}
        assert {each: getattr(found.settings, each, None) for each in taken} == taken
    mended = mend_settings(tmp_path, TODAY)
    assert mended is not None
    assert (tmp_path / mended.kept_as).read_text(encoding="utf-8") == written
    assert find_settings(tmp_path) == FoundSettings(found.settings)


def test_what_a_technician_wrote_by_hand_becomes_the_good_copy(tmp_path: Path) -> None:
    """At the next start; until then the one before is."""
    write_settings(tmp_path, SET)
    (tmp_path / FILE_NAME).write_text('{"paper": "roll80"}', encoding="utf-8")
    assert mend_settings(tmp_path, TODAY) is None
    (tmp_path / FILE_NAME).write_bytes(b"")
    assert read_settings(tmp_path) == Settings(paper="roll80")


def test_a_damaged_copy_stands_in_for_nothing(tmp_path: Path) -> None:
    """A whole file counts without it, and makes it whole again."""
    write_settings(tmp_path, SET)
    (tmp_path / COPY_NAME).write_bytes(b"{")
    assert mend_settings(tmp_path, TODAY) is None
    assert (tmp_path / COPY_NAME).read_bytes() == (tmp_path / FILE_NAME).read_bytes()


@given(data=st.binary(max_size=200) | st.text(max_size=60).map(str.encode), has_copy=st.booleans())
@profile(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_there_the_settings_are_ones_that_can_be_written(
    tmp_path: Path, data: bytes, *, has_copy: bool
) -> None:
    """No bytes stop a start, and mending twice changes nothing more."""
    for each in tmp_path.iterdir():
        each.unlink()
    if has_copy:
        write_settings(tmp_path, SET)
    (tmp_path / FILE_NAME).write_bytes(data)
    found = find_settings(tmp_path)
    mend_settings(tmp_path, TODAY)
    assert find_settings(tmp_path) == FoundSettings(found.settings)
    assert mend_settings(tmp_path, TODAY) is None


def test_where_nothing_can_be_written_the_copy_is_in_force_all_the_same(tmp_path: Path) -> None:
    """What stands there stays under its own name, and is told to be kept so."""
    write_settings(tmp_path, SET)
    (tmp_path / FILE_NAME).write_bytes(b"{")
    (tmp_path / f"{FILE_NAME}.part").mkdir()
    (tmp_path / "settings-2026-11-30-1.json.part").mkdir()
    assert mend_settings(tmp_path, TODAY) == MendedSettings("damaged", (), FILE_NAME)
    assert read_settings(tmp_path) == SET
    assert (tmp_path / FILE_NAME).read_bytes() == b"{"


@pytest.mark.skipif(sys.platform == "win32", reason="links there need a right of their own")
def test_a_file_that_may_not_be_read_is_a_damaged_one(tmp_path: Path) -> None:
    """A loop of links stands for it: it fails as the system's other refusals do, whoever runs the test."""
    write_settings(tmp_path, SET)
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / FILE_NAME).symlink_to(FILE_NAME)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        (tmp_path / FILE_NAME).read_bytes()
    assert mend_settings(tmp_path, TODAY) == MendedSettings("damaged", (), "settings-2026-11-30-1.json")
    assert find_settings(tmp_path) == FoundSettings(SET)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Whole, over an older file, and nothing else than it and its copy is left in the folder."""
    write_settings(tmp_path, Settings(printer="file"))
    write_settings(tmp_path, SET)
    assert read_settings(tmp_path) == SET
    assert sorted(each.name for each in tmp_path.iterdir()) == [FILE_NAME, COPY_NAME]


def test_what_would_not_be_read_is_not_written(tmp_path: Path) -> None:
    """The old file stays as it was."""
    write_settings(tmp_path, Settings(paper="roll80"))
    with pytest.raises(Refused, match="settings_damaged"):
        write_settings(tmp_path, Settings(screen_width_mm=1.0))
    assert read_settings(tmp_path) == Settings(paper="roll80")


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path) -> None:
    """There is no such folder: nothing is claimed to be saved."""
    with pytest.raises(Refused, match="settings_unwritable"):
        write_settings(tmp_path / "nowhere", Settings())
