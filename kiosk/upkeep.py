"""What a kiosk does for itself in the background: checks its database, keeps a checked copy a day, erases what is overdue.

Every minute it sees that both files of its key are there: what was lost is written again while the program still holds the key. It
also keeps the day's counts up to date, so that whoever opens the console does not wait for them, and hands in what was interrupted
once nobody may go on with it any more. Runs on a thread of its own from after the first frame; a failure is logged and tried again
at the next look, for ever.
"""

import logging
import threading
from collections.abc import Callable
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.services.attempts import settle_interrupted
from kiosk.services.backups import back_up_if_due, drop_put_aside
from kiosk.services.day import counts_of_day
from kiosk.services.integrity import check_integrity
from kiosk.services.kiosk import Kiosk, mend_key
from kiosk.services.retention import erase_in_copies, erase_overdue

LOOK_EVERY_S: Final = 900.0
"""How often it looks whether the day's work is done."""
WATCH_EVERY_S: Final = 60.0
"""How often it looks whether what the next start needs is there."""
_PAUSE_S: Final = 0.02

_log = logging.getLogger(__name__)


def keep_up(kiosk: Kiosk, pause: Callable[[], object] = lambda: None) -> None:
    """Do what is due, each part whether or not another one failed; long work calls `pause` to let others to the database."""
    for part, work in (
        ("counts", _count_on),
        ("retention", lambda each: erase_overdue(each, pause)),
        ("backup", back_up_if_due),
        ("retention in copies", erase_in_copies),
        ("put aside", drop_put_aside),
        ("interrupted", settle_interrupted),
    ):
        _do(kiosk, part, work)


def watch(kiosk: Kiosk) -> None:
    """Mend what the next start needs, if anything of it was lost: a minute later it may be needed."""
    _do(kiosk, "key mended", mend_key)


def _do(kiosk: Kiosk, part: str, work: Callable[[Kiosk], object]) -> None:
    try:
        if done := work(kiosk):
            _log.info("%s: %s", part, done)
    except Refused as refused:
        _log.warning("%s left undone: %s", part, refused.code)
    except Exception:  # noqa: BLE001 - the other parts are done whatever befell this one; it is logged whole
        _log.exception("%s failed unexpectedly", part)


def _count_on(kiosk: Kiosk) -> None:
    """Count what came since the day's counts were last kept; what is in them is for the console, not for the log."""
    counts_of_day(kiosk)


def check(kiosk: Kiosk) -> None:
    """Read the database through; where it is damaged nothing more is written, and staff are told by whatever is refused."""
    try:
        if check_integrity(kiosk).result != "ok":
            _log.error("the database is damaged: nothing more is written to it")
    except Refused as refused:
        _log.warning("the database was not checked: %s", refused.code)


class Upkeep:
    """The thread that keeps a kiosk up while its window is open. `watch_every_s`: how long between two short looks."""

    def __init__(self, kiosk: Kiosk, watch_every_s: float = WATCH_EVERY_S) -> None:
        self._kiosk = kiosk
        self._watch_every_s = watch_every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin to look now and then."""
        self._thread.start()

    def stop(self) -> None:
        """End the work; what is under way is waited for, for a short while."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _work(self) -> None:
        keep_up(self._kiosk, self._pause)
        check(self._kiosk)
        looks = 0
        while not self._stopping.wait(self._watch_every_s):
            watch(self._kiosk)
            looks += 1
            if looks % round(LOOK_EVERY_S / WATCH_EVERY_S) == 0:
                keep_up(self._kiosk, self._pause)
        self._kiosk.store.close()

    def _pause(self) -> None:
        self._stopping.wait(_PAUSE_S)
