"""Listening at the real window, to a voice that writes down what it says."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from kiosk.texts import load_catalogue
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import sign_in, staff_of
from tests.helpers.visits import stand_at
from tests.helpers.waiting import COMES_WITHIN_S
from ui.flow import Step
from ui.reading import Reading
from ui.speech.choosing import speech_of
from ui.speech.voice import Hush, Lack, Saying, Speech, VoiceFailed
from ui.speech.written_voice import WrittenVoice


class SlowVoice(WrittenVoice):
    """Writes a saying and then takes until it is hushed, like a long sentence."""

    def say(self, saying: Saying, hush: Hush) -> None:
        """Write it, and wait."""
        super().say(saying, hush)
        ended = threading.Event()
        hush.by(ended.set)
        ended.wait(COMES_WITHIN_S)
        hush.over()


class BrokenVoice(WrittenVoice):
    """Is there, but cannot be heard."""

    def say(self, saying: Saying, hush: Hush) -> None:  # noqa: ARG002 - the port's signature
        """Fail as a device does that was pulled out."""
        raise VoiceFailed(self.name)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """Give the file in which the voice writes."""
    file = tmp_path / "said.txt"
    file.touch()
    return file


@pytest.fixture
def listener(kiosk: Kiosk, qtbot: QtBot, said: Path) -> Iterator[Hand]:
    """Give the hand at a window that has a voice for both languages."""
    with _window_that_speaks(kiosk, qtbot, speech_of([WrittenVoice(said)])) as hand:
        yield hand


def _window_that_speaks(kiosk: Kiosk, bot: QtBot, speech: Speech, language: str = "vi") -> AbstractContextManager[Hand]:
    ports = replace(ports_of_a_place_without_devices(kiosk.folder / "papers"), find_speech=lambda: speech)
    return a_window(kiosk, bot, language=language, ports=ports)


def _model(hand: Hand) -> QObject:
    return hand.window.models["readAloud"]


def _listen(hand: Hand) -> None:
    hand.bot.waitUntil(lambda: _model(hand).property("canSpeak"))
    hand.tap("listen")


def _texts(said: Path) -> list[str]:
    return [line.split("\t")[3] for line in said.read_text(encoding="utf-8").splitlines()]


def _wait_for(hand: Hand, said: Path, text: str) -> None:
    hand.bot.waitUntil(lambda: any(text in each for each in _texts(said)))


def test_reading_goes_on_with_the_next_screen(listener: Hand, said: Path) -> None:
    """Each screen's title is said first, when it comes; nothing is asked for again."""
    _listen(listener)
    _wait_for(listener, said, "Chạm để bắt đầu")
    count = len(_texts(said))
    listener.tap("start")
    listener.waits_for("consent-participate")
    listener.bot.waitUntil(lambda: len(_texts(said)) > count)
    listener.bot.waitUntil(lambda: "đồng ý" in " ".join(_texts(said)[count:]).lower())


def test_english_is_said_by_the_english_voice(listener: Hand, said: Path) -> None:
    """The voice follows the language of the screen."""
    _listen(listener)
    listener.tap("language-en")
    _wait_for(listener, said, "Touch to start")
    assert {line.split("\t")[0] for line in said.read_text(encoding="utf-8").splitlines()} == {"vi", "en"}


def test_what_is_said_is_marked(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """The frame lies around the very item while it is being said."""
    with _window_that_speaks(kiosk, qtbot, speech_of([SlowVoice(said)])) as hand:
        stand_at(hand, kiosk, Step.QUIZ)
        _listen(hand)
        qtbot.waitUntil(lambda: bool(_model(hand).property("isMarking")))
        mark = _model(hand).property("mark")
        assert isinstance(mark, QRectF)
        assert mark.width() > 20
        frame = hand.item("spoken-mark")
        assert frame.width() > mark.width()
        hand.press(Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: _model(hand).property("mark") != mark)


def test_no_frame_stays_over_another_page(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """When the page of rate and volume comes, or goes, what was being said on the other is framed no more, not for a moment."""
    with _window_that_speaks(kiosk, qtbot, speech_of([SlowVoice(said)])) as hand:
        stand_at(hand, kiosk, Step.QUIZ)
        _listen(hand)
        for _ in range(2):
            qtbot.waitUntil(lambda: bool(_model(hand).property("isMarking")))
            hand.tap("listen")
            assert not _model(hand).property("isMarking")


def test_moving_says_what_one_has_moved_to(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """It cuts off what was being read; a field then says what stands in it, for that was asked for."""
    with _window_that_speaks(kiosk, qtbot, speech_of([SlowVoice(said)])) as hand:
        stand_at(hand, kiosk, Step.NAME)
        _listen(hand)
        hand.waits_for("full-name")
        hand.press(Qt.Key.Key_F4)
        qtbot.waitUntil(lambda: len(_texts(said)) > 0)
        assert not any("Thảo" in each for each in _texts(said))
        hand.press(Qt.Key.Key_Tab)
        count = len(_texts(said))
        hand.press(Qt.Key.Key_Backtab)
        qtbot.waitUntil(lambda: any("Thảo" in each for each in _texts(said)[count:]))


def test_pause_is_quiet_and_goes_on_with_the_same_sentence(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """What was cut off is said again from its beginning."""
    with _window_that_speaks(kiosk, qtbot, speech_of([SlowVoice(said)])) as hand:
        _listen(hand)
        qtbot.waitUntil(lambda: len(_texts(said)) == 1)
        hand.press(Qt.Key.Key_F2)
        assert _model(hand).property("isPaused")
        hand.press(Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: len(_texts(said)) == 2)
        assert len(set(_texts(said))) == 1


def test_rate_and_volume_have_four_steps(listener: Hand, said: Path) -> None:
    """They are chosen on the page behind the button, and heard at once."""
    _listen(listener)
    listener.tap("listen")
    listener.tap("rate-3")
    listener.tap("volume-0")
    listener.tap("listen-again")
    listener.bot.waitUntil(lambda: "vi\t3\t0\t" in said.read_text(encoding="utf-8"))


def test_the_dark_screen_hides_everything_and_keys_go_on(listener: Hand, kiosk: Kiosk, said: Path) -> None:
    """It is black with one text, answers are still given by keys, and a touch brings the screen back."""
    stand_at(listener, kiosk, Step.QUIZ)
    _listen(listener)
    listener.press(Qt.Key.Key_F3)
    listener.waits_for("dark-page")
    picture = listener.picture()
    margin = [picture.pixelColor(x, 40).value() for x in range(0, picture.width(), 7)]
    assert max(margin) == 0
    listener.press(Qt.Key.Key_3)
    _wait_for(listener, said, "đã chọn")
    listener.tap("dark-page")
    assert not _model(listener).property("isDark")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("lack", [Lack.NO_SOUND, Lack.NO_VOICE])
def test_a_machine_that_cannot_speak_says_so_on_the_screen(
    kiosk: Kiosk, qtbot: QtBot, language: str, lack: Lack
) -> None:
    """The button is never a lie: it answers with what lacks and with whom to ask."""
    with _window_that_speaks(kiosk, qtbot, Speech({}, lack), language) as hand:
        qtbot.waitUntil(lambda: not hand.window.speech.pending)
        hand.tap("listen")
        text = hand.text("listen-lack")
        assert text == hand.window.appearance.catalogue.text(f"speech.lack.{lack.value}")
        assert not hand.window.appearance.property("isListening")
        hand.tap("listen-close")
        qtbot.waitUntil(lambda: not hand.sees("listen-lack"))


@pytest.mark.expects_log("reading aloud failed")
def test_a_voice_that_fails_is_told_and_the_visit_goes_on(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """The person reads that it stopped; the way on is the same as before."""
    with _window_that_speaks(kiosk, qtbot, speech_of([BrokenVoice(said)])) as hand:
        _listen(hand)
        hand.waits_for("listen-lack")
        assert not hand.window.appearance.property("isListening")
        hand.tap("listen-close")
        hand.tap("start")
        hand.waits_for("consent-participate")


def test_the_end_of_a_visit_is_silence(kiosk: Kiosk, qtbot: QtBot, said: Path) -> None:
    """Nothing more is said, nothing is marked, the screen is bright, and the next person finds the first steps."""
    with _window_that_speaks(kiosk, qtbot, speech_of([SlowVoice(said)])) as hand:
        stand_at(hand, kiosk, Step.CHECK)
        _listen(hand)
        qtbot.waitUntil(lambda: len(_texts(said)) > 0)
        hand.press(Qt.Key.Key_F3)
        hand.window.visit.leave()
        hand.waits_for("start")
        qtbot.waitUntil(lambda: not hand.window.speech.pending)
        count = len(_texts(said))
        model = _model(hand)
        assert [model.property(each) for each in ("isOn", "isDark", "isMarking", "isPaused", "rate")] == [
            *(False, False, False, False),
            1,
        ]
        (reading,) = hand.window.view.findChildren(Reading)
        assert [each for each in reading.findChildren(QTimer) if each.isActive()] == [], (
            "nothing looks for words any more"
        )
        hand.picture()
        assert len(_texts(said)) == count


def test_staff_pages_are_not_read(listener: Hand, said: Path) -> None:
    """As soon as the staff's page covers the screen there is silence, and the button does nothing."""
    _listen(listener)
    listener.window.visit.cover(is_covered=True)
    assert not _model(listener).property("isOn")
    listener.bot.waitUntil(lambda: not listener.window.speech.pending)
    count = len(_texts(said))
    listener.press(Qt.Key.Key_Down)
    assert len(_texts(said)) == count


def test_the_screen_is_read_again_when_staff_have_gone(listener: Hand, kiosk: Kiosk, said: Path) -> None:
    """Who listens cannot see that it is theirs again: it is read from its top, in their language, hidden if it was."""
    stand_at(listener, kiosk, Step.RULES)
    listener.tap("language-en")
    _listen(listener)
    spoken = load_catalogue("en").text("resident.rules.begin")
    _wait_for(listener, said, spoken)
    listener.press(Qt.Key.Key_F3)
    sign_in(listener)
    listener.tap("language-vi")
    listener.bot.waitUntil(lambda: not listener.window.speech.pending)
    count = len(_texts(said))
    staff_of(listener).leave()
    listener.bot.waitUntil(lambda: any(spoken in each for each in _texts(said)[count:]))
    assert _model(listener).property("isDark")
    assert [each for each in _texts(said)[count:] if "PIN" in each] == []


def test_a_pause_is_a_pause_after_staff_have_gone(listener: Hand) -> None:
    """Nothing is read that the person had stopped."""
    _listen(listener)
    listener.press(Qt.Key.Key_F2)
    sign_in(listener)
    staff_of(listener).leave()
    assert _model(listener).property("isPaused")


def test_nobody_else_is_read_to(listener: Hand, kiosk: Kiosk) -> None:
    """The one who listened has gone while staff were there: the next one finds silence."""
    stand_at(listener, kiosk, Step.THANKS)
    _listen(listener)
    sign_in(listener)
    listener.window.visit.leave()
    staff_of(listener).leave()
    assert not _model(listener).property("isOn")


def test_staff_read_what_lacks(kiosk: Kiosk, qtbot: QtBot) -> None:
    """The officer's desk has a sentence about voices, whoever asked for one or not."""
    with _window_that_speaks(kiosk, qtbot, Speech({}, Lack.NO_SOUND)) as hand:
        qtbot.waitUntil(lambda: not hand.window.speech.pending)
        assert _model(hand).property("staffText") == hand.window.appearance.catalogue.text("speech.staff.no_sound")
