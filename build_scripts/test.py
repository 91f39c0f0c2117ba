"""Set everything up on this machine, then run every check and every test: `python3 build_scripts/test.py`.

    test.py --checks          only the checks            test.py --tests [PYTEST ARGUMENTS]   only (these) tests
    test.py                   all, with the coverage gate on the pure core; what CI runs

The last lines name each test that was skipped, with what could not be installed here, and end as pytest's own do.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

if sys.version_info < (3, 11):  # noqa: UP036 - here to be read by an older Python
    sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + " at " + sys.executable)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment

BUILD = environment.ROOT / "build"
REPORT = BUILD / "tests.xml"
TESTS_LIMIT_S = 60 * 60
"""A guard against what never ends, not a goal: a busy machine takes many times as long as a free one."""
PURE_CORE = (
    "kiosk/composer.py",
    "kiosk/contest/*",
    "kiosk/foreign_words.py",
    "kiosk/joined_words.py",
    "kiosk/journal/*",
    "kiosk/keys/*",
    "kiosk/spelling.py",
    "sync/protocol/*",
)


@dataclass(frozen=True)
class Outcome:
    """What the tests came to: counts, and each skipped test as "name: reason"."""

    passed: int
    failed: int
    skipped: tuple[str, ...]
    seconds: float

    def closing_line(self) -> str:
        """Give the line that pytest itself would end with."""
        parts = [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.passed} passed"] + ([f"{len(self.skipped)} skipped"] if self.skipped else [])
        return f"{'=' * 20} {', '.join(parts)} in {self.seconds:.2f}s {'=' * 20}"


def main(arguments: list[str]) -> int:
    """Set up, check, test, sum up; 0 only when all of it held."""
    parser = argparse.ArgumentParser(description="Every check and test of Trạm Thi.")
    parser.add_argument("--checks", action="store_true", help="only the checks")
    parser.add_argument("--tests", nargs=argparse.REMAINDER, help="only the tests, with these arguments for pytest")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        python = environment.ready("test")
    except environment.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    BUILD.mkdir(exist_ok=True)
    verdicts = {}
    if options.tests is None:
        verdicts["checks"] = _run([str(python), str(environment.ROOT / "build_scripts" / "check.py")]) == 0
    outcome = None
    if not options.checks:
        is_whole = not options.tests
        verdicts["tests"] = _test(python, options.tests or [], is_measured=is_whole)
        outcome = read_outcome(REPORT)
        if is_whole and outcome:
            verdicts["coverage of the pure core"] = _is_core_covered(python)
    return _sum_up(verdicts, outcome, time.monotonic() - started)


def read_outcome(report: Path) -> Outcome | None:
    """Read pytest's JUnit report; None when there is none, because pytest did not get as far."""
    if not report.exists():
        return None
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - written by our own pytest
    if suite is None:
        return None
    skipped = tuple(
        f"{case.get('classname')}::{case.get('name')}: {mark.get('message')}"
        for case in suite.iter("testcase")
        for mark in case.iter("skipped")
    )
    failed = int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
    return Outcome(int(suite.get("tests", "0")) - failed - len(skipped), failed, skipped, float(suite.get("time", "0")))


def _test(python: Path, arguments: list[str], *, is_measured: bool) -> bool:
    REPORT.unlink(missing_ok=True)
    if is_measured:
        _run([str(python), "-m", "coverage", "erase"])  # what an earlier run left would count for this one
    measure = ["-m", "coverage", "run"] if is_measured else []
    # Each gets the half of it all, and who is done takes from who is not: files stay together, and no long test comes last.
    parallel = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"] if is_measured else []
    return _run([str(python), *measure, "-m", "pytest", f"--junit-xml={REPORT}", "-q", *parallel, *arguments]) == 0


def _is_core_covered(python: Path) -> bool:
    """Say whether each line and each branch of the pure core was taken by some test."""
    coverage = [str(python), "-m", "coverage"]
    unwritten = drop_unwritten(environment.ROOT)
    if unwritten:
        print(f"{unwritten} programs were killed by their tests before they had written what they measured")
    return (
        _run([*coverage, "combine", "--quiet"]) == 0
        and _run([*coverage, "report", f"--include={','.join(PURE_CORE)}", "--fail-under=100"]) == 0
    )


def drop_unwritten(folder: Path) -> int:
    """Remove the data files of coverage in which nothing stands yet, as of a program killed before its first write; gives how many.

    Any other file that is no measurement stays, for coverage to complain of.
    """
    unwritten = [each for each in folder.glob(".coverage.*") if not each.name.endswith("-journal") and _is_blank(each)]
    for each in unwritten:
        each.unlink()
        each.with_name(f"{each.name}-journal").unlink(missing_ok=True)
    return len(unwritten)


def _is_blank(data_file: Path) -> bool:
    with closing(sqlite3.connect(data_file)) as database:
        try:
            return bool(database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
        except sqlite3.DatabaseError:
            return False


def _run(command: list[str]) -> int:
    try:
        # Tests start hundreds of programs, each of which would translate all of its modules anew where bytecode is not kept.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return subprocess.run(command, cwd=environment.ROOT, check=False, timeout=TESTS_LIMIT_S, env=kept).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {TESTS_LIMIT_S / 60:.0f} minutes: {' '.join(command)}", file=sys.stderr)
        return 1


def _sum_up(verdicts: dict[str, bool], outcome: Outcome | None, seconds: float) -> int:
    print()
    for line in outcome.skipped if outcome else ():
        print(f"skipped {line}")
    for name, holds in verdicts.items():
        print(f"{name}: {'ok' if holds else 'FAILED'}")
    print(f"total {seconds // 60:.0f} min {seconds % 60:.0f} s")
    if outcome:
        print(outcome.closing_line())
    return 0 if all(verdicts.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
