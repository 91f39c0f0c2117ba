"""A resident's whole visit through the real window, by pointer and key events, with a picture of each screen.

It is the product's own proof that it works on this machine: it enters an invented person, answers by chance of a seed, and
ends with the receipt and a look into the staff corner. A step that fails raises `StepFailed`; nothing is skipped.
"""

import random
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.services.kiosk import Kiosk
from kiosk.services.receipts import find_receipt
from kiosk.services.status import kiosk_status
from ui.application import KioskWindow, WindowOptions, build_window, show_window
from ui.collecting import collecting_here
from ui.devices.file_printer import FilePrinter
from ui.hand import Hand
from ui.ports import Ports

SIZE: Final = (1920, 1080)
_UNIT: Final = "unit-00343"
HOLD_MS: Final = 3_300
"""The staff corner asks for three seconds."""
_BY_KEYBOARD: Final = 3
"""So many questions are answered on a real keyboard, the others by touch."""
_TONES: Final = {
    "\N{COMBINING ACUTE ACCENT}": "sắc",
    "\N{COMBINING GRAVE ACCENT}": "huyền",
    "\N{COMBINING HOOK ABOVE}": "hỏi",
    "\N{COMBINING TILDE}": "ngã",
    "\N{COMBINING DOT BELOW}": "nặng",
}


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: nobody is called so. `number` lacks its last six digits, which the walk sets."""

    full_name: str
    number: str
    birth_digits: str
    sex: str
    phone: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What the visit led to; `typed` = every personal value entered."""

    attempt: str
    score: int
    questions: int
    receipt_number: int
    receipt_code: str
    typed: tuple[str, ...]
    pictures: tuple[Path, ...]


_PEOPLE: Final = (
    Person("Đoàn Thị Ví Dụ", "001185", "15081985", "female", "0900000185"),
    Person("Nguyễn Thử Nghiệm", "001062", "02091962", "male", "0900000062"),
    Person("Trương Kiểm Thử", "001207", "30042007", "male", "0900000207"),
    Person("Lưỡng Mường Tượng", "001178", "09111978", "female", "0900000178"),
)


def walk(kiosk: Kiosk, make_ports: Callable[[], Ports], out: Path, *, language: str, seed: int, pin: str) -> Walked:
    """Walk through a visit on an open kiosk and leave NN-screen.png and receipt.pdf in `out`.

    `make_ports` is called once there is an application; the receipt is kept as a file whatever printer there is. `pin` opens
    the staff corner; with "" the walk ends before its door. Raises `ui.hand.StepFailed` when a step fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("[0-9][0-9]-*.png"), *out.glob("failed-*.png"), out / "receipt.pdf"):
        old.unlink(missing_ok=True)
    application = drawing_application()
    options = WindowOptions(is_windowed=True, graphics="software", language=language, size=SIZE, is_still=True)
    with tempfile.TemporaryDirectory() as papers, collecting_here(application):
        printer = FilePrinter(Path(papers))
        window = build_window(kiosk, options, replace(make_ports(), printer=printer))
        try:
            show_window(window, options)
            walked = Visitor(window, Hand(window.view, out, lambda: is_idle(window)), seed).through(pin)
        finally:
            window.close()
        shutil.copyfile(next(printer.folder.glob("*.pdf")), out / "receipt.pdf")
    del application
    return walked


def drawing_application() -> QGuiApplication:
    """Give the running application, or one that draws where nobody looks, in software."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    QQuickWindow.setSceneGraphBackend("software")
    return QGuiApplication(["tramthi", "-platform", "offscreen"])


def is_idle(window: KioskWindow) -> bool:
    """Tell whether everything asked of a window has been done."""
    return not (window.storage.pending or window.devices.pending or window.visit.property("isBusy"))


class Visitor:
    """One visit: the hand, the person it plays, and what was entered so far."""

    def __init__(self, window: KioskWindow, hand: Hand, seed: int) -> None:
        self._window = window
        self._hand = hand
        self._chance = random.Random(seed)  # noqa: S311 - chance that must come back, no secret
        self._person = _invented(self._chance, kiosk_status(window.kiosk).attempts.started)
        self._typed: list[str] = []

    def through(self, pin: str) -> Walked:
        """Take all steps."""
        kiosk = self._window.kiosk
        self.enter()
        self.answer(kiosk.rules.paper.question_count)
        self.hand_in()
        receipt = find_receipt(kiosk, self._leave_with_receipt())
        if pin:
            self._look_into_staff_corner(pin)
        return Walked(
            attempt=receipt.attempt,
            score=receipt.points or 0,
            questions=receipt.question_count,
            receipt_number=receipt.number,
            receipt_code=receipt.code,
            typed=tuple(self._typed),
            pictures=tuple(self._hand.pictures),
        )

    def enter(self) -> None:
        """Come in, say who one is, and begin."""
        hand, person = self._hand, self._person
        hand.see("start")
        hand.take_picture("attract")
        hand.tap("start")
        hand.reach("consent-participate")
        hand.take_picture("consent")
        hand.tap("continue")
        hand.see("type-card")
        hand.take_picture("identity")
        hand.tap("type-card")
        self._type_digits("id-number", person.number, "number")
        self._type_name(person.full_name)
        self._type_digits("birth-date", person.birth_digits, "birth")
        self._typed.append(_written(person.birth_digits))
        hand.tap(f"sex-{person.sex}")
        hand.reach(f"group-{self._window.kiosk.rules.groups[0].code}")
        hand.take_picture("about")
        hand.tap("continue")
        self._type_digits("phone", person.phone, "phone")
        hand.see("continue")
        hand.take_picture("check")
        hand.tap("continue")
        hand.reach(_UNIT)
        hand.take_picture("unit")
        hand.tap("continue")
        hand.see("begin")
        hand.take_picture("rules")
        hand.tap("begin")

    def answer(self, count: int) -> None:
        """Answer so many questions from the first on."""
        hand = self._hand
        for place in range(count):
            hand.see("answer-0")
            if place == 0:
                hand.take_picture("quiz")
            self._choose(is_typed=place < _BY_KEYBOARD)
            if place == 0:
                hand.take_picture("quiz-saved")
                self._in_the_other_language("quiz-other-language")
            hand.tap("next")
            hand.wait(lambda: is_idle(self._window), "idle")

    def answer_the_rest(self) -> None:
        """Answer from the question on the screen to the last one."""
        hand = self._hand
        hand.see("answer-0")
        while hand.sees("answer-0"):
            self._choose(is_typed=False)
            hand.tap("next")
            hand.wait(lambda: is_idle(self._window), "idle")

    def hand_in(self) -> None:
        """Predict where the rules ask for it, and hand in."""
        hand = self._hand
        if self._window.kiosk.rules.prediction is not None:
            self._type_digits("prediction", str(self._chance.randint(50, 900)), "prediction", onward="review")
        hand.see("hand-in")
        hand.take_picture("review")
        hand.tap("hand-in")
        hand.see("confirm-hand-in")
        hand.take_picture("hand-in")
        hand.tap("confirm-hand-in")

    def _choose(self, *, is_typed: bool) -> None:
        hand = self._hand
        answer = self._chance.choice([each for each in (f"answer-{n}" for n in range(8)) if hand.sees(each)])
        if is_typed:
            hand.tab_to(answer)
            hand.press_key(Qt.Key.Key_Space, " ")
        else:
            hand.tap(answer)
        hand.wait(lambda: is_idle(self._window) and bool(hand.see(answer).property("isChosen")), f"{answer}:chosen")

    def _leave_with_receipt(self) -> str:
        hand = self._hand
        hand.see("score")
        hand.take_picture("result")
        hand.tap("continue")
        hand.see("receipt-code")
        code = hand.text_of("receipt-code")
        hand.wait(lambda: bool(self._window.models["receipt"].property("isPrintGood")), "print-state")
        hand.take_picture("receipt")
        hand.tap("finish")
        hand.see("done")
        hand.take_picture("thanks")
        hand.tap("done")
        hand.see("start")
        return code

    def _look_into_staff_corner(self, pin: str) -> None:
        hand = self._hand
        hand.tap("staff-corner", hold_ms=HOLD_MS)
        hand.see("pin-0")
        hand.take_picture("staff-pin")
        for digit in pin:
            hand.tap(f"pin-{digit}")
        hand.see("staff-close")
        hand.take_picture("staff")
        hand.tap("tab-sync")
        hand.see("staff-sync")
        hand.tap("staff-sync")
        hand.take_picture("staff-synced")
        hand.tap("staff-leave")
        hand.see("start")

    def _type_digits(self, line: str, digits: str, step: str, *, onward: str = "continue") -> None:
        self._hand.see(line)
        for digit in digits:
            self._hand.tap(f"key-{digit}")
        self._hand.take_picture(step)
        self._hand.tap(onward)
        if line != "prediction":
            self._typed.append(digits)

    def _type_name(self, name: str) -> None:
        """Type on the touch keyboard: marked letters by their own keys, the tone of a word after its letters."""
        hand = self._hand
        hand.see("full-name")
        type_words(hand, name)
        hand.wait(lambda: hand.text_of("full-name") == name, "full-name:text")
        hand.take_picture("name")
        hand.tap("continue")
        self._typed.append(name)

    def _in_the_other_language(self, step: str) -> None:
        here, other = ("vi", "en") if self._window.appearance.property("language") == "vi" else ("en", "vi")
        self._hand.tap(f"language-{other}")
        self._hand.take_picture(step)
        self._hand.tap(f"language-{here}")


def _invented(chance: random.Random, serial: int) -> Person:
    """Choose a person; the number ends in how often somebody has entered here, so that a second walk is another person."""
    person = chance.choice(_PEOPLE)
    return replace(person, number=f"{person.number}{serial % 1_000_000:06d}")


def type_words(hand: Hand, words: str) -> None:
    """Type words on the touch keyboard, the tone of each after its letters."""
    for place, word in enumerate(words.split()):
        if place:
            hand.tap("key-space")
        for key in _keys_of(word):
            hand.tap(key)


def _keys_of(word: str) -> Iterator[str]:
    tones: list[str] = []
    for letter in word.lower():
        parts = unicodedata.normalize("NFD", letter)
        tones += [_TONES[each] for each in parts if each in _TONES]
        yield "key-" + unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
    yield from (f"tone-{each}" for each in tones)


def _written(digits: str) -> str:
    return f"{digits[:2]}/{digits[2:4]}/{digits[4:]}"
