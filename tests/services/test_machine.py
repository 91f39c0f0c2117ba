"""Settings that were damaged, lost or wrong in part: in force with others, told once to staff, kept as they were."""

from pathlib import Path

import pytest

from kiosk.contest.events import SettingsMended
from kiosk.services.closing_sheet import incident_sentence
from kiosk.services.day import counts_of_day
from kiosk.services.journal_pages import KINDS, journal_page
from kiosk.services.machine import change_settings, mend_machine, settings_mended
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.settings import FILE_NAME, Settings, read_settings, write_settings
from kiosk.texts import LANGUAGES, load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk

_IN_PART = b'{"paper": "a3", "nguyen van a": 1, "text_step": 2}'


@pytest.mark.parametrize(
    ("is_copied", "content", "fault", "settings"),
    [
        (True, b"{", "damaged", Settings(paper="roll80")),
        (True, None, "lost", Settings(paper="roll80")),
        (False, b"", "reset", Settings()),
        (True, _IN_PART, "in_part", Settings(paper="roll80", text_step=2)),
    ],
)
@pytest.mark.expects_log("the settings were found")
def test_it_is_told_once_in_words(
    tmp_path: Path, *, is_copied: bool, content: bytes | None, fault: str, settings: Settings
) -> None:
    """In the day's incidents, the journal and the log: what is in force, where the old file lies, nothing that stood in it."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    open_kiosk(kiosk, "officer-1")
    place = kiosk.folder / FILE_NAME
    if is_copied:
        write_settings(kiosk.folder, Settings(paper="roll80"))
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)
    assert mend_machine(kiosk)
    assert not mend_machine(kiosk)
    assert read_settings(kiosk.folder) == settings
    told = settings_mended(kiosk)
    assert told is not None
    assert told.fault == fault
    assert [each.kind for each in counts_of_day(kiosk).incidents] == [f"settings_{fault}"]
    assert journal_page(kiosk, 1, group="machine").lines[0].kind == "settings_mended"
    for language in LANGUAGES:
        catalogue = load_catalogue(language)
        said = incident_sentence(kiosk, counts_of_day(kiosk).incidents[0], catalogue)
        assert "settings.json" in said
        assert told.kept_as in said
        assert "nguyen" not in said
        assert (catalogue.text("staff.setting.paper") in said) == (fault == "in_part")
        assert catalogue.has(f"staff.settings.mended.{fault}")


@pytest.mark.expects_log("the settings were found")
def test_staff_are_told_until_they_save_or_close_the_day(tmp_path: Path) -> None:
    """What they save is theirs again; a closed day's record tells of it."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    for end in (
        lambda: change_settings(kiosk, Settings(text_step=3), "technician-1"),
        lambda: close_kiosk(kiosk, "officer-1"),
    ):
        (kiosk.folder / FILE_NAME).write_bytes(b"{")
        mend_machine(kiosk)
        assert isinstance(settings_mended(kiosk), SettingsMended)
        end()
        assert settings_mended(kiosk) is None


@pytest.mark.expects_log("the settings were found")
def test_saving_over_a_damaged_file_keeps_it(tmp_path: Path) -> None:
    """It was damaged while the program ran: what staff chose is saved, and what had stood there is not gone."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    (kiosk.folder / FILE_NAME).write_bytes(b'{"printer": "Ph')
    assert change_settings(kiosk, Settings(text_step=3), "technician-1") == Settings(text_step=3)
    kept = list(kiosk.folder.glob("settings-*.json"))
    assert [each.read_bytes() for each in kept] == [b'{"printer": "Ph']


def test_a_whole_file_is_not_told_of(tmp_path: Path) -> None:
    """Nor is none at all; each kind told of can be looked for in the journal."""
    kiosk = a_kiosk(tmp_path / "kiosk")
    assert not mend_machine(kiosk)
    write_settings(kiosk.folder, Settings(text_step=3))
    assert not mend_machine(kiosk)
    assert settings_mended(kiosk) is None
    assert "settings_mended" in KINDS["machine"]
