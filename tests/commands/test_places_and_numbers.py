"""What a person may get wrong at the command line: places that cannot be used, numbers that cannot be meant, files mixed up."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import run
from kiosk.commands.place_faults import place_fault
from kiosk.contest.errors import Refused
from kiosk.texts import refusal_sentence

ROOT = Path(__file__).parents[2]
PACK = ROOT / "resources" / "packs" / "thanh-xuan-2023"


@pytest.fixture
def district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the folder of a district, in a place with marks and spaces."""
    folder = tmp_path / "Quận Thanh Xuân"
    assert run(["district", "init", "--data", str(folder), "--json"]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def kiosk(district: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the folder of a kiosk enrolled by a stick."""
    folder, stick = tmp_path / "Ki-ốt 1", tmp_path / "USB của phường"
    stick.mkdir()
    ticket = _facts(capsys, "district", "ticket", "--unit", "00343", "--data", district)["ticket"]
    request = _facts(capsys, "enrol", ticket, "--request", stick, "--data", folder)["file"]
    answer = _facts(capsys, "district", "enrol", request, "--reply", stick, "--data", district)["reply"]
    _facts(capsys, "enrol", ticket, "--answer", answer, "--data", folder)
    return folder


def _facts(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*map(str, arguments), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def _said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[str, str]:
    """Give what a refused command printed, and its one sentence."""
    capsys.readouterr()
    assert run([*map(str, arguments)]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    return said.out, said.err


def test_a_place_that_cannot_be_used_is_one_sentence(
    district: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where a folder should be, a folder where a file should be, a folder that is not there: told with its name."""
    file, lost = tmp_path / "tệp.txt", tmp_path / "không có"
    file.write_bytes(b"\xff\x00")
    for arguments in (
        ("district", "init", "--data", file / "d"),
        ("district", "init", "--data", file),
        ("district", "export", "--data", district, "--out", lost / "x.csv"),
        ("district", "export", "--data", district, "--out", tmp_path),
        ("pack", "build", PACK, lost / "x.tramthi", "--data", district),
        ("walkthrough", "--out", file),
        ("receipt", "verify", "AAAAA-AAAAA-A", "--data", file),
        ("receipt", "verify", "AAAAA-AAAAA-A", "--data", lost),
        ("restore", "--data", file),
        ("restore", "--data", lost),
        ("enrol", file, "--data", lost),
        ("enrol", tmp_path, "--data", lost),
        ("enrol", "a" * 300, "--data", lost),
    ):
        assert _said(capsys, *arguments)[0] == ""
    assert file.read_bytes() == b"\xff\x00"
    assert not lost.exists()


def test_only_a_fault_of_a_place_is_told_as_one() -> None:
    """A full or failing disk, a folder that may not be written; a fault without a place is a bug and stays one."""
    for number, code in (
        (errno.ENOSPC, "disk_full"), (errno.EIO, "disk_failing"), (errno.EROFS, "place_unusable"), (errno.EACCES, "place_unusable"),
    ):  # fmt: skip
        told = place_fault(OSError(number, "", "E:/x"))
        assert told is not None
        assert told.code == code
    assert place_fault(OSError(errno.EACCES, "")) is None
    assert place_fault(ConnectionResetError(errno.ECONNRESET, "")) is None


@pytest.mark.parametrize(
    "arguments",
    [
        "simulate --residents 0", "simulate --residents -3", "simulate --residents x", "simulate --residents 1 --pace -1",
        "simulate --residents 1 --pace nan", "district serve --port 99999", "district serve --port -1",
        "district order pause --hours -1", "district order pause --hours 0", "district order pause --hours nan",
        "district order pause --hours 1e300",
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_meant_is_wrong_usage(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is done: an order that was over before it began would replace the one in force."""
    with pytest.raises(SystemExit) as ended:
        run(arguments.split())
    assert ended.value.code == 2
    assert "error: argument --" in capsys.readouterr().err


def test_a_pin_is_told_although_its_card_could_not_be_written(
    district: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are on the roster by then, and nobody could tell the PIN again."""
    place = tmp_path / "không có" / "thẻ.pdf"
    told, said = _said(
        capsys,
        "district",
        "staff",
        "--unit",
        "00343",
        "--role",
        "officer",
        "--card",
        place,
        "--data",
        district,
        "--json",
    )
    member = json.loads(told)
    assert len(member["pin"]) == 6
    assert member["card"] == ""
    assert place.name in said


def test_files_that_are_mixed_up_are_told_apart(
    district: Path, kiosk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A kiosk's own file given to it, the district's given to the district: each says whose it is."""
    exported = _facts(capsys, "stick", "export", tmp_path, "--data", kiosk)
    assert Path(exported["file"]).stat().st_size == exported["bytes"]
    assert _said(capsys, "stick", "import", exported["file"], "--data", kiosk) == ("", _sentence("stick_for_district"))
    reply = _facts(
        capsys, "district", "import", exported["file"], "--reply", tmp_path / "trả lời.tramthi", "--data", district
    )["reply"]
    told, said = _said(
        capsys, "district", "import", reply, "--reply", tmp_path / "r.tramthi", "--data", district, "--json"
    )
    assert json.loads(told)["refused"] == ["stick_for_kiosk"]
    assert said == _sentence("stick_for_kiosk")


def test_a_pack_comes_by_stick_as_it_was_signed(
    district: Path, kiosk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `pack build` writes is taken in by `stick import`; the one in force is no news, another district's is refused."""
    newer, signed = tmp_path / "gói mới", tmp_path / "gói.tramthi"
    newer.mkdir()
    for part in PACK.glob("*.json"):
        (newer / part.name).write_bytes(part.read_bytes())
    head = json.loads((newer / "pack.json").read_bytes())
    (newer / "pack.json").write_text(json.dumps({**head, "version": head["version"] + 1}), encoding="utf-8")
    assert run(["pack", "build", str(newer), str(signed), "--data", str(district)]) == 0
    assert _facts(capsys, "stick", "import", signed, "--data", kiosk)["documents"] == 1
    assert _facts(capsys, "stick", "import", signed, "--data", kiosk)["documents"] == 0
    assert _facts(capsys, "status", "--data", kiosk)["pack"]["version"] == head["version"] + 1
    other = tmp_path / "quận khác"
    assert run(["district", "init", "--data", str(other)]) == 0
    assert run(["pack", "build", str(newer), str(signed), "--data", str(other)]) == 0
    assert _said(capsys, "stick", "import", signed, "--data", kiosk) == ("", _sentence("signature_wrong"))


def test_facts_for_a_person_have_no_python_in_them(
    district: Path, kiosk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lists, yes and no, and what there is none of, as words."""
    capsys.readouterr()
    assert run(["readiness", "--data", str(kiosk)]) in {0, 1}
    assert run(["journal", "verify", "--data", str(kiosk)]) == 0
    assert run(["district", "standings", "--data", str(district)]) == 0
    told = capsys.readouterr().out
    assert "checks.1: name printer, state never" in told
    assert "holds: yes" in told
    assert "fault: -" in told
    assert not [each for each in ("None", "True", "False", "{", "[", "()") if each in told]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
@pytest.mark.parametrize("command", ["kiosk", "demo"])
def test_without_a_display_nothing_is_begun(command: str, tmp_path: Path) -> None:
    """One sentence and an end in order, where Qt would fall in the middle of a run."""
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    folder = tmp_path / "k"
    arguments = [sys.executable, "-m", "kiosk", command, "--data", str(folder)]
    ended = subprocess.run(arguments, cwd=ROOT, env=bare, capture_output=True, check=False, text=True, encoding="utf-8")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == _sentence("display_missing")
    assert not folder.exists()


def test_a_part_that_is_not_installed_is_named(tmp_path: Path) -> None:
    """A district's installation has no window: that is said, not traced."""
    bare = "import sys; sys.modules['PySide6'] = None; from kiosk.cli import run; sys.exit(run(sys.argv[1:]))"
    arguments = [sys.executable, "-c", bare, "walkthrough", "--out", str(tmp_path / "w")]
    ended = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False, text=True, encoding="utf-8")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == refusal_sentence(Refused("package_missing", package="PySide6"), "staff", "vi") + "\n"


def _sentence(code: str) -> str:
    return refusal_sentence(Refused(code), "staff", "vi") + "\n"
