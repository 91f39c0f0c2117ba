"""What of the log may leave: every line this program writes is known, and nothing else gets through, whatever stands in it."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contest.errors import Refused
from kiosk.services.log_lines import HIDDEN, LINES, plain_lines
from ui.flow import Step

ROOT: Final = Path(__file__).parents[2]
_LEVELS: Final = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
_FORMAT: Final = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
SECRETS: Final = ("nguyen van a", "nguyen", "NGUYỄN VĂN A", "001185067890", "0912345678", "Tran_Thi_B", "h'hen nie")
"""What a person may have typed: names with and without marks and capitals, numbers."""


def _templates() -> Iterator[tuple[str, str, int]]:
    """Give (logger, template, arguments) of every line the kiosk's own code writes into its log."""
    for room in ("kiosk", "ui", "sync/client", "sync/protocol"):
        for path in sorted((ROOT / room).rglob("*.py")):
            logger = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match call:
                    case ast.Call(func=ast.Attribute(value=ast.Name("_log"), attr=level), args=args) if (
                        level in _LEVELS
                    ):
                        assert isinstance(args[0], ast.Constant), f"{path}:{call.lineno} has no template"
                        yield logger, str(args[0].value), len(args) - 1


def _line(logger: str, template: str, *arguments: object) -> str:
    """Write a record as the log does."""
    return _FORMAT.format(logging.LogRecord(logger, logging.WARNING, "", 0, template, arguments, None))


def _texts(log: str) -> list[str]:
    """Give the plain lines without when and at which level they were written."""
    return [line.partition("WARNING ")[2] or line for line in plain_lines(log)]


def test_every_line_of_ours_is_known() -> None:
    """With as many arguments; what is written no more is not kept."""
    written = {(logger, template): count for logger, template, count in _templates()}
    known = {(logger, template): len(lets) for logger, lines in LINES.items() for template, lets in lines.items()}
    assert known == written
    assert len(written) > 30


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    ("logger", "template"), [(logger, template) for logger, lines in LINES.items() for template in lines]
)
def test_an_argument_that_is_of_a_person_is_blanked(logger: str, template: str, secret: str) -> None:
    """In the place of every argument: our own words stay, so that a technician still reads what happened."""
    first = template.partition("\n")[0]
    log = _line(logger, template.replace("%d", "%s"), *[secret] * len(LINES[logger][template]))
    plain = _texts(log)
    assert plain[0] == f"{logger}: " + first.replace("%d", HIDDEN).replace("%s", HIDDEN).replace("%r", HIDDEN)
    assert secret not in "".join(plain)


@given(
    secret=st.text("abcdefghijklmnopqrstuvwxyz", min_size=9, max_size=20),
    around=st.lists(
        st.sampled_from(["kiosk starts:", " ", "left undone:", ":", "\n", "'", "Refused('", "WARNING", "a"])
    ),
    logger=st.sampled_from([*LINES, "httpx", "somebody.else"]),
    end=st.sampled_from(["", "\n", ": ", "\nValueError: "]),
)
def test_no_line_that_is_not_known_gets_through(secret: str, around: list[str], logger: str, end: str) -> None:
    """Whatever a person typed, in lower case and without a mark: in a record, a message of an error, a line of code, a logger."""
    text = "".join(around) + end + secret
    for log in (
        text,
        _line(logger, "%s", text),
        _line(secret, "x"),
        f"  {text}",
        f"ValueError: {text}",
        f"{secret}Error",
    ):
        assert secret not in "\n".join(plain_lines(log))


def test_what_is_ours_stays_readable() -> None:
    """Counts, codes, steps, screens and kinds of error."""
    lines = [
        _line(
            "kiosk.app",
            "kiosk starts: %d attempt(s) handed in; the last run was cut off: %s, with %d receipt(s) on the way to paper",
            2,
            "True",
            1,
        ),
        _line("kiosk.app", "the kiosk cannot be begun: %s", Refused("folder_unusable", place="running.lock")),
        _line("kiosk.upkeep", "%s left undone: %s", "backup", "backup_folder_unwritable"),
        _line(
            "kiosk.services.machine",
            "the settings were found %s (%d of them); kept as: %s",
            "damaged",
            0,
            "settings-2026-11-30-1.json",
        ),
        _line("ui.view_models.visit", "left undone: %r", Refused("disk_full")),
        _line("ui.view_models.visit", "left undone: %r", ValueError("nguyen")),
        _line(
            "ui.view_models.visit",
            "the visit stopped at %s\n%s",
            "quiz",
            "Traceback (most recent call last):\n  x = nguyen\nValueError: nguyen",
        ),
        _line(
            "ui.application",
            "a screen's own code failed: %s",
            "file:///srv/a/ui/qml/Kiosk/Screens/QuizScreen.qml:17:5: nguyen is not defined",
        ),
        _line("httpx", "nguyen"),
        "kiosk.contest.errors.Refused: disk_full",
        "peewee.OperationalError: nguyen",
    ]
    assert _texts("\n".join(lines)) == [
        "kiosk.app: kiosk starts: 2 attempt(s) handed in; the last run was cut off: True, with 1 receipt(s) on the way to paper",
        "kiosk.app: the kiosk cannot be begun: folder_unusable *",
        "kiosk.upkeep: backup left undone: backup_folder_unwritable",
        "kiosk.services.machine: the settings were found damaged (0 of them); kept as: settings-2026-11-30-1.json",
        "ui.view_models.visit: left undone: Refused(disk_full)",
        "ui.view_models.visit: left undone: ValueError",
        "ui.view_models.visit: the visit stopped at quiz",
        "  ValueError",
        "ui.application: a screen's own code failed: QuizScreen.qml:17 *",
        "httpx: (withheld)",
        "  Refused: disk_full",
        "  OperationalError",
        "withheld: 2",
    ]


@pytest.mark.parametrize("step", Step)
def test_every_screen_may_be_named(step: Step) -> None:
    """Where a visit stopped is what a technician asks first."""
    assert _texts(_line("ui.view_models.visit", "the visit stopped at %s\n%s", step.value, ""))[0].endswith(step.value)


def test_a_dump_of_threads_stays_as_places() -> None:
    """What a watcher writes of a window that stands still is kept, without the machine's folders; of others' code its line."""
    dump = 'Thread 0x7f (most recent call first):\n  File "/opt/ui/flow.py", line 7 in step\n  File "/opt/y.py", line 1 in z\n'
    assert list(plain_lines(dump)) == ["  ui/flow.py:7 step", "  *:1", "withheld: 1"]
