"""Every fault at every moment where there is no printer: files are kept, and nothing is ever said to be printed."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from tests.helpers.print_faults import CannotBe, Ends, Fault, Watched, When, outcomes, row, says
from tests.helpers.qml import a_window, ports_of_a_place_without_devices
from tests.helpers.visits import stand_at
from ui.devices.file_printer import FilePrinter
from ui.devices.print_job import PrintReason, PrintState
from ui.flow import Step

_NO_PRINTER: Final = CannotBe("there is no printer")
_AT_ONCE: Final = CannotBe("a file is written at once, or not")

TABLE: Final = {
    place: cell
    for fault in Fault
    for place, cell in row(fault, _NO_PRINTER, _NO_PRINTER, _NO_PRINTER, _NO_PRINTER).items()
} | row(Fault.NO_ROOM, Ends(PrintState.REFUSED, PrintReason.FOLDER_FAILED), _AT_ONCE, _AT_ONCE, Ends(PrintState.KEPT))


@pytest.mark.parametrize("when", [When.BEFORE, When.OVER])
def test_a_folder_that_takes_nothing(kiosk: Kiosk, qtbot: QtBot, tmp_path: Path, when: When) -> None:
    """Refused when it takes nothing, and what was kept stays kept when it takes no more."""
    expected = TABLE[Fault.NO_ROOM, when]
    assert isinstance(expected, Ends)
    folder = tmp_path / "kept"
    printer = Watched(FilePrinter(folder))
    ports = replace(ports_of_a_place_without_devices(folder), printer=printer)
    with a_window(kiosk, qtbot, ports=ports) as hand:
        if when is When.BEFORE:
            folder.write_bytes(b"a file where the folder should be takes no files")
        stand_at(hand, kiosk, Step.RECEIPT)
        qtbot.waitUntil(lambda: bool(printer.jobs) and printer.jobs[0].is_over)
        assert printer.jobs[0].state is expected.end
        says(hand, expected.end)
        qtbot.waitUntil(lambda: outcomes(kiosk) == [expected.end])
        hand.tap("finish")
        hand.waits_for("done")
    assert [each for each in printer.told if each[0] == "printed"] == []
    assert [each.name for each in folder.parent.glob("kept/*")] == (
        [] if when is When.BEFORE else ["tramthi-000001.pdf"]
    )
