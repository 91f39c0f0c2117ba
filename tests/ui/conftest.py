"""An open kiosk and the hand at its window, for every test of the resident's way. A file that needs another one says so itself."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.patient_bot import PatientBot
from tests.helpers.qml import Hand, a_window
from ui.collecting import collect_due


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Let no thread that works for a window delete what belongs to the window's own (see `ui.collecting`)."""
    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - a bot needs an application
    """Give the bot whose waits a busy machine can meet."""
    return PatientBot(request)


@pytest.fixture
def moved() -> MovedClock:
    """Give the clock of the kiosk, for tests that let time pass."""
    return MovedClock()


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give a kiosk whose day is open."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    open_kiosk(kiosk, "officer-1")
    return kiosk


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the kiosk's window."""
    with a_window(kiosk, qtbot) as hand:
        yield hand
