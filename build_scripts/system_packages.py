"""What the program and its tests need of the operating system beyond Python, and getting it through apt-get.

`NEEDS` is the whole list. A need is met when its libraries are known to the loader and its programs are on PATH, so
nothing is installed where they are present, whoever put them there. Only the standard library may be imported here.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

INSTALL_LIMIT_S = 900
POSTGRES_PROGRAMS = "/usr/lib/postgresql/15/bin"
"""Where Debian puts what a server consists of, outside PATH."""


@dataclass(frozen=True)
class Need:
    """One need: its name, why it is needed, what proves it is met, the Debian packages that meet it, and for what.

    `programs` are alternatives, one is enough; of `libraries`, Python `modules` and `files` (patterns below the root of the
    file system) all are needed. A need that is not vital is named when it cannot be met, and the program or its tests go on
    without what depends on it.
    """

    name: str
    why: str
    packages: tuple[str, ...]
    needed_by: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_vital: bool = False
    applies: Callable[[], bool] = lambda: True


def has_x11() -> bool:
    """Say whether an X display is announced to this process."""
    return bool(os.environ.get("DISPLAY"))


def has_wayland() -> bool:
    """Say whether a Wayland display is announced to this process."""
    return bool(os.environ.get("WAYLAND_DISPLAY"))


X11_PACKAGES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxcb-glx0",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
)
X11_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-shm.so.0",
    "libxcb-sync.so.1",
    "libxcb-util.so.1",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
    "libxcb-glx.so.0",
    "libxkbcommon-x11.so.0",
    "libX11-xcb.so.1",
)


def has_sound() -> bool:
    """Say whether this machine has a device that plays sound: without one no voice is of use."""
    return any(Path("/dev/snd").glob("pcmC*D*p"))


NEEDS = (
    Need(
        "venv",
        "the virtual environment",
        (f"python3.{sys.version_info.minor}-venv",),
        ("run", "test", "build"),
        modules=("ensurepip",),
        is_vital=True,
    ),
    Need(
        "qt",
        "the screens, also without a display",
        (
            "libglib2.0-0",
            "libegl1",
            "libgl1",
            "libx11-6",
            "libdbus-1-3",
            "libfontconfig1",
            "libfreetype6",
            "libxkbcommon0",
            "libbrotli1",
            "libgssapi-krb5-2",
        ),
        ("run", "test", "build"),
        libraries=(
            "libglib-2.0.so.0",
            "libEGL.so.1",
            "libGL.so.1",
            "libX11.so.6",
            "libdbus-1.so.3",
            "libfontconfig.so.1",
            "libfreetype.so.6",
            "libxkbcommon.so.0",
            "libbrotlidec.so.1",
            "libgssapi_krb5.so.2",
        ),
        is_vital=True,
    ),
    Need("x11", "a window on an X display", X11_PACKAGES, ("run",), libraries=X11_LIBRARIES, applies=has_x11),
    Need(
        "wayland",
        "a window on a Wayland display",
        ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
        ("run",),
        libraries=("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"),
        applies=has_wayland,
    ),
    Need(
        "voice",
        "reading the screen aloud",
        ("speech-dispatcher", "speech-dispatcher-espeak-ng"),
        ("run",),
        programs=("spd-say",),
        applies=has_sound,
    ),
    Need("cups", "printing receipts on a printer", ("libcups2",), ("run",), libraries=("libcups.so.2",)),
    Need(
        "cupsd",
        "printing on a real spooler in tests",
        ("cups-daemon", "cups-client", "cups-filters"),
        ("test",),
        programs=("/usr/sbin/cupsd",),
    ),
    Need(
        "chromium",
        "the tests of the district's pages in a real browser",
        ("chromium", "libatomic1"),
        ("test",),
        libraries=("libatomic.so.1",),  # Playwright's own runtime asks for it
        programs=("chromium", "chromium-browser", "google-chrome"),
    ),
    Need(
        "postgresql",
        "the tests of the district on PostgreSQL",
        ("postgresql-15",),
        ("test",),
        programs=(f"{POSTGRES_PROGRAMS}/postgres",),
    ),
    Need(
        "xvfb",
        "the visit by a screen reader: a display that nobody sees",
        ("xvfb", *X11_PACKAGES),
        ("test",),
        libraries=X11_LIBRARIES,
        programs=("Xvfb",),
    ),
    Need(
        "at-spi",
        "the visit by a screen reader: the way to what is on the screen, and the system's Python with its bindings",
        ("at-spi2-core", "dbus", "gir1.2-atspi-2.0", "python3-gi"),
        ("test",),
        libraries=("libatspi.so.0",),
        programs=("dbus-run-session",),
        files=(
            "usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
            "usr/lib/python3/dist-packages/gi/__init__.py",
            "usr/libexec/at-spi2-registryd",
        ),
    ),
    Need(
        "binutils",
        "finding what the built program must carry",
        ("binutils",),
        ("build",),
        programs=("objdump",),
        is_vital=True,
    ),
    Need(
        "libpython",
        "the interpreter inside the built program",
        (f"libpython3.{sys.version_info.minor}",),
        ("build",),
        libraries=(f"libpython3.{sys.version_info.minor}.so.1.0",),
        is_vital=True,
        applies=lambda: sys.base_prefix == "/usr",
    ),
)


def unmet(purpose: str) -> list[Need]:
    """Give what `purpose` ("run", "test" or "build") needs and this machine lacks; nothing off Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = [need for need in NEEDS if purpose in need.needed_by and need.applies()]
    libraries = _known_libraries()
    return [need for need in wanted if not is_met(need, libraries)]


def meet(needs: Iterable[Need], say: Callable[[str], None]) -> None:
    """Install what `needs` name, all at once, then one by one if that fails; what stays unmet is for `unmet` to tell."""
    needs = list(needs)
    if needs and may_install():
        say(f"system packages for {', '.join(need.name for need in needs)} (apt-get)")
        _apt(["update"], say)
        if not install([package for need in needs for package in need.packages], say) and len(needs) > 1:
            for need in needs:
                install(need.packages, say)


def may_install() -> bool:
    """Say whether packages can be installed here without asking anybody: apt-get, and root or sudo without a password."""
    return shutil.which("apt-get") is not None and _as_root() is not None


def install(packages: Iterable[str], say: Callable[[str], None]) -> bool:
    """Install Debian packages and give whether it worked."""
    return _apt(["install", "--yes", "--no-install-recommends", *packages], say)


def install_line(packages: Iterable[str]) -> str:
    """Give the one line that a person with the rights has to type."""
    return "apt-get install " + " ".join(packages)


def _apt(arguments: list[str], say: Callable[[str], None]) -> bool:
    result = subprocess.run(
        [*(_as_root() or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=INSTALL_LIMIT_S,
        stdin=subprocess.DEVNULL,
    )
    if result.returncode:
        reasons = [line for line in (result.stdout + result.stderr).splitlines() if line.startswith("E:")]
        say(f"apt-get {arguments[0]} did not succeed: {' '.join(reasons[:2]) or 'no reason given'}")
    return result.returncode == 0


def _as_root() -> list[str] | None:
    """Give what to put before a command to run it as root, None when that would ask a person."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    may_sudo = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if may_sudo and may_sudo.returncode == 0 else None


def is_met(need: Need, known_libraries: frozenset[str]) -> bool:
    """Say whether one need is met, given the names of the libraries that the loader knows."""
    importlib.invalidate_caches()
    return (
        known_libraries.issuperset(need.libraries)
        and (not need.programs or any(shutil.which(program) for program in need.programs))
        and all(importlib.util.find_spec(module) for module in need.modules)
        and all(any(Path("/").glob(pattern)) for pattern in need.files)
    )


def _known_libraries() -> frozenset[str]:
    program = shutil.which("ldconfig") or "/sbin/ldconfig"  # /sbin is not on every user's PATH
    listing = subprocess.run([program, "-p"], capture_output=True, text=True, check=False).stdout
    return frozenset(line.split()[0] for line in listing.splitlines()[1:] if line.strip())
