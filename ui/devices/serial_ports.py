"""Which serial ports a scanner may be plugged into, by the names the settings use. None of them is opened."""

from PySide6.QtSerialPort import QSerialPortInfo


def serial_ports() -> tuple[str, ...]:
    """Give the ports that something is plugged into by USB: those built into a board have no scanner."""
    found = (each for each in QSerialPortInfo.availablePorts() if each.hasVendorIdentifier())
    return tuple(sorted(each.systemLocation().removeprefix("\\\\.\\") for each in found))
