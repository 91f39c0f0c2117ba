"""Whether a kiosk is ready for a day: which checks there are, what the journal knows of each, and which of them hold up an opening.

A check is valid for 24 hours, for what worked last week says nothing about this morning. How a check is made lies in
`machine_checks` and `device_checks`; that staff may open all the same, with a written reason, lies in `opening`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, cast, get_args

from msgspec import Struct

from kiosk.contest.events import ReadinessChecked
from kiosk.contest.moment import moment_from_us
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk
from kiosk.settings import Settings
from kiosk.storage.journal_rows import append_event
from kiosk.storage.readiness_rows import CheckRow, checks_back

State = Literal["passed", "failed", "expired", "never"]
Facts = Mapping[str, str | int | float]

CheckName = Literal[
    "printer", "scanner", "touch", "screen", "sound", "disk_space", "disk_speed", "clock", "database", "pack", "stick"
]
CHECKS: Final[tuple[CheckName, ...]] = get_args(CheckName)
"""Every check by its name, in the order staff make them."""
VALID_S: Final = 24 * 3600
_US_PER_S: Final = 1_000_000
_MOST_READ: Final = 2_000
"""So far back a check is looked for: more than half a year of mornings."""


class Found(Struct, frozen=True):
    """What a check found: whether it passed, and what was measured; never anything personal."""

    is_passed: bool
    facts: dict[str, str | int | float]


class CheckState(Struct, frozen=True):
    """How one check stands. `at`: when it was made (aware UTC), None for "never"; `by`: who made it, "" for the kiosk itself.

    `is_needed`: whether the kiosk is not ready without it.
    """

    name: CheckName
    state: State
    at: datetime | None
    facts: Facts
    by: str
    is_needed: bool


def record_check(kiosk: Kiosk, name: CheckName, found: Found, by: str) -> CheckState:
    """Write a check into the journal and give how it stands now, as one that is needed."""
    now = kiosk.clock.now()
    with kiosk.store.transaction():
        append_event(kiosk.store, ReadinessChecked(name, found.is_passed, dict(found.facts), by), now)
    return CheckState(name, "passed" if found.is_passed else "failed", now.at, found.facts, by, is_needed=True)


def readiness(kiosk: Kiosk, settings: Settings) -> tuple[CheckState, ...]:
    """Give every check as its newest entry left it, in the order of `CHECKS`; reads as many entries as it needs, by an index."""
    newest: dict[str, tuple[CheckRow, ReadinessChecked]] = {}
    for count, row in enumerate(checks_back(kiosk.store)):
        if len(newest) == len(CHECKS) or count >= _MOST_READ:
            break
        event = cast("ReadinessChecked", decode_event("readiness_checked", row.version, row.payload))
        newest.setdefault(event.name, (row, event))
    needed = needed_checks(kiosk, settings)
    return tuple(_state(kiosk, name, newest.get(name), is_needed=name in needed) for name in CHECKS)


def unready(kiosk: Kiosk, settings: Settings) -> tuple[CheckName, ...]:
    """Name the needed checks that are not passed now: what `open_kiosk` takes as `failed`. Empty when the kiosk is ready."""
    return tuple(each.name for each in readiness(kiosk, settings) if each.is_needed and each.state != "passed")


def needed_checks(kiosk: Kiosk, settings: Settings) -> frozenset[CheckName]:
    """Name the checks a day needs here: no printer where receipts are kept as files, no stick where there is a network.

    A scanner is needed where one is set up; one that acts as a keyboard may be checked, but a kiosk without any is no broken kiosk.
    """
    left_out = {
        "printer": settings.printer == "file",
        "scanner": not settings.scanner_port,
        "stick": bool(kiosk.enrolment.url),
    }
    return frozenset(each for each in CHECKS if not left_out.get(each, False))


def _state(
    kiosk: Kiosk, name: CheckName, newest: tuple[CheckRow, ReadinessChecked] | None, *, is_needed: bool
) -> CheckState:
    if newest is None:
        return CheckState(name, "never", None, {}, "", is_needed)
    row, event = newest
    state: State = "passed" if event.is_passed else "failed"
    return CheckState(
        name,
        state if _is_valid(kiosk, row) else "expired",
        moment_from_us(row.moment.at_us),
        event.facts,
        event.by,
        is_needed,
    )


def _is_valid(kiosk: Kiosk, row: CheckRow) -> bool:
    """Tell whether a check is not older than a day; one dated in the future proves only that the clock was moved."""
    now = kiosk.clock.now()
    is_of_this_run = now.boot == row.moment.boot
    is_dated_later = row.moment.at_us > now.at_us and not is_of_this_run
    return not is_dated_later and now.us_since(row.moment) <= VALID_S * _US_PER_S
