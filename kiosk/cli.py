"""The command line: thin. It parses, calls one function, and ends with its code; each command's work lies elsewhere.

argparse rather than a larger library because the kiosk itself starts through here and every tenth of a second shows
(`docs/decisions/0003-command-line.md`). What there is stands in `kiosk.commands.table`; a command's module is imported only when
asked for.
"""

import argparse
import gc
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

from kiosk.commands.table import COMMANDS, GROUPS
from kiosk.contest.errors import Refused

_log = logging.getLogger(__name__)
_OWN_PACKAGES: Final = ("", "kiosk", "resources", "sync", "ui")
DONE: Final = 0
REFUSED: Final = 1


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    options = command_parser(arguments[:1]).parse_args(arguments)
    module, function = options.act.split(":")
    gc.disable()  # While modules are loaded there is nothing to collect.
    act = getattr(import_module(module), function)
    gc.enable()
    try:
        code = act(options)
    except Refused as refused:
        return _say(refused, options)
    except BrokenPipeError:
        # Who read the output has gone (`| head`): nobody is left to be told, and the interpreter must not try at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except ModuleNotFoundError as fault:
        package = (fault.name or "").partition(".")[0]
        if package in _OWN_PACKAGES:
            raise
        return _say(Refused("package_missing", package=package), options)
    except OSError as fault:
        from kiosk.commands.place_faults import place_fault

        refused_by_place = place_fault(fault)
        if refused_by_place is None:
            raise
        _log.info("a place could not be used", exc_info=fault)
        return _say(refused_by_place, options)
    return DONE if code is None else int(code)


def _say(refused: Refused, options: argparse.Namespace) -> int:
    from kiosk.texts import refusal_sentence

    print(refusal_sentence(refused, "staff", getattr(options, "language", "vi")), file=sys.stderr)
    return REFUSED


def command_parser(first: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Build the parser from the table: all of it, or only the commands that begin with the word in `first`.

    The kiosk starts through here, and a parser of everything takes as long to build as a part of its first frame.
    """
    commands = [each for each in COMMANDS if [*each.words[:1]] == [*first]] or COMMANDS
    parser = argparse.ArgumentParser(prog="tramthi", description="Trạm Thi: a ward's quiz station, and its district.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and end")
    levels: dict[tuple[str, ...], Any] = {(): parser.add_subparsers(required=True, metavar="COMMAND")}
    for command in commands:
        *above, name = command.words
        for depth in range(len(above)):
            group = tuple(above[: depth + 1])
            if group not in levels:
                levels[group] = (
                    levels[group[:-1]]
                    .add_parser(group[-1], help=GROUPS[group[-1]], description=GROUPS[group[-1]])
                    .add_subparsers(required=True, metavar="COMMAND")
                )
        leaf = levels[tuple(above)].add_parser(
            name, help=command.sentence, description=command.sentence, epilog=f"example: {command.example}"
        )
        for argument in command.arguments:
            leaf.add_argument(argument.flag, **argument.settings)
        leaf.set_defaults(act=command.act)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked for it: reading a package's metadata takes longer than parsing."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"tramthi {own_version()}")
        parser.exit()


def own_version() -> str:
    """Give the version of this program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("tram-thi")
    except PackageNotFoundError:  # pragma: no cover - only in a tree that was never installed
        return "unknown"
