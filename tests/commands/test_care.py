"""The commands of whoever cares for machines: readiness without a window, and the support bundle from a kiosk to its district."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pypdfium2
import pytest

from kiosk.cli import run
from kiosk.clock import system_clock
from kiosk.texts import load_catalogue
from sync.client.enrolment import enrol
from sync.district.district import open_district
from sync.district.founding import InitReport, init_district
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK
from tests.helpers.pair import a_ticket, send_to

_OPENED_WITHIN_S: Final = 120
"""The passphrase is stretched on purpose."""


@pytest.fixture
def founded(tmp_path: Path) -> InitReport:
    """Give what a new district printed once; a kiosk of it lies in `tmp_path/k`, the district in `tmp_path/d`."""
    report = init_district(tmp_path / "d", PACK, system_clock().now().at)
    with open_district(tmp_path / "d") as district:
        ticket = read_ticket(a_ticket(district))
        enrol(tmp_path / "k", ticket, send_to(district), system_clock(), os.urandom).store.close()
    return report


def _checks(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    facts = json.loads(capsys.readouterr().out)
    return {each["name"]: each["state"] for each in facts["checks"]}


@pytest.mark.usefixtures("founded")
def test_readiness_is_checked_without_a_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the machine can try is tried and dated, the rest stays as it was; a clock nobody compared ends with 1."""
    paper = tmp_path / "record.pdf"
    arguments = ["--data", str(tmp_path / "k"), "--stick", str(tmp_path), "--out", str(paper), "--json"]
    assert run(["readiness", *arguments]) == 1
    states = _checks(capsys)
    assert (states["database"], states["stick"], states["clock"]) == ("passed", "passed", "failed")
    assert {states[each] for each in ("printer", "scanner", "touch", "screen", "sound")} == {"never"}
    document = pypdfium2.PdfDocument(paper)
    assert load_catalogue("vi").text("readiness.title") in document[0].get_textpage().get_text_bounded()
    document.close()


@pytest.mark.usefixtures("founded")
def test_what_was_checked_stays_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run without a stick finds the stick's check of the first, and the journal holds."""
    run(["readiness", "--data", str(tmp_path / "k"), "--stick", str(tmp_path)])
    capsys.readouterr()
    run(["readiness", "--data", str(tmp_path / "k"), "--json"])
    assert _checks(capsys)["stick"] == "passed"
    assert run(["journal", "verify", "--data", str(tmp_path / "k")]) == 0


def _opened(place: str, folder: Path, passphrase: str) -> "subprocess.CompletedProcess[str]":
    """Open a bundle as the district does, the passphrase written to the standard input of a program of its own."""
    command = [sys.executable, "-m", "kiosk", "district", "support", place, "--json"]
    return subprocess.run(
        [*command, "--out", str(folder / "opened"), "--data", str(folder / "d")],
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        timeout=_OPENED_WITHIN_S,
        check=False,
    )


def test_a_support_bundle_goes_to_the_district(
    founded: InitReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made at the kiosk, opened at its district with the passphrase on standard input, every file of it whole JSON."""
    assert run(["support", str(tmp_path), "--data", str(tmp_path / "k"), "--json"]) == 0
    place = json.loads(capsys.readouterr().out)["file"]
    done = _opened(place, tmp_path, founded.passphrase)
    assert done.returncode == 0, done.stderr
    facts, out = json.loads(done.stdout), tmp_path / "opened"
    assert sorted(each.name for each in out.iterdir()) == facts["files"]
    assert json.loads((out / "status.json").read_bytes())["kiosk"] == facts["kiosk"]


@pytest.mark.usefixtures("founded")
def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 1, and no file is written."""
    run(["support", str(tmp_path), "--data", str(tmp_path / "k"), "--json"])
    place = json.loads(capsys.readouterr().out)["file"]
    done = _opened(place, tmp_path, "wrong")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "opened").exists()
