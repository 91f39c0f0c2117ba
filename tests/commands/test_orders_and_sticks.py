"""Commands that direct kiosks, and the whole way of a kiosk without a network by commands alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import run

PACK = Path(__file__).parents[2] / "resources" / "packs" / "thanh-xuan-2023"


@pytest.fixture
def district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the folder of a district."""
    folder = tmp_path / "district"
    assert run(["district", "init", "--data", str(folder), "--json"]) == 0
    capsys.readouterr()
    return folder


def _facts(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*map(str, arguments), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_kiosk_without_a_network_by_commands(
    district: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Request, answer, journal, reply: each into the stick's folder under a name of its own."""
    kiosk, stick = tmp_path / "kiosk", tmp_path / "stick"
    stick.mkdir()
    ticket = _facts(capsys, "district", "ticket", "--unit", "00343", "--data", district)["ticket"]
    request = _facts(capsys, "enrol", ticket, "--request", stick, "--data", kiosk)["file"]
    answer = _facts(capsys, "district", "enrol", request, "--reply", stick, "--data", district)
    assert (answer["enrolled"], answer["batches"], answer["refused"]) == (1, 0, [])
    enrolled = _facts(capsys, "enrol", ticket, "--answer", answer["reply"], "--data", kiosk)
    ordered = _facts(capsys, "district", "order", "pause", "--kiosk", enrolled["kiosk"], "--data", district)
    assert (ordered["number"], ordered["kiosks"]) == (1, [enrolled["kiosk"]])
    assert _facts(capsys, "district", "settings", "--paper", "roll80", "--data", district) == {"number": 1}
    _facts(capsys, "stick", "export", stick, "--data", kiosk)
    (journal,) = stick.glob("*journal*")
    reply = _facts(capsys, "district", "import", journal, "--reply", stick, "--data", district)["reply"]
    assert enrolled["kiosk"].lower() in reply, "replies of one minute to several kiosks lie beside one another"
    assert _facts(capsys, "stick", "import", reply, "--data", kiosk)["documents"] == 2
    assert len(list(stick.iterdir())) == 4
    again = _facts(capsys, "district", "import", journal, "--reply", stick, "--data", district)["reply"]
    assert again != reply
    assert len(list(stick.iterdir())) == 5


def test_a_pack_whose_version_is_too_low_is_told_the_lowest(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By one sentence with the number in it; an order without a kiosk by another."""
    for arguments, told in (
        (("district", "publish", PACK, "--data", district), "2"),
        (("district", "order", "pause", "--unit", "00343", "--data", district), "."),
    ):
        assert run([str(each) for each in arguments]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert told in said.err
        assert said.err.count("\n") == 1
