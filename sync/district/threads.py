"""A thread with its own connection to the database, so that no request ever blocks the event loop or another's connection.

The server has two: one for what kiosks send (so their writes never wait for one another inside SQLite), one for pages. Every act
is whole: one that met another's transaction left nothing, and is done again. Acts that wait anyway may share one commit: each is
answered only after it, and one that is refused takes back its own part alone. Who would wait too long is told at once when to come
again: a queue that only grows helps nobody.
"""

import asyncio
import math
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Final, ParamSpec, TypeVar

from msgspec import Struct

from kiosk.contest.errors import Refused
from sync.district.district import District
from sync.district.store.database import unhindered

P = ParamSpec("P")
T = TypeVar("T")

_MOST_TOGETHER: Final = 10
_LONGEST_WAIT_S: Final = 0.4
_MOST_LIKELY_S: Final = 0.01
_WEIGHT: Final = 0.1
_SLACK: Final = 1.0
"""How much more time those sent away are given than the acts will likely take."""


class _Asked(Struct, gc=False):
    """An act that waits, and who waits for it."""

    act: Callable[[], Any]
    answer: asyncio.Future[Any]


class _Done(Struct, gc=False):
    """What came of an act: its result, or what it raised."""

    answer: asyncio.Future[Any]
    result: Any
    fault: BaseException | None


class StoreThread:
    """Runs functions that touch the district's database, one at a time, in the order asked.

    `together`: those that wait already share one commit.
    """

    def __init__(
        self, district: District, name: str, *, together: bool = False, longest_wait_s: float = _LONGEST_WAIT_S
    ) -> None:
        self._district = district
        self._most = _MOST_TOGETHER if together else 1
        self._longest_wait_s = longest_wait_s
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._waiting = 0
        self._act_s = _MOST_LIKELY_S
        self._booked_until_s = 0.0
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def run(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `act` in the thread and give its result, or raise what it raised.

        Refuses with `district_busy` (fact: wait_s) when the acts before it would take too long, going by the last ones.
        """
        queue_s = self._waiting * self._act_s
        if queue_s > self._longest_wait_s:
            raise Refused("district_busy", wait_s=self._booked_s(queue_s))
        asked = _Asked(partial(act, *args, **kwargs), asyncio.get_running_loop().create_future())
        self._waiting += 1
        self._asked.put(asked)
        try:
            found: T = await asked.answer
            return found
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let what was asked for finish, and close the thread's connection."""
        self._asked.put(None)
        self._thread.join()

    def _booked_s(self, queue_s: float) -> int:
        """Give in how many whole seconds to come again: after those who wait and those who were sent away before."""
        now_s = time.monotonic()
        self._booked_until_s = max(self._booked_until_s, now_s + queue_s) + self._act_s * _SLACK
        return max(1, math.ceil(self._booked_until_s - now_s))

    def _work(self) -> None:
        is_open = True
        while is_open:
            group = self._next_group()
            is_open = None not in group
            asked = [each for each in group if each is not None]
            if asked:
                began_s = time.perf_counter()
                done = self._done(asked)
                self._act_s += _WEIGHT * ((time.perf_counter() - began_s) / len(asked) - self._act_s)
                asked[0].answer.get_loop().call_soon_threadsafe(_answer, done)
        self._district.close()

    def _next_group(self) -> list[_Asked | None]:
        """Wait for an act, and take those along that wait already."""
        group = [self._asked.get()]
        try:
            while group[-1] is not None and len(group) < self._most:
                group.append(self._asked.get_nowait())
        except Empty:
            pass
        return group

    def _done(self, asked: Sequence[_Asked]) -> list[_Done]:
        """Do a group of acts: several share one transaction, in which each has a part of its own."""
        if len(asked) == 1:
            return [_outcome(asked[0])]
        try:
            with self._district.store.transaction():
                return [_outcome(each) for each in asked]
        except Exception:  # noqa: BLE001 - what they share failed, whatever it was: each is done alone, and told its own fate
            return [_outcome(each) for each in asked]


def _outcome(asked: _Asked) -> _Done:
    try:
        return _Done(asked.answer, unhindered(asked.act), None)
    except BaseException as fault:  # noqa: BLE001 - whoever asked gets it, whatever it is
        return _Done(asked.answer, None, fault)


def _answer(done: Sequence[_Done]) -> None:
    """Tell those who wait, in their own event loop; some may have gone."""
    for each in done:
        if each.answer.done():
            continue
        if each.fault is None:
            each.answer.set_result(each.result)
        else:
            each.answer.set_exception(each.fault)
