"""When to sync: soon after something was written, else now and then; after a failure later and later, but for ever.

One agent a process. It runs rounds on its own thread; the window only reads its `state` and may ask for a round now.
"""

import logging
import random
import threading
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import acknowledged_seq, journal_head
from sync.client.rounds import SyncReport, sync_once
from sync.client.transport import http_send, open_client

LOOK_EVERY_S: Final = 2.0
"""How often the agent looks for new entries: one short read of the database."""
NEWS_EVERY_S: Final = 60.0
"""How often it asks for news when there is nothing to send."""
FIRST_WAIT_S: Final = 4.0
LONGEST_WAIT_S: Final = 300.0

_log = logging.getLogger(__name__)


class Wait(Struct, frozen=True):
    """How long to wait after `failures` failed rounds in a row; jitter keeps a ward's kiosks from coming all at once."""

    failures: int = 0

    def seconds(self, chance: float) -> float:
        """Give the wait for a random `chance` in [0, 1): between half and the whole of the doubled wait."""
        whole = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(self.failures, 16))
        return whole * (0.5 + chance / 2)


class SyncAgent:
    """The kiosk's end of sync in the background. Give it a `run_round` that refuses with a code when it fails."""

    def __init__(self, kiosk: Kiosk, run_round: Callable[[], SyncReport]) -> None:
        self._kiosk = kiosk
        self._run_round = run_round
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def start(self) -> None:
        """Begin to work in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End the work; a round in progress is waited for a short while, and costs nothing if it is cut."""
        self._stopping.set()
        self._thread.join(timeout=5)

    def sync_now(self) -> SyncReport:
        """Run one round at once and give its report; refuses as `sync_once` does."""
        with self._one_at_a_time:
            return self._run_round()

    def _work(self) -> None:
        wait, since_news_s = Wait(), NEWS_EVERY_S
        while not self._stopping.is_set():
            is_due = since_news_s >= NEWS_EVERY_S or self._has_unsent()
            pause_s = LOOK_EVERY_S
            if is_due or wait.failures:
                try:
                    self.sync_now()
                    wait, since_news_s = Wait(), 0.0
                except Refused as refused:
                    wait = Wait(wait.failures + 1)
                    pause_s = wait.seconds(random.random())  # noqa: S311 - jitter is no secret
                    _log.info("sync failed: %s", refused)
                except Exception:  # noqa: BLE001 - the agent never gives up; what was not expected is logged whole
                    wait = Wait(wait.failures + 1)
                    pause_s = wait.seconds(random.random())  # noqa: S311 - as above
                    _log.exception("sync failed unexpectedly")
            since_news_s += pause_s
            self._stopping.wait(pause_s)
        self._kiosk.store.close()

    def _has_unsent(self) -> bool:
        head = journal_head(self._kiosk.store)
        return acknowledged_seq(self._kiosk.store, head.epoch) < head.seq


def round_over_http(kiosk: Kiosk) -> Callable[[], SyncReport]:
    """Give a round to the kiosk's own district, over a connection of its own each time."""

    def run_round() -> SyncReport:
        if not kiosk.enrolment.url:
            raise Refused("district_without_url")
        with open_client(kiosk.enrolment.url) as client:
            return sync_once(kiosk, http_send(client))

    return run_round
