"""A thread with its own connection to the database, so that no request ever blocks the event loop or another's connection.

The server has two: one for what kiosks send (so their writes never wait for one another inside SQLite), one for pages. Every act is
whole: one that met another's transaction left nothing, and is done again.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, ParamSpec, TypeVar

from kiosk.contest.errors import Refused
from sync.district.district import District

P = ParamSpec("P")
T = TypeVar("T")

_MOST_TRIES: Final = 5


class StoreThread:
    """Runs functions that touch the district's database, one at a time, in the order asked."""

    def __init__(self, district: District, name: str) -> None:
        self._district = district
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `act` in the thread and give its result, or raise what it raised."""
        return await asyncio.get_running_loop().run_in_executor(
            self._executor, _unhindered, partial(act, *args, **kwargs)
        )

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
