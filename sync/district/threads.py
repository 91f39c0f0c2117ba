"""A thread with its own connection to the database, so that no request ever blocks the event loop or another's connection.

The server has two: one for what kiosks send (so their writes never wait for one another inside SQLite), one for pages. Every act
is whole: one that met another's transaction left nothing, and is done again. Who would wait too long is told at once when to come
again: a queue that only grows helps nobody.
"""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from kiosk.contest.errors import Refused
from sync.district.district import District

P = ParamSpec("P")
T = TypeVar("T")

_MOST_TRIES: Final = 5
_LONGEST_WAIT_S: Final = 0.6
_MOST_LIKELY_S: Final = 0.005
_WEIGHT: Final = 0.1


class StoreThread:
    """Runs functions that touch the district's database, one at a time, in the order asked."""

    def __init__(self, district: District, name: str, longest_wait_s: float = _LONGEST_WAIT_S) -> None:
        self._district = district
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._longest_wait_s = longest_wait_s
        self._waiting = 0
        self._act_s = _MOST_LIKELY_S

    async def run(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `act` in the thread and give its result, or raise what it raised.

        Refuses with `district_busy` (fact: wait_s) when the acts before it would take too long, going by the last ones.
        """
        queue_s = self._waiting * self._act_s
        if queue_s > self._longest_wait_s:
            # Spread over the time that the queue and those sent away before will take.
            raise Refused("district_busy", wait_s=1 + random.randrange(4))  # noqa: S311 - jitter is no secret
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._executor, self._timed, partial(act, *args, **kwargs)
            )
        finally:
            self._waiting -= 1

    def _timed(self, act: Callable[[], T]) -> T:
        began_s = time.perf_counter()
        try:
            return _unhindered(act)
        finally:
            self._act_s += _WEIGHT * (time.perf_counter() - began_s - self._act_s)

    def close(self) -> None:
        """Let what was asked for finish, and close the thread's connection."""
        self._executor.submit(self._district.close).result()
        self._executor.shutdown()


def _unhindered(act: Callable[[], T]) -> T:
    """Do an act, again when another's transaction came between (`database_conflict`), at most five times."""
    for _ in range(_MOST_TRIES - 1):
        try:
            return act()
        except Refused as refused:
            if refused.code != "database_conflict":
                raise
    return act()
