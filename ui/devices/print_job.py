"""What becomes of a document sent to paper: states as a table, told to whoever listens. No printer is spoken to here.

"printed" may only be said when whoever prints has said so; Qt's own return values are no such word.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

OUR_TITLES: Final = "tramthi-"
"""How the titles of all our documents begin: by that they are known in a queue after a restart."""


class PrintState(StrEnum):
    """Where a document is. `KEPT`: there is no printer, a file was kept; `UNKNOWN`: handed over, its end cannot be learnt."""

    QUEUED = "queued"
    PRINTING = "printing"
    STUCK = "stuck"
    PRINTED = "printed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    KEPT = "kept"


class PrintReason(StrEnum):
    """Why a document does not come out; `staff.printer.<reason>` in the catalogue says it to people."""

    NONE = ""
    NO_PRINTER = "no_printer"
    PAPER_UNSUPPORTED = "paper_unsupported"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    JAM = "jam"
    ATTENTION = "attention"
    OFFLINE = "offline"
    PAUSED = "paused"
    NOT_ACCEPTED = "not_accepted"
    CANCELLED = "cancelled"
    GIVEN_UP = "given_up"
    SPOOLER_SILENT = "spooler_silent"
    FOLDER_FAILED = "folder_failed"


ENDS: Final = frozenset({PrintState.PRINTED, PrintState.REFUSED, PrintState.UNKNOWN, PrintState.KEPT})
NEXT: Final = {
    PrintState.QUEUED: frozenset({PrintState.PRINTING, PrintState.STUCK}) | ENDS,
    PrintState.PRINTING: frozenset({PrintState.STUCK, PrintState.PRINTED, PrintState.REFUSED, PrintState.UNKNOWN}),
    PrintState.STUCK: frozenset(
        {PrintState.QUEUED, PrintState.PRINTING, PrintState.PRINTED, PrintState.REFUSED, PrintState.UNKNOWN}
    ),
} | {end: frozenset() for end in ENDS}
"""Which state may follow which."""


class PrintJob(QObject):
    """One document on its way. `changed` tells each new state with its reason, on the thread the job was made on."""

    changed = Signal(str, str)
    _reported = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = PrintState.QUEUED
        self._reason = PrintReason.NONE
        self._reported.connect(self._take)

    @property
    def state(self) -> PrintState:
        """Where the document is now."""
        return self._state

    @property
    def reason(self) -> PrintReason:
        """Why it is there, when that is not as it should be."""
        return self._reason

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be heard."""
        return self._state in ENDS

    def report(self, state: PrintState, reason: PrintReason = PrintReason.NONE) -> None:
        """Say, from any thread, where the document is; a step the table does not know is not taken."""
        self._reported.emit(state.value, reason.value)

    @Slot(str, str)
    def _take(self, state: str, reason: str) -> None:
        new = (PrintState(state), PrintReason(reason))
        is_step = new[0] in NEXT[self._state]
        is_news = new[0] is self._state and not self.is_over and new[1] is not self._reason
        if is_step or is_news:
            self._state, self._reason = new
            self.changed.emit(state, reason)
