"""Events to payloads and back: one version number per kind.

A kind's version rises when its fields change; old versions stay readable through an entry of their own in `_TYPES`.
"""

from typing import Final, cast

import msgspec

from kiosk.contest import earlier_events, events
from kiosk.contest.errors import Refused
from kiosk.contest.events import Event

_TYPES: Final[dict[tuple[str, int], type]] = {
    ("epoch_opened", 1): events.EpochOpened,
    ("kiosk_opened", 1): earlier_events.KioskOpenedV1,
    ("kiosk_opened", 2): events.KioskOpened,
    ("kiosk_paused", 1): events.KioskPaused,
    ("kiosk_closed", 1): earlier_events.KioskClosedV1,
    ("kiosk_closed", 2): earlier_events.KioskClosedV2,
    ("kiosk_closed", 3): events.KioskClosed,
    ("closing_printed", 1): events.ClosingPrinted,
    ("practice_started", 1): events.PracticeStarted,
    ("practice_ended", 1): events.PracticeEnded,
    ("attempt_started", 1): events.AttemptStarted,
    ("attempt_finished", 1): events.AttemptFinished,
    ("attempt_abandoned", 1): events.AttemptAbandoned,
    ("attempt_resumed", 1): events.AttemptResumed,
    ("attempt_extended", 1): events.AttemptExtended,
    ("attempt_assisted", 1): events.AttemptAssisted,
    ("essay_written", 1): events.EssayWritten,
    ("attempt_voided", 1): events.AttemptVoided,
    ("receipt_issued", 1): earlier_events.ReceiptIssuedV1,
    ("receipt_issued", 2): events.ReceiptIssued,
    ("receipt_printed", 1): events.ReceiptPrinted,
    ("staff_signed_in", 1): earlier_events.StaffSignedInV1,
    ("staff_signed_in", 2): events.StaffSignedIn,
    ("staff_refused", 1): earlier_events.StaffRefusedV1,
    ("staff_refused", 2): events.StaffRefused,
    ("readiness_checked", 1): events.ReadinessChecked,
    ("settings_changed", 1): events.SettingsChanged,
    ("journal_exported", 1): events.JournalExported,
    ("support_made", 1): events.SupportMade,
    ("program_left", 1): events.ProgramLeft,
    ("program_ended_abnormally", 1): events.ProgramEndedAbnormally,
    ("device_key_mended", 1): events.DeviceKeyMended,
    ("settings_mended", 1): events.SettingsMended,
    ("order_obeyed", 1): events.OrderObeyed,
    ("order_refused", 1): events.OrderRefused,
    ("help_called", 1): events.HelpCalled,
    ("help_answered", 1): events.HelpAnswered,
}
_NAMES: Final = {kind_type: name for name, kind_type in _TYPES.items()}
_ENCODER: Final = msgspec.msgpack.Encoder(order="deterministic")
_DECODERS: Final[dict[tuple[str, int], msgspec.msgpack.Decoder[object]]] = {
    name: msgspec.msgpack.Decoder(kind_type) for name, kind_type in _TYPES.items()
}


def encode_event(event: Event) -> tuple[str, int, bytes]:
    """Give kind, version and payload of an event."""
    kind, version = _NAMES[type(event)]
    return kind, version, _ENCODER.encode(event)


def is_known(kind: str, version: int) -> bool:
    """Tell whether this program knows a kind in that version."""
    return (kind, version) in _TYPES


def decode_event(kind: str, version: int, payload: bytes) -> Event:
    """Read an event back; refuses with `kind_unknown` or `payload_damaged`, never guesses."""
    decoder = _DECODERS.get((kind, version))
    if decoder is None:
        raise Refused("kind_unknown", kind=kind, version=version)
    try:
        return cast("Event", decoder.decode(payload))
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Refused("payload_damaged", kind=kind) from fault
