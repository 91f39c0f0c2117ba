"""What of the log may leave a kiosk: lines this program is known to write, with arguments that can be nothing of a person's.

Every template of ours stands here with what each of its arguments may be (`tests/services/test_log_lines.py` compares them with the
source). An argument that is not that is blanked; a line of any other form is withheld and counted. Nothing here reads a file.
"""

import builtins
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from kiosk.paths import ROOT
from kiosk.texts import LANGUAGES, load_catalogue

Let = Callable[[str], str]
"""Gives what of an argument is let through."""

HIDDEN: Final = "*"
_HEAD: Final = re.compile(r"(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+) (?P<logger>[\w.]+): (?P<text>.*)")
_PLACE: Final = re.compile(r'\s*File "(?P<path>[^"]*)", line (?P<line>\d+),? in (?P<name>[\w<>.]+)\s*')
_ERROR: Final = re.compile(r"(?P<room>(?:[a-z_][a-z_0-9]*\.)*)(?P<name>[A-Z]\w+)(?:: (?P<said>.*))?")
_ARGUMENT: Final = re.compile(r"%[sdr]")
_NUMBER: Final = re.compile(r"-?\d{1,8}")
_FILE: Final = re.compile(r"settings\.json|settings-\d{4}-\d\d-\d\d-\d{1,3}\.json|(?:logs|kiosk\.log)\.other-\d{1,3}|")
_SCREEN: Final = re.compile(r"file:///\S*/(?P<file>\w+\.qml):(?P<line>\d{1,5})\b.*")
_FAILURE: Final = re.compile(r"(?P<name>\w+)\((?:'(?P<code>\w+)')?.*\)")
_OWN_ROOMS: Final = ("kiosk", "ui", "sync", "site-packages")
_OTHERS: Final = frozenset({"asyncio", "httpx", "httpcore", "msgspec", "nacl", "peewee", "sqlite3", "ssl", "reportlab"})
"""Packages whose loggers and errors may be named; what they say may not."""
_ERRORS: Final = frozenset(
    name for name, each in vars(builtins).items() if isinstance(each, type) and issubclass(each, BaseException)
)
_ENDINGS: Final = ("Error", "Exception", "Failed", "Refused", "Unreadable", "Warning")
"""How the names of errors end that are no part of Python."""


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else HIDDEN


def _code(text: str) -> str:
    """Let the code of a refusal through, of its facts only that there were some."""
    code, _, facts = text.partition(" ")
    return HIDDEN if code not in _codes() else code if not facts else f"{code} {HIDDEN}"


def _failure(text: str) -> str:
    """Let the kind of an error through as its `repr` begins, and the code of a refusal."""
    found = _FAILURE.fullmatch(text)
    if found is None:
        return HIDDEN
    if found["name"] == "Refused" and found["code"] in _codes():
        return f"Refused({found['code']})"
    return found["name"] if found["name"] in _ERRORS else HIDDEN


def _error(text: str) -> str:
    return text if text in _ERRORS else HIDDEN


def _file(text: str) -> str:
    return text if _FILE.fullmatch(text) else HIDDEN


def _screen(text: str) -> str:
    found = _SCREEN.fullmatch(text)
    return f"{found['file']}:{found['line']} {HIDDEN}" if found is not None and found["file"] in _screens() else HIDDEN


def _hidden(_text: str) -> str:
    return HIDDEN


def _one_of(*words: str) -> Let:
    return lambda text: text if text in words else HIDDEN


_TRUTH: Final = _one_of("True", "False")
_STEP: Final = _one_of(
    "closed", "attract", "consent", "identity", "nationality", "number", "name", "birth", "about", "phone", "check",
    "guardian", "unit", "rules", "quiz", "prediction", "essay", "review", "hand_in", "result", "receipt", "practice_over",
    "voided", "thanks", "refused", "problem",
)  # fmt: skip
_PART: Final = _one_of("counts", "retention", "backup", "retention in copies", "put aside", "interrupted", "key mended")
_ACT: Final = _one_of(
    "act", "check", "cut_off", "day", "export", "help", "leave", "look", "page", "paper", "pause", "pin", "practice", "queue",
    "read", "reprint", "save", "start", "state", "stick", "sticks", "sync",
)  # fmt: skip

LINES: Final[Mapping[str, Mapping[str, tuple[Let, ...]]]] = {
    "kiosk.app": {
        "kiosk starts: %d attempt(s) handed in; the last run was cut off: %s, with %d receipt(s) on the way to paper": (
            _number, _TRUTH, _number,
        ),
        "the kiosk cannot be begun: %s": (_code,),
    },
    "kiosk.cli": {"a place could not be used": ()},
    "kiosk.logs": {
        "unexpected error": (),
        "something stood where the log belongs; it is kept as %s": (_file,),
        "the log cannot be written: %s": (_error,),
    },
    "kiosk.services.machine": {"the settings were found %s (%d of them); kept as: %s": (
        _one_of("lost", "damaged", "reset", "in_part"), _number, _file,
    )},
    "kiosk.services.support": {"a support bundle was made but not noted: %s": (_code,)},
    "kiosk.supervision": {"the window ended with code %d (%d in a row)": (_number, _number)},
    "kiosk.upkeep": {
        "%s left undone: %s": (_PART, _code),
        "%s failed unexpectedly": (_PART,),
        "the database is damaged: nothing more is written to it": (),
        "the database was not checked: %s": (_code,),
        "%s: %s": (_PART, _number),
    },
    "sync.client.agent": {"sync failed: %s": (_code,), "sync failed unexpectedly": ()},
    "sync.client.healing": {
        "epoch %d forked at %d: epoch %d opened with %d entries": (_number, _number, _number, _number),
    },
    "ui.application": {
        "the graphics failed (%s): %s": (_one_of("auto", "software"), _hidden),
        "the first screen could not be made": (),
        "a screen's own code failed: %s": (_screen,),
    },
    "ui.papers": {"the way of a paper could not be noted: %r": (_failure,)},
    "ui.reading": {"reading aloud failed: %r": (_failure,)},
    "ui.restarting": {
        "the screens were made anew": (),
        "the screens of a visit could not be made": (),
        "the screens failed more than %d times within %d s: the program ends": (_number, _number),
        "%s\n%s": (_one_of("while the screens failed", "as the screens were made anew"), _hidden),
    },
    "ui.staff_acts": {"the staff corner failed at %s": (_ACT,)},
    "ui.view_models.help": {"a call for help could not be noted or read: %r": (_failure,)},
    "ui.view_models.orders": {"an order waits: %r": (_failure,)},
    "ui.view_models.receipt": {"the receipt could not be drawn": ()},
    "ui.view_models.visit": {
        "the visit stopped: %s": (_code,),
        "the visit stopped at %s\n%s": (_STEP, _hidden),
        "left undone: %r": (_failure,),
    },
    "ui.wiring": {"the devices could not be exchanged": ()},
}  # fmt: skip
"""By logger, each template of ours and what its arguments may be; those with more lines are known by their first."""


def plain_lines(log: str) -> Iterator[str]:
    """Give the lines of a log that can hold nothing of a person, and last how many were withheld, if any were.

    Of a record stay its moment, level and logger, and its text where that is known. Of a trace stay its places in the program (no
    folders of this machine, nothing of other programs) and the kind of error, never its message or the line of code.
    """
    withheld = 0
    for line in log.splitlines():
        if head := _HEAD.fullmatch(line):
            text = _known_text(head["logger"], head["text"])
            withheld += text is None
            yield f"{head['when']} {_logger(head['logger'])}: {'(withheld)' if text is None else text}"
        elif place := _PLACE.fullmatch(line):
            yield _place(place["path"], place["line"], place["name"])
        elif (error := _ERROR.fullmatch(line)) and (kind := _kind(error["room"], error["name"], error["said"] or "")):
            yield f"  {kind}"
        else:
            withheld += bool(line.strip()) and line != "Traceback (most recent call last):"
    if withheld:
        yield f"withheld: {withheld}"


def _known_text(logger: str, text: str) -> str | None:
    """Give a record's text with what of its arguments is let through; None for one that is not of ours."""
    for pattern, template, lets in _patterns(logger):
        if found := pattern.fullmatch(text):
            said = iter(let(argument) for let, argument in zip(lets, found.groups(), strict=True))
            return _ARGUMENT.sub(lambda _: next(said), template)  # noqa: B023 - used up before the next turn
    return None


@cache
def _patterns(logger: str) -> tuple[tuple[re.Pattern[str], str, tuple[Let, ...]], ...]:
    made = []
    for template, lets in LINES.get(logger, {}).items():
        first = template.partition("\n")[0]
        count = len(_ARGUMENT.findall(first))
        pattern = re.compile("(.*?)".join(re.escape(part) for part in _ARGUMENT.split(first)))
        made.append((pattern, first, lets[:count]))
    return tuple(made)


def _logger(name: str) -> str:
    return name if name in LINES or name.partition(".")[0] in _OTHERS else HIDDEN


def _place(path: str, line: str, name: str) -> str:
    """Give a source file from the program's own folders on, of any other only that it is another's."""
    parts = path.replace("\\", "/").split("/")
    starts = [place for place, part in enumerate(parts) if part in _OWN_ROOMS]
    return f"  {'/'.join(parts[starts[-1] :])}:{line} {name}" if starts else f"  {HIDDEN}:{line}"


def _kind(room: str, name: str, said: str) -> str:
    """Give what a trace ended with, "" for something that is no error we know: the code too where it was refused."""
    if name == "Refused" and room == "kiosk.contest.errors.":
        return f"Refused: {_code(said)}"
    if not room:
        return name if name in _ERRORS else ""
    is_known = room.partition(".")[0] in (*_OWN_ROOMS, *_OTHERS)
    return name if is_known and name.isascii() and name.endswith(_ENDINGS) else ""


@cache
def _codes() -> frozenset[str]:
    catalogue = load_catalogue(LANGUAGES[0])
    return frozenset(key.removeprefix("refusals.") for key in catalogue.texts if key.startswith("refusals."))


@cache
def _screens() -> frozenset[str]:
    return frozenset(each.name for each in (ROOT / "ui" / "qml").rglob("*.qml"))
