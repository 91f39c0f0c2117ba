"""What README and docs/contract.md say of the command line, held to it: each line runs as it stands, and no option is left out."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.commands.table import COMMANDS, Command

ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
_SECTION = "## A kiosk and its district by hand"
_ELSEWHERE = ("district serve", "kiosk")
"""Those that go on until they are stopped: the server is started here, the window is what tests/ui is about."""


def _by_hand() -> list[str]:
    """Give the commands of README's section, without what is said of them."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split(_SECTION)[1].split("\n## ")[0]
    lines = [line for line in section.split("```")[1].splitlines() if line.startswith("tramthi ")]
    return [re.split(r"\s{2,}| &", line)[0].removeprefix("tramthi ") for line in lines]


def test_the_readme_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which they stand, each ends with 0: a kiosk from its enrolment to a report."""
    said = {"D": str(tmp_path / "Quận D"), "K": str(tmp_path / "Ki-ốt K")}
    commands = [shlex.split(each) for each in _by_hand()]
    assert commands[0][:2] == ["district", "init"]
    assert len(commands) > 20
    assert run([_placed(each, tmp_path, said) for each in commands[0]]) == 0
    serving = [sys.executable, "-m", "kiosk", "district", "serve", "--data", said["D"], "--port", "0"]
    with subprocess.Popen(serving, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said["http://127.0.0.1:8080"] = server.stdout.readline().strip()
        try:
            for words in commands[1:]:
                if " ".join(words).startswith(_ELSEWHERE):
                    continue
                capsys.readouterr()
                arguments = [_placed(each, tmp_path, said) for each in words]
                assert run(arguments) == 0, arguments
                told = capsys.readouterr().out
                if words[:2] == ["district", "ticket"]:
                    said["TICKET"] = dict(line.split(": ", 1) for line in told.splitlines())["typed"]
                if words[0] == "simulate":
                    said["CODE"] = json.loads(told.splitlines()[-1])["code"]
        finally:
            server.terminate()


def _placed(word: str, folder: Path, said: dict[str, str]) -> str:
    is_file = word.endswith((".tramthi", ".csv", ".pdf"))
    return str(folder / word) if is_file else said.get(word, word)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: "-".join(each.words))
def test_the_contract_names_every_command_and_option(command: Command) -> None:
    """In the lines that begin with the command: who writes a script looks there."""
    start = f"tramthi {' '.join(command.words)} "
    lines = [line for line in CONTRACT.split("```")[1].splitlines() if f"{line} ".startswith(start)]
    assert lines
    named = " ".join(lines)
    assert not [each.flag for each in command.arguments if each.flag.startswith("--") and each.flag not in named]
