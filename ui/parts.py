"""The parts of a paper - questions, prediction, essay - in the order of its rules, as acts of the flow. No Qt, no texts."""

from collections.abc import Sequence
from typing import Final

from kiosk.contest.rules import Part
from ui.flow import Act

ACT_OF: Final[dict[Part, Act]] = {"quiz": Act.QUESTION, "prediction": Act.PREDICT, "essay": Act.ESSAY}
"""The act that shows a part."""


def act_after(parts: Sequence[Part], part: Part) -> Act:
    """Give the act that goes on from a part: to the next one, or to the overview."""
    following = parts[parts.index(part) + 1 :]
    return ACT_OF[following[0]] if following else Act.REVIEW


def act_before(parts: Sequence[Part], part: Part) -> Act | None:
    """Give the act that goes back from a part, None from the first."""
    place = parts.index(part)
    return ACT_OF[parts[place - 1]] if place else None
