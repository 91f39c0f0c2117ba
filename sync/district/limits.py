"""How often one asker is heard: a bucket of requests for each address and each kiosk, filled again little by little.

In memory only: a limit guards the server's time, not the truth. Nothing here sends or stores.
"""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused

_US: Final = 1_000_000
_MOST_ASKERS: Final = 20_000
_IPV6_NETWORK_BITS: Final = 64


class Rate(Struct, frozen=True):
    """`burst` requests at once, then `per_s` each second."""

    burst: int
    per_s: float


class Limits(Struct, frozen=True):
    """What one asker may do.

    An address may be a whole office or a mobile network's, so it may do what many kiosks together do; a kiosk may bring a whole
    contest after weeks offline; who tries tickets is slowed down. A request must be whole `request_s` after its first byte: a batch
    of 1 MiB needs 40 s over a line of 200 kbit/s.
    """

    address: Rate = Rate(2000, 100)
    kiosk: Rate = Rate(1000, 30)
    enrolment: Rate = Rate(60, 1)
    request_s: float = 60


class Buckets:
    """One bucket for each asker. `elapsed_us` is a clock that only goes forward; used by the event loop alone."""

    def __init__(self, rate: Rate, elapsed_us: Callable[[], int]) -> None:
        self._rate = rate
        self._elapsed_us = elapsed_us
        self._left: dict[str | bytes, tuple[float, int]] = {}

    def look(self, asker: str | bytes) -> None:
        """Refuse with `too_many_requests` (fact: wait_s) when the asker's bucket is empty."""
        left = self._now_left(asker)
        if left < 1:
            raise Refused("too_many_requests", wait_s=max(1, round((1 - left) / self._rate.per_s)))

    def take(self, asker: str | bytes) -> None:
        """Take one request out of the asker's bucket; refuses as `look` does."""
        self.look(asker)
        if len(self._left) >= _MOST_ASKERS:
            self._forget_the_quiet()
        self._left[asker] = (self._now_left(asker) - 1, self._elapsed_us())

    def _now_left(self, asker: str | bytes) -> float:
        left, at_us = self._left.get(asker, (float(self._rate.burst), 0))
        return min(float(self._rate.burst), left + (self._elapsed_us() - at_us) / _US * self._rate.per_s)

    def _forget_the_quiet(self) -> None:
        """Drop the buckets that are full again, or all of them when none is: memory has a limit too."""
        self._left = {each: kept for each, kept in self._left.items() if self._now_left(each) < self._rate.burst - 1}
        if len(self._left) >= _MOST_ASKERS:
            self._left.clear()


def asker_at(address: str) -> str:
    """Give by what an address is counted: itself, or the network of an IPv6 address, where one host has billions."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return address
    return str(IPv6Address(int(read) >> _IPV6_NETWORK_BITS << _IPV6_NETWORK_BITS))
