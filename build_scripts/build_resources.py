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


def build_model_types() -> Path:
    """Write the module's qmldir and qmltypes, and give its folder.

    Raises CalledProcessError, with the tool's words, when a view-model cannot be read.
    """
    folder = MODEL_TYPES.joinpath(*MODULE.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    meta_objects = folder / "meta_objects.json"
    sources = [
        place for place in sorted((environment.ROOT / "ui").rglob("*.py")) if "QmlElement" in place.read_text("utf-8")
    ]
    _run("pyside6-metaobjectdump", "--quiet", "--out-file", str(meta_objects), *(str(place) for place in sources))
    _run(
        "pyside6-qmltyperegistrar",
        f"--import-name={MODULE}",
        "--major-version=1",
        f"--generate-qmltypes={folder / 'models.qmltypes'}",
        f"-o{folder / 'unused.cpp'}",
        str(meta_objects),
    )
    (folder / "qmldir").write_text(f"module {MODULE}\ntypeinfo models.qmltypes\n", encoding="utf-8")
    return folder


def _run(name: str, *arguments: str) -> None:
    subprocess.run([environment.tool(name), *arguments], check=True, cwd=environment.ROOT)


if __name__ == "__main__":
    print(build_model_types())
