"""Bytes of ESC/POS, as receipt printers speak it: a picture as raster, asking how things are and whether all is printed. No I/O.

Only raster, never text: code pages differ from printer to printer, and Vietnamese has more letters than most of them.
Source: Epson's ESC/POS command reference (GS v 0, DLE EOT, DLE DC4, GS ( H, GS V).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ui.devices.print_job import PrintReason

BAND_LINES: Final = 240
"""A picture goes in bands of this height: small printers hold no whole receipt."""

INITIALISE: Final = b"\x1b@"
CUT: Final = b"\x1dVB\x00"
"""Feed to the knife, and cut."""
CLEAR: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""Forget what has come and is not printed (DLE DC4 fn 8): a paper that was interrupted starts again whole."""
ASK_STATUS: Final = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
"""Four questions answered at once, even while offline: the printer, why offline, what error, paper."""
STATUS_BYTES: Final = 4
_DONE_HEAD: Final = b"\x37\x22"
_DONE_BYTES: Final = 7
_NUMBER_DIGITS: Final = 4


def raster(rows: bytes, width_dots: int) -> Iterator[bytes]:
    """Give the commands that print a picture of one bit a dot, 1 = black, each row filled up to whole bytes (`GS v 0`)."""
    row_bytes = (width_dots + 7) // 8
    if not rows or len(rows) % row_bytes:
        raise ValueError
    for start in range(0, len(rows), BAND_LINES * row_bytes):
        band = rows[start : start + BAND_LINES * row_bytes]
        lines = len(band) // row_bytes
        yield b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + lines.to_bytes(2, "little") + band


def ask_done(number: int) -> bytes:
    """Ask to be told, by this number, once all before it is printed (`GS ( H`, fn 48)."""
    return b"\x1d(H\x06\x00\x30\x30" + f"{number % 10_000:04d}".encode()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a printer has said: answers to `ASK_STATUS`, the numbers up to which all is printed, and bytes of one not yet whole."""

    status: bytes
    done: frozenset[int]
    rest: bytes


def read_answers(data: bytes) -> Answers:
    """Read what a printer sent; noise is passed over."""
    done, status, at = set(), bytearray(), 0
    while at < len(data):
        told = data[at : at + _DONE_BYTES]
        if told.startswith(_DONE_HEAD[: len(told)]):
            if len(told) < _DONE_BYTES:
                break
            number = told[2 : 2 + _NUMBER_DIGITS]
            if number.isdigit():
                done.add(int(number))
            at += _DONE_BYTES
            continue
        if _is_status(data[at]):
            status.append(data[at])
        at += 1
    return Answers(bytes(status), frozenset(done), data[at:])


def _is_status(byte: int) -> bool:
    """Tell whether a byte is an answer to DLE EOT: bits 1 and 4 are set, bits 0 and 7 are not."""
    return byte & 0b1001_0011 == 0b0001_0010  # noqa: PLR2004 - the reference's own pattern


def reason_in(status: bytes) -> PrintReason:
    """Say what keeps paper from coming out by the four answers to `ASK_STATUS`, in the order in which staff should see to it."""
    printer, offline, error, paper = status
    if offline & 0b0000_0100:
        return PrintReason.COVER_OPEN
    if offline & 0b0010_0000 or paper & 0b0110_0000:
        return PrintReason.PAPER_OUT
    if error & 0b0110_1000:
        return PrintReason.JAM
    if printer & 0b0000_1000:
        return PrintReason.ATTENTION  # it answers that it is offline and does not say why
    return PrintReason.NONE
