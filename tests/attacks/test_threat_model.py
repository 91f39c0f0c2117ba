"""The threat model names a test for each answer: that test exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_test_it_names_exists() -> None:
    """A threat without its test is a promise without a proof."""
    model = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    rows = [line for line in model.splitlines() if line.startswith("| ") and not line.startswith(("| what", "| ---"))]
    assert len(rows) > 30
    for row in rows:
        named = _NAMED.findall(row)
        assert named, row
        for file, test in named:
            assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), row
