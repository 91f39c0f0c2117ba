"""The Windows spooler asked about jobs; every call may block, and none raises. What the answers mean is not known here.

`win32print` is handed in, so that everything but that module runs, and is tested, on any system.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, Protocol

from ui.devices.print_job import OUR_TITLES
from ui.devices.windows_jobs import CONTROL_DELETE

_ALL_JOBS: Final = 10_000
_LEVEL: Final = 1
"""JOB_INFO_1: number, title and status are in it."""
_NO_SUCH_JOB: Final = 87
"""ERROR_INVALID_PARAMETER, which GetJob gives for a job that is not there any more."""
SILENT: Final = -1
"""In place of status bits: the spooler does not say."""
VANISHED: Final = -2
"""In place of status bits: the job is gone."""


class WindowsQueues(Protocol):
    """What is used of the module `win32print`, by its own names."""

    def OpenPrinter(self, name: str, /) -> Any:  # noqa: ANN401 - a handle only Windows knows; Windows' name
        """Open a printer's queue."""

    def ClosePrinter(self, handle: Any, /) -> None:  # noqa: ANN401 - as above
        """Close it."""

    def EnumJobs(self, handle: Any, first: int, count: int, level: int, /) -> Sequence[Mapping[str, Any]]:  # noqa: ANN401 - as above
        """Give the jobs in it."""

    def GetJob(self, handle: Any, job: int, level: int, /) -> Mapping[str, Any]:  # noqa: ANN401 - as above
        """Give one job."""

    def SetJob(self, handle: Any, job: int, level: int, info: None, command: int, /) -> None:  # noqa: ANN401 - as above
        """Do something to a job."""


class WindowsSpooler:
    """Asks the spooler; every call may block, none raises."""

    def __init__(self, queues: WindowsQueues, fault: type[Exception]) -> None:
        self._queues = queues
        self._fault = fault

    def numbers_of(self, printer: str, title: str) -> frozenset[int]:
        """Give the jobs of that title."""
        return frozenset(number for number, each in self._jobs(printer) if each == title)

    def clear(self, printer: str) -> None:
        """Delete every job of ours in a queue."""
        for number, title in self._jobs(printer):
            if title.startswith(OUR_TITLES):
                self.command(printer, number, CONTROL_DELETE)

    def _jobs(self, printer: str) -> Sequence[tuple[int, str]]:
        jobs: Sequence[Mapping[str, Any]] = ()
        with suppress(self._fault):
            jobs = self._in_queue(printer, lambda handle: self._queues.EnumJobs(handle, 0, _ALL_JOBS, _LEVEL))
        return [(int(each["JobId"]), str(each["pDocument"] or "")) for each in jobs]

    def status_of(self, printer: str, number: int) -> int:
        """Give a job's status bits, `VANISHED` when it is gone, `SILENT` when the spooler does not say."""
        try:
            found = self._in_queue(printer, lambda handle: self._queues.GetJob(handle, number, _LEVEL))
        except self._fault as fault:
            return VANISHED if getattr(fault, "winerror", 0) == _NO_SUCH_JOB else SILENT
        return int(found["Status"])

    def command(self, printer: str, number: int, command: int) -> bool:
        """Do something to a job, and tell whether the spooler answered; one that is gone needs nothing done."""
        try:
            self._in_queue(printer, lambda handle: self._queues.SetJob(handle, number, 0, None, command))
        except self._fault as fault:
            return getattr(fault, "winerror", 0) == _NO_SUCH_JOB
        return True

    def _in_queue(self, printer: str, act: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - what the act gives
        handle = self._queues.OpenPrinter(printer)
        try:
            return act(handle)
        finally:
            self._queues.ClosePrinter(handle)
