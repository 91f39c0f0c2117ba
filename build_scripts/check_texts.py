"""Checks on the catalogue of texts: both languages whole and alike, every key that is used there, none unused.

How keys are found: in Python, string literals and f-strings (each field stands for any text) that begin with the name of
an area; in QML and the district's pages, quoted words of that form, one that ends with a point being a beginning.
"""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from build_scripts.environment import ROOT

TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("vi", "en")
PROGRAM = ("kiosk", "ui", "sync")
WITHOUT_TEXTS = ("kiosk/contest/", "kiosk/keys/", "kiosk/journal/", "sync/protocol/")
"""The core speaks in codes and cannot reach the catalogue: its words only look like keys."""

LONGEST_UNTRANSLATED = 24
"""Names and abbreviations may be the same in both languages; a longer text that is has been forgotten."""

Texts = dict[str, str]


def catalogue_problems(folder: Path = TRANSLATIONS) -> list[str]:
    """Compare the two languages: same areas, same keys, same fields, nothing empty, all in NFC."""
    texts = {language: dict(_texts(folder / language)) for language in LANGUAGES}
    if not all(texts.values()):
        return [f"no texts in {folder}"]
    vi, en = (texts[language] for language in LANGUAGES)
    problems = [f"en lacks {key}" for key in sorted(vi.keys() - en.keys())]
    problems += [f"vi lacks {key}" for key in sorted(en.keys() - vi.keys())]
    for language, catalogue in texts.items():
        for key, text in sorted(catalogue.items()):
            problems += [f"{language} {key}: {fault}" for fault in _text_faults(text)]
    for key in sorted(vi.keys() & en.keys()):
        if all(map(_is_well_formed, (vi[key], en[key]))) and _fields(vi[key]) != _fields(en[key]):
            problems.append(f"{key}: fields differ, vi {sorted(_fields(vi[key]))}, en {sorted(_fields(en[key]))}")
        if vi[key] == en[key] and len(vi[key]) > LONGEST_UNTRANSLATED:
            problems.append(f"{key}: the same text in both languages")
    return problems


def usage_problems(root: Path = ROOT) -> list[str]:
    """Find keys that the program uses and the catalogue lacks, and texts that nothing uses."""
    keys = dict(_texts(root / "resources" / "translations" / LANGUAGES[0])).keys()
    if not keys:
        return ["no texts"]
    areas = "|".join(sorted({key.split(".")[0] for key in keys}))
    used: list[tuple[str, re.Pattern[str]]] = []
    for room in PROGRAM:
        for place in sorted((root / room).rglob("*")):
            if place.relative_to(root).as_posix().startswith(WITHOUT_TEXTS):
                continue
            if place.suffix == ".py":
                patterns = _patterns_in_python(place, areas)
            elif place.suffix in {".qml", ".js", ".html", ".jinja"} and ".min." not in place.name:
                patterns = _patterns_in_markup(place, areas)
            else:
                continue
            used += [(place.relative_to(root).as_posix(), pattern) for pattern in patterns]
    problems = [
        f"{place}: no text for {pattern.pattern}"
        for place, pattern in used
        if not any(pattern.fullmatch(key) for key in keys)
    ]
    return problems + [f"nothing uses {key}" for key in sorted(keys) if not any(p.fullmatch(key) for _, p in used)]


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for place in sorted(folder.glob("*.json")):
        for key, text in json.loads(place.read_text(encoding="utf-8")).items():
            yield f"{place.stem}.{key}", text


def _text_faults(text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "empty"
        return
    if text != unicodedata.normalize("NFC", text):
        yield "not in NFC"
    if text != text.strip():
        yield "space at an end"
    if not _is_well_formed(text):
        yield "its braces do not pair"


def _is_well_formed(text: str) -> bool:
    try:
        _fields(text)
    except ValueError:
        return False
    return True


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _patterns_in_python(place: Path, areas: str) -> Iterator[re.Pattern[str]]:
    key, beginning = re.compile(rf"({areas})(\.[\w-]+)+"), re.compile(rf"({areas})\.")
    tree = ast.parse(place.read_text(encoding="utf-8"))
    parts_of_f_strings = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0] if node.values else None
            if isinstance(first, ast.Constant) and beginning.match(str(first.value)):
                yield re.compile("".join(_literal(part) for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts_of_f_strings:
            if key.fullmatch(node.value) and not _is_file_name(node.value):
                yield re.compile(re.escape(node.value))
            elif beginning.fullmatch(node.value):
                yield re.compile(re.escape(node.value) + ".+")


def _literal(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"


def _patterns_in_markup(place: Path, areas: str) -> Iterator[re.Pattern[str]]:
    quoted = re.compile(rf"""(["'])((?:{areas})\.(?:[\w-]+\.)*[\w-]*)\1""")
    for _, word in quoted.findall(place.read_text(encoding="utf-8")):
        if not _is_file_name(word):
            yield re.compile(re.escape(word) + (".+" if word[-1] in ".-_" else ""))


def _is_file_name(word: str) -> bool:
    return word.endswith(
        (".pdf", ".json", ".html", ".js", ".css", ".qml", ".png", ".svg", ".db", ".csv", ".toml", ".sqlite")
    )
