"""Stores the picture of each screen in each language anew, and writes the gallery: `python3 build_scripts/pictures.py`.

Run it after a change that was meant, look at what `git diff` shows, commit the pictures with the change. tests/ui/test_pictures.py
compares every screen with these pictures.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environment
from ui.flow import Step

PICTURES = environment.ROOT / "docs" / "pictures"
GALLERY = environment.ROOT / "docs" / "gallery.md"
LANGUAGES = ("vi", "en")
_HEAD = """\
# Every screen a resident meets, in both languages

Drawn by the tests (`tests/ui/test_pictures.py`), which fail when a screen no longer looks like this; stored anew by
`python3 build_scripts/pictures.py`. The person and the paper are invented.

"""


def main() -> int:
    """Draw every screen, then write the gallery."""
    command = [environment.tool("python"), "-m", "pytest", "-q", "tests/ui/test_pictures.py", "--renew-pictures"]
    chosen = ["-k", "looks_as_it_is_meant_to"]
    if code := subprocess.run([*command, *chosen], cwd=environment.ROOT, check=False).returncode:
        return code
    GALLERY.write_text(gallery(), encoding="utf-8", newline="\n")
    return 0


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
