"""Set everything up on this machine and start Trạm Thi: `python3 build_scripts/run.py` (on Windows with `py`).

With a display the demo opens: a district and an enrolled kiosk with the sample contest. Without one a whole visit is
walked through and its pictures and receipt are left in build/walkthrough. Further arguments go to that command.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - here to be read by an older Python
    sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + " at " + sys.executable)
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment, system_packages

PICTURES = environment.ROOT / "build" / "walkthrough"


def main(arguments: list[str]) -> int:
    """Set up, start, and give the program's exit code."""
    parser = argparse.ArgumentParser(description="Set up this machine and start the demo, or walk through a visit.")
    parser.add_argument(
        "--walkthrough", action="store_true", help="walk through a visit even where a window could open"
    )
    options, passed_on = parser.parse_known_args(arguments)
    try:
        python = environment.ready("run")
    except environment.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    if has_display() and not options.walkthrough:
        return start(python, ["demo", *passed_on])
    print("No window here: walking through a visit instead (about half a minute).", flush=True)
    code = start(python, ["walkthrough", "--out", str(PICTURES), *passed_on])
    if code == 0:
        print(f"Pictures of every screen: {PICTURES}")
        print(f"The receipt: {PICTURES / 'receipt.pdf'}")
    return code


def has_display() -> bool:
    """Say whether a window can open here: always on Windows and macOS, on Linux when a display is announced."""
    return not sys.platform.startswith("linux") or system_packages.has_x11() or system_packages.has_wayland()


def start(python: Path, arguments: list[str]) -> int:
    """Run one of the program's commands to its end; stopping it with Ctrl+C is an orderly end."""
    try:
        return subprocess.run([str(python), "-m", "kiosk", *arguments], cwd=environment.ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
