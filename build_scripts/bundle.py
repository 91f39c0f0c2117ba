"""What the built program carries of Qt: only what its screens import, and the libraries these stand on.

Collected whole, Qt would make up more than half of the size. The QML modules are asked from Qt's own import scanner, the
plugins are the list below, and a library stays when something that stays needs it. `kiosk.spec` is the only user.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from build_scripts import environment

Entry = tuple[str, str, str]
"""As PyInstaller lists them: path within the program, path on this machine, kind."""

PLUGINS = re.compile(
    r"plugins/("
    r"platforms/(lib)?q(xcb|wayland|offscreen|windows|cocoa)\."
    r"|xcbglintegrations/|wayland-shell-integration/|wayland-graphics-integration-client/"
    r"|platforminputcontexts/lib(compose|ibus)"  # dead keys and the system's own Vietnamese input
    r"|imageformats/(lib)?q(jpeg|svg)"
    r"|printsupport/"
    r"|texttospeech/"  # Windows alone collects it
    r"|tls/"  # QtNetwork complains without any, even when it speaks plain HTTP to the spooler
    r")"
)


def qml_folders() -> set[str]:
    """Give the folders of the QML modules that ui/qml imports, directly or through others, below Qt's own qml folder."""
    qml = environment.ROOT / "ui" / "qml"
    of_qt = environment.packages() / "PySide6" / ("qml" if environment.IS_WINDOWS else "Qt/qml")
    command = [environment.tool("pyside6-qmlimportscanner"), "-rootPath", str(qml), "-importPath", str(qml)]
    scan = subprocess.run([*command, "-importPath", str(of_qt)], check=True, capture_output=True, text=True)
    modules = (module for module in json.loads(scan.stdout) if "path" in module and "relativePath" in module)
    return {module["relativePath"] for module in modules if not Path(module["path"]).resolve().is_relative_to(qml)}


def slimmed(entries: Iterable[Entry], qml: set[str], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out of `entries` what the program has no use for.

    `qml` are the folders from `qml_folders`; `needs` gives the names of the libraries that a library file asks for.
    """
    wanted = [entry for entry in entries if _is_wanted(_place(entry), qml)]
    libraries: dict[str, list[Entry]] = {}  # a library and the links to it carry one name
    kept, to_ask = set(), []
    for entry in wanted:
        if _is_library(_place(entry)):
            libraries.setdefault(PurePosixPath(_place(entry)).name, []).append(entry)
        else:
            kept.add(entry)
            to_ask.append(entry)
    while to_ask:
        _, place, kind = to_ask.pop()
        for name in needs(place) if kind in {"BINARY", "EXTENSION"} else ():
            found = libraries.pop(PurePosixPath(name.replace("\\", "/")).name, [])
            kept.update(found)
            to_ask += found
    return [entry for entry in wanted if entry in kept]


def _place(entry: Entry) -> str:
    return entry[0].replace("\\", "/")


def _is_wanted(place: str, qml: set[str]) -> bool:
    if "/translations/" in place or place.startswith("PySide6/translations"):
        return not place.startswith("PySide6/")  # Qt's own words; ours are in resources
    if (below := re.fullmatch(r"PySide6/(?:Qt/)?qml/(.*)", place)) is not None:
        folder = PurePosixPath(below[1]).parent.as_posix()
        return folder in qml and not below[1].endswith((".qmltypes", ".cpp"))
    if re.match(r"PySide6/(?:Qt/)?plugins/", place):
        return PLUGINS.search(place) is not None
    return True


def _is_library(place: str) -> bool:
    """Say whether a file is there only because another needs it; plugins, Python's own modules and its library are not."""
    name = PurePosixPath(place).name
    if re.search(r"/(plugins|qml)/|^libpython", place):
        return False
    return re.match(r"lib.*\.so(\.|$)|(Qt6|icu|av|sw).*\.dll$", name) is not None
