"""The port of speech: a saying, the door to end it early, and what a voice must be able to do.

Voices block: they are called on the lane for speech (`ui.tasks`), never on the thread that draws.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

STEPS: Final = 4
"""So many rates there are, and so many volumes."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What to say and how. `rate`: 0 (slow) to 3; `volume`: 0 (soft) to 3. `repr` shows no word of it: it may be personal."""

    text: str = field(repr=False)
    language: str
    rate: int
    volume: int


class VoiceFailed(Exception):
    """Nothing was heard: the program or the device did not do its part. Tells which, and no word of the text."""


class Hush:
    """Ends one saying early, from any thread, also before it has begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_wanted = False
        self._end: Callable[[], None] | None = None

    def is_wanted(self) -> bool:
        """Tell whether nothing more is to be said: another thread may have come to want it at any moment."""
        return self._is_wanted

    def now(self) -> None:
        """End it."""
        with self._lock:
            self._is_wanted = True
            if self._end is not None:
                self._end()

    def by(self, end: Callable[[], None]) -> None:
        """Say how it is ended (called by the voice, once there is something to end); done at once when that is wanted."""
        with self._lock:
            self._end = end
            if self._is_wanted:
                end()

    def over(self) -> None:
        """There is nothing to end any more."""
        with self._lock:
            self._end = None


class Voice(Protocol):
    """A way to say something aloud."""

    @property
    def name(self) -> str:
        """What staff would call it, in words of the system ("speech-dispatcher", "espeak-ng")."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it speaks, of "vi" and "en"."""

    def say(self, saying: Saying, hush: Hush) -> None:
        """Say it and return when it was heard to its end, or soon after `hush`. VoiceFailed when it could not be."""


class Lack(StrEnum):
    """Why this machine cannot read aloud."""

    NONE = "none"
    NO_SOUND = "no_sound"
    NO_VOICE = "no_voice"


@dataclass(frozen=True, slots=True)
class Speech:
    """The voices of this machine by language; `lack` tells why there is none at all."""

    voices: Mapping[str, Voice]
    lack: Lack = Lack.NONE


def no_speech() -> Speech:
    """A machine that has no voice and was never asked for one."""
    return Speech({}, Lack.NO_VOICE)
