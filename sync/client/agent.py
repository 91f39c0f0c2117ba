"""When to sync: soon after something was written, else now and then; after a failure later and later, but for ever.

One agent a process. It runs rounds on its own thread. It is woken by the store's own commits instead of reading the database over
and over. While the district cannot be reached it only knocks at its door, and starts the moment it opens; waits that
grow are for what goes wrong behind the door. How things stand is told by the database alone (`SyncRow`), to everyone the same.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import count_entries
from sync.client.ahead import IN_FLIGHT
from sync.client.rounds import SyncReport, sync_once
from sync.client.transport import http_send, is_reachable, open_client

FIRST_WAIT_S: Final = 4.0
LONGEST_WAIT_S: Final = 300.0
LONGEST_ASKED_WAIT_S: Final = 3600.0
"""A district that is busy says when to come again; whoever it was that answered, a kiosk does not stay away longer than this."""
_STOPS_WITHIN_S: Final = 5.0

_log = logging.getLogger(__name__)


class Pace(Struct, frozen=True):
    """How often what is done, in seconds."""

    news_s: float = 60.0
    """How often news are asked for when there is nothing to send."""
    gather_s: float = 1.0
    """How long after an entry others are waited for: the end of an attempt and its receipt then go together."""
    knock_s: float = 2.0
    """How often it is tried whether a district that could not be reached can be reached again."""


class Wait(Struct, frozen=True):
    """How long to wait after `failures` failed rounds in a row; jitter keeps a ward's kiosks from coming all at once."""

    failures: int = 0

    def seconds(self, chance: float) -> float:
        """Give the wait for a random `chance` in [0, 1): between half and the whole of the doubled wait."""
        whole = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(self.failures, 16))
        return whole * (0.5 + chance / 2)

    def seconds_after(self, refused: Refused | None, chance: float) -> float:
        """Give the wait after a failure: a district that named a time of its own (fact: wait_s) is not asked before it."""
        asked = refused.facts.get("wait_s", 0) if refused is not None else 0
        asked_s = min(float(asked), LONGEST_ASKED_WAIT_S) if isinstance(asked, int | float) else 0.0
        return asked_s * (1 + chance / 4) if asked_s > 0 else self.seconds(chance)


class SyncAgent:
    """The kiosk's end of sync in the background.

    `run_round` refuses with a code when it fails. `is_there` tells quickly whether anyone answers at the district's address; it is
    only asked while nobody did.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        run_round: Callable[[], SyncReport],
        is_there: Callable[[], bool] = lambda: False,
        pace: Pace = Pace(),  # noqa: B008 - frozen
    ) -> None:
        self._kiosk = kiosk
        self._run_round = run_round
        self._is_there = is_there
        self._pace = pace
        self._wait = Wait()
        self._news_at_s = time.monotonic()
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def start(self) -> None:
        """Begin to work in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End the work; a round in progress is waited for a short while, and costs nothing if it is cut."""
        self._stopping.set()
        self._kiosk.store.written.set()
        self._thread.join(timeout=_STOPS_WITHIN_S)

    def sync_now(self) -> SyncReport:
        """Run one round at once and give its report; refuses as `sync_once` does. A success ends every wait after failures."""
        with self._one_at_a_time:
            report = self._run_round()
            self._wait = Wait()
            self._news_at_s = time.monotonic() + self._pace.news_s
        return report

    def _work(self) -> None:
        written = self._kiosk.store.written
        while not self._stopping.is_set():
            written.clear()
            refused = None
            try:
                if time.monotonic() < self._news_at_s:
                    if not self._has_unsent():
                        written.wait(max(0.0, self._news_at_s - time.monotonic()))
                        continue
                    if self._stopping.wait(self._pace.gather_s):
                        break
                self.sync_now()
                continue
            except Refused as fault:
                refused = fault
                _log.info("sync failed: %s", fault)
            except Exception:  # noqa: BLE001 - the agent never gives up; what was not expected is logged whole
                _log.exception("sync failed unexpectedly")
            self._wait = Wait(self._wait.failures + 1)
            self._sit_out(refused)
        self._kiosk.store.close()

    def _sit_out(self, refused: Refused | None) -> None:
        """Wait after a failure, until its time is over, the district can be reached again, or somebody else got through."""
        pause_s = self._wait.seconds_after(refused, random.random())  # noqa: S311 - jitter is no secret
        until_s = time.monotonic() + pause_s
        is_away = refused is not None and refused.code == "district_unreachable"
        was_away = False
        while self._wait.failures and (left_s := until_s - time.monotonic()) > 0:
            if is_away:
                # Only a door that was shut and opens counts: one that is open while rounds fail is no reason to run at it.
                is_shut = not self._is_there()
                if was_away and not is_shut:
                    return
                was_away = was_away or is_shut
            knock_s = self._pace.knock_s * (1 + random.random() / 2)  # noqa: S311 - as above
            if self._stopping.wait(min(left_s, knock_s)):
                return

    def _has_unsent(self) -> bool:
        entries, held = count_entries(self._kiosk.store)
        return held < entries


def round_over_http(kiosk: Kiosk) -> Callable[[], SyncReport]:
    """Give a round to the kiosk's own district, over a connection of its own each time."""

    def run_round() -> SyncReport:
        if not kiosk.enrolment.url:
            raise Refused("district_without_url")
        with open_client(kiosk.enrolment.url) as client:
            return sync_once(kiosk, http_send(client), in_flight=IN_FLIGHT)

    return run_round


def agent_over_http(kiosk: Kiosk) -> SyncAgent:
    """Give the agent that keeps a kiosk in touch with its own district."""
    return SyncAgent(kiosk, round_over_http(kiosk), lambda: is_reachable(kiosk.enrolment.url))
