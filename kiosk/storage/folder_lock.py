"""One program at a time for what must not be shared: the window of a kiosk, and putting a backup back.

The lock is the system's own and goes with its process, also when that is killed. Reading and syncing beside the window need none.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused

LOCK_NAME: Final = "running.lock"
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT))
_READ_ONLY: Final = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))


@contextmanager
def folder_held(folder: Path) -> Iterator[None]:
    """Hold a kiosk's folder for this process. Refuses with `kiosk_running` when another one holds it.

    Where nothing can be written there it refuses with `disk_full`, `disk_read_only` or `folder_unusable`.
    """
    descriptor = _lock_file(folder)
    try:
        try:
            _hold(descriptor)
        except OSError as fault:
            raise Refused("kiosk_running") from fault
        yield
    finally:
        os.close(descriptor)


def _lock_file(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        if fault.errno in _FULL:
            raise Refused("disk_full") from fault
        if fault.errno in _READ_ONLY:
            raise Refused("disk_read_only") from fault
        raise Refused("folder_unusable", place=LOCK_NAME) from fault


def _hold(descriptor: int) -> None:
    if sys.platform == "win32":  # pragma: no cover - not run on Windows yet
        import msvcrt  # noqa: PLC0415 - there is no such module elsewhere

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - nor this one on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
