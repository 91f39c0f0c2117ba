"""A page handed to a driver: painted in its true size, told when it begins, and no end claimed."""

from pathlib import Path

import pypdfium2
from PySide6.QtGui import QPageSize, QPdfWriter
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ui.devices.driver_printer import hand_to_driver, paint_pages
from ui.devices.print_job import PrintReason

_A5_MM = (148.0, 210.0)


def _black_square(folder: Path) -> bytes:
    canvas = Canvas(str(folder / "square.pdf"), pagesize=A5)
    canvas.rect(0, A5[1] - 100, 100, 100, stroke=0, fill=1)
    canvas.save()
    return (folder / "square.pdf").read_bytes()


def test_a_page_is_painted_in_its_true_size(qtbot: QtBot, tmp_path: Path) -> None:
    """An A5 page on an A4 sheet keeps its size and lies in the top left corner."""
    del qtbot
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(writer.pageLayout().margins() * 0)
    writer.setResolution(300)
    assert paint_pages(_black_square(tmp_path), _A5_MM, writer)
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    assert picture.size == (595, 842)
    assert [picture.getpixel(at) < 128 for at in ((3, 3), (97, 97), (104, 50), (50, 104))] == [True, True, False, False]


def test_every_page_is_painted(qtbot: QtBot, tmp_path: Path) -> None:
    """A record of two pages is signed on the second one: told as printed it is there whole."""
    del qtbot
    canvas = Canvas(str(tmp_path / "pages.pdf"), pagesize=A5)
    for left in (0, 200):
        canvas.rect(left, A5[1] - 100, 100, 100, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    writer.setPageMargins(writer.pageLayout().margins() * 0)
    assert paint_pages((tmp_path / "pages.pdf").read_bytes(), _A5_MM, writer)
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    pictures = [page.render(scale=1).to_pil().convert("L") for page in document]
    document.close()
    assert [[each.getpixel((x, 50)) < 128 for x in (50, 250)] for each in pictures] == [[True, False], [False, True]]


def test_what_is_no_document_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing begins either."""
    del qtbot
    begun: list[int] = []
    assert not paint_pages(b"no PDF", _A5_MM, QPdfWriter(str(tmp_path / "out.pdf")), lambda: begun.append(1))
    assert not begun


def test_a_page_begins_before_it_is_painted(qtbot: QtBot, tmp_path: Path) -> None:
    """Whoever follows the job hears of it once, while it cannot be over yet."""
    del qtbot
    writer = QPdfWriter(str(tmp_path / "out.pdf"))
    begun: list[int] = []
    assert paint_pages(
        _black_square(tmp_path), _A5_MM, writer, lambda: begun.append((tmp_path / "out.pdf").stat().st_size)
    )
    assert len(begun) == 1
    assert begun[0] < (tmp_path / "out.pdf").stat().st_size


def test_without_a_printer_nothing_begins(qtbot: QtBot, tmp_path: Path) -> None:
    """A name no printer has is told, and no job is looked for."""
    del qtbot
    begun: list[str] = []
    reason = hand_to_driver(_black_square(tmp_path), "Receipt 1", "no such printer", begun.append)
    assert (reason, begun) == (PrintReason.NO_PRINTER, [])
