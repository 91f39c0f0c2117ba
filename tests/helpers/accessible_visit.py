"""A visit through the accessibility tree alone, as a screen reader goes: found by name, pressed, read. No window is touched.

A program of its own for the system's Python, which has the bindings (python3-gi): `accessible_visit.py ROOT LANGUAGE COMMAND ...`
starts the kiosk by COMMAND, goes from the first screen to the receipt, and prints the receipt's code. Only the standard library
and gi may be imported here.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import gi  # type: ignore[import-not-found]  # the system's Python has it

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402 - its version is asked for above

PATIENCE_S = 120.0
LOOK_AT_LEAST_EVERY_S = 2
"""A program that is just starting is not on the bus yet, and says nothing of that."""
NUMBER, BIRTH, PHONE = "001185067890", "01121985", "0912345678"
NAME_KEYS = ("N", "g", "u", "y", "ê", "n", "keyboard.tone_3")
CODE = re.compile("[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")
ANSWERED = 3
PREDICTION = "123"


_T = TypeVar("_T")


class Node(Protocol):
    """What is used of a thing in the tree."""

    def get_name(self) -> str | None:
        """Give what it is called."""

    def clear_cache(self) -> None:
        """Ask the program itself from now on."""

    def get_child_count(self) -> int:
        """Count what is in it."""

    def get_child_at_index(self, place: int) -> "Node | None":
        """Give a thing in it."""

    def get_interfaces(self) -> list[str]:
        """Name what can be done with it."""

    def get_process_id(self) -> int:
        """Give the program's own number."""

    def get_state_set(self) -> "States":
        """Give how it stands."""


class States(Protocol):
    """How a thing stands."""

    def contains(self, state: object) -> bool:
        """Tell whether this holds."""


class NotFound(Exception):
    """Nothing in the tree has the name looked for; holds what is there."""


class Reader:
    """Reads one application's tree and presses what it finds there; texts come from the program's own catalogue."""

    def __init__(self, root: Path, language: str, application: Node) -> None:
        self._language = language
        self._application = application
        self._texts: dict[str, str] = {}
        for file in sorted((root / "resources" / "translations" / language).glob("*.json")):
            words = json.loads(file.read_text(encoding="utf-8"))
            self._texts.update({f"{file.stem}.{key}": text for key, text in words.items()})
        self._pack = root / "resources" / "packs" / "thanh-xuan-2023"

    def text(self, key: str) -> str:
        """Give a text of the catalogue."""
        return self._texts[key]

    def of_pack(self, file: str, find: Callable[[Any], Any]) -> str:
        """Give a name in the contest's pack."""
        return str(find(json.loads((self._pack / file).read_text(encoding="utf-8")))["name"][self._language])

    def shown(self) -> Iterator[Node]:
        """Give everything that is said to be on the screen now."""
        waiting = [self._application]
        while waiting:
            node = waiting.pop(0)
            node.clear_cache()
            states = node.get_state_set()
            if node is not self._application and not states.contains(Atspi.StateType.SHOWING):
                continue
            yield node
            children = (node.get_child_at_index(place) for place in range(node.get_child_count()))
            waiting.extend(each for each in children if each is not None)

    def find(self, name: str, *, is_whole: bool = True) -> Node:
        """Wait for the one thing of that name that can be pressed; `is_whole` False: whose name holds it."""
        return _wait(lambda: self._one(name, is_whole=is_whole), lambda: NotFound(name, self.names()))

    def press(self, name: str, *, is_whole: bool = True) -> None:
        """Do the first act that a thing of that name offers."""
        node = self.find(name, is_whole=is_whole)
        if not Atspi.Action.do_action(node, 0):
            raise NotFound(name, "would not be pressed")

    def reach(self, name: str) -> None:
        """Read on, page by page, until a thing of that name is there, and press it."""
        turn = self.text("resident.page.next")
        _wait(lambda: self._one(name, is_whole=False) or self._one(turn), lambda: NotFound(name, self.names()))
        while self._one(name, is_whole=False) is None:
            self.press(turn)
        self.press(name, is_whole=False)

    def is_checked(self, name: str) -> bool:
        """Tell whether a thing of that name says that it is chosen."""
        return bool(self.find(name, is_whole=False).get_state_set().contains(Atspi.StateType.CHECKED))

    def hears(self, text: str) -> bool:
        """Tell whether anything on the screen is called exactly so."""
        return text in self.names()

    def _one(self, name: str, *, is_whole: bool = True) -> Node | None:
        found = [each for each in self.shown() if self._fits(each, name, is_whole=is_whole)]
        if len(found) > 1:
            raise NotFound(name, f"{len(found)} things are called so")
        return found[0] if found else None

    def _fits(self, node: Node, name: str, *, is_whole: bool) -> bool:
        called = node.get_name() or ""
        is_named = called == name if is_whole else name in called
        if not is_named or "Action" not in node.get_interfaces() or Atspi.Action.get_n_actions(node) == 0:
            return False
        states = node.get_state_set()
        return bool(states.contains(Atspi.StateType.SENSITIVE) and states.contains(Atspi.StateType.ENABLED))

    def names(self) -> list[str]:
        """Give what everything on the screen is called."""
        return [name for each in self.shown() if (name := each.get_name())]


def visit(reader: Reader) -> str:
    """Go from the first screen to the receipt and give its code."""
    text, onward = reader.text, reader.text("resident.frame.continue")
    reader.press(text("resident.attract.start"), is_whole=False)
    reader.reach(f". {text('resident.consent.required')}. ")
    reader.press(onward)
    reader.press(text("resident.identity.card"), is_whole=False)
    _press_all(reader, NUMBER, onward)
    _press_all(reader, [text(key) if "." in key else key for key in NAME_KEYS], onward)
    _press_all(reader, BIRTH, onward)
    reader.press(text("resident.sex.female"))
    reader.reach(reader.of_pack("rules.json", lambda rules: rules["groups"][0]))
    reader.press(onward)
    _press_all(reader, PHONE, onward)
    reader.press(text("resident.check.confirm"))
    reader.reach(reader.of_pack("units.json", lambda units: next(each for each in units if each["code"] == "00343")))
    reader.press(onward)
    reader.press(text("resident.rules.begin"))
    for _ in range(ANSWERED):
        reader.press("A. ", is_whole=False)
        _wait(lambda: reader.is_checked("A. ") or None, lambda: NotFound("A. ", "is not said to be chosen"))
        reader.press(text("resident.quiz.next"))
    reader.press(text("resident.quiz.all"))
    reader.press(text("resident.review.not_predicted"), is_whole=False)
    _press_all(reader, PREDICTION, text("resident.prediction.next"))
    reader.press(text("resident.review.hand_in"))
    _wait(lambda: reader.hears(text("resident.hand_in.title")) or None, lambda: NotFound("hand_in", ""))
    reader.press(text("resident.hand_in.confirm"))
    reader.press(text("resident.result.receipt"))
    reader.find(text("resident.receipt.finish"))
    code = _wait(lambda: _code_of(reader), lambda: NotFound("the receipt's code", reader.names()))
    reader.press(text("resident.receipt.finish"))
    reader.press(text("resident.thanks.done"))
    reader.find(text("resident.attract.start"), is_whole=False)
    return str(code)


def _press_all(reader: Reader, names: Iterable[str], onward: str) -> None:
    for name in names:
        reader.press(name)
    reader.press(onward)


def _code_of(reader: Reader) -> str | None:
    return next((name for name in reader.names() if CODE.fullmatch(name)), None)


class Signs:
    """Counts what the programs on the bus of accessibility say has changed."""

    def __init__(self) -> None:
        self.count = 0
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in ("object", "window"):
            self._listener.register(kind)

    def _hear(self, _event: object) -> None:
        self.count += 1

    def wait(self, heard: int) -> None:
        """Come back as soon as more was said than `heard`, or when it is time to look all the same."""
        alarm, until = GLib.timeout_add_seconds(LOOK_AT_LEAST_EVERY_S, _again), time.monotonic() + LOOK_AT_LEAST_EVERY_S
        while self.count == heard and time.monotonic() < until:
            GLib.MainContext.default().iteration(may_block=True)
        GLib.source_remove(alarm)


def _again() -> bool:
    """Keep an alarm that wakes who waits."""
    return True


SIGNS = Signs()


def _wait(look: Callable[[], _T | None], failure: Callable[[], Exception]) -> _T:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        heard = SIGNS.count
        found = look()
        if found is not None:
            return found
        if time.monotonic() > deadline:
            raise failure()
        SIGNS.wait(heard)


def _application_of(process: subprocess.Popen[bytes]) -> Node | None:
    desktop = Atspi.get_desktop(0)
    running = (desktop.get_child_at_index(at) for at in range(desktop.get_child_count()))
    return next((each for each in running if each is not None and each.get_process_id() == process.pid), None)


def main(root: Path, language: str, command: list[str]) -> None:
    """Start the kiosk, visit it, end it."""
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL) as process:
        try:
            application = _wait(
                lambda: _application_of(process), lambda: NotFound("the kiosk", "did not announce itself")
            )
            print(visit(Reader(root, language, application)))  # noqa: T201 - what the test reads
        finally:
            process.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
