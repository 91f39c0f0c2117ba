"""What a printer does is said to both who read it, in both languages: no state and no reason is without its words."""

import pytest

from kiosk.texts import load_catalogue
from ui.devices.cups_jobs import blocking_reason
from ui.devices.cups_jobs import job_meaning as cups_meaning
from ui.devices.print_job import ENDS, PrintReason, PrintState
from ui.devices.windows_jobs import JobBits, job_meaning

_FAULTS = [each for each in PrintReason if each is not PrintReason.NONE]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("state", PrintState)
def test_every_state_is_said_to_resident_and_staff(language: str, state: PrintState) -> None:
    """A resident reads what to do; staff read of which receipt it is."""
    catalogue = load_catalogue(language)
    resident = catalogue.text(f"resident.print.{state.value}")
    staff = catalogue.text(f"staff.print.{state.value}", number="000012", label="Ng*** A***")
    assert resident.endswith((".", "…"))
    assert "000012" in staff
    if state in ENDS | {PrintState.STUCK}:
        assert len(resident.split(".")) > 2, "it says what happened and what to do"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("reason", _FAULTS)
def test_every_reason_is_said_with_what_to_do(language: str, reason: PrintReason) -> None:
    """Staff read what is wrong, then what to do about it."""
    text = load_catalogue(language).text(f"staff.printer.{reason.value}")
    assert len([each for each in text.replace(";", ".").split(".") if each.strip()]) > 1, text


def test_only_an_end_of_its_own_is_printed() -> None:
    """Of all codes of CUPS one means printed (job-state 9, RFC 8011), of all bits of Windows one; no reason comes with it."""
    said = {code: meaning[0] for code in range(-2, 300) if (meaning := cups_meaning(code)) is not None}
    assert [code for code, state in said.items() if state is PrintState.PRINTED] == [9]
    assert [bit for bit in JobBits if job_meaning(bit)[0] is PrintState.PRINTED] == [JobBits.PRINTED]
    assert blocking_reason(("media-empty-warning",)) is PrintReason.PAPER_OUT
