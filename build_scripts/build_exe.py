"""Build the program as one folder, then prove it: `python3 build_scripts/build_exe.py [--json]`.

The built program walks through a whole visit from a folder whose name has spaces and Vietnamese letters, without this
checkout's Python. The folder `build/exe/tram-thi` is what is handed on.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment

LARGEST_MB = 220
FEWEST_PICTURES = 12
VISIT_LIMIT_S = 180
BUILT = environment.ROOT / "build" / "exe" / "tram-thi"
TRIAL = environment.ROOT / "build" / "Trạm Thi thử nghiệm"


class BuildRefused(Exception):
    """The built program is not fit to be handed on; the text says why."""


@dataclass(frozen=True)
class Built:
    """What was built and what it did: `size_mb` in millions of bytes as stored, `seconds` of each part."""

    size_mb: float
    files: int
    build_s: float
    walkthrough_s: float
    pictures: int
    synced: bool


def main(arguments: list[str]) -> int:
    """Build, try, report; 0 only when the built program did the whole visit and is small enough."""
    parser = argparse.ArgumentParser(description="Build the program as one folder and walk through a visit in it.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        python = environment.ready("build")
        began = time.monotonic()
        _build(python)
        build_s = time.monotonic() - began
        size_mb, files = measure(BUILT)
        began = time.monotonic()
        pictures, synced = _walk_through()
        built = Built(size_mb, files, round(build_s, 1), round(time.monotonic() - began, 1), pictures, synced)
        refuse_unfit(built)
    except (BuildRefused, environment.SetupFailed) as failure:
        print(failure, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(asdict(built)))
    else:
        print(f"{BUILT}: {built.size_mb} MB in {built.files} files, built in {built.build_s} s")
        print(f"a whole visit from “{TRIAL.name}”: {built.pictures} pictures, synced, {built.walkthrough_s} s")
    return 0


def measure(folder: Path) -> tuple[float, int]:
    """Give the size in MB and the number of files; a link counts as itself, not as what it points to."""
    places = [place for place in folder.rglob("*") if place.is_symlink() or place.is_file()]
    return round(sum(place.lstat().st_size for place in places) / 1e6, 1), len(places)


def refuse_unfit(built: Built) -> None:
    """Raise BuildRefused when the program is too large or its visit was not whole."""
    if built.size_mb > LARGEST_MB:
        raise BuildRefused(f"the program is {built.size_mb} MB, at most {LARGEST_MB}")
    if built.pictures < FEWEST_PICTURES or not built.synced:
        raise BuildRefused(f"the visit was not whole: {built.pictures} pictures, synced: {built.synced}")


def _build(python: Path) -> None:
    work = environment.ROOT / "build" / "pyinstaller"
    environment.run_logged(
        [
            *(str(python), "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"),
            *(f"--distpath={BUILT.parent}", f"--workpath={work}"),
            str(environment.ROOT / "build_scripts" / "kiosk.spec"),
        ],
        "building the program",
    )
    for library in BUILT.glob("_internal/libpython*.so*"):  # some builds of Python carry 17 MB of debugging names
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def _walk_through() -> tuple[int, bool]:
    """Move a copy to the trial folder, let it walk through a visit there, and count what it left."""
    shutil.rmtree(TRIAL, ignore_errors=True)
    program, out = TRIAL / BUILT.name, TRIAL / "ảnh màn hình"
    shutil.copytree(BUILT, program, symlinks=True)
    outside = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    command = [
        str(program / ("tramthi.exe" if environment.IS_WINDOWS else "tramthi")),
        "walkthrough",
        "--out",
        str(out),
    ]
    try:
        visit = subprocess.run(
            command, cwd=TRIAL, env=outside, capture_output=True, text=True, check=False, timeout=VISIT_LIMIT_S
        )
    except subprocess.TimeoutExpired as stuck:
        raise BuildRefused(f"the visit was not over after {VISIT_LIMIT_S} s") from stuck
    if visit.returncode or not (out / "receipt.pdf").exists():
        raise BuildRefused(f"the visit ended with {visit.returncode}:\n{visit.stdout[-500:]}{visit.stderr[-3000:]}")
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    return len(list(out.glob("*.png"))), bool(result["synced"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
