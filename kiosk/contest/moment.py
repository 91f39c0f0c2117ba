"""A point in time as a kiosk knows it: the wall clock beside the monotonic one.

Wall clocks of kiosks may be wrong or be moved; durations are therefore counted on the monotonic clock of one boot, and the
wall clock is used only across boots (`docs/protocol.md`, "What is written, and when"). Reading a clock is not done here.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from msgspec import Struct

VIETNAM: Final = timezone(timedelta(hours=7), "UTC+7")
"""Vietnam's time zone: UTC+7 the whole year."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(Struct, frozen=True):
    """`at_us`: wall clock, microseconds since 1970-01-01 UTC. `boot`: 8 random bytes of this run of the program.

    `elapsed_us`: microseconds on the monotonic clock since that run began.
    """

    at_us: int
    boot: bytes
    elapsed_us: int

    @property
    def at(self) -> datetime:
        """The wall clock as an aware UTC datetime."""
        return moment_from_us(self.at_us)

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.at.astimezone(VIETNAM).date()

    def us_since(self, earlier: "Moment") -> int:
        """Give the microseconds since `earlier`: monotonic within one boot, wall clock across boots; never negative.

        Across boots it is at least the time of this boot, even when the wall clock was put back meanwhile.
        """
        if self.boot == earlier.boot:
            return max(0, self.elapsed_us - earlier.elapsed_us)
        return max(0, self.elapsed_us, self.at_us - earlier.at_us)


def moment_from_us(at_us: int) -> datetime:
    """Give microseconds since 1970 as an aware UTC datetime, without rounding."""
    return _EPOCH + timedelta(microseconds=at_us)


def us_from_moment(at: datetime) -> int:
    """Give an aware datetime as microseconds since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)
