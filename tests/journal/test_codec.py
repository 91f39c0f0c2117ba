"""Events and their payloads: every kind reads back, nothing unknown is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.day_figures import DayFigures
from kiosk.contest.earlier_events import (
    KioskClosedV1,
    KioskClosedV2,
    KioskOpenedV1,
    ReceiptIssuedV1,
    StaffRefusedV1,
    StaffSignedInV1,
)
from kiosk.contest.entrant import Consent
from kiosk.contest.errors import Refused
from kiosk.contest.events import (
    AttemptAbandoned,
    AttemptAssisted,
    AttemptExtended,
    AttemptFinished,
    AttemptResumed,
    AttemptStarted,
    AttemptVoided,
    ClosingPrinted,
    DeviceKeyMended,
    EpochOpened,
    EssayWritten,
    Event,
    HelpAnswered,
    HelpCalled,
    JournalExported,
    KioskClosed,
    KioskOpened,
    KioskPaused,
    OrderObeyed,
    OrderRefused,
    PracticeEnded,
    PracticeStarted,
    ProgramEndedAbnormally,
    ProgramLeft,
    ReadinessChecked,
    ReceiptIssued,
    ReceiptPrinted,
    SettingsChanged,
    SettingsMended,
    StaffRefused,
    StaffSignedIn,
    SupportMade,
)
from kiosk.journal.codec import decode_event, encode_event

EVENTS: tuple[Event, ...] = (
    HelpCalled("quiz", "a1"),
    HelpAnswered("officer-1"),
    EpochOpened("k", "u", "forked", 1, 7),
    KioskOpenedV1("officer"),
    KioskOpened("officer", "máy in chờ thợ", ("printer",)),
    KioskPaused("officer"),
    PracticeStarted("officer"),
    PracticeEnded("officer"),
    KioskClosedV1("officer", 5, 3, 1, 1, 3),
    KioskClosedV2("officer", 9, 5, 3, 1, 1, 0, 3, 12, 14, 3, 1, 1, 40, 2, 4, ("receipts",), "đã báo quận"),
    KioskClosed(
        "officer", 9, DayFigures(5, 3, 1, 1, 0, 3, 12, 14, 3, 1, 1, 2, 4, 1, 40, 2), 4, ("receipts",), "đã báo quận"
    ),
    ClosingPrinted("officer", "printed"),
    AttemptStarted(
        "a", "pack", 1, bytes(16), date(2026, 11, 24), "u", "resident", "30_44", "vi", "id_card", bytes(16), "Ng*** A***",
        "001******345", ("birth_year",), (Consent("participate", 1, 5),), b"box", is_assisted=True,
    ),
    AttemptFinished("a", "timed_out", {"q1": 2}, None, 9, 1, 1),
    AttemptAbandoned("a", "idle", {}, 9),
    AttemptResumed("a", "officer", 9),
    EssayWritten("a", 120, "0042", (b"box", b"another box")),
    AttemptVoided("a", "officer", "mất điện"),
    ReceiptIssued("a", 1, "7K3M9-QXP24-8", "text", 2),
    ReceiptIssuedV1("a", 1, "7K3M9-QXP24-8", "text"),
    ReceiptPrinted(1, 2, "printed", "officer"),
    AttemptExtended("a", "officer", 300, 1500, "mất điện"),
    AttemptAssisted("a", "officer"),
    StaffSignedInV1("officer"),
    StaffSignedIn("officer", "card"),
    StaffRefusedV1(3),
    StaffRefused(3, 7),
    ReadinessChecked("printer", is_passed=False, facts={"state": "stuck", "took_s": 2.5}, by="officer"),
    SettingsChanged("technician", ("printer", "paper")),
    JournalExported("technician", 1200),
    SupportMade("technician", "support-K-1-2026-11-24.tramthi"),
    ProgramLeft("technician"),
    OrderObeyed(3, "pause"),
    OrderRefused(4, "open", "order_expired"),
    ProgramEndedAbnormally(9),
    DeviceKeyMended(("device.key",)),
    SettingsMended("in_part", ("paper",), "settings-2026-11-30-1.json"),
)  # fmt: skip


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_reads_back(event: Event) -> None:
    """What is written into the journal is what is read from it."""
    assert decode_event(*encode_event(event)) == event


def test_every_kind_of_event_is_tried_here() -> None:
    """A new kind cannot be added without its test."""
    assert {type(event) for event in EVENTS} == set(Event.__args__)


def test_a_payload_is_the_same_bytes_each_time() -> None:
    """The order in which answers were given does not show."""
    one, other = {"q1": 1, "q2": 2}, {"q2": 2, "q1": 1}
    written = {encode_event(AttemptFinished("a", "handed_in", each, 5, 9, 1, 1)) for each in (one, other)}
    assert len(written) == 1


@pytest.mark.parametrize(("kind", "version"), [("attempt_started", 2), ("attempt_paused", 1), ("", 0)])
def test_an_unknown_kind_or_version_is_refused(kind: str, version: int) -> None:
    """A later program's entries are kept, not guessed at."""
    with pytest.raises(Refused, match="kind_unknown"):
        decode_event(kind, version, encode_event(EVENTS[3])[2])


@given(st.binary(max_size=100))
def test_a_damaged_payload_is_refused(payload: bytes) -> None:
    """Random bytes never become an event of several fields."""
    with pytest.raises(Refused, match="payload_damaged"):
        decode_event("attempt_started", 1, payload)
