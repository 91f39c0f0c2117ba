"""Stores the picture of each screen in each language anew, and writes the gallery: `python3 build_scripts/pictures.py`.

With `--handbook` it stores the pictures of the staff's handbook anew instead, out of a ward's day played at the window.
Run it after a change that was meant, look at what `git diff` shows, commit the pictures with the change. tests/ui/test_pictures.py
and tests/ui/test_handbook.py compare what is drawn with these pictures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment
from ui.flow import Step

PICTURES = environment.ROOT / "docs" / "pictures"
GALLERY = environment.ROOT / "docs" / "gallery.md"
LANGUAGES = ("vi", "en")
GALLERY_TEST = "tests/ui/test_pictures.py"
HANDBOOK_TEST = "tests/ui/test_handbook.py"
_HEAD = """\
# Every screen a resident meets, in both languages

Drawn by the tests (`tests/ui/test_pictures.py`), which fail when a screen no longer looks like this; stored anew by
`python3 build_scripts/pictures.py`. The person and the paper are invented.

"""


def main() -> int:
    """Draw every screen, then write the gallery; or draw the handbook's pictures."""
    parser = argparse.ArgumentParser(description="Stores the pictures of the screens, or of the handbook, anew.")
    parser.add_argument("--handbook", action="store_true", help="the handbook's instead of the gallery's")
    if parser.parse_args().handbook:
        return _drawn_anew(HANDBOOK_TEST, "the_pictures_are_those_of_a_day")
    if code := _drawn_anew(GALLERY_TEST, "looks_as_it_is_meant_to"):
        return code
    GALLERY.write_text(gallery(), encoding="utf-8", newline="\n")
    return 0


def _drawn_anew(test: str, chosen: str) -> int:
    """Let a test store what it draws, and give how it ended."""
    command = [environment.tool("python"), "-m", "pytest", "-q", test, "--renew-pictures", "-k", chosen]
    return subprocess.run(command, cwd=environment.ROOT, check=False).returncode


def place_of(step: Step, language: str) -> Path:
    """Give where the picture of a screen lies."""
    return PICTURES / language / f"{step.value}.png"


def gallery() -> str:
    """Give the gallery's text: the screens in the order people meet them."""
    rows = [
        f"| {step.value} | " + " | ".join(_picture(step, language) for language in LANGUAGES) + " |" for step in Step
    ]
    return _HEAD + "\n".join(["| Screen | Tiếng Việt | English |", "| --- | --- | --- |", *rows]) + "\n"


def _picture(step: Step, language: str) -> str:
    place = place_of(step, language).relative_to(GALLERY.parent).as_posix()
    return f"![{step.value}, {language}]({place})"


if __name__ == "__main__":
    sys.exit(main())
