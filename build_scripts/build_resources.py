"""Describe to qmllint the types that Python offers to QML: build/qml/Kiosk/Models, made from ui/view_models.

PySide's metaobjectdump reads the Python source without running it, and knows a class only when its base is named
plainly: view-models stay flat (no mixins, no decorator factories), all in the one QML module Kiosk.Models.
The program itself needs nothing of this: at run time the decorators register the same types.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment

QML = environment.ROOT / "ui" / "qml"
MODEL_TYPES = environment.ROOT / "build" / "qml"
MODULE = "Kiosk.Models"
KNOWN_BASES = ("core", "gui", "qml", "qmlmodels")
"""The parts of Qt whose classes a view-model may derive from or show."""


def build_model_types() -> Path:
    """Write the module's qmldir and qmltypes, and give its folder.

    Raises CalledProcessError, with the tool's words in `stderr`, when a view-model cannot be read.
    """
    folder = MODEL_TYPES.joinpath(*MODULE.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    places = sorted((environment.ROOT / "ui").rglob("*.py"))
    sources = [str(place) for place in places if "@QmlElement" in place.read_text(encoding="utf-8")]
    meta_objects = folder / "meta_objects.json"
    _run("pyside6-metaobjectdump", "--quiet", "--out-file", str(meta_objects), *sources)
    _run(
        "pyside6-qmltyperegistrar",
        f"--import-name={MODULE}",
        "--major-version=1",
        f"--foreign-types={','.join(str(place) for place in _meta_types_of_qt())}",
        f"--generate-qmltypes={folder / 'models.qmltypes'}",
        f"-o{folder / 'registration.cpp'}",
        str(meta_objects),
    )
    (folder / "qmldir").write_text(f"module {MODULE}\ntypeinfo models.qmltypes\n", encoding="utf-8")
    return folder


def _meta_types_of_qt() -> list[Path]:
    """Give Qt's own descriptions of its classes; on Windows their folder lies directly in the package."""
    found = [
        place
        for part in KNOWN_BASES
        for place in (environment.packages() / "PySide6").glob(f"**/metatypes/qt6{part}_*metatypes.json")
    ]
    return sorted(found)


def _run(name: str, *arguments: str) -> None:
    subprocess.run(
        [environment.tool(name), *arguments], check=True, cwd=environment.ROOT, capture_output=True, text=True
    )


if __name__ == "__main__":
    print(build_model_types())
