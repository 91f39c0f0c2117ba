"""The checks on files find what they are there to find."""

from pathlib import Path

import pytest

from build_scripts import check_files


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tramthi demo --windowed", None),
        ("tramthi district init --data DIR --json       {admin}", None),
        ("tramthi --version", None),
        ("tramthi fly --data DIR", "tramthi fly --data DIR: no such command"),
        ("tramthi journal erase", "tramthi journal erase: no such command"),
        ("tramthi sync --sideways", "tramthi sync --sideways: no option --sideways"),
    ],
)
def test_documented_commands_are_held_to_the_command_line(tmp_path: Path, line: str, problem: str | None) -> None:
    """A command or option that the program lacks is found where it is documented."""
    (tmp_path / "README.md").write_text(f"# Trạm Thi\n\n```\n{line}\n```\n", encoding="utf-8")

    assert check_files.command_problems(tmp_path) == ([f"README.md: {problem}"] if problem else [])


def test_a_readme_without_commands_is_a_problem(tmp_path: Path) -> None:
    """A check without its subject fails."""
    assert check_files.command_problems(tmp_path) == ["README.md names no tramthi command"]


def test_long_files_are_found(tmp_path: Path) -> None:
    """Python may be 350 lines long, QML 170."""
    (tmp_path / "long.py").write_text("\n" * 351, encoding="utf-8")
    (tmp_path / "Long.qml").write_text("\n" * 171, encoding="utf-8")
    (tmp_path / "right.py").write_text("\n" * 350, encoding="utf-8")

    assert check_files.length_problems(tmp_path) == [
        "Long.qml: 171 lines, at most 170",
        "long.py: 351 lines, at most 350",
    ]


def test_other_encodings_are_found(tmp_path: Path) -> None:
    """Text is UTF-8 in NFC with plain line ends."""
    (tmp_path / "a.md").write_bytes("Thi\n".encode("utf-16"))
    (tmp_path / "b.md").write_text("Trạm\ntra\u0323m\n", encoding="utf-8")
    (tmp_path / "c.md").write_bytes(b"Thi\r\n")
    (tmp_path / "d.md").write_text("Trạm Thi\n", encoding="utf-8")

    assert check_files.unicode_problems(tmp_path) == [
        "a.md: not UTF-8",
        "b.md:2: not in NFC",
        "c.md: has carriage returns",
    ]


def test_damaged_resources_are_found(tmp_path: Path) -> None:
    """Resources are JSON, each key once in its object."""
    assert check_files.resource_problems(tmp_path) == ["there is no JSON file under resources"]
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "a.json").write_text('{"x": {"y": 1, "y": 2}}', encoding="utf-8")
    (tmp_path / "resources" / "b.json").write_text("{", encoding="utf-8")

    assert check_files.resource_problems(tmp_path) == [
        "resources/a.json: 'y' stands twice",
        "resources/b.json: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    ]


def test_places_of_one_machine_are_found(tmp_path: Path) -> None:
    """Neither this machine's folders nor the source of its packages are written down."""
    (tmp_path / "a.md").write_text(f"see {tmp_path.parent}/notes\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("see /" + "home/somebody/notes\n", encoding="utf-8")
    (tmp_path / "c.lock").write_text("--index-url somewhere\n", encoding="utf-8")
    (tmp_path / "d.md").write_text("see docs/\n", encoding="utf-8")

    assert check_files.place_problems(tmp_path) == [
        "a.md: names a folder of this machine",
        "b.md: names a person's folder: /" + "home/somebody/",
        "c.lock: says where packages come from",
    ]
