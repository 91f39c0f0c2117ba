"""A page handed to the printer's driver as a picture. What becomes of it is not known here: `windows_printer` asks the spooler.

`QPainter.end()` answers true for jobs that never come out, so "printed" is never said from here.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.devices.media import page_mm, sheet_for
from ui.devices.print_job import PrintReason

_SHARP_DPI: Final = 300
"""Finer pictures than this only take longer to hand over."""
_MM_PER_INCH: Final = 25.4


def hand_to_driver(pdf: bytes, title: str, queue: str, begun: Callable[[str], object]) -> PrintReason:
    """Hand a document to the printer of that system name, the system's default for "".

    Slow: not for the GUI thread.
    `begun` is called with the printer's name once the job stands in its queue, before anything is painted. Gives `NO_PRINTER` when
    there is none, `PAPER_UNSUPPORTED`, `NOT_ACCEPTED`, or `NONE` when the driver took it.
    """
    info = QPrinterInfo.printerInfo(queue) if queue else QPrinterInfo.defaultPrinter()
    if info.isNull():
        return PrintReason.NO_PRINTER
    page = page_mm(pdf)
    if page is None:
        return PrintReason.NOT_ACCEPTED
    sheet = _sheet_of(info, *page)
    if sheet is None:
        return PrintReason.PAPER_UNSUPPORTED
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(sheet)
    is_taken = paint_pages(pdf, page, printer, lambda: begun(info.printerName()))
    return PrintReason.NONE if is_taken else PrintReason.NOT_ACCEPTED


def printer_named(queue: str) -> str:
    """Give the system name of the printer of that name, the default one for "", "" when there is none."""
    info = QPrinterInfo.printerInfo(queue) if queue else QPrinterInfo.defaultPrinter()
    return info.printerName()


def paint_pages(
    pdf: bytes, size_mm: tuple[float, float], device: QPagedPaintDevice, begun: Callable[[], object] = lambda: None
) -> bool:
    """Paint every page in its true size into the device's top left corner; False when the device does not take them all.

    `begun` is called between the device's acceptance and the first stroke.
    """
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    count, painter = document.pageCount(), QPainter()
    if count < 1 or not painter.begin(device):
        return False
    begun()
    is_whole = all(_paint(painter, document, number, size_mm, device) for number in range(count))
    document.close()
    return painter.end() and is_whole


def _paint(
    painter: QPainter, document: QPdfDocument, number: int, size_mm: tuple[float, float], device: QPagedPaintDevice
) -> bool:
    if number and not device.newPage():
        return False
    width_mm, height_mm = size_mm
    dots_per_mm = min(_SHARP_DPI, device.logicalDpiX()) / _MM_PER_INCH
    picture = document.render(number, QSize(round(width_mm * dots_per_mm), round(height_mm * dots_per_mm)))
    scale_x, scale_y = device.logicalDpiX() / _MM_PER_INCH, device.logicalDpiY() / _MM_PER_INCH
    painter.drawImage(QRectF(0, 0, width_mm * scale_x, height_mm * scale_y), picture)
    return not picture.isNull()


def _sheet_of(info: QPrinterInfo, width_mm: float, height_mm: float) -> QPageSize | None:
    sizes = {
        f"{each.key()}_{_written_mm(each.size(QPageSize.Unit.Millimeter))}": each for each in info.supportedPageSizes()
    }
    names = [*sizes]
    if info.supportsCustomPageSizes():
        least, most = (
            each.size(QPageSize.Unit.Millimeter)
            for each in (info.minimumPhysicalPageSize(), info.maximumPhysicalPageSize())
        )
        names += [f"custom_min_{_written_mm(least)}", f"custom_max_{_written_mm(most)}"]
    found = sheet_for(width_mm, height_mm, names)
    if found is None or found in sizes:
        return sizes.get(found or "")
    return QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter)


def _written_mm(size: QSizeF) -> str:
    return f"{size.width():g}x{size.height():g}mm"
