"""Printing through the printer's driver (Windows): the page as a picture, its end unknown, and said to be.

`QPainter.end()` answers true for jobs that never come out, so "printed" is never said from here.
"""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, QThreadPool
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.devices.file_printer import FilePrinter
from ui.devices.media import page_mm, sheet_for
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper

_SHARP_DPI: Final = 300
"""Finer pictures than this only take longer to hand over."""
_MM_PER_INCH: Final = 25.4


class DriverPrinter:
    """A printer by its system name, the system's default for "". Without one, documents go to `files`."""

    def __init__(self, queue: str, files: FilePrinter) -> None:
        self._queue = queue
        self._files = files

    @property
    def paper(self) -> Paper:
        """The paper in it."""
        return self._files.paper

    def submit(self, pdf: bytes, title: str) -> PrintJob:
        """Hand a document to the driver, off the calling thread."""
        job = PrintJob()
        QThreadPool.globalInstance().start(lambda: self._print(pdf, title, job))
        return job

    def _print(self, pdf: bytes, title: str, job: PrintJob) -> None:
        info = QPrinterInfo.printerInfo(self._queue) if self._queue else QPrinterInfo.defaultPrinter()
        if info.isNull():
            self._files.keep(pdf, title, job, PrintReason.NO_PRINTER)
            return
        sheet = _sheet_of(info, *page_mm(pdf))
        if sheet is None:
            job.report(PrintState.REFUSED, PrintReason.PAPER_UNSUPPORTED)
            return
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)
        printer.setPageSize(sheet)
        if paint_page(pdf, printer):
            job.report(PrintState.UNKNOWN)
        else:
            job.report(PrintState.REFUSED, PrintReason.NOT_ACCEPTED)


def paint_page(pdf: bytes, device: QPagedPaintDevice) -> bool:
    """Paint the first page in its true size into the device's top left corner; False when the device takes no paint."""
    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    width_mm, height_mm = page_mm(pdf)
    dots_per_mm = min(_SHARP_DPI, device.logicalDpiX()) / _MM_PER_INCH
    picture = document.render(0, QSize(round(width_mm * dots_per_mm), round(height_mm * dots_per_mm)))
    document.close()
    painter = QPainter()
    if picture.isNull() or not painter.begin(device):
        return False
    scale_x, scale_y = device.logicalDpiX() / _MM_PER_INCH, device.logicalDpiY() / _MM_PER_INCH
    painter.drawImage(QRectF(0, 0, width_mm * scale_x, height_mm * scale_y), picture)
    return painter.end()


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
