"""A pack folder is read whole or refused with what is wrong in it."""

import shutil
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.pack import PARTS
from kiosk.packs import MAX_PART_BYTES, load_pack_folder, load_pack_parts
from kiosk.paths import SAMPLE_PACK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the shipped pack, in a folder with a space and Vietnamese letters in its name."""
    return Path(shutil.copytree(SAMPLE_PACK, tmp_path / "Gói thi Đợt 1"))


def refusal_of(folder: Path) -> Refused:
    """Give the refusal that loading `folder` ends with."""
    with pytest.raises(Refused) as caught:
        load_pack_folder(folder)
    return caught.value


def test_a_folder_is_read_from_any_place(folder: Path) -> None:
    """The pack is the same wherever its folder lies."""
    assert load_pack_folder(folder) == load_pack_folder(SAMPLE_PACK)
    assert tuple(load_pack_parts(folder)) == PARTS


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    """A mistyped place is told, with the place."""
    refused = refusal_of(tmp_path / "nowhere")
    assert (refused.code, refused.facts) == ("pack_folder_missing", {"folder": str(tmp_path / "nowhere")})


@pytest.mark.parametrize("name", PARTS)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """Which of the four files is missing is told."""
    (folder / f"{name}.json").unlink()
    refused = refusal_of(folder)
    assert (refused.code, refused.facts) == ("pack_part_missing", {"part": f"{name}.json"})


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    """A folder in a file's place is refused with the system's reason."""
    (folder / "units.json").unlink()
    (folder / "units.json").mkdir()
    refused = refusal_of(folder)
    assert refused.code == "pack_part_unreadable"
    assert refused.facts["part"] == "units.json"
    assert refused.facts["reason"]


def test_a_huge_file_is_refused_unparsed(folder: Path) -> None:
    """A file beyond the bound is refused with its size and the bound."""
    with (folder / "questions.json").open("r+b") as file:
        file.truncate(MAX_PART_BYTES + 7)
    refused = refusal_of(folder)
    assert refused.code == "pack_part_too_big"
    assert refused.facts == {
        "part": "questions.json",
        "bytes": MAX_PART_BYTES + 7,
        "limit_bytes": MAX_PART_BYTES,
    }


def test_a_damaged_file_is_refused_with_its_place(folder: Path) -> None:
    """A wrong value is refused with the file and the path to it."""
    place = folder / "rules.json"
    place.write_text(
        place.read_text(encoding="utf-8").replace('"limit_s": 1200', '"limit_s": "long"'), encoding="utf-8"
    )
    refused = refusal_of(folder)
    assert refused.facts["part"] == "rules.json"
    assert "$.paper.limit_s" in str(refused.facts["where"])
