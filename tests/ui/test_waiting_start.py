"""What keeps a kiosk from beginning is said while it is tried again, and ends by itself - one way or the other."""

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from ui.last_page import LastPage
from ui.waiting_start import wait_to_begin

LONG_MS: Final = 30_000
FULL: Final = Refused("disk_full")


class Attempts:
    """Begins only after it failed as often as it is told to; keeps what was said on the page before each try."""

    def __init__(self, *faults: Exception) -> None:
        self._faults: Iterator[Exception] = iter(faults)
        self.said: list[str] = []

    def begin(self) -> str:
        """Fail with the next fault, or give something."""
        page = next(
            each for each in QGuiApplication.topLevelWindows() if isinstance(each, LastPage) and each.isVisible()
        )
        self.said.append([text for text, _ in page.texts("en")][2])
        fault = next(self._faults, None)
        if fault is not None:
            raise fault
        return "begun"


def _is_final(fault: Exception) -> bool:
    return isinstance(fault, Refused) and fault.code == "kiosk_running"


def test_it_begins_as_soon_as_nothing_hinders_it(qtbot: QtBot) -> None:
    """The page says what hinders it at the moment, and lies there until whoever began has a window of their own."""
    del qtbot
    attempts = Attempts(Refused("database_busy"), ZeroDivisionError())
    begun, page = wait_to_begin(attempts.begin, FULL, _is_final, LONG_MS, again_ms=1)
    assert begun == "begun"
    assert [each.rpartition("(")[2] for each in attempts.said] == ["disk_full)", "database_busy)", "unknown)"]
    assert page.isVisible()
    page.close()


def test_what_hinders_it_to_the_end_is_raised(qtbot: QtBot) -> None:
    """The newest word on it; no page is left."""
    del qtbot
    with pytest.raises(Refused, match="database_busy"):
        wait_to_begin(Attempts(*[Refused("database_busy")] * 10_000).begin, FULL, _is_final, 200, again_ms=20)
    assert not _pages()


def test_another_window_is_not_covered(qtbot: QtBot) -> None:
    """Somebody started one meanwhile: that is raised at once."""
    del qtbot
    attempts = Attempts(Refused("kiosk_running"))
    with pytest.raises(Refused, match="kiosk_running"):
        wait_to_begin(attempts.begin, FULL, _is_final, LONG_MS, again_ms=1)
    assert len(attempts.said) == 1
    assert not _pages()


def _pages() -> list[LastPage]:
    return [each for each in QGuiApplication.topLevelWindows() if isinstance(each, LastPage) and each.isVisible()]
