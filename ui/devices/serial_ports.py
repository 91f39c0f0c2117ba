"""Which serial ports a scanner may be plugged into, by the names the settings use. None of them is opened."""


def serial_ports() -> tuple[str, ...]:
    """Give the ports that something is plugged into by USB: those built into a board have no scanner. Blocks while it looks."""
    from PySide6.QtSerialPort import QSerialPortInfo  # noqa: PLC0415 - few places have such a scanner

    found = (each for each in QSerialPortInfo.availablePorts() if each.hasVendorIdentifier())
    return tuple(sorted(each.systemLocation().removeprefix("\\\\.\\") for each in found))
