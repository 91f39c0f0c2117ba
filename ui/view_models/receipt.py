"""The receipt: shown, and brought to paper. The screen says of the printer only what the printer has said."""

import logging

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt
from ui.devices.print_job import PrintJob, PrintState
from ui.devices.printer import Paper
from ui.flow import Act, Step
from ui.papers import Copy
from ui.qt_types import Property, QmlUncreatable
from ui.receipt_picture import ReceiptPictures, draw_first_page
from ui.tasks import Tasks
from ui.view_models.visit import Visit
from ui.wiring import Backstage

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_GOOD = frozenset({PrintState.PRINTED, PrintState.KEPT})
_BAD = frozenset({PrintState.STUCK, PrintState.REFUSED, PrintState.UNKNOWN})
_BY = "resident"
_log = logging.getLogger(__name__)


@QmlElement
@QmlUncreatable("Made by the window")
class ReceiptModel(QObject):
    """The receipt of the person in front, and where its paper is."""

    receiptChanged = Signal()
    pictureChanged = Signal()

    def __init__(
        self,
        visit: Visit,
        devices: Tasks,
        backstage: Backstage,
        pictures: ReceiptPictures,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._devices = devices
        self._backstage = backstage
        self._pictures = pictures
        self._state = ""
        self._picture_count = 0
        self._kept: object = None
        self._job: PrintJob | None = None
        visit.stepChanged.connect(self._follow)
        visit.ended.connect(self._forget)
        visit.appearance.languageChanged.connect(self.receiptChanged)

    @Property(bool, notify=receiptChanged)
    def isIssued(self) -> bool:
        """Whether the receipt is there."""
        return self._visit.facts.receipt is not None

    @Property(str, notify=receiptChanged)
    def number(self) -> str:
        """The receipt's running number."""
        receipt = self._visit.facts.receipt
        return "" if receipt is None else receipt.written_number

    @Property(str, notify=receiptChanged)
    def code(self) -> str:
        """The receipt's code."""
        receipt = self._visit.facts.receipt
        return "" if receipt is None else receipt.code

    @Property(str, notify=receiptChanged)
    def printState(self) -> str:
        """Where the paper is: "making", then the states of a print job."""
        return self._state

    @Property(str, notify=receiptChanged)
    def printText(self) -> str:
        """The same in words."""
        return self._visit.appearance.catalogue.text(f"resident.print.{self._state}") if self._state else ""

    @Property(bool, notify=receiptChanged)
    def isPrintGood(self) -> bool:
        """Whether the paper has come to a good end."""
        return self._state in _GOOD

    @Property(bool, notify=receiptChanged)
    def isPrintBad(self) -> bool:
        """Whether staff are needed for the paper."""
        return self._state in _BAD

    @Property(str, notify=pictureChanged)
    def picture(self) -> str:
        """Where QML finds the picture, "" while there is none."""
        return f"image://receipt/{self._picture_count}" if self._picture_count else ""

    @Slot()
    def finish(self) -> None:
        """Go to the thanks."""
        self._visit.take(Act.NEXT)

    @Slot()
    def go_back(self) -> None:
        """See the result again."""
        self._visit.take(Act.BACK)

    @Slot()
    def _follow(self) -> None:
        receipt = self._visit.facts.receipt
        if self._visit.at is Step.RULES:
            self._devices.run(_get_ready, self._keep_ready, self._not_drawn)
        if self._visit.at is Step.RECEIPT and receipt is not None and not self._state:
            self._state = "making"
            kiosk, printer, facts = self._visit.kiosk, self._backstage.wiring.ports.printer, self._visit.facts
            underway = self._backstage.papers.job_of(_title(receipt))
            if underway is not None:  # these screens were made anew while it was: it comes out once
                self._listen(underway)

            def drawn(made: tuple[bytes, QImage]) -> None:
                pdf, picture = made
                if underway is None:
                    job = self._backstage.papers.send(kiosk, printer, Copy(receipt.number, _title(receipt), _BY), pdf)
                    if self._visit.facts is facts:
                        self._listen(job)
                if self._visit.facts is facts:
                    self._show(picture)

            self._devices.run(lambda: _drawn(kiosk, receipt, printer.paper), drawn, self._not_drawn)
            self.receiptChanged.emit()

    def _listen(self, job: PrintJob) -> None:
        self._job = job
        job.changed.connect(self._hear)
        self._hear()

    def _keep_ready(self, document: object) -> None:
        self._kept = self._kept or document

    def _not_drawn(self, failure: Exception) -> None:
        _log.error("the receipt could not be drawn", exc_info=failure)
        self._state = PrintState.REFUSED.value
        self.receiptChanged.emit()

    @Slot()
    def _hear(self) -> None:
        if self._job is not None:
            self._state = self._job.state.value
            self.receiptChanged.emit()

    def _show(self, picture: QImage) -> None:
        self._pictures.show(picture)
        self._picture_count += 1
        self.pictureChanged.emit()

    @Slot()
    def _forget(self) -> None:
        self._state, self._picture_count, self._job = "", 0, None
        self._pictures.show(QImage())
        self.receiptChanged.emit()
        self.pictureChanged.emit()


def _title(receipt: Receipt) -> str:
    return f"tramthi-{receipt.written_number}"


def _drawn(kiosk: Kiosk, receipt: Receipt, paper: Paper) -> tuple[bytes, QImage]:
    from kiosk.services.receipt_sheet import receipt_pdf  # noqa: PLC0415 - reportlab may not delay the first screen

    pdf = receipt_pdf(kiosk, receipt, paper)
    return pdf, draw_first_page(pdf)


def _get_ready() -> object:
    """Load what draws receipts while the person still answers, so that nobody waits for it at the end.

    Gives what is to be kept: Qt sets its PDF library up anew whenever there is no document, and loses 30 KiB each time.
    """
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - as above

    import kiosk.services.receipt_sheet  # noqa: F401, PLC0415 - as above

    return QPdfDocument()
