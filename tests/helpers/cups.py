"""A real CUPS in a folder of its own, listening on loopback, with one queue whose device does as the test says.

The device is a backend of our own (`man 7 backend`): it keeps what it is given as a file, tells CUPS of the state the file
`state` names, waits while there is a file `busy`, or ends with the code in the file `ends` (once, if it is in `ends-once`).
Everything between, scheduler and filters, is Debian's CUPS.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ui.devices.cups_line import Spooler

CUPSD: Final = "/usr/sbin/cupsd"
SERVER_BIN: Final = Path("/usr/lib/cups")
QUEUE: Final = "ward"
_STARTS_WITHIN_S: Final = 120.0
_CONFIGURATION: Final = """Listen 127.0.0.1:{port}
LogLevel warn
DefaultAuthType None
WebInterface No
Browsing No
ErrorPolicy stop-printer
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES: Final = """ServerRoot {folder}/etc
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
_BACKEND: Final = """#!/bin/sh
# Called without arguments CUPS asks for devices; with five or six of them it prints.
[ $# -eq 0 ] && {{ echo 'direct kept "Kept" "Kept as files"'; exit 0; }}
folder={folder}/device
[ -s "$folder/warns" ] && sed 's/^/STATE: +/' "$folder/warns" >&2
while [ -e "$folder/busy" ]; do sleep 0.05; done
while [ -s "$folder/state" ]; do
  sed 's/^/STATE: +/' "$folder/state" >&2
  sleep 0.1
done
sed 's/^/STATE: -/' "$folder/states" >&2
[ -s "$folder/ends-once" ] && {{ code=$(cat "$folder/ends-once"); rm "$folder/ends-once"; exit "$code"; }}
[ -s "$folder/ends" ] && exit "$(cat "$folder/ends")"
cat "${{6:--}}" > "$folder/printed.part" && mv "$folder/printed.part" "$folder/printed-$1"
"""
_PPD: Final = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEPT.PPD"
*Manufacturer: "Kept"
*Product: "(Kept)"
*ModelName: "Kept"
*ShortNickName: "Kept"
*NickName: "Kept"
*PSVersion: "(3010.000) 0"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*LanguageLevel: "3"
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: {first}
{sizes}
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: {first}
{regions}
*CloseUI: *PageRegion
*DefaultImageableArea: {first}
{areas}
*DefaultPaperDimension: {first}
{dimensions}
"""
_SHEETS_PT: Final = {"A4": (595, 842), "A5": (420, 595), "A6": (298, 420)}
_STATES: Final = (
    "media-empty-error", "cover-open-error", "media-jam-error", "media-needed-error", "offline-report", "com.example-flux-error"
)  # fmt: skip
"""What the device may tell: a printer goes on saying what it once said until it is told otherwise."""


@dataclass(slots=True)
class Cups:
    """A CUPS and its device. `sheets`: what its queue has."""

    folder: Path
    port: int
    sheets: tuple[str, ...]
    server: subprocess.Popen[bytes] | None = None

    def start(self, *, largest_file_blocks: int = 0) -> None:
        """Start it; with a limit in blocks of 512 bytes no file of it may be larger, as on a disk that is full."""
        command = [
            CUPSD, "-f", "-c", str(self.folder / "etc" / "cupsd.conf"),
            "-s", str(self.folder / "etc" / "cups-files.conf"),
        ]  # fmt: skip
        if largest_file_blocks:
            command = ["sh", "-c", f"trap '' XFSZ; ulimit -f {largest_file_blocks}; exec \"$@\"", "sh", *command]
        with (self.folder / "said").open("ab") as said:
            self.server = subprocess.Popen(command, stdout=said, stderr=said)
        _wait_for(self, self.server)

    def stop(self) -> None:
        """Stop it; jobs stay in its spool."""
        if self.server is not None:
            self.server.send_signal(signal.SIGCONT)
            self.server.terminate()
            self.server.wait(_STARTS_WITHIN_S)
            self.server = None

    def freeze(self) -> None:
        """Let it answer nothing, while its door stays open."""
        assert self.server is not None
        self.server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it answer again."""
        assert self.server is not None
        self.server.send_signal(signal.SIGCONT)

    @property
    def spooler(self) -> Spooler:
        """Where it listens."""
        return Spooler(f"http://127.0.0.1:{self.port}")

    def device_says(self, state: str) -> None:
        """Let the device tell a printer-state-reason from now on, "" for none: then it goes on."""
        (self.folder / "device" / "state").write_text(state and f"{state}\n", encoding="ascii")

    def device_ends(self, code: int) -> None:
        """Let the device end each job with a code of `man 7 backend`, 0 for printing."""
        (self.folder / "device" / "ends").write_text(str(code) if code else "", encoding="ascii")

    def device_ends_once(self, code: int) -> None:
        """Let the device end the next job with that code, and the one after as ever."""
        (self.folder / "device" / "ends-once").write_text(str(code), encoding="ascii")

    def device_ends_well(self) -> None:
        """Let the device print again."""
        self.device_ends(0)
        (self.folder / "device" / "ends-once").unlink(missing_ok=True)

    def device_warns(self, state: str) -> None:
        """Let the device tell a printer-state-reason and print all the same, "" for none."""
        (self.folder / "device" / "warns").write_text(state and f"{state}\n", encoding="ascii")

    def device_is_busy(self, *, is_busy: bool) -> None:
        """Let the device hold the job it has, or go on with it."""
        (self.folder / "device" / "busy").touch() if is_busy else (self.folder / "device" / "busy").unlink(
            missing_ok=True
        )

    def printed(self) -> list[bytes]:
        """Give what came out, in order."""
        return [each.read_bytes() for each in sorted((self.folder / "device").glob("printed-*"))]

    def spooled(self) -> list[str]:
        """Give the files of documents that lie in the spool."""
        return [each.name for each in (self.folder / "spool").glob("d*")]

    def make_queue(self) -> None:
        """Make the queue anew: jobs and what the device said before are gone."""
        self.device_says("")
        self.device_ends_well()
        self.device_warns("")
        self.device_is_busy(is_busy=False)
        self.run("lpadmin", "-x", QUEUE)
        self.load(self.sheets)
        self.run("lpadmin", "-p", QUEUE, "-o", "printer-error-policy=stop-printer")
        self.run("lpadmin", "-d", QUEUE)

    def load(self, sheets: tuple[str, ...]) -> None:
        """Let the queue have these sheets."""
        ppd = self.folder / "kept.ppd"
        ppd.write_text(_ppd(sheets), encoding="ascii")
        self.run("lpadmin", "-p", QUEUE, "-v", "kept:/", "-P", str(ppd), "-E")

    def run(self, *words: str) -> str:
        """Run one of CUPS' own commands against it."""
        program = shutil.which(words[0], path=os.pathsep.join((os.environ["PATH"], "/usr/sbin"))) or words[0]
        return subprocess.run(
            [program, "-h", f"127.0.0.1:{self.port}", *words[1:]], capture_output=True, text=True, check=False
        ).stdout


@contextmanager
def running_cups(*, sheets: tuple[str, ...] = ("A4", "A5")) -> Iterator[Cups]:
    """Start CUPS with its queue, which has these sheets, and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="tram-thi-cups-") as made, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        Path(made).chmod(0o755)  # CUPS becomes another user, who must reach its own folders
        cups = Cups(Path(made), port, sheets)
        _furnish(cups)
        try:
            cups.start()
            cups.make_queue()
            yield cups
        finally:
            cups.stop()


def _furnish(cups: Cups) -> None:
    folder = cups.folder
    for name in ("etc/ppd", "bin/backend", "spool", "cache", "state", "tmp", "log", "device"):
        (folder / name).mkdir(parents=True)
    for part in ("filter", "daemon", "notifier", "monitor", "cgi-bin", "driver"):
        if (SERVER_BIN / part).exists():
            (folder / "bin" / part).symlink_to(SERVER_BIN / part)
    backend = folder / "bin" / "backend" / "kept"
    backend.write_text(_BACKEND.format(folder=folder), encoding="ascii")
    backend.chmod(0o755)
    (folder / "device" / "states").write_text("\n".join((*_STATES, "")), encoding="ascii")
    (folder / "etc" / "cupsd.conf").write_text(_CONFIGURATION.format(port=cups.port), encoding="ascii")
    (folder / "etc" / "cups-files.conf").write_text(_FILES.format(folder=folder), encoding="ascii")
    for name in ("spool", "cache", "state", "tmp", "log", "device"):
        (folder / name).chmod(0o777)


def _ppd(sheets: tuple[str, ...]) -> str:
    sized = {name: _SHEETS_PT[name] for name in sheets}
    return _PPD.format(
        first=sheets[0],
        sizes="\n".join(f'*PageSize {n}/{n}: "<</PageSize[{w} {h}]>>setpagedevice"' for n, (w, h) in sized.items()),
        regions="\n".join(f'*PageRegion {n}/{n}: "<</PageSize[{w} {h}]>>setpagedevice"' for n, (w, h) in sized.items()),
        areas="\n".join(f'*ImageableArea {n}/{n}: "0 0 {w} {h}"' for n, (w, h) in sized.items()),
        dimensions="\n".join(f'*PaperDimension {n}/{n}: "{w} {h}"' for n, (w, h) in sized.items()),
    )


def _wait_for(cups: Cups, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN_S
    while "is running" not in cups.run("lpstat", "-r"):
        assert server.poll() is None, (cups.folder / "log" / "error").read_text(encoding="utf-8")
        assert time.monotonic() < until
