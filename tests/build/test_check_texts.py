"""The checks on the catalogue find each fault that can be planted in it, and each key that goes astray."""

import json
from pathlib import Path

import pytest

from build_scripts.check_texts import catalogue_problems, usage_problems


def write_texts(root: Path, vi: dict[str, str], en: dict[str, str]) -> Path:
    """Lay out a catalogue of one area, `staff`, and give its folder."""
    folder = root / "resources" / "translations"
    for language, texts in (("vi", vi), ("en", en)):
        (folder / language).mkdir(parents=True)
        (folder / language / "staff.json").write_text(json.dumps(texts), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("vi", "en", "problem"),
    [
        ({"open": "Mở"}, {"open": "Open", "close": "Close"}, "vi lacks staff.close"),
        ({"open": "Mở", "close": "Đóng"}, {"open": "Open"}, "en lacks staff.close"),
        ({"open": " "}, {"open": "Open"}, "vi staff.open: empty"),
        ({"open": "Mo\u031b\u0309"}, {"open": "Open"}, "vi staff.open: not in NFC"),
        ({"open": "Mở "}, {"open": "Open"}, "vi staff.open: space at an end"),
        ({"open": "Mở {gio}"}, {"open": "Open {at}"}, "staff.open: fields differ, vi ['gio'], en ['at']"),
        ({"open": "Mở {"}, {"open": "Open"}, "vi staff.open: its braces do not pair"),
        (
            {"open": "Open this kiosk for the day"},
            {"open": "Open this kiosk for the day"},
            "staff.open: the same text in both languages",
        ),
    ],
    ids=["vi-lacks", "en-lacks", "empty", "nfd", "space", "fields", "braces", "untranslated"],
)
def test_each_fault_is_found(tmp_path: Path, vi: dict[str, str], en: dict[str, str], problem: str) -> None:
    """One planted fault gives its own problem."""
    assert problem in catalogue_problems(write_texts(tmp_path, vi, en))


def test_a_whole_catalogue_has_no_problem(tmp_path: Path) -> None:
    """Two languages with the same keys and fields are content."""
    folder = write_texts(tmp_path, {"open": "Mở lúc {at}"}, {"open": "Open at {at}"})

    assert catalogue_problems(folder) == []


def test_no_catalogue_is_a_problem(tmp_path: Path) -> None:
    """A check without its subject fails."""
    assert catalogue_problems(tmp_path) == [f"no texts in {tmp_path}"]
    assert usage_problems(tmp_path) == ["no texts"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kiosk/services/day.py", 'key = "staff.open"'),
        ("kiosk/services/day.py", 'key = f"staff.{what}"'),
        ("kiosk/services/day.py", 'key = "staff." + what'),
        ("ui/qml/Kiosk/Staff/Day.qml", 'Item { property string key: "staff.open" }'),
        ("ui/qml/Kiosk/Staff/Day.qml", 'Item { property string key: "staff." + what }'),
        ("sync/district/templates/day.html", "{{ text('staff.open') }}"),
    ],
    ids=["literal", "f-string", "sum", "qml", "qml-sum", "page"],
)
def test_a_used_text_is_content(tmp_path: Path, name: str, code: str) -> None:
    """Each way of naming a key counts as its use."""
    write_texts(tmp_path, {"open": "Mở"}, {"open": "Open"})
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(code, encoding="utf-8")

    assert usage_problems(tmp_path) == []


def test_a_key_without_text_and_a_text_without_use_are_found(tmp_path: Path) -> None:
    """A misspelt key is two problems: it has no text, and the text it meant has no use."""
    write_texts(tmp_path, {"open": "Mở"}, {"open": "Open"})
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "day.py").write_text('key = "staff.opne"', encoding="utf-8")

    assert usage_problems(tmp_path) == ["ui/day.py: no text for staff\\.opne", "nothing uses staff.open"]
