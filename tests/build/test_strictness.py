"""The test run itself is strict: each kind of noise fails the test that makes it."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]

NOISY = """
import logging, socket, warnings
import pytest
from pathlib import Path
from PySide6.QtCore import qWarning

def test_warning(): warnings.warn("stale")
def test_log(): logging.getLogger("kiosk").warning("odd")
def test_connect(): socket.create_connection(("192.0.2.1", 80), 1)
def test_resolve(): socket.getaddrinfo("example.org", 80)
def test_qt(qapp): qWarning("no such property")

@pytest.mark.expects_log("full")
def test_silence(): pass

@pytest.mark.expects_log("full")
def test_announced(): logging.getLogger("kiosk").error("disk full")

def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 1).close()

def test_offscreen(qapp): assert qapp.platformName() == "offscreen"
def test_home(): assert "tram-thi-tests-" in str(Path.home())
"""

UNKNOWN_NEED = """
import pytest

@pytest.mark.needs("a-unicorn")
def test_it(): pass
"""


def run_tests(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Run one small test file under the project's own configuration, with a report beside it."""
    place = folder / "test_noise.py"
    place.write_text(body, encoding="utf-8")
    own = ["-p", "tests.conftest", f"-c{ROOT / 'pyproject.toml'}", f"--rootdir={folder}", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *own, f"--junit-xml={folder / 'report.xml'}", str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run the noisy tests once: for each, why it failed, or nothing."""
    folder = tmp_path_factory.mktemp("noise")
    run_tests(folder, NOISY)
    found: dict[str, str] = {}
    for case in ET.parse(folder / "report.xml").iter("testcase"):  # noqa: S314 - written by our own pytest
        found[case.get("name", "")] = "\n".join(f"{mark.get('message')} {mark.text}" for mark in case)
    return found


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("test_warning", "UserWarning: stale"),
        ("test_log", "unexpected log records: ['odd']"),
        ("test_connect", "ReachedForTheNetwork: 192.0.2.1"),
        ("test_resolve", "ReachedForTheNetwork: example.org"),
        ("test_qt", "Qt messages with level WARNING or above emitted"),
        ("test_silence", "expected in the log, but never logged: ['full']"),
    ],
)
def test_noise_fails(verdicts: dict[str, str], name: str, reason: str) -> None:
    """Each kind of noise is a failure that says what it was."""
    assert reason in verdicts[name]


@pytest.mark.parametrize("name", ["test_announced", "test_loopback", "test_offscreen", "test_home"])
def test_what_is_announced_or_local_passes(verdicts: dict[str, str], name: str) -> None:
    """What a test announces is allowed, and so are this machine's own address and an offscreen window."""
    assert verdicts[name] == ""


def test_an_unknown_need_is_wrong_usage(tmp_path: Path) -> None:
    """A misspelt need would otherwise never be skipped and never be met."""
    result = run_tests(tmp_path, UNKNOWN_NEED)

    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "'a-unicorn', which build_scripts/system_packages.py does not know" in result.stdout + result.stderr
