"""Setting up a machine: what it needs is known by name, and what the scripts say can be acted on."""

from pathlib import Path

import pytest

from build_scripts import environment, system_packages
from build_scripts.test import Outcome, read_outcome


def test_every_need_can_be_proved_and_met() -> None:
    """A need without a proof would always seem met; one without packages could never be."""
    for need in system_packages.NEEDS:
        assert need.libraries or need.programs or need.modules, need.name
        assert need.packages, need.name
        assert set(need.needed_by) <= {"run", "test", "build"}, need.name


def test_names_of_needs_are_unique() -> None:
    """Tests ask for needs by name."""
    names = [need.name for need in system_packages.NEEDS]

    assert len(set(names)) == len(names)


def test_a_missing_library_program_module_or_file_makes_a_need_unmet() -> None:
    """Each of the four proofs counts."""
    has_nothing = {
        system_packages.Need("a", "why", ("a",), ("run",), libraries=("libnobody-has-this.so.9",)),
        system_packages.Need("b", "why", ("b",), ("run",), programs=("nobody-has-this-program",)),
        system_packages.Need("c", "why", ("c",), ("run",), modules=("nobody_has_this_module",)),
        system_packages.Need("d", "why", ("d",), ("run",), files=("nobody/has/this/file-*",)),
    }

    assert not any(system_packages.is_met(need, frozenset({"libc.so.6"})) for need in has_nothing)


def test_one_of_several_programs_is_enough() -> None:
    """Programs are alternatives."""
    need = system_packages.Need("x", "why", ("x",), ("run",), programs=("nobody-has-this-program", "python3", "python"))

    assert system_packages.is_met(need, frozenset())


def test_the_line_to_type_is_whole() -> None:
    """A person can copy the line as it stands."""
    assert system_packages.install_line(["chromium", "libcups2"]) == "apt-get install chromium libcups2"


def test_a_ready_environment_has_its_python_and_tools() -> None:
    """The tests run in what the set-up made."""
    assert environment.venv_python().exists()
    assert Path(environment.tool("ruff")).exists()


def test_the_lock_pins_every_package_by_hash() -> None:
    """Nothing is installed whose content is not known beforehand."""
    lock = environment.LOCK.read_text(encoding="utf-8")
    pinned = [line for line in lock.splitlines() if line[:1].isalnum()]

    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)


REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="5" time="2.5">
<testcase classname="tests.ui.test_pages" name="test_login"><skipped message="chromium is missing">x</skipped></testcase>
<testcase classname="tests.ui.test_pages" name="test_other" />
</testsuite></testsuites>
"""


def test_the_outcome_of_the_tests_is_read_from_their_report(tmp_path: Path) -> None:
    """Skipped tests are named with their reason, and the last line reads as pytest's own."""
    (tmp_path / "tests.xml").write_text(REPORT, encoding="utf-8")

    outcome = read_outcome(tmp_path / "tests.xml")

    assert outcome == Outcome(2, 2, ("tests.ui.test_pages::test_login: chromium is missing",), 2.5)
    assert outcome.closing_line().strip("= ") == "2 failed, 2 passed, 1 skipped in 2.50s"


@pytest.mark.parametrize("content", [None, "<testsuites/>"], ids=["no-file", "no-suite"])
def test_no_report_is_no_outcome(tmp_path: Path, content: str | None) -> None:
    """When pytest did not get as far as a report, nothing is claimed."""
    if content is not None:
        (tmp_path / "tests.xml").write_text(content, encoding="utf-8")

    assert read_outcome(tmp_path / "tests.xml") is None


def test_what_a_kiosk_needs_of_debian_is_told_to_who_installs_it() -> None:
    """The built program brings all but these: the same packages as running from source installs by itself."""
    told = (environment.ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    line = told.split("apt-get install ")[1].split("```")[0].replace("\\\n", " ")
    needed = {package for need in system_packages.NEEDS if need.name in {"qt", "x11"} for package in need.packages}

    assert set(line.split()) == needed
