"""Devices tried through their ports, and what was found in words. Which check is made when, and what it means, is not here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.contest.moment import VIETNAM
from kiosk.services.kiosk import Kiosk
from kiosk.services.machine_checks import (
    check_clock,
    check_database,
    check_disk_space,
    check_disk_speed,
    check_pack,
    check_stick,
)
from kiosk.services.readiness import CheckName, CheckState, Found, record_check
from kiosk.texts import Catalogue
from ui.devices.print_job import PrintJob
from ui.speech.voice import Hush, Lack, Saying, Speech, VoiceFailed
from ui.staff_desk import StaffDesk


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check in words."""

    check: str
    name: str
    detail: str
    isPassed: bool


MACHINE: Final[dict[CheckName, Callable[[Kiosk], Found]]] = {
    "disk_space": check_disk_space,
    "disk_speed": check_disk_speed,
    "clock": check_clock,
    "database": check_database,
    "pack": check_pack,
}
"""Checks that need nobody."""


def recorded(kiosk: Kiosk, name: CheckName, work: Callable[[Kiosk], Found], by: str) -> CheckState:
    """Make a check on the lane of devices and write it down; its thread's connection is closed again."""
    try:
        return record_check(kiosk, name, work(kiosk), by)
    finally:
        kiosk.store.close()


def all_found(kiosk: Kiosk, by: str) -> tuple[CheckState, ...]:
    """Make every check that needs nobody, and write each down."""
    return tuple(recorded(kiosk, name, work, by) for name, work in MACHINE.items())


def stick_found(kiosk: Kiosk, sticks: Callable[[], tuple[Path, ...]]) -> Found:
    """Try the first stick there is."""
    stick = next(iter(sticks()), None)
    return Found(is_passed=False, facts={"error": "no_stick"}) if stick is None else check_stick(kiosk, stick)


def said_aloud(desk: StaffDesk) -> tuple[frozenset[str], str]:
    """Say a sentence in Vietnamese, and give which languages there are voices for and what lacks."""
    speech: Speech = desk.ports.find_speech()
    languages, voice = frozenset(speech.voices), speech.voices.get("vi")
    if voice is None:
        return languages, speech.lack.value
    try:
        voice.say(Saying(desk.catalogue.text("staff.check.sentence"), "vi", 1, 2), Hush())
    except VoiceFailed:
        return languages, "failed"
    return languages, Lack.NONE.value


def job_in_words(job: PrintJob, catalogue: Catalogue) -> str:
    """Say where the trial page is."""
    said = catalogue.text(f"staff.check.job.{job.state.value}")
    return f"{said} {catalogue.text(f'staff.printer.{job.reason.value}')}" if job.reason.value else said


def check_rows(states: tuple[CheckState, ...], catalogue: Catalogue) -> tuple[CheckRow, ...]:
    """Give every check in words."""
    return tuple(
        CheckRow(
            each.name,
            catalogue.text(f"staff.check.{each.name}"),
            _state_in_words(each, catalogue),
            each.state == "passed",
        )
        for each in states
    )


def _state_in_words(state: CheckState, catalogue: Catalogue) -> str:
    moment = "" if state.at is None else f"{state.at.astimezone(VIETNAM):%H:%M %d/%m}"
    said = catalogue.text(f"staff.check.state.{state.state}", moment=moment)
    return said if state.is_needed else f"{said} {catalogue.text('staff.check.not_needed')}"


def found_in_words(key: str, state: CheckState, catalogue: Catalogue) -> str:
    """Say what a check found, and where it failed what to do; `key` says whether it passed."""
    from kiosk.services.readiness_sheet import found_sentence  # noqa: PLC0415 - it loads reportlab

    said = catalogue.text(key, name=catalogue.text(f"staff.check.{state.name}"))
    return f"{said} {found_sentence(state.name, state.facts, catalogue, is_failed=state.state == 'failed')}"


def record_pdf(kiosk: Kiosk, language: str, by: str) -> bytes:
    """Give the record of readiness as a PDF."""
    from kiosk.services.readiness_sheet import readiness_pdf  # noqa: PLC0415 - as above

    return readiness_pdf(kiosk, language, by)
