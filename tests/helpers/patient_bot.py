"""pytest-qt's bot with the bound of tests/helpers/waiting.py: its own five seconds are less than a busy machine may need."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from tests.helpers.waiting import COMES_WITHIN_MS


class PatientBot(QtBot):
    """Waits as pytest-qt's does, for longer."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = COMES_WITHIN_MS) -> None:  # noqa: N802 - pytest-qt's
        """Wait until it holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - pytest-qt's
        self,
        signal: SignalInstance,
        *,
        timeout: int = COMES_WITHIN_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Wait for a signal until the end of a block."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)
