"""Make this checkout ready to run: virtual environment, pinned packages, the project itself, system packages.

Works with nothing but Python 3.11 or newer: only the standard library may be imported here. A stamp in the virtual
environment remembers what it was made from, so that a second start finds it ready in a fraction of a second.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from build_scripts import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "build_scripts" / "requirements.lock"
STAMP = VENV / "made-from.json"
LOG = ROOT / "build" / "setup.log"
PROGRESS_S = 5
IS_WINDOWS = os.name == "nt"


class SetupFailed(Exception):
    """The environment could not be made ready; the text says in one line what a person has to do."""


def ready(purpose: str) -> Path:
    """Make everything ready for `purpose` ("run", "test" or "build") and give the virtual environment's Python.

    Optional needs that cannot be met are named on the terminal; a vital one raises SetupFailed.
    """
    _speak_unicode()
    started = time.monotonic()
    missing = system_packages.unmet(purpose)
    # The interpreter is a link to the Python it was made from: that one may have gone.
    is_current = venv_python().exists() and _read_stamp() == _stamp()
    if is_current and not missing:
        return venv_python()
    system_packages.meet(missing, say)
    missing = system_packages.unmet(purpose)
    if vital := [need for need in missing if need.is_vital]:
        reasons = ", ".join(f"{need.name} ({need.why})" for need in vital)
        line = system_packages.install_line(package for need in vital for package in need.packages)
        raise SetupFailed(f"Missing: {reasons}. Install them as root, then start again: {line}")
    for need in missing:
        say(f"without {need.name} ({need.why}); to get it: {system_packages.install_line(need.packages)}")
    if not is_current:
        _make_venv()
        _install()
        STAMP.write_text(json.dumps(_stamp()), encoding="utf-8")
    say(f"ready after {time.monotonic() - started:.0f} s")
    return venv_python()


def venv_python(venv: Path = VENV) -> Path:
    """Give the interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")


def tool(name: str) -> str:
    """Give the path of a program that a package installed into the virtual environment."""
    return str(venv_python().with_name(f"{name}.exe" if IS_WINDOWS else name))


def packages() -> Path:
    """Give the folder of the packages installed in the virtual environment."""
    return Path(sysconfig.get_path("purelib", "venv", vars={"base": str(VENV)}))


def say(text: str) -> None:
    """Print one line about the set-up, beside what the program itself prints."""
    print(f"[setup] {text}", file=sys.stderr, flush=True)


def _speak_unicode() -> None:
    """Let Vietnamese pass through consoles of any code page, here and in what is started from here."""
    os.environ.setdefault("PYTHONUTF8", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _stamp() -> dict[str, str]:
    """Give what the environment depends on: a change of any part makes it anew or installs again."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [configuration["build-system"], configuration["project"], configuration["tool"]["setuptools"]]
    return {
        "python": f"{sys.implementation.cache_tag} at {sys.base_prefix}",  # outlives a system's security updates
        "root": str(ROOT),
        "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
        "project": hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest(),
    }


def _read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _make_venv() -> None:
    """Make the virtual environment, from scratch where it was made by another Python or for another folder."""
    made_from, wanted = _read_stamp(), _stamp()
    STAMP.unlink(missing_ok=True)
    if venv_python().exists() and all(made_from.get(key, wanted[key]) == wanted[key] for key in ("python", "root")):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    say("virtual environment in .venv")
    run_logged([sys.executable, "-m", "venv", str(VENV)], "virtual environment")


def _install() -> None:
    """Install exactly what the lock names, each file checked against its hash, then the project as a link to here."""
    pip = [
        str(venv_python()),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--progress-bar=off",
    ]
    count = sum(1 for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line)
    run_logged([*pip, "--require-hashes", "--no-deps", "--requirement", str(LOCK)], f"{count} pinned packages")
    run_logged([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "the project itself")


def run_logged(command: Sequence[str], title: str) -> None:
    """Run a command with its output in the log, saying every few seconds that it still runs.

    Raises SetupFailed with the last lines of the log when it fails.
    """
    say(f"{title} ...")
    LOG.parent.mkdir(exist_ok=True)
    started = time.monotonic()
    with LOG.open("w", encoding="utf-8") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT) as running:
        while not _has_ended(running):
            say(f"{title} ... {time.monotonic() - started:.0f} s")
    if running.returncode:
        last_lines = "\n".join(LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
        raise SetupFailed(f"{title} failed; the end of {LOG.relative_to(ROOT)}:\n{last_lines}")


def _has_ended(running: subprocess.Popen[bytes]) -> bool:
    try:
        running.wait(PROGRESS_S)
    except subprocess.TimeoutExpired:
        return False
    return True
