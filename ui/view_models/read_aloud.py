"""Listening to the screen: on and off, rate, volume, pause, the dark screen; and the truth where a machine cannot speak.

How a screen is read is `ui.reading`. Everything ends with the visit: the next person finds it silent and bright.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.texts import LANGUAGES
from ui.qt_types import Property, QmlUncreatable
from ui.reading import Manner, Reading
from ui.speech.parts import KindWords
from ui.speech.voice import STEPS, Lack, Speech
from ui.tasks import Tasks
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_FIRST_STEP: Final = 1


@QmlElement
@QmlUncreatable("Made by the window")
class ReadAloudModel(QObject):
    """Answers the button in the corner. `find_speech` is asked on the lane for speech, again when the machine is set otherwise."""

    readAloudChanged = Signal()
    markChanged = Signal()

    def __init__(
        self,
        visit: Visit,
        reading: Reading,
        lane: Tasks,
        find_speech: Callable[[], Speech],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._reading = reading
        self._lane = lane
        self._find_speech = find_speech
        self._speech: Speech | None = None
        self._is_asked = False
        self._has_failed = False
        self._is_panel_shown = False
        self._is_dark = False
        self._laid_by: tuple[bool, bool] | None = None
        """While staff have the screen: whether it was paused, and hidden; None where it was not read."""
        self._rate = self._volume = _FIRST_STEP
        reading.marked.connect(self.markChanged)
        reading.failed.connect(self._fail)
        visit.appearance.listenAsked.connect(self.ask)
        visit.appearance.languageChanged.connect(self._change_language)
        visit.stepChanged.connect(self._turn_over)
        visit.coverChanged.connect(self._step_aside)
        visit.left.connect(self.end)
        self.look_for_voices()

    @Property(bool, notify=readAloudChanged)
    def isOn(self) -> bool:
        """Whether the screen is being read, or paused."""
        return bool(self._visit.appearance.isListening)

    @Property(bool, notify=readAloudChanged)
    def isPaused(self) -> bool:
        """Whether reading waits to be told to go on."""
        return self._reading.is_paused

    @Property(bool, notify=readAloudChanged)
    def isPanelShown(self) -> bool:
        """Whether the page with rate and volume is shown."""
        return self._is_panel_shown

    @Property(bool, notify=readAloudChanged)
    def isDark(self) -> bool:
        """Whether the screen is hidden."""
        return self._is_dark

    @Property(bool, notify=readAloudChanged)
    def canSpeak(self) -> bool:
        """Whether there is a voice for the language chosen."""
        return self._speech is not None and self._language() in self._speech.voices

    @Property(str, notify=readAloudChanged)
    def lackText(self) -> str:
        """Why nothing is read, for the person in front; "" when it is."""
        catalogue = self._visit.appearance.catalogue
        if self._speech is None:
            return catalogue.text("speech.lack.looking")
        if self._speech.lack is Lack.NO_SOUND:
            return catalogue.text("speech.lack.no_sound")
        if self._speech.lack is Lack.NO_VOICE:
            return catalogue.text("speech.lack.no_voice")
        if self._language() not in self._speech.voices:
            return catalogue.text("speech.lack.no_language")
        return catalogue.text("speech.lack.failed") if self._has_failed else ""

    @Property(str, notify=readAloudChanged)
    def staffText(self) -> str:
        """Which voices there are, or what lacks, for the officer."""
        catalogue, speech = self._visit.appearance.catalogue, self._speech
        if speech is None:
            return catalogue.text("speech.lack.looking")
        if speech.lack is Lack.NO_SOUND:
            return catalogue.text("speech.staff.no_sound")
        if speech.lack is Lack.NO_VOICE:
            return catalogue.text("speech.staff.no_voice")
        if self._has_failed:
            return catalogue.text("speech.staff.failed")
        voices = (
            f"{catalogue.text(f'speech.staff.language.{each}')} ({speech.voices[each].name})"
            for each in LANGUAGES
            if each in speech.voices
        )
        return catalogue.text("speech.staff.voices", voices=", ".join(voices))

    @Property(int, notify=readAloudChanged)
    def rate(self) -> int:
        """How fast, 0 to 3."""
        return self._rate

    @Property(int, notify=readAloudChanged)
    def volume(self) -> int:
        """How loud, 0 to 3."""
        return self._volume

    @Property(QRectF, notify=markChanged)
    def mark(self) -> QRectF:
        """Where what is being said stands, in the window's pixels."""
        return self._reading.mark

    @Property(bool, notify=markChanged)
    def isMarking(self) -> bool:
        """Whether something on the screen is being said."""
        return not self._reading.mark.isEmpty()

    @Slot()
    def ask(self) -> None:
        """Begin to read; when it is on already, or cannot be, show the page that says more."""
        if self._visit.property("isCovered"):
            return
        if self.isOn or not self.canSpeak:
            self._is_asked = self._speech is None
            self._show_panel(is_shown=not self._is_panel_shown)
        else:
            self.start()

    @Slot()
    def start(self) -> None:
        """Read the screen from its top."""
        manner = self._manner()
        if manner is None:
            return
        self._has_failed = self._is_panel_shown = self._is_asked = False
        self._visit.appearance.listen(is_on=True)
        self._reading.begin(manner)
        self.readAloudChanged.emit()

    @Slot()
    def stop(self) -> None:
        """Read no more; the screen is bright again."""
        self._reading.forget()
        self._is_dark = self._is_panel_shown = self._is_asked = False
        self._visit.appearance.listen(is_on=False)
        self.readAloudChanged.emit()

    @Slot()
    def end(self) -> None:
        """Forget the person."""
        self._laid_by = None
        self._rate = self._volume = _FIRST_STEP
        self.stop()

    @Slot()
    def close_panel(self) -> None:
        """Go back to the screen."""
        self._show_panel(is_shown=False)

    @Slot()
    def switch_pause(self) -> None:
        """Pause, or go on; begin where nothing is read yet."""
        if not self.isOn:
            self.ask()
            return
        if self._reading.is_paused:
            self._reading.go_on()
        else:
            self._reading.pause()
        self.readAloudChanged.emit()

    @Slot()
    def again(self) -> None:
        """Read the screen from its top once more."""
        if self.isOn:
            self._is_panel_shown = False
            self._reading.again()
            self.readAloudChanged.emit()

    @Slot(int)
    def choose_rate(self, step: int) -> None:
        """Read faster or slower."""
        self._rate = min(STEPS - 1, max(0, step))
        self._change()

    @Slot(int)
    def choose_volume(self, step: int) -> None:
        """Read louder or softer."""
        self._volume = min(STEPS - 1, max(0, step))
        self._change()

    @Slot()
    def switch_dark(self) -> None:
        """Hide the screen while it is read, or show it again."""
        if not self.isOn:
            return
        self._is_dark = not self._is_dark
        self._is_panel_shown = False
        if self._is_dark:
            catalogue = self._visit.appearance.catalogue
            self._reading.tell(f"{catalogue.text('speech.dark.title')}. {catalogue.text('speech.dark.text')}")
        self.readAloudChanged.emit()

    @Slot()
    def look_for_voices(self) -> None:
        """See which voices there are."""
        self._lane.run(self._find_speech, self._take, lambda _failure: self._take(Speech({}, Lack.NO_VOICE)))

    def moved_to(self, item: QQuickItem) -> None:
        """Say what a person has moved to by a key."""
        if self.isOn and not self._visit.property("isCovered"):
            self._reading.say_item(item)

    def _show_panel(self, *, is_shown: bool) -> None:
        """Show the page, or the screen again: what was being said is no longer seen, and its frame would lie over the other."""
        self._is_panel_shown = is_shown
        self._reading.turn_over()
        self.readAloudChanged.emit()

    def _take(self, speech: Speech) -> None:
        self._speech = speech
        if self._is_asked and self.canSpeak:
            self.start()
        self.readAloudChanged.emit()

    def _language(self) -> str:
        return self._visit.appearance.catalogue.language

    def _manner(self) -> Manner | None:
        voice = None if self._speech is None else self._speech.voices.get(self._language())
        if voice is None:
            return None
        text = self._visit.appearance.catalogue.text
        words = KindWords(**{each: text(f"speech.kind.{each}") for each in KindWords.__slots__})
        return Manner(voice, self._language(), self._rate, self._volume, words)

    def _change(self) -> None:
        manner = self._manner()
        if self.isOn and manner is not None:
            self._reading.change(manner)
        self.readAloudChanged.emit()

    @Slot()
    def _change_language(self) -> None:
        if self.isOn and not self.canSpeak:
            self.stop()
            self._is_panel_shown = True
        self._change()

    @Slot()
    def _turn_over(self) -> None:
        self._reading.turn_over()

    @Slot()
    def _step_aside(self) -> None:
        """Staff's own pages are not read: they may show what concerns nobody in the room, and a PIN is typed there.

        Whoever was listening is read the screen again when staff have gone: otherwise they could not know that it is back.
        """
        if self._visit.property("isCovered"):
            self._laid_by = (self.isPaused, self._is_dark) if self.isOn else None
            self.stop()
        elif self._laid_by is not None:
            (is_paused, self._is_dark), self._laid_by = self._laid_by, None
            self.start()
            if is_paused:
                self.switch_pause()

    @Slot()
    def _fail(self) -> None:
        self.stop()
        self._has_failed = self._is_panel_shown = True
        self.readAloudChanged.emit()
