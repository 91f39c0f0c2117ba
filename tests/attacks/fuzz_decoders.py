"""Fuzzing by hand of everything that reads bytes from outside, guided by coverage. Not part of a usual test run.

    .venv/bin/pip install atheris && .venv/bin/python -m tests.attacks.fuzz_decoders [-max_total_time=600]

Whatever bytes arrive, a decoder gives a value or refuses by a code; anything else that it raises is a find, and ends the run.
The same doors are tried by hypothesis in every run of the tests (`test_no_bytes_do_harm` beside each of them).
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Final

import atheris  # type: ignore[import-untyped]  # installed by hand: only this file needs it

with atheris.instrument_imports():
    from kiosk.contest.errors import Refused
    from kiosk.contest.id_card import parse_card_qr
    from kiosk.contest.pack import pack_from_bytes
    from kiosk.contest.passport import parse_mrz
    from kiosk.journal.codec import decode_event
    from sync.protocol.bundle import read_bundle
    from sync.protocol.envelope import read_envelope
    from sync.protocol.messages import (
        Acknowledgement,
        Batch,
        Enrolment,
        EnrolmentRequest,
        Exclusions,
        KioskSettings,
        Order,
        Roster,
        UsedUp,
        decode,
    )
    from sync.protocol.receipt_text import prove_receipt
    from sync.protocol.ticket import read_ticket
    from ui.devices.ipp import IppUnreadable
    from ui.devices.ipp import decode as decode_ipp

_TODAY: Final = date(2026, 11, 24)
_MESSAGES: Final = (
    Batch, Acknowledgement, Enrolment, EnrolmentRequest, Roster, Exclusions, UsedUp, KioskSettings, Order,
)  # fmt: skip
_KINDS: Final = ("epoch_opened", "attempt_started", "attempt_finished", "receipt_issued")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


DOORS: Final[tuple[Callable[[bytes], object], ...]] = (
    read_envelope,
    read_bundle,
    pack_from_bytes,
    decode_ipp,
    lambda data: read_ticket(_text(data)),
    lambda data: prove_receipt(_text(data), bytes(32)),
    parse_card_qr,
    lambda data: parse_mrz(_text(data), _TODAY),
    *(lambda data, kind=kind: decode_event(kind, 1, data) for kind in _KINDS),
    *(lambda data, message=message: decode(data, message) for message in _MESSAGES),
)


def try_one(data: bytes) -> None:
    """Send bytes to the door their first byte names."""
    if not data:
        return
    with suppress(Refused, IppUnreadable, ValueError):
        DOORS[data[0] % len(DOORS)](data[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
