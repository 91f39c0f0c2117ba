"""Touch keyboard and real one: what a key means is the composer's matter; here is only which keys are held."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.composer import Method, apply_mark, compose_step
from kiosk.contest.names import normalise_name
from ui.flow import Step
from ui.list_model import RowModel
from ui.qt_types import Property, QmlUncreatable
from ui.view_models.visit import Visit

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier.value
    | Qt.KeyboardModifier.AltModifier.value
    | Qt.KeyboardModifier.MetaModifier.value
)
_TONES: Final = {"sắc": "á", "huyền": "à", "hỏi": "ả", "ngã": "ã", "nặng": "ạ"}


@dataclass(frozen=True, slots=True)
class ToneKey:
    """One tone: how its key looks, what it is called, and its name for the composer."""

    shown: str
    name: str
    tone: str


@QmlElement
@QmlUncreatable("Made by the window")
class KeyboardModel(QObject):
    """Shift is on where a word of a name begins, and for one key when asked for.

    Telex and VNI are off at first. On a real keyboard a visit in Vietnamese begins in Telex, seen on its key, unless the
    person chose otherwise or the system brings letters with marks by itself.
    """

    keysChanged = Signal()

    def __init__(self, visit: Visit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._method: Method = "plain"
        self._is_chosen = False
        self._is_shifted = True
        self._is_prose = False
        self._tones = RowModel(ToneKey, self)
        visit.ended.connect(self._reset)
        visit.stepChanged.connect(self.begin)
        visit.appearance.languageChanged.connect(self._name_tones)
        self._name_tones()

    @Property(bool, notify=keysChanged)
    def isShifted(self) -> bool:
        """Whether the next letter is a capital."""
        return self._is_shifted

    @Property(bool, notify=keysChanged)
    def isUpper(self) -> bool:
        """Whether the keys show capitals."""
        return self._is_shifted

    @Property(bool, notify=keysChanged)
    def isTelex(self) -> bool:
        """Whether letters typed twice make marks."""
        return self._method == "telex"

    @Property(bool, notify=keysChanged)
    def isVni(self) -> bool:
        """Whether digits make marks."""
        return self._method == "vni"

    @Property(QObject, constant=True)
    def tones(self) -> QObject:
        """The five tone keys."""
        return self._tones

    @Slot()
    def begin(self) -> None:
        """Be ready for the first letter of a line, or of a longer text, in which only sentences begin with a capital."""
        self._is_prose = self._visit.at is Step.ESSAY
        self._set_shifted(is_shifted=True)

    @Slot()
    def begin_prose(self) -> None:
        """Be ready for a line of prose, whatever the visit behind it is at; `begin` goes back to what suits the visit."""
        self._is_prose = True
        self._set_shifted(is_shifted=True)

    @Slot(str, str, result=str)
    def press(self, before: str, key: str) -> str:
        """Give the text before the cursor after a key."""
        letter = key.upper() if self._is_shifted else key
        # Ready letters go through `apply_mark`, so that a tone moves right as letters are added ("hoà" + n gives "hoàn").
        text = apply_mark(before, letter) if self._method == "plain" else compose_step(before, letter, self._method)
        self._set_shifted(is_shifted=begins_sentence(text) if self._is_prose else begins_name(text))
        return text

    @Slot(str, int, result=bool)
    def writes(self, text: str, modifiers: int) -> bool:
        """Tell whether a key of a real keyboard writes one character and commands nothing."""
        return len(text) == 1 and text.isprintable() and not modifiers & _COMMANDS

    @Slot()
    def commit_input(self) -> None:
        """Ask the system's input method for the word it is still composing."""
        QGuiApplication.inputMethod().commit()

    @Slot(str, str, result=str)
    def type(self, before: str, letter: str) -> str:
        """Give the text before the cursor after a key of a real keyboard, which has its own shift."""
        if not self._is_chosen and letter.isalpha():
            is_vietnamese = self._visit.appearance.catalogue.language == "vi"
            self._method = "telex" if is_vietnamese and letter.isascii() else "plain"
        text = compose_step(before, letter, self._method) if letter.isascii() else apply_mark(before, letter)
        self.stand_after(text)
        return text

    @Slot(QObject)
    def refuse_input_method(self, line: QObject) -> None:
        """Keep the system's input method away from a line for numbers, where a card may be scanned as well."""
        if isinstance(line, QQuickItem):
            line.setFlag(QQuickItem.Flag.ItemAcceptsInputMethod, False)  # noqa: FBT003 - Qt's own signature
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)

    @Slot(str, str, result=str)
    def mark(self, before: str, tone: str) -> str:
        """Give the text before the cursor after a tone key."""
        return apply_mark(before, tone)

    @Slot(str, result=str)
    def shorten(self, before: str) -> str:
        """Give the text before the cursor without its last letter."""
        text = before[:-1]
        begins = begins_sentence(text) if self._is_prose else not normalise_name(text) or text.endswith(" ")
        self._set_shifted(is_shifted=begins)
        return text

    @Slot()
    def shift(self) -> None:
        """Hold or release shift."""
        self._set_shifted(is_shifted=not self._is_shifted)

    @Slot()
    def switch_telex(self) -> None:
        """Turn Telex on or off."""
        self._choose("plain" if self._method == "telex" else "telex")

    @Slot()
    def switch_vni(self) -> None:
        """Turn VNI on or off."""
        self._choose("plain" if self._method == "vni" else "vni")

    @Slot(str)
    def stand_after(self, before: str) -> None:
        """Be ready for the next letter of a text that stands there already."""
        self._set_shifted(is_shifted=begins_sentence(before) if self._is_prose else begins_name(before))

    def _choose(self, method: Method) -> None:
        self._method, self._is_chosen = method, True
        self.keysChanged.emit()

    def _set_shifted(self, *, is_shifted: bool) -> None:
        self._is_shifted = is_shifted
        self.keysChanged.emit()

    @Slot()
    def _name_tones(self) -> None:
        catalogue = self._visit.appearance.catalogue
        self._tones.show(
            tuple(
                ToneKey(shown, catalogue.text(f"keyboard.tone_{place}"), tone)
                for place, (tone, shown) in enumerate(_TONES.items())
            )
        )

    @Slot()
    def _reset(self) -> None:
        self._method, self._is_chosen = "plain", False
        self.begin()


def begins_name(before: str) -> bool:
    """Tell whether a word of a name begins after `before`."""
    return not before or before[-1] in " -'"


def begins_sentence(before: str) -> bool:
    """Tell whether a sentence begins after `before`: at the start, on a new line, after a full stop and a space."""
    said = before.rstrip(" ")
    return not said or said[-1] == "\n" or (said[-1] in ".?!" and len(said) < len(before))
