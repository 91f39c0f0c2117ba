"""The table of the resident's way: no dead end, no screen that cannot be reached, one way out."""

import pytest

from ui.flow import FLOW, PART_OF, PARTS, Act, Step


def _reached(start: Step) -> set[Step]:
    """Give every screen some row of acts leads to."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        nexts = {after for (step, _), after in FLOW.items() if step is here} - found
        found |= nexts
        waiting.extend(nexts)
    return found


def test_every_screen_can_be_reached_from_the_first_one() -> None:
    """Only the screen of a fault is not reached by an act: the kiosk goes there by itself."""
    assert set(Step) - _reached(Step.ATTRACT) == {Step.PROBLEM}


@pytest.mark.parametrize("step", Step)
def test_no_screen_is_a_dead_end(step: Step) -> None:
    """From everywhere a person comes back to the first screen."""
    assert Step.ATTRACT in _reached(step)


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.ATTRACT, Step.CLOSED}))
def test_leaving_is_possible_on_every_screen_of_a_visit(step: Step) -> None:
    """Leaving always leads to the first screen, where nothing of the person is left."""
    assert FLOW[(step, Act.LEAVE)] is Step.ATTRACT


def test_after_handing_in_no_question_can_be_reached_again() -> None:
    """Result and receipt lead on, or to each other, never back to the answers."""
    onward = {
        after for (step, act), after in FLOW.items() if step in (Step.RESULT, Step.RECEIPT) and act is not Act.LEAVE
    }
    assert onward == {Step.RESULT, Step.RECEIPT, Step.THANKS}


def test_handing_in_takes_a_second_act() -> None:
    """From the review, going on only asks once more."""
    assert FLOW[(Step.REVIEW, Act.NEXT)] is Step.HAND_IN
    assert FLOW[(Step.HAND_IN, Act.BACK)] is Step.REVIEW


def test_progress_never_goes_back_along_the_way() -> None:
    """The parts shown at the top follow the screens from the consent to the thanks."""
    parts = [PART_OF[step] for step in Step if step in PART_OF]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (1, PARTS)
