"""Checks on the files of the checkout: documented commands, lengths, Unicode, data files, nothing of this machine."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts.environment import ROOT

LONGEST = {".py": 350, ".qml": 170}
"""Lines at which a file is refused; at about 300 and 150 it stops being easy to read."""

TEXT = {".py", ".qml", ".js", ".json", ".toml", ".md", ".html", ".css", ".lock", ".spec", ".txt", ".yml", ".iss", ""}
NOT_OURS = {".git", ".venv", "__pycache__", ".hypothesis"}
MADE = {"build", "dist"}
"""Folders at the root that the build fills."""

PERSONAL_FOLDER = re.compile(r"(?<![\w.])(/(?:home|Users)/\w+/|/roo[t]/|[A-Z]:\\Users\\\w+)")
PACKAGE_SOURCES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "NPM_CONFIG_REGISTRY")


def files(root: Path = ROOT) -> Iterator[Path]:
    """Give every file of the checkout that people wrote, in a fixed order."""
    for folder, below, names in os.walk(root):
        left_out = NOT_OURS | MADE if Path(folder) == root else NOT_OURS
        below[:] = sorted(name for name in below if name not in left_out and not name.endswith(("_cache", ".egg-info")))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith(".coverage"))


def texts(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Give each text file of the checkout: its path from the root, and what it holds (None of it decoded is skipped)."""
    for place in files(root):
        if place.suffix in TEXT and ".min." not in place.name:
            yield place.relative_to(root).as_posix(), place.read_bytes().decode("utf-8", errors="surrogateescape")


def command_problems(root: Path = ROOT) -> list[str]:
    """Compare each `tramthi ...` in README and docs with the command line itself."""
    from kiosk.commands.table import COMMANDS  # noqa: PLC0415 - needs the program's packages, the other checks do not

    options = {
        " ".join(command.words): {argument.flag for argument in command.arguments if argument.flag.startswith("-")}
        for command in COMMANDS
    }
    pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    found = [(page.name, line) for page in pages if page.exists() for line in _command_lines(page.read_text("utf-8"))]
    if not any(name == "README.md" for name, _ in found):
        return ["README.md names no tramthi command"]
    return [f"{page}: tramthi {line}: {fault}" for page, line in found for fault in _command_faults(line, options)]


def length_problems(root: Path = ROOT) -> list[str]:
    """Find files that have grown too long to be read at a sitting."""
    return [
        f"{path}: {count} lines, at most {LONGEST[suffix]}"
        for path, text in texts(root)
        if (suffix := Path(path).suffix) in LONGEST and (count := text.count("\n")) > LONGEST[suffix]
    ]


def unicode_problems(root: Path = ROOT) -> list[str]:
    """Find text files that are not UTF-8, not in NFC, or have Windows line ends."""
    problems = []
    for path, text in texts(root):
        if any("\udc80" <= sign <= "\udcff" for sign in text):
            problems.append(f"{path}: not UTF-8")
        elif text != unicodedata.normalize("NFC", text):
            line = next(n for n, line in enumerate(text.split("\n"), 1) if line != unicodedata.normalize("NFC", line))
            problems.append(f"{path}:{line}: not in NFC")
        if "\r" in text:
            problems.append(f"{path}: has carriage returns")
    return problems


def resource_problems(root: Path = ROOT) -> list[str]:
    """Read every JSON file of the resources: it parses, and no key stands twice in one object."""
    places = sorted((root / "resources").rglob("*.json"))
    problems = [] if places else ["there is no JSON file under resources"]
    for place in places:
        twice: list[str] = []
        try:
            json.loads(place.read_text(encoding="utf-8"), object_pairs_hook=lambda pairs: _once(pairs, twice))  # noqa: B023 - read at once
        except ValueError as fault:
            problems.append(f"{place.relative_to(root).as_posix()}: {fault}")
        problems += [f"{place.relative_to(root).as_posix()}: {key!r} stands twice" for key in twice]
    return problems


def place_problems(root: Path = ROOT) -> list[str]:
    """Find what must not leave this machine: folders of its people, and where its packages come from."""
    hosts = {urlsplit(os.environ.get(name, "")).hostname for name in PACKAGE_SOURCES} - {None, "", "localhost"}
    own_folder = f"{root.parent}{os.sep}" if root.parent != Path(root.anchor) else f"{root}{os.sep}"
    problems = []
    for path, text in texts(root):
        if path.endswith((".lock", "requirements.txt")) and ("://" in text or "index-url" in text):
            problems.append(f"{path}: says where packages come from")
        problems += [f"{path}: names a host of packages" for host in hosts if host and host in text]
        problems += [f"{path}: names a folder of this machine" for _ in {own_folder} if own_folder in text]
        problems += [f"{path}: names a person's folder: {found}" for found in PERSONAL_FOLDER.findall(text)]
    return problems


def _command_lines(page: str) -> Iterator[str]:
    """Give what follows each `tramthi` in code, up to the end of that command."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))
    for code in blocks + spans:
        yield from (
            line.strip() for line in re.findall(r"\btramthi[ ]+([^\n#;&]*?)(?=\||\s{3}|$)", code, flags=re.MULTILINE)
        )


def _command_faults(line: str, options: dict[str, set[str]]) -> list[str]:
    words = re.match(r"[a-z]+( [a-z]+)*|", line)
    named = words.group().split() if words else []
    if not named:
        return []
    for count in (2, 1):
        if (command := " ".join(named[:count])) in options:
            unknown = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", line)) - options[command] - {"--help", "-h"}
            return [f"no option {option}" for option in sorted(unknown)]
    is_group = len(named) == 1 and any(command.startswith(f"{named[0]} ") for command in options)
    return [] if is_group else ["no such command"]


def _once(pairs: Iterable[tuple[str, object]], twice: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, item in pairs:
        if key in found:
            twice.append(key)
        found[key] = item
    return found
