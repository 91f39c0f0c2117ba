"""The system's voice on Linux: speech-dispatcher, through its own client `spd-say`. One process a sentence, ended to hush.

Qt's own speech would load QtMultimedia and connect from the thread that draws; a process of its own can neither stall the
window nor take it down.
"""

import shutil
import subprocess
from typing import Final

from ui.speech.sound import run_until_hush
from ui.speech.voice import Hush, Saying

_CLIENT: Final = "spd-say"
_ANSWERS_WITHIN_S: Final = 5
_RATES: Final = (-40, -15, 15, 45)
_VOLUMES: Final = (-40, 0, 40, 100)
_LANGUAGES: Final = ("vi", "en")


class DispatcherVoice:
    """Speaks the languages that its output module named when it was found."""

    name: Final = "speech-dispatcher"

    def __init__(self, languages: frozenset[str]) -> None:
        self._languages = languages

    @property
    def languages(self) -> frozenset[str]:
        """The languages it speaks."""
        return self._languages

    def say(self, saying: Saying, hush: Hush) -> None:
        """Say it and wait for its end. The text goes in by standard input: no list of processes shows it."""
        if hush.is_wanted():
            return
        run_until_hush(
            (
                *(_CLIENT, "--wait", "--pipe-mode", "--application-name", "tramthi", "--language", saying.language),
                *("--rate", str(_RATES[saying.rate]), "--volume", str(_VOLUMES[saying.volume])),
            ),
            f"{saying.text}\n".encode(),
            hush,
        )
        if hush.is_wanted():
            _ask("--cancel")


def find_dispatcher() -> DispatcherVoice | None:
    """Give speech-dispatcher's voice with the languages it has; None when it is not there, or silent."""
    if shutil.which(_CLIENT) is None:
        return None
    listed = [line.split() for line in _ask("--list-synthesis-voices").splitlines()[1:]]
    tags = {tag.lower().split("-")[0] for row in listed for tag in row[-2:]}
    found = frozenset(each for each in _LANGUAGES if each in tags)
    return DispatcherVoice(found) if found else None


def _ask(question: str) -> str:
    """Give what the client answers, "" when it does not."""
    try:
        answer = subprocess.run(  # noqa: S603 - the client found on PATH, asked a fixed question
            [_CLIENT, question], capture_output=True, check=True, timeout=_ANSWERS_WITHIN_S, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.decode(errors="replace")
