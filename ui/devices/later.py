"""Something done a while later, whatever becomes of whoever asked for it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer


def later(wait_ms: int, act: Callable[[], object]) -> None:
    """Call `act` on this thread after a while. Qt alone would forget a method whose object nobody else holds."""
    QTimer.singleShot(wait_ms, lambda: act())  # noqa: PLW0108 - a function of its own holds the method, and so its object
