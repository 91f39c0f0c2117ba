"""Status bits of the Windows spooler, one by one, in pairs, and as recorded for whole jobs."""

import itertools

import pytest

from ui.devices.print_job import PrintReason, PrintState
from ui.devices.windows_jobs import JobBits, job_meaning, vanished_meaning

_FAULTS = (
    JobBits.PAUSED,
    JobBits.ERROR,
    JobBits.OFFLINE,
    JobBits.PAPEROUT,
    JobBits.BLOCKED_DEVQ,
    JobBits.USER_INTERVENTION,
)


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (0, PrintState.QUEUED, ""),
        (JobBits.SPOOLING, PrintState.QUEUED, ""),
        (JobBits.RESTART, PrintState.QUEUED, ""),
        (JobBits.RENDERING_LOCALLY, PrintState.QUEUED, ""),
        (JobBits.RETAINED, PrintState.QUEUED, ""),
        (JobBits.PRINTING, PrintState.PRINTING, ""),
        (JobBits.COMPLETE, PrintState.PRINTING, ""),
        (JobBits.PRINTED, PrintState.PRINTED, ""),
        (JobBits.DELETING, PrintState.REFUSED, "cancelled"),
        (JobBits.DELETED, PrintState.REFUSED, "cancelled"),
        (JobBits.PAUSED, PrintState.STUCK, "paused"),
        (JobBits.OFFLINE, PrintState.STUCK, "offline"),
        (JobBits.PAPEROUT, PrintState.STUCK, "paper_out"),
        (JobBits.ERROR, PrintState.STUCK, "attention"),
        (JobBits.BLOCKED_DEVQ, PrintState.STUCK, "attention"),
        (JobBits.USER_INTERVENTION, PrintState.STUCK, "attention"),
        (0x8000_0000, PrintState.QUEUED, ""),
    ],
)
def test_each_bit_has_its_meaning(status: int, state: PrintState, reason: str) -> None:
    """Every bit of winspool.h is known; one that is not changes nothing."""
    assert job_meaning(status) == (state, PrintReason(reason))


def test_no_fault_is_ever_printed() -> None:
    """Of all sets of bits, those with a fault or without the printer's own word are never taken for printed."""
    for count in range(len(JobBits) + 1):
        for bits in itertools.combinations(JobBits, count):
            state, _ = job_meaning(sum(bits))
            if state is PrintState.PRINTED:
                assert JobBits.PRINTED in bits
                assert not set(bits) & set(_FAULTS)


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ((0x08, 0x18, 0x10, 0x1010, 0x2080), ["queued", "printing", "printing", "printing", "printed"]),
        ((0x08, 0x10, 0x50, 0x10, 0x2080), ["queued", "printing", "stuck", "printing", "printed"]),
        ((0x20, 0x432, 0x30, 0x04), ["stuck", "stuck", "stuck", "refused"]),
        ((0x10, 0x2084), ["printing", "printed"]),
        ((0x10, 0x14), ["printing", "refused"]),
    ],
)
def test_whole_jobs_as_spoolers_tell_them(recorded: tuple[int, ...], expected: list[str]) -> None:
    """A good print, one that ran out of paper, an unplugged one, one deleted after and one deleted before its end."""
    assert [job_meaning(each)[0].value for each in recorded] == expected


@pytest.mark.parametrize(
    ("last", "is_taken_back", "state"),
    [
        (0x10, False, PrintState.UNKNOWN),
        (0x1010, False, PrintState.UNKNOWN),
        (0x50, True, PrintState.REFUSED),
        (0x1050, True, PrintState.UNKNOWN),
        (0, True, PrintState.REFUSED),
    ],
)
def test_a_job_that_vanished_was_not_printed(last: int, *, is_taken_back: bool, state: PrintState) -> None:
    """Without the printer's word nobody knows; only what was taken back before it was sent is known not to have come out."""
    assert vanished_meaning(last, is_taken_back=is_taken_back)[0] is state
