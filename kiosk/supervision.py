"""What is started again when it ends, and the parent that does it on desktops and Windows, where no service manager does.

Under systemd this is not needed (`docs/operation.md`). A window that staff left ends the parent too; one that keeps dying is
started more and more slowly, and given up after a bounded number of times, for a person to look at.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

_log = logging.getLogger(__name__)

START_AGAIN: Final = 75
"""Exit code of a window that staff ended for it to begin anew: in order, and back at once."""
SCREENS_FAILED: Final = 70
"""Exit code of a window whose screens could not be made anew any more: it was cut off, and is started again."""
_SUPERVISED: Final = "TRAMTHI_SUPERVISED"
STARTS: Final = 10
"""How often in a row a window that dies young is started again."""
YOUNG_S: Final = 60.0
"""A run shorter than this counts as dying young."""
FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 60.0


def waits_s(deaths: int) -> float:
    """Give how long to wait after so many early deaths in a row: 1 s, doubling to a minute."""
    return float(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(deaths - 1, 16)))


def is_started_again() -> bool:
    """Tell whether somebody starts this program anew when it ends: our own parent, or systemd, which ran it itself."""
    return _SUPERVISED in os.environ or os.environ.get("SYSTEMD_EXEC_PID") == str(os.getpid())


def _run(command: Sequence[str]) -> int:
    import subprocess  # noqa: PLC0415 - the window needs the exit codes from here, and may not wait for this

    return subprocess.run(command, check=False, env={**os.environ, _SUPERVISED: "1"}).returncode  # noqa: S603 - ourselves


def supervise(
    command: Sequence[str],
    run: Callable[[Sequence[str]], int] = _run,
    wait: Callable[[float], object] = lambda seconds: threading.Event().wait(seconds),
    clock_s: Callable[[], float] = time.monotonic,
) -> int:
    """Run `command` until it ends in order (code 0), or until it has died young too often; gives the last code.

    One that asks to begin anew (`START_AGAIN`) did not die.
    """
    deaths = 0
    while True:
        began_s = clock_s()
        code = run(command)
        if code == 0:
            return 0
        if code == START_AGAIN:
            deaths = 0
            continue
        deaths = deaths + 1 if clock_s() - began_s < YOUNG_S else 1
        _log.warning("the window ended with code %d (%d in a row)", code, deaths)
        if deaths >= STARTS:
            return code
        wait(waits_s(deaths))
