"""A thread with its own connection to the database, so that no request ever blocks the event loop or another's connection.

The server has two: one for what kiosks send (so their writes never wait for one another inside SQLite), one for pages.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from sync.district.district import District

P = ParamSpec("P")
T = TypeVar("T")


class StoreThread:
    """Runs functions that touch the district's database, one at a time, in the order asked."""

    def __init__(self, district: District, name: str) -> None:
        self._district = district
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `act` in the thread and give its result, or raise what it raised."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, partial(act, *args, **kwargs))

    def close(self) -> None:
        """Let what was asked for finish, and close the thread's connection."""
        self._executor.submit(self._district.close).result()
        self._executor.shutdown()
