"""A kiosk's settings: defaults, a file, and a file that is wrong."""

from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.settings import FILE_NAME, Settings, read_settings, write_settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """A new kiosk prints A5 on the system's default printer."""
    assert read_settings(tmp_path) == Settings()


def test_a_file_sets_what_it_names(tmp_path: Path) -> None:
    """What is not named keeps its default."""
    (tmp_path / FILE_NAME).write_text('{"paper": "roll80", "screen_width_mm": 476}', encoding="utf-8")
    assert read_settings(tmp_path) == Settings(paper="roll80", screen_width_mm=476.0)


@pytest.mark.parametrize(
    "text", ['{"paper": "a3"}', '{"screen_width_mm": 0}', '{"colour": "red"}', "nonsense", "\udcff"]
)
def test_a_wrong_file_is_said_not_guessed(tmp_path: Path, text: str) -> None:
    """An unknown value, an unknown name, no JSON, no UTF-8."""
    (tmp_path / FILE_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Refused, match="settings_damaged"):
        read_settings(tmp_path)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Whole, over an older file, and nothing else is left in the folder."""
    write_settings(tmp_path, Settings(printer="file"))
    settings = Settings(paper="roll80", text_step=2, sound=False, screen_width_mm=345.0)
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]


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
