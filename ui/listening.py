"""Which scanner is listened to, and who gets what it read. At times when nothing waits for a scan nothing scanned is heard."""

from typing import Final

from PySide6.QtCore import QObject, Slot

from ui.devices.keyboard_wedge import KeyboardWedge
from ui.devices.scanner import Scanner
from ui.devices.stray_scan import StrayScan
from ui.flow import SCANS, TYPED, Step
from ui.view_models.identity import IdentityModel
from ui.view_models.staff import StaffModel
from ui.view_models.staff_pages import StaffPages
from ui.view_models.visit import Visit
from ui.wiring import Wiring

_CONFIRMED_BY_ENTER: Final = TYPED - {Step.ESSAY}
"""Screens with a line to type in that Enter takes; in an essay it begins a new line."""


class Listening(QObject):
    """Listens for one set of screens: to a scanner that types into `window`, and to the one that is wired."""

    def __init__(
        self,
        window: QObject,
        visit: Visit,
        wiring: Wiring,
        identity: IdentityModel,
        staff: StaffModel,
        pages: StaffPages,
    ) -> None:
        super().__init__()
        self._visit = visit
        self._wiring = wiring
        self._identity = identity
        self._staff = staff
        self._pages = pages
        self._wedge = KeyboardWedge(window)
        self._wedge.scanned.connect(self._hear)
        self._stray = StrayScan(window)
        self._wired: Scanner | None = None
        visit.stepChanged.connect(self._follow)
        staff.stageChanged.connect(self._follow)
        pages.scanChanged.connect(self._follow)
        wiring.rewired.connect(self._rewire)
        self._rewire()

    def stop(self) -> None:
        """Listen no more, whatever is shown: others will."""
        self._wiring.rewired.disconnect(self._rewire)
        self._stray.stop()
        for scanner in self._scanners():
            scanner.stop()
            scanner.scanned.disconnect(self._hear)
        self._visit.stepChanged.disconnect(self._follow)
        self._staff.stageChanged.disconnect(self._follow)
        self._pages.scanChanged.disconnect(self._follow)

    def _scanners(self) -> tuple[Scanner, ...]:
        return (self._wedge,) if self._wired is None else (self._wedge, self._wired)

    @Slot()
    def _rewire(self) -> None:
        if self._wired is not None:
            self._wired.stop()
            self._wired.scanned.disconnect(self._hear)
        self._wired = self._wiring.ports.scanner
        if self._wired is not None:
            self._wired.scanned.connect(self._hear)
        self._follow()

    @Slot(bytes)
    def _hear(self, scan: bytes) -> None:
        if self._staff.is_signed_in:
            self._pages.take_scan(scan)
        elif self._staff.wants_scan:
            self._staff.take_scan(scan)
        elif self._visit.at in SCANS:
            self._identity.scanned(scan)

    @Slot()
    def _follow(self) -> None:
        staff, pages = self._staff, self._pages
        is_wanted = staff.wants_scan or (pages.wants_scan if staff.is_signed_in else self._visit.at in SCANS)
        for scanner in self._scanners():
            if is_wanted:
                scanner.start()
            else:
                scanner.stop()
        if not is_wanted and not staff.stage and self._visit.at in _CONFIRMED_BY_ENTER:
            self._stray.start()
        else:
            self._stray.stop()
