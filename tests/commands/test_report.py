"""`tramthi district report` as scripts rely on it: its files, its exit codes, its kinds."""

from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.commands.table import COMMANDS
from sync.district.reports import REPORTS
from tests.helpers.district import new_district


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a new district."""
    with new_district(tmp_path / "d"):
        return tmp_path / "d"


def report(folder: Path, out: Path, kind: str = "participation", unit: str = "00343") -> int:
    """Run the command and give its exit code."""
    return run(["district", "report", kind, "--unit", unit, "--out", str(out), "--data", str(folder)])


def test_each_form_is_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the ending of the file; nothing is printed."""
    for ending, beginning in ((".pdf", b"%PDF"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf")):
        assert report(folder, tmp_path / f"r{ending}") == 0
        assert (tmp_path / f"r{ending}").read_bytes().startswith(beginning)
    assert capsys.readouterr() == ("", "")


def test_refusals_are_one_sentence_and_exit_1(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown unit, an unknown ending, a place that is not there."""
    assert report(folder, tmp_path / "r.pdf", unit="99999") == 1
    assert report(folder, tmp_path / "r.doc") == 1
    assert report(folder, tmp_path / "none" / "r.pdf") == 1
    said = capsys.readouterr()
    assert said.out == ""
    unit, ending, place = said.err.splitlines()
    assert "đơn vị" in unit
    assert ".doc" in ending
    assert ".xlsx" in ending
    assert "r.pdf" in place


def test_an_unknown_kind_is_wrong_usage(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 2 and says which kinds there are; those are the kinds the district can gather."""
    with pytest.raises(SystemExit) as ended:
        report(folder, tmp_path / "r.pdf", kind="names")
    assert ended.value.code == 2
    assert "participation" in capsys.readouterr().err
    (command,) = [each for each in COMMANDS if each.words == ("district", "report")]
    (kind,) = [each for each in command.arguments if each.flag == "kind"]
    assert kind.settings["choices"] == tuple(REPORTS)
