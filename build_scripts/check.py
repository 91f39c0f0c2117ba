"""Every check that needs no test run: `python3 build_scripts/check.py [NAME ...]`; part of test.py.

One line a check: its name, whether it holds, how long it took; beneath it what to mend. A check whose subject is missing
fails: nothing passes by not being there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import build_resources, check_files, check_texts, environment

ROOT = environment.ROOT
LONGEST_REPORT = 60


@dataclass(frozen=True)
class Check:
    """One check: its name and what finds its problems, one a line; no problem means that it holds."""

    name: str
    problems: Callable[[], list[str]]


def tool_problems(name: str, *arguments: str) -> list[str]:
    """Run a tool of the virtual environment and give what it printed when it was not content."""
    result = subprocess.run(
        [environment.tool(name), *arguments], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    return (lines or [f"{name} ended with {result.returncode}"]) if result.returncode else []


def screen_problems() -> list[str]:
    """Lint every QML file against the types that Python offers to it; a warning counts."""
    screens = _from_root("*.qml")
    if not screens:
        return ["there is no QML file under ui/qml"]
    try:
        build_resources.build_model_types()
    except subprocess.CalledProcessError as fault:
        return str(fault.stderr).splitlines()
    folders = [f"-I{folder}" for folder in (build_resources.QML, build_resources.MODEL_TYPES)]
    modules = [f"-i{place}" for place in _from_root("qmldir")]  # else qmllint does not believe their singletons
    command = [environment.tool("pyside6-qmllint"), "-W", "0", "--json", "-", *folders, *modules, *screens]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    try:
        files = json.loads(result.stdout)["files"]
    except ValueError:
        return result.stderr.decode(errors="replace").splitlines() or ["qmllint said nothing"]
    return [
        f"{file['filename']}:{found.get('line', 0)}: {found['message']} [{found.get('id')}]"
        for file in files
        for found in file["warnings"]
        if found["type"] != "info"
    ] + [f"{file['filename']}: refused" for file in files if not file["success"] and not file["warnings"]]


def _from_root(name: str) -> list[str]:
    """Give the paths of the QML files of that name from the root on: qmllint compares them as written."""
    return sorted(str(place.relative_to(ROOT)) for place in build_resources.QML.rglob(name))


CHECKS = (
    Check("format", lambda: tool_problems("ruff", "format", "--check", "--output-format=concise", ".")),
    Check("lint", lambda: tool_problems("ruff", "check", "--output-format=concise", ".")),
    Check("types", lambda: tool_problems("mypy", "--no-error-summary")),
    Check("imports", lambda: tool_problems("lint-imports", "--no-logo")),
    Check("screens", screen_problems),
    Check("texts", check_texts.catalogue_problems),
    Check("texts-used", check_texts.usage_problems),
    Check("commands", check_files.command_problems),
    Check("lengths", check_files.length_problems),
    Check("unicode", check_files.unicode_problems),
    Check("resources", check_files.resource_problems),
    Check("no-places", check_files.place_problems),
)


def main(names: list[str]) -> int:
    """Run the checks named, or all, two at a time, and report each in order; 0 when all hold."""
    if unknown := set(names) - {check.name for check in CHECKS}:
        print(f"no such check: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    checks = [check for check in CHECKS if not names or check.name in names]
    with ThreadPoolExecutor(2) as two:
        return sum([not _report(check, *outcome) for check, outcome in zip(checks, two.map(_run, checks), strict=True)])


def _run(check: Check) -> tuple[list[str], float]:
    started = time.monotonic()
    return check.problems(), time.monotonic() - started


def _report(check: Check, problems: list[str], seconds: float) -> bool:
    print(f"{'FAILED' if problems else 'ok':6}  {check.name:12} {seconds:6.1f} s", flush=True)
    for problem in problems[:LONGEST_REPORT]:
        print(f"          {problem}")
    if len(problems) > LONGEST_REPORT:
        print(f"          and {len(problems) - LONGEST_REPORT} more lines")
    return not problems


if __name__ == "__main__":
    python = environment.venv_python()
    if Path(sys.executable) != python and python.exists():  # the program's own modules need its packages
        sys.exit(subprocess.run([str(python), __file__, *sys.argv[1:]], check=False).returncode)
    sys.exit(main(sys.argv[1:]))
