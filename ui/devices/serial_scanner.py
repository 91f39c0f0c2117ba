"""A scanner on a serial line (USB-COM), which sends a card's UTF-8 untouched. It may be pulled and plugged at any moment.

Nothing is decoded here: a read may end inside a letter with marks, so a line is passed on whole or not at all.
"""

from typing import Final

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort

from ui.devices.scanner import MAX_SCAN_BYTES

_IDLE_MS: Final = 1_000
_TRY_AGAIN_MS: Final = 3_000
_GONE: Final = frozenset(
    {
        QSerialPort.SerialPortError.ResourceError,
        QSerialPort.SerialPortError.DeviceNotFoundError,
        QSerialPort.SerialPortError.PermissionError,
        QSerialPort.SerialPortError.ReadError,
    }
)
"""How systems tell that a plug was pulled: Linux by the first, drivers of Windows by any of them."""


class SerialScanner(QObject):
    """Listens on the port named `port`. `is_present` tells whether the line is open, for the staff corner's devices."""

    scanned = Signal(bytes)
    presentChanged = Signal()

    def __init__(
        self, port: str, *, idle_ms: int = _IDLE_MS, try_again_ms: int = _TRY_AGAIN_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._half = bytearray()
        self._is_noise = False
        self._port = QSerialPort(port, self)
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._lost)
        self._idle = self._timer(idle_ms, self._forget)
        self._again = self._timer(try_again_ms, self.start)

    @property
    def is_present(self) -> bool:
        """Whether the line is open."""
        return self._port.isOpen()

    def start(self) -> None:
        """Open the line; when that fails, try again every few seconds until `stop`."""
        if self._port.isOpen():
            return
        if self._port.open(QIODevice.OpenModeFlag.ReadOnly):
            self.presentChanged.emit()
        else:
            self._again.start()

    def stop(self) -> None:
        """Close the line and forget what was half heard."""
        self._again.stop()
        self._forget()
        if self._port.isOpen():
            self._port.close()
            self.presentChanged.emit()

    def _timer(self, wait_ms: int, then: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=wait_ms)
        timer.timeout.connect(then)
        return timer

    def _read(self) -> None:
        self._idle.start()
        for byte in bytes(self._port.readAll().data()):
            if byte in b"\r\n":
                line, is_noise = bytes(self._half), self._is_noise
                self._forget()
                if line and not is_noise:
                    self.scanned.emit(line)
            elif len(self._half) < MAX_SCAN_BYTES:
                self._half.append(byte)
            else:
                self._is_noise = True

    def _forget(self) -> None:
        self._idle.stop()
        self._half.clear()
        self._is_noise = False

    def _lost(self, error: QSerialPort.SerialPortError) -> None:
        if error in _GONE and self._port.isOpen():
            self._forget()
            self._port.close()
            self.presentChanged.emit()
            self._again.start()
