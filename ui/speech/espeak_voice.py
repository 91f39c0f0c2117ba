"""The offline voice: eSpeak NG from the optional extra `speech`, which makes a WAV in milliseconds and plays it.

The library and its Vietnamese data are GPL-3.0-or-later; they are installed by whoever wants them and never part of the
built program (docs/decisions). Called on one thread only: the library keeps its state in globals.
"""

import ctypes
import importlib.util
import io
import sys
import wave
from typing import Final

from ui.speech.sound import find_player, play
from ui.speech.voice import Hush, Saying, VoiceFailed

_PACKAGE: Final = "espeakng_loader"
_SYNCHRONOUS: Final = 2
"""AUDIO_OUTPUT_SYNCHRONOUS of espeak-ng/speak_lib.h: synthesis calls back with samples and returns when done."""
_UTF8: Final = 1
_RATE_PARAMETER, _VOLUME_PARAMETER = 1, 2
_NO_EXIT: Final = 0x8000
_BLOCK_MS: Final = 200
_WORDS_PER_MINUTE: Final = (120, 155, 190, 240)
_AMPLITUDES: Final = (25, 50, 75, 100)
_NAMES: Final = {"vi": b"vi", "en": b"en-gb"}
_SAMPLE_BYTES: Final = 2

_TAKE_SAMPLES = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class EspeakVoice:
    """Speaks both languages. `player`: the command that plays what it makes; unused on Windows."""

    name: Final = "espeak-ng"
    languages: Final = frozenset(_NAMES)

    def __init__(self, player: tuple[str, ...]) -> None:
        import espeakng_loader  # noqa: PLC0415 - an optional extra, found before this is made

        self._player = player
        self._samples = bytearray()
        self._hush: Hush | None = None
        self._take = _TAKE_SAMPLES(self._take_samples)
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path().encode()
        except (OSError, RuntimeError) as fault:
            raise VoiceFailed(self.name) from fault
        self._samples_per_s = int(self._library.espeak_Initialize(_SYNCHRONOUS, _BLOCK_MS, data, _NO_EXIT))
        if self._samples_per_s <= 0:
            raise VoiceFailed(self.name)
        self._library.espeak_SetSynthCallback(self._take)

    def say(self, saying: Saying, hush: Hush) -> None:
        """Make the sound and play it."""
        wav = self.wav_of(saying, hush)
        if not hush.is_wanted():
            play(wav, self._player, hush)

    def wav_of(self, saying: Saying, hush: Hush) -> bytes:
        """Give the sound as a WAV of one channel, 16 bit; shorter when `hush` came in between."""
        library, text = self._library, saying.text.encode()
        self._samples.clear()
        self._hush = hush
        library.espeak_SetVoiceByName(_NAMES[saying.language])
        library.espeak_SetParameter(_RATE_PARAMETER, _WORDS_PER_MINUTE[saying.rate], 0)
        library.espeak_SetParameter(_VOLUME_PARAMETER, _AMPLITUDES[saying.volume], 0)
        fault = library.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 0, 0, _UTF8, None, None)
        self._hush = None
        if fault:
            raise VoiceFailed(self.name)
        made, sound = io.BytesIO(), bytes(self._samples)
        self._samples.clear()
        with wave.open(made, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(_SAMPLE_BYTES)
            file.setframerate(self._samples_per_s)
            file.writeframes(sound)
        return made.getvalue()

    def _take_samples(self, samples: object, count: int, _events: object) -> int:
        """Keep what was made (the library calls this); 1 tells it to stop."""
        if samples and count > 0:
            self._samples += ctypes.string_at(samples, count * _SAMPLE_BYTES)  # type: ignore[arg-type] # a pointer of ctypes
        return int(self._hush is not None and self._hush.is_wanted())


def has_espeak() -> bool:
    """Tell whether the extra `speech` is installed."""
    return importlib.util.find_spec(_PACKAGE) is not None


def find_espeak(player: tuple[str, ...]) -> EspeakVoice | None:
    """Give the offline voice; None when the extra is not installed or does not load here."""
    if not has_espeak():
        return None
    try:
        return EspeakVoice(player)
    except VoiceFailed:
        return None


def find_espeak_with_player() -> EspeakVoice | None:
    """Give the offline voice where this machine can also play what it makes."""
    player = find_player()
    return find_espeak(player) if player or sys.platform == "win32" else None
