"""How facts are printed: one JSON object, or plain lines for a person; never anything secret or personal."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from kiosk.paths import default_data_folder


def data_folder(options: Namespace, part: str = "kiosk") -> Path:
    """Give the folder a command works in: the one named, or this user's own `part`."""
    return Path(options.data) if options.data is not None else default_data_folder() / part


def print_facts(facts: Struct, options: Namespace) -> None:
    """Print one object: as JSON when asked for, else one `name: value` a line."""
    if options.json:
        print_json(facts)
        return
    for name, value in _lines(msgspec.to_builtins(facts)):
        print(f"{name}: {value}")


def print_json(facts: object) -> None:
    """Print one JSON object on one line."""
    print(msgspec.json.encode(facts).decode(), flush=True)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal while work reports `(done, all)`; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines(facts: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _lines(value, f"{above}{name}.")
        elif isinstance(value, list | tuple) and any(isinstance(each, dict) for each in value):
            for number, each in enumerate(value, start=1):
                yield f"{above}{name}.{number}", ", ".join(f"{key} {_word(part)}" for key, part in _lines(each))
        else:
            yield f"{above}{name}", _word(value)


def _word(value: object) -> str:
    """Write a value for a person, not for a program: those read `--json`."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_word, value)) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None or value == "" else str(value)
