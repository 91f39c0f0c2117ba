"""Which voice speaks which language on this machine: the system's first, then the offline one, else the truth that there is none.

Asks programs and devices, which takes its time: called on the lane for speech, after the first frame.
"""

import sys
from collections.abc import Sequence

from ui.speech.dispatcher_voice import find_dispatcher
from ui.speech.espeak_voice import find_espeak_with_player
from ui.speech.sound import has_sound
from ui.speech.voice import Lack, Speech, Voice


def find_speech() -> Speech:
    """Look for sound and voices."""
    if not has_sound():
        return Speech({}, Lack.NO_SOUND)
    found: list[Voice | None] = [_system_voice(), find_espeak_with_player()]
    return speech_of([each for each in found if each is not None])


def speech_of(voices: Sequence[Voice]) -> Speech:
    """Give each language the first of the voices that speaks it."""
    chosen = {language: voice for voice in reversed(voices) for language in voice.languages}
    return Speech(chosen, Lack.NONE if chosen else Lack.NO_VOICE)


def _system_voice() -> Voice | None:
    if sys.platform == "win32":
        from ui.speech.windows_voice import find_windows_voice  # noqa: PLC0415 - Windows alone has it

        return find_windows_voice()
    return find_dispatcher()
