"""A place without a printer keeps files."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.devices.file_printer import FilePrinter
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import NO_PRINTER, PrinterSettings, choose_printer


def _ended(qtbot: QtBot, job: PrintJob) -> tuple[PrintState, PrintReason]:
    qtbot.waitUntil(lambda: job.is_over)
    return job.state, job.reason


def test_a_document_is_kept_whole_and_said_to_be_kept(qtbot: QtBot, tmp_path: Path) -> None:
    """The file holds the document, no half of it lies beside it, and nobody is told that it was printed."""
    printer = FilePrinter(tmp_path / "in" / "depth")
    assert _ended(qtbot, printer.submit(b"%PDF", "Receipt 000012")) == (PrintState.KEPT, PrintReason.NO_PRINTER)
    assert [each.name for each in printer.folder.iterdir()] == ["Receipt-000012.pdf"]
    assert printer.path_of("Receipt 000012").read_bytes() == b"%PDF"


def test_a_second_copy_takes_the_place_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    """The newest document of a title stays, also where renaming onto a file is not allowed."""
    printer = FilePrinter(tmp_path)
    for copy in (b"first", b"second"):
        _ended(qtbot, printer.submit(copy, "a"))
    assert (tmp_path / "a.pdf").read_bytes() == b"second"


def test_a_title_cannot_leave_the_folder(tmp_path: Path) -> None:
    """A title is not a path, and one without a usable letter still has a name."""
    printer = FilePrinter(tmp_path)
    assert printer.path_of("../../x/ây.pdf") == tmp_path / "x-y-pdf.pdf"
    assert printer.path_of("…") == tmp_path / "document.pdf"


def test_a_folder_that_takes_no_file_refuses(qtbot: QtBot, tmp_path: Path) -> None:
    """When nothing can be kept, that is said: the code on the screen is then all there is."""
    (tmp_path / "file").write_bytes(b"")
    job = FilePrinter(tmp_path / "file").submit(b"%PDF", "a")
    assert _ended(qtbot, job) == (PrintState.REFUSED, PrintReason.FOLDER_FAILED)


def test_settings_that_name_no_printer_choose_files(tmp_path: Path) -> None:
    """A kiosk may be told to print nothing."""
    printer = choose_printer(PrinterSettings(tmp_path, NO_PRINTER, "roll80"))
    assert isinstance(printer, FilePrinter)
    assert (printer.folder, printer.paper) == (tmp_path, "roll80")
