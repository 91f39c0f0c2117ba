"""How the window looks to the person in front: language, text size, contrast. Reset for the next person."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.texts import LANGUAGES, Catalogue, load_catalogue
from ui.qt_types import Property, QmlUncreatable

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

TEXT_STEPS: Final = 4
FIRST_TEXT_STEP: Final = 1
CONTRASTS: Final = ("standard", "dark", "light", "low")


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a person has chosen."""

    language: str
    text_step: int
    contrast: str
    is_choosing_contrast: bool = False


@QmlElement
@QmlUncreatable("Made by the window")
class Appearance(QObject):
    """What the accessibility corner changes. `languageChanged` comes after the window's own texts have changed."""

    languageChanged = Signal()
    looksChanged = Signal()
    listeningChanged = Signal()
    listenAsked = Signal()

    def __init__(self, language: str, parent: QObject | None = None, *, is_still: bool = False) -> None:
        super().__init__(parent)
        self._first_language = language
        self._language = language
        self._text_step = FIRST_TEXT_STEP
        self._contrast = CONTRASTS[0]
        self._is_choosing_contrast = False
        self._first_text_step = self._text_step
        self._is_still = is_still
        self._is_listening = False
        self._kept: _Looks | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The texts of the language chosen."""
        return load_catalogue(self._language)

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        """The language chosen, "vi" or "en"."""
        return self._language

    @Property(int, notify=looksChanged)
    def textStep(self) -> int:
        """The text size, 0 to 3."""
        return self._text_step

    @Property(str, notify=looksChanged)
    def contrast(self) -> str:
        """The theme, one of `CONTRASTS`."""
        return self._contrast

    @Property(bool, notify=looksChanged)
    def isStill(self) -> bool:
        """Whether nothing may move by itself."""
        return self._is_still

    @Property(bool, notify=listeningChanged)
    def isListening(self) -> bool:
        """Whether the screen is being read aloud."""
        return self._is_listening

    @Slot()
    def ask_to_listen(self) -> None:
        """The person wants to hear the screen; who can read it answers `listenAsked`."""
        self.listenAsked.emit()

    def listen(self, *, is_on: bool) -> None:
        """Show that the screen is being read, or no longer."""
        if is_on != self._is_listening:
            self._is_listening = is_on
            self.listeningChanged.emit()

    @Slot(str)
    def choose_language(self, language: str) -> None:
        """Say everything in another language from now on."""
        if language in LANGUAGES and language != self._language:
            self._language = language
            self.languageChanged.emit()

    @Slot(int)
    def choose_text_step(self, step: int) -> None:
        """Write larger or smaller."""
        self._text_step = min(TEXT_STEPS - 1, max(0, step))
        self.looksChanged.emit()

    @Property(bool, notify=looksChanged)
    def isChoosingContrast(self) -> bool:
        """Whether the themes are shown to choose from."""
        return self._is_choosing_contrast

    @Slot()
    def show_contrasts(self) -> None:
        """Show the themes to choose from, or put them away again."""
        self._is_choosing_contrast = not self._is_choosing_contrast
        self.looksChanged.emit()

    @Slot()
    def close_contrasts(self) -> None:
        """Put the themes away."""
        self._is_choosing_contrast = False
        self.looksChanged.emit()

    @Slot(str)
    def choose_contrast(self, contrast: str) -> None:
        """Show everything in one of `CONTRASTS`."""
        if contrast in CONTRASTS:
            self._contrast = contrast
            self.looksChanged.emit()

    def begin_with(self, text_step: int) -> None:
        """Have each person find this text size, from now on; what the one in front has chosen stays."""
        is_unchosen = self._text_step == self._first_text_step
        if self._kept is not None and self._kept.text_step == self._first_text_step:
            self._kept = replace(self._kept, text_step=text_step)
        self._first_text_step = text_step
        if is_unchosen and text_step != self._text_step:
            self.choose_text_step(text_step)

    def successor(self) -> "Appearance":
        """Give one of its own that looks the same to the person in front, for screens that are made anew."""
        other = Appearance(self._first_language, is_still=self._is_still)
        looks = self._kept or _Looks(self._language, self._text_step, self._contrast)
        other._language, other._text_step, other._contrast = looks.language, looks.text_step, looks.contrast
        other._first_text_step = self._first_text_step
        return other

    def reset(self) -> None:
        """Be as the next person expects it; where staff have the window, once they give it back."""
        looks = _Looks(self._first_language, self._first_text_step, CONTRASTS[0])
        if self._kept is None:
            self._show(looks)
        else:
            self._kept = looks

    def lend(self) -> None:
        """Keep what the person in front has chosen while staff have the window, who may choose otherwise for themselves."""
        self._kept = _Looks(self._language, self._text_step, self._contrast, self._is_choosing_contrast)
        self.close_contrasts()

    def take_back(self) -> None:
        """Show everything as it was before staff came."""
        kept, self._kept = self._kept, None
        if kept is not None:
            self._show(kept)

    def _show(self, looks: _Looks) -> None:
        self._text_step, self._contrast = looks.text_step, looks.contrast
        self._is_choosing_contrast = looks.is_choosing_contrast
        self.looksChanged.emit()
        self.choose_language(looks.language)
