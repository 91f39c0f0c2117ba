"""A queue of the Windows spooler for tests, played by recorded status bits behind the names of `win32print`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.devices.windows_jobs import CONTROL_DELETE

NAME, TITLE = "Máy in phường", "tramthi-000007"


class WindowsFault(Exception):
    """What Windows raises, with its code."""

    def __init__(self, winerror: int) -> None:
        super().__init__(winerror)
        self.winerror = winerror


@dataclass
class RecordedQueues:
    """A queue whose job 12 says `recorded` one after another, then its last word for ever; None: it is gone, -1: no answer."""

    recorded: list[int | None]
    after_delete: int | None = None
    has_job: bool = True
    commands: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    open_handles: int = 0

    def OpenPrinter(self, name: str, /) -> str:  # noqa: N802 - the name of Windows
        """Open it."""
        assert name == NAME
        self.open_handles += 1
        return name

    def ClosePrinter(self, handle: object, /) -> None:  # noqa: N802 - as above
        """Close it."""
        assert handle == NAME
        self.open_handles -= 1

    def EnumJobs(self, handle: object, first: int, count: int, level: int, /) -> Sequence[Mapping[str, object]]:  # noqa: N802 - as above
        """Give an older job of the same title, ours, and somebody else's."""
        assert (handle, first, level) == (NAME, 0, 1)
        jobs = [{"JobId": 3, "pDocument": TITLE}, {"JobId": 12, "pDocument": TITLE}, {"JobId": 13, "pDocument": "x"}]
        return jobs[:count] if self.has_job else jobs[2:]

    def GetJob(self, handle: object, job: int, level: int, /) -> Mapping[str, object]:  # noqa: N802 - as above
        """Say the next word."""
        assert (handle, job, level) == (NAME, 12, 1)
        if CONTROL_DELETE in self.commands:
            self.recorded = [self.after_delete]
        status = self.recorded.pop(0) if len(self.recorded) > 1 else self.recorded[0]
        if status is None:
            raise WindowsFault(87)
        if status < 0:
            raise WindowsFault(1722)
        self.said.append(status)
        return {"JobId": job, "Status": status}

    def SetJob(self, handle: object, job: int, level: int, info: None, command: int, /) -> None:  # noqa: N802 - as above
        """Note the command; a job that is gone raises as Windows does."""
        assert (handle, level, info) == (NAME, 0, None)
        self.commands.append(command)
        if command == CONTROL_DELETE:
            self.deleted.append(job)
        if self.recorded[0] is None:
            raise WindowsFault(87)
