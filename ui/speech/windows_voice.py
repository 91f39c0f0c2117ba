"""The system's voice on Windows, through Qt's speech (WinRT's voices, among them the Vietnamese one; else SAPI).

Lives on the lane for speech, where it turns an event loop of its own until a saying has ended. The engine "mock" of Qt drives
it in tests elsewhere.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtTextToSpeech import QTextToSpeech

from ui.speech.voice import Hush, Saying, VoiceFailed

ENGINES: Final = ("winrt", "sapi")
_STARTS_WITHIN_MS: Final = 5_000
_RATES: Final = (-0.4, -0.1, 0.2, 0.5)
_VOLUMES: Final = (0.3, 0.55, 0.8, 1.0)
_LOCALES: Final = {"vi": QLocale.Language.Vietnamese, "en": QLocale.Language.English}
_ENDED: Final = (QTextToSpeech.State.Ready, QTextToSpeech.State.Error)


class WindowsVoice:
    """One engine of Qt's speech. Made and used on one thread; only `Hush` reaches in from another."""

    def __init__(self, engine: str) -> None:
        self._speech = QTextToSpeech(engine)
        if self._speech.state() not in _ENDED:
            _turn(self._speech, _STARTS_WITHIN_MS)
        if self._speech.state() is not QTextToSpeech.State.Ready:
            raise VoiceFailed(engine)
        self.name: Final = f"Windows ({engine})"
        self._locales = _first_by_language(self._speech.availableLocales())

    @property
    def languages(self) -> frozenset[str]:
        """The languages it has voices for."""
        return frozenset(self._locales)

    def say(self, saying: Saying, hush: Hush) -> None:
        """Say it and turn the loop until it has ended."""
        if hush.is_wanted():
            return
        speech = self._speech
        speech.setLocale(self._locales[saying.language])
        speech.setRate(_RATES[saying.rate])
        speech.setVolume(_VOLUMES[saying.volume])
        speech.say(saying.text)
        if speech.state() not in _ENDED:
            _turn(speech, 0, hush)
        if hush.is_wanted():
            speech.stop()
        elif speech.state() is QTextToSpeech.State.Error:
            raise VoiceFailed(self.name)


def find_windows_voice(engines: Iterable[str] = ENGINES) -> WindowsVoice | None:
    """Give the first engine that works and has a voice for one of our languages."""
    there = QTextToSpeech.availableEngines()
    for engine in engines:
        if engine in there:
            try:
                voice = WindowsVoice(engine)
            except VoiceFailed:
                continue
            if voice.languages:
                return voice
    return None


def _turn(speech: QTextToSpeech, limit_ms: int, hush: Hush | None = None) -> None:
    """Let the engine work until it rests, `hush` comes, or the time is over (0: no limit)."""
    loop = QEventLoop()

    def look() -> None:
        if speech.state() in _ENDED:
            loop.quit()

    speech.stateChanged.connect(look)
    if limit_ms:
        QTimer.singleShot(limit_ms, loop.quit)
    if hush is not None:
        hush.by(loop.quit)
        if hush.is_wanted():
            QTimer.singleShot(0, loop.quit)
    loop.exec()
    if hush is not None:
        hush.over()
    speech.stateChanged.disconnect(look)


def _first_by_language(locales: Iterable[QLocale]) -> dict[str, QLocale]:
    chosen: dict[str, QLocale] = {}
    for locale in locales:
        for code, language in _LOCALES.items():
            if locale.language() == language:
                chosen.setdefault(code, locale)
    return chosen
