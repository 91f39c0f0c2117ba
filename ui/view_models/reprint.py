"""A receipt printed once more for its holder: found by number, code or scan, marked a duplicate, its way told truthfully."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.copies import receipts_cut_off
from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import Receipt, find_receipt
from kiosk.services.scanned_receipts import find_by_card, find_by_qr, is_receipt_text
from kiosk.texts import Catalogue
from ui.devices.print_job import PrintJob, PrintReason, PrintState
from ui.devices.printer import Paper
from ui.papers import Copy
from ui.qt_types import Property, QmlUncreatable
from ui.staff_acts import Remark, StaffActs
from ui.staff_desk import StaffDesk
from ui.view_models.found_receipts import FoundReceiptsModel

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_BAD: Final = frozenset({PrintState.STUCK, PrintState.REFUSED, PrintState.UNKNOWN})
_REPRINT: Final = "reprint"
_CUT_OFF: Final = "cut_off"
LONGEST_CODE: Final = 24
"""Characters of a receipt's code at most, with its dashes."""


@QmlElement
@QmlUncreatable("Made by the window")
class ReprintModel(QObject):
    """`remark` says what became of the copy asked for; the entrant is named only as the receipt names them, masked."""

    reprintChanged = Signal()

    def __init__(self, desk: StaffDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._visit = desk.visit
        self._staff = desk.staff
        self._asked = ""
        self._copy: tuple[PrintJob, Receipt] | None = None
        self._has_looked = False
        self._acts = StaffActs(self.reprintChanged.emit)
        self._receipts = FoundReceiptsModel(desk, self)
        desk.staff.stageChanged.connect(self._follow)
        desk.visit.appearance.languageChanged.connect(self.reprintChanged)

    @Property(FoundReceiptsModel, constant=True)
    def receipts(self) -> FoundReceiptsModel:
        """What the number, code or card leads to."""
        return self._receipts

    @Property(str, notify=reprintChanged)
    def asked(self) -> str:
        """The receipt's number or code being typed."""
        return self._asked

    @Property(bool, notify=reprintChanged)
    def isBusy(self) -> bool:
        """Whether the receipt is being looked up."""
        return self._acts.is_busy(_REPRINT)

    @Property(str, notify=reprintChanged)
    def remark(self) -> str:
        """What became of the copy."""
        return self._acts.remark(_REPRINT).say(self._visit.appearance.catalogue)

    @Property(bool, notify=reprintChanged)
    def isGood(self) -> bool:
        """Whether nothing is wrong with it."""
        return self._acts.remark(_REPRINT).is_good

    @Slot(str)
    def ask_for(self, text: str) -> None:
        """Take the number or code as it is being typed."""
        self._asked = text.strip()
        self._staff.stay()
        self._receipts.look_for(self._asked)
        self.reprintChanged.emit()

    @Slot(str)
    def choose(self, number: str) -> None:
        """Ask for another one of the receipts found."""
        self._asked = number
        self._staff.stay()
        self._receipts.choose(number)
        self.reprintChanged.emit()

    @Slot()
    def reprint(self) -> None:
        """Print the receipt asked for once more."""
        kiosk, asked, paper, officer = self._desk.kiosk, self._asked, self._desk.ports.printer.paper, self._desk.by
        self._staff.stay()
        if asked and self._staff.may("reprint"):
            self._acts.do(
                _REPRINT,
                self._desk.storage,
                lambda: _duplicate(kiosk, asked, paper),
                lambda found: self._print(found[0], found[1], officer),
            )

    def take_scan(self, scan: bytes) -> None:
        """Take a scan: of a receipt's QR, which is proved; of a card, whose newest receipt is found; or of what was typed fast."""
        kiosk, text = self._desk.kiosk, scan.decode("ascii", errors="replace").strip()
        self._staff.stay()
        if len(text) <= LONGEST_CODE:
            self.ask_for(text)
            self.reprint()
        elif self._staff.may("receipts"):
            self.ask_for("")  # what was found before is not what is held up now
            if is_receipt_text(text):
                self._acts.do(_REPRINT, self._desk.storage, lambda: find_by_qr(kiosk, text), self._proven)
            else:
                self._acts.do(_REPRINT, self._desk.storage, lambda: find_by_card(kiosk, scan), self._found)

    def _proven(self, receipt: Receipt) -> None:
        self._asked = receipt.written_number
        self._receipts.show((receipt,), self._asked)
        number, label = receipt.written_number, receipt.label
        self._acts.say(
            _REPRINT, Remark(lambda catalogue: catalogue.text("staff.reprint.genuine", number=number, label=label))
        )

    def _found(self, receipts: tuple[Receipt, ...]) -> None:
        newest, count = receipts[0], len(receipts)
        self._asked = newest.written_number
        self._receipts.show(receipts, self._asked)
        self._acts.say(
            _REPRINT,
            Remark(
                lambda catalogue: catalogue.text(
                    "staff.reprint.found", number=newest.written_number, label=newest.label, count=count
                )
            ),
        )

    def _offer(self, receipts: tuple[Receipt, ...]) -> None:
        """Offer the newest receipt whose printing was cut off, unless the officer is at another already."""
        if not receipts or self._asked:
            return
        newest = receipts[0]
        self._asked = newest.written_number
        self._receipts.show((newest,), self._asked)
        self._acts.say(
            _REPRINT,
            Remark(
                lambda catalogue: catalogue.text(
                    "staff.reprint.cut_off", number=newest.written_number, label=newest.label
                ),
                is_good=False,
            ),
        )

    def _print(self, receipt: Receipt, pdf: bytes, officer: str) -> None:
        """Send a duplicate, unless one of the same receipt is under way: pressing on at a stuck printer makes no pile of them."""
        copy, papers = (
            Copy(receipt.number, f"tramthi-{receipt.written_number}-duplicate", officer),
            self._desk.backstage.papers,
        )
        job = papers.underway(copy.title) or papers.send(self._desk.kiosk, self._desk.ports.printer, copy, pdf)
        if self._copy is None or self._copy[0] is not job:
            job.changed.connect(self._hear)
        self._copy = (job, receipt)
        self._hear()

    @Slot()
    def _hear(self) -> None:
        """Tell what becomes of the copy asked for last, as long as the same officer is there."""
        if self._copy is not None:
            self._acts.say(_REPRINT, _remark_of(*self._copy))
            if self._copy[0].is_over:
                self._receipts.look_again()

    @Slot()
    def _follow(self) -> None:
        if not self._staff.is_signed_in:
            self._asked, self._copy, self._has_looked = "", None, False
            self._acts.forget()
        elif not self._has_looked and self._staff.may("receipts"):
            self._has_looked = True
            kiosk = self._desk.kiosk
            self._acts.do(_CUT_OFF, self._desk.storage, lambda: receipts_cut_off(kiosk), self._offer)


def _remark_of(job: PrintJob, receipt: Receipt) -> Remark:
    state, reason = job.state, job.reason

    def say(catalogue: Catalogue) -> str:
        sentence = catalogue.text(f"staff.print.{state.value}", number=receipt.written_number, label=receipt.label)
        if reason is PrintReason.NONE or state is PrintState.KEPT:
            return sentence
        return f"{sentence} {catalogue.text(f'staff.printer.{reason.value}')}"

    return Remark(say, is_good=state not in _BAD)


def _duplicate(kiosk: Kiosk, asked: str, paper: Paper) -> tuple[Receipt, bytes]:
    from kiosk.services.receipt_sheet import receipt_pdf  # noqa: PLC0415 - reportlab may not delay the first screen

    receipt = find_receipt(kiosk, asked)
    return receipt, receipt_pdf(kiosk, receipt, paper, is_duplicate=True)
