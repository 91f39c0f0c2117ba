"""What is shipped: the wheel holds the program with all its data and nothing else; the district needs no screens."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kiosk", "ui", "sync", "resources")


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel from a copy, so that nothing left over from an earlier build gets in, and list its files."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("tests", "build_scripts"):
        (source / room).mkdir()
        (source / room / "anything.py").touch()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", str(out)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_program_is_in_the_wheel(wheel_names: set[str]) -> None:
    """Screens, pages, migrations, packs, fonts and texts are read at run time: none may be missing."""
    wanted = {
        place.relative_to(ROOT).as_posix()
        for room in ROOMS
        for place in (ROOT / room).rglob("*")
        if place.is_file() and "__pycache__" not in place.parts
    }

    assert wanted - wheel_names == set()


def test_nothing_else_is_in_the_wheel(wheel_names: set[str]) -> None:
    """Tests and build scripts stay at home."""
    folders = {name.split("/")[0] for name in wheel_names if ".dist-info/" not in name}

    assert folders == set(ROOMS)


def test_the_district_runs_without_the_screens() -> None:
    """Every module of the district can be imported on a server that has no PySide6."""
    modules = [
        ".".join(place.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for room in ("sync/district", "sync/protocol")
        for place in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in place.parts
    ]
    program = (
        "import sys, importlib\nsys.modules['PySide6'] = None\nfor name in sys.argv[1:]: importlib.import_module(name)"
    )

    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *modules], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
