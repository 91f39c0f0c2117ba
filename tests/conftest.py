"""Silence is required: a warning, an unexpected log record, a Qt message or a reach for the network fails the test.

Qt draws offscreen in software, and nothing of the developer's own machine (home folder, time zone) shows through.
"""

import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from build_scripts import system_packages
from tests.helpers.sampled import Sampled

_HOME = Path(tempfile.mkdtemp(prefix="tram-thi-tests-"))
_LOOPBACK = ("127.", "localhost", "::1")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.update({name: str(_HOME) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME")})
os.environ.update({name: str(_HOME) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")})
if hasattr(time, "tzset"):  # a zone nobody lives in: whoever reads local time is found out
    os.environ["TZ"] = "ODD-5:45"
    time.tzset()

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


class ReachedForTheNetwork(Exception):
    """A test tried to reach another machine; only the loopback address is allowed."""


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(_LOOPBACK):
        raise ReachedForTheNetwork(name)


sys.addaudithook(_refuse_other_machines)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know `--whole`: long tests then run over all of their cases, not over a sample."""
    parser.addoption("--whole", action="store_true", help="run long tests over all their cases instead of a sample")
    parser.addoption(
        "--renew-pictures", action="store_true", help="store the screens' pictures instead of comparing them"
    )


@pytest.fixture(scope="session")
def sampled(request: pytest.FixtureRequest) -> Sampled:
    """Give what chooses the cases of a long test: all of them with `--whole`, else a sample with the first and the last."""
    return Sampled(is_whole=bool(request.config.getoption("whole")))


def pytest_unconfigure() -> None:
    """Remove the folder that stood in for the home folder."""
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long tests; skip, by name, those whose `needs` could not be installed here."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    names = {need.name for need in system_packages.NEEDS}
    unmet = {need.name: system_packages.install_line(need.packages) for need in system_packages.unmet("test")}
    for item in items:
        for needed in (name for mark in item.iter_markers("needs") for name in mark.args):
            if needed not in names:
                raise pytest.UsageError(
                    f"{item.nodeid} needs {needed!r}, which build_scripts/system_packages.py does not know"
                )
            if needed in unmet:
                item.add_marker(pytest.mark.skip(reason=f"{needed} is missing ({unmet[needed]})"))


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Give pytest-qt the application class of the kiosk, which knows no widgets."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - tests without a screen must not load Qt

    return QGuiApplication


@pytest.fixture(autouse=True)
def _only_expected_log_records(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless `expects_log` named a part of it; and one that then does not."""
    yield
    loud = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    expected = [part for mark in request.node.iter_markers("expects_log") for part in mark.args]
    unexpected = [message for message in loud if not any(part in message for part in expected)]
    missing = [part for part in expected if not any(part in message for message in loud)]
    assert not unexpected, f"unexpected log records: {unexpected}"
    assert not missing, f"expected in the log, but never logged: {missing}"
