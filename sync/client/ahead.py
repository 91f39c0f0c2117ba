"""Sending a long journal ahead: while the district works on one batch the next are read, signed and on their way.

Only the order lies here: which batches are under way, and when to send no further one. What an answer means is the round's
(`rounds`) and the protocol's. The first batch of an epoch goes alone, for its answer tells of a fork and brings the documents; an
answer that is not what was expected ends the sending ahead, and what is under way then is waited for and not looked at: the
district says everything again when it is asked again. A district too slow for what one kiosk sends ahead gets less at once: only
what went alone is refused for good.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final

from msgspec import Struct

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.contest.moment import Moment
from sync.client.transport import Send

SYNC_PATH: Final = "/v1/sync"
IN_FLIGHT: Final = 3
"""How many batches may be under way over a network: the district never waits for a kiosk, and one kiosk is no long queue there."""
_BUSY: Final = "district_busy"


class Parcel(Struct, frozen=True):
    """A batch ready to go: its envelope, how many entries it has, the number of the last, and whether more follow it."""

    envelope: bytes
    entries: int
    sent_to: int
    is_last: bool


class Heard(Struct, frozen=True):
    """The answer to a parcel, and when it was asked for and heard."""

    parcel: Parcel
    answer: bytes
    asked: Moment
    answered: Moment


class SendingAhead:
    """The parcels of one epoch that are under way, oldest first.

    `pack(seq)` gives the parcel of what follows number `seq`. With `most` above 1 `send` is called by several threads at once.
    """

    def __init__(self, pack: Callable[[int], Parcel], send: Send, clock: Clock, most: int) -> None:
        self._pack = pack
        self._send = send
        self._clock = clock
        self._most = most
        self._under_way: deque[Future[Heard]] = deque()
        self._last: Parcel | None = None
        self._may_be = 1

    def next_heard(self, after_seq: int) -> Heard:
        """Give the answer to the oldest parcel; `after_seq` is where to begin when none is under way. Refuses as `send` does."""
        while True:
            self._fill(after_seq)
            try:
                return self._under_way.popleft().result()
            except Refused as refused:
                if refused.code != _BUSY or self._may_be == 1:
                    raise
            self.let_go()
            self._most -= 1

    def _fill(self, after_seq: int) -> None:
        while len(self._under_way) < self._may_be:
            if self._last is not None and self._under_way and self._last.is_last:
                break
            follows = self._last.sent_to if self._last is not None and self._under_way else after_seq
            self._last = self._pack(follows)
            self._under_way.append(self._begun(self._last))

    def go_on(self) -> None:
        """Send ahead from now on: the last answer was the one expected."""
        self._may_be = self._most

    def let_go(self) -> None:
        """Wait for what is under way without looking at it; the next parcel goes alone."""
        while self._under_way:
            try:
                self._under_way.popleft().result()
            except Refused:
                continue
        self._may_be = 1

    def _begun(self, parcel: Parcel) -> Future[Heard]:
        """Begin to send: here and now when nothing else may be under way, else on a thread that ends with the answer."""
        heard: Future[Heard] = Future()
        if self._may_be == 1:
            self._carry(parcel, heard)
        else:
            # A daemon: a program that ends does not wait for a district that does not answer.
            threading.Thread(target=self._carry, args=(parcel, heard), name="sync-send", daemon=True).start()
        return heard

    def _carry(self, parcel: Parcel, heard: Future[Heard]) -> None:
        try:
            asked = self._clock.now()
            answer = self._send(SYNC_PATH, parcel.envelope)
            heard.set_result(Heard(parcel, answer, asked, self._clock.now()))
        except BaseException as fault:  # noqa: BLE001 - whoever waits for the answer gets it, whatever it is
            heard.set_exception(fault)
