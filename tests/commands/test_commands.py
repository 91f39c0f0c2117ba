"""The command line as scripts rely on it: every command of the table, its exit codes, its JSON, its sentences."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import command_parser, own_version, run
from kiosk.commands.table import COMMANDS, Command
from kiosk.contest.errors import Refused
from kiosk.texts import refusal_sentence

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Give a district's folder and its address, served by a process of its own."""
    folder = tmp_path_factory.mktemp("district") / "d"
    assert run(["district", "init", "--data", str(folder), "--json"]) == 0
    command = [sys.executable, "-m", "kiosk", "district", "serve", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield folder, server.stdout.readline().strip()
        server.terminate()


def _facts(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out.splitlines()[-1]))


def _refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, "one plain sentence"
    return said.err


@pytest.fixture
def enrolled(served: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give the folder of a kiosk enrolled over HTTP."""
    folder, url = served
    issued = _facts(capsys, "district", "ticket", "--unit", "00343", "--data", str(folder), "--url", url)
    assert issued["expires_at"]
    (tmp_path / "ticket.txt").write_text(issued["ticket"], encoding="utf-8")
    kiosk = tmp_path / "k"
    facts = _facts(capsys, "enrol", str(tmp_path / "ticket.txt"), "--data", str(kiosk))
    assert facts["pack"] == "thanh-xuan-2023 1"
    return kiosk


def test_simulated_residents_reach_the_district_to_the_last_attempt(
    served: tuple[Path, str], enrolled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """simulate, sync, status on both sides, standings and export tell the same story."""
    district = served[0]
    before = _facts(capsys, "district", "status", "--data", str(district))["attempts"]["finished"]
    capsys.readouterr()
    assert run(["simulate", "--data", str(enrolled), "--residents", "3", "--json"]) == 0
    steps = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["step"] for each in steps].count("receipt") == 3
    assert [each["step"] for each in steps].count("answered") == 60
    report = _facts(capsys, "sync", "--data", str(enrolled))
    assert (report["waiting"], report["sent"]) == (0, report["acknowledged"])
    here, there = (
        _facts(capsys, "status", "--data", str(enrolled)),
        _facts(capsys, "district", "status", "--data", str(district)),
    )
    assert here["attempts"] == {"open": 0, "started": 3, "finished": 3, "abandoned": 0, "voided": 0}
    assert there["attempts"]["finished"] == before + 3
    assert here["journal"]["entries"] == here["journal"]["acknowledged"]
    code = steps[-1]["code"]
    assert _facts(capsys, "receipt", "verify", code, "--data", str(enrolled))["code"] == code
    assert _facts(capsys, "receipt", "verify", code, "--data", str(district))["is_ours"]
    assert _facts(capsys, "district", "standings", "--data", str(district))
    assert run(["district", "export", "--data", str(district), "--out", str(enrolled / "all.csv")]) == 0
    assert (enrolled / "all.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_stick_goes_there_and_back(
    served: tuple[Path, str], enrolled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Export, receive, import: all is acknowledged without a network; a damaged file is refused in one sentence."""
    there, back = tmp_path / "there.tramthi", tmp_path / "back.tramthi"
    assert run(["simulate", "--data", str(enrolled), "--residents", "2", "--load", "--json"]) == 0
    exported = _facts(capsys, "stick", "export", str(there), "--data", str(enrolled))
    received = _facts(capsys, "district", "import", str(there), "--reply", str(back), "--data", str(served[0]))
    assert received["refused"] == []
    imported = _facts(capsys, "stick", "import", str(back), "--data", str(enrolled))
    assert (imported["acknowledged"], imported["waiting"]) == (exported["entries"], 0)
    back.write_bytes(back.read_bytes()[:-1])
    assert _refusal(capsys, "stick", "import", str(back), "--data", str(enrolled))


def test_one_changed_byte_of_the_journal_is_found(enrolled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`journal verify` holds, and fails with where and how after a byte was changed; `journal list` shows each entry."""
    assert run(["simulate", "--data", str(enrolled), "--residents", "1", "--load", "--json"]) == 0
    assert _facts(capsys, "journal", "verify", "--data", str(enrolled))["holds"] is True
    assert run(["journal", "list", "--data", str(enrolled), "--json"]) == 0
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds[-3:] == ["attempt_started", "attempt_finished", "receipt_issued"]
    with sqlite3.connect(enrolled / "kiosk.sqlite") as database:
        ((payload,),) = database.execute("SELECT payload FROM entry WHERE seq = 3")
        changed = bytes([payload[0], payload[1] ^ 1]) + payload[2:]
        database.execute("UPDATE entry SET payload = ? WHERE seq = 3", (changed,))
    database.close()
    assert run(["journal", "verify", "--data", str(enrolled), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["fault"] == {"epoch": 1, "seq": 3, "fault": "payload_changed"}


def test_refusals_are_one_sentence_and_exit_1(
    enrolled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unknown folders, used places, mistyped tickets and codes, packs that are none."""
    assert "tramthi enrol" in _refusal(capsys, "status", "--data", str(tmp_path / "nothing"))
    assert "tramthi district init" in _refusal(capsys, "district", "status", "--data", str(tmp_path / "nothing"))
    assert _refusal(capsys, "enrol", "TT1-WRONG", "--data", str(tmp_path / "other"))
    assert _refusal(capsys, "receipt", "verify", "AAAAA-AAAAA-A", "--data", str(enrolled))
    assert _refusal(capsys, "receipt", "verify", "http://x/r/A#AAAA", "--data", str(enrolled))
    assert _refusal(capsys, "district", "init", "--data", str(enrolled))
    assert str(tmp_path / "nothing") in _refusal(capsys, "pack", "check", str(tmp_path / "nothing"))


def test_packs_are_checked_and_signed(
    served: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped pack has no error and can be signed; a changed one is told in words, and not signed."""
    shipped = ROOT / "resources" / "packs" / "thanh-xuan-2023"
    assert run(["pack", "check", str(shipped), "--language", "en"]) == 0
    signed = tmp_path / "signed.tramthi"
    assert run(["pack", "build", str(shipped), str(signed), "--data", str(served[0])]) == 0
    assert signed.stat().st_size > 10_000
    assert run(["pack", "check", str(signed), "--language", "en"]) == 0
    assert _refusal(capsys, "pack", "check", str(Path(__file__)))
    broken = tmp_path / "broken"
    broken.mkdir()
    for part in shipped.glob("*.json"):
        (broken / part.name).write_bytes(part.read_bytes())
    units = json.loads((broken / "units.json").read_bytes())
    units[0]["valid_to"] = "1990-01-01"
    (broken / "units.json").write_text(json.dumps(units), encoding="utf-8")
    capsys.readouterr()
    assert run(["pack", "check", str(broken), "--language", "en"]) == 1
    assert "00343" in capsys.readouterr().out
    assert _refusal(capsys, "pack", "build", str(broken), str(signed), "--data", str(served[0]))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: "-".join(each.words))
def test_each_command_explains_itself_with_an_example(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` shows an example that begins with the command itself, and says what each part is."""
    assert not [each.flag for each in command.arguments if not each.settings.get("help")]
    with pytest.raises(SystemExit) as ended:
        command_parser().parse_args([*command.words, "--help"])
    assert ended.value.code == 0
    assert f"example: tramthi {' '.join(command.words)}" in " ".join(capsys.readouterr().out.split())


def test_version_and_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the version; what cannot be parsed ends with 2."""
    with pytest.raises(SystemExit) as ended:
        run(["--version"])
    assert ended.value.code == 0
    assert own_version() in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        run(["no-such-command"])
    assert ended.value.code == 2


def test_a_code_page_without_vietnamese_is_no_hindrance(tmp_path: Path) -> None:
    """Windows gives a pipe such a one; sentences of refusals come through it whole."""
    command = [sys.executable, "-m", "kiosk", "status", "--data", str(tmp_path / "nothing")]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252:strict"}, check=False
    )
    assert ended.returncode == 1
    assert refusal_sentence(Refused("not_enrolled"), "staff", "vi") in ended.stderr.decode("utf-8")
