"""What every scanner has: one scan = one line of bytes, told by `scanned`. What the bytes mean is read elsewhere.

What was scanned is personal: it is kept no longer than until it is told, and never logged.
"""

from typing import Final, Protocol

from PySide6.QtCore import SignalInstance

MAX_SCAN_BYTES: Final = 1024
"""The longest card holds about a third of this (`domain.md` 3.5); longer is no card."""


class Scanner(Protocol):
    """A device that tells scans. `start` and `stop` may be called at any time and more than once."""

    @property
    def scanned(self) -> SignalInstance:
        """Emitted with `bytes`: one line without its end."""

    def start(self) -> None:
        """Begin to listen."""

    def stop(self) -> None:
        """Listen no more and forget what was half heard."""
