"""The voices themselves: the offline one makes sound, programs are ended early, and a machine without sound says so."""

import io
import sys
import threading
import wave
from pathlib import Path

import pytest

from ui.speech.choosing import speech_of
from ui.speech.espeak_voice import EspeakVoice, find_espeak, has_espeak
from ui.speech.sound import has_sound, play, run_until_hush
from ui.speech.voice import Hush, Lack, Saying, VoiceFailed, no_speech
from ui.speech.written_voice import WrittenVoice

needs_espeak = pytest.mark.skipif(not has_espeak(), reason="the extra `speech` is not installed")
_SLOW = (sys.executable, "-c", "import threading; threading.Event().wait(60)")


def _voice() -> EspeakVoice:
    voice = find_espeak(())
    assert voice is not None
    return voice


def _seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert any(sound.readframes(sound.getnframes()))
        return float(sound.getnframes() / sound.getframerate())


@needs_espeak
@pytest.mark.parametrize(("language", "text"), [("vi", "Xin chào quý vị"), ("en", "Welcome to the contest")])
def test_the_offline_voice_makes_sound_in_both_languages(language: str, text: str) -> None:
    """A short sentence becomes a WAV of about a second."""
    assert 0.5 < _seconds(_voice().wav_of(Saying(text, language, 1, 1), Hush())) < 5


@needs_espeak
def test_a_higher_rate_is_faster_and_a_higher_volume_louder() -> None:
    """The four steps make a difference one can hear."""
    voice = _voice()
    made = [voice.wav_of(Saying("Một hai ba bốn năm sáu bảy tám", "vi", step, step), Hush()) for step in range(4)]
    lengths = [_seconds(each) for each in made]
    assert lengths == sorted(lengths, reverse=True)
    loudest = [max(memoryview(each)[44:].cast("h")) for each in made]
    assert loudest == sorted(loudest)


@needs_espeak
def test_a_saying_no_longer_wanted_is_not_made() -> None:
    """Hushed before it began, it ends with the first block."""
    hush = Hush()
    hush.now()
    text = "một hai ba bốn năm sáu bảy tám chín mười " * 20
    assert len(_voice().wav_of(Saying(text, "vi", 1, 1), hush)) < 40_000


def test_a_program_that_speaks_is_ended_early() -> None:
    """Hush reaches it from another thread, and that is no failure."""
    hush = Hush()
    speaking = threading.Thread(target=run_until_hush, args=(_SLOW, b"text", hush))
    speaking.start()
    hush.now()
    speaking.join(20)
    assert not speaking.is_alive()


def test_a_program_that_fails_is_told() -> None:
    """Nothing was heard: whoever asked must know, whether it failed or is not there."""
    with pytest.raises(VoiceFailed):
        run_until_hush((sys.executable, "-c", "raise SystemExit(3)"), b"", Hush())
    with pytest.raises(VoiceFailed):
        play(b"", ("no-such-player",), Hush())


def test_a_machine_without_a_playback_device_has_no_sound(tmp_path: Path) -> None:
    """A microphone alone does not speak."""
    (tmp_path / "pcmC0D0c").touch()
    assert not has_sound(tmp_path)
    (tmp_path / "pcmC0D0p").touch()
    assert has_sound(tmp_path)


def test_each_language_gets_the_first_voice_that_speaks_it(tmp_path: Path) -> None:
    """A system that knows English only leaves Vietnamese to the offline voice."""
    system = WrittenVoice(tmp_path / "system", frozenset({"en"}))
    offline = WrittenVoice(tmp_path / "offline")
    assert dict(speech_of([system, offline]).voices) == {"en": system, "vi": offline}
    assert speech_of([]).lack is Lack.NO_VOICE
    assert not no_speech().voices


def test_a_saying_shows_none_of_its_words() -> None:
    """It may stand in a log or a trace: what is said there is that something was."""
    assert "Lê" not in repr(Saying("Lê Thị Ví Dụ", "vi", 1, 1))
