"""The table of the resident's way: no dead end, no screen that cannot be reached, one way out."""

import pytest

from ui.flow import FLOW, PART_OF, PARTS, PRACTICE_FLOW, RUNNING, Act, Step


def _reached(start: Step, table: dict[tuple[Step, Act], Step] = FLOW) -> set[Step]:
    """Give every screen some row of acts leads to."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        nexts = {after for (step, _), after in table.items() if step is here} - found
        found |= nexts
        waiting.extend(nexts)
    return found


def test_every_screen_can_be_reached_from_the_first_one() -> None:
    """Only the screen of a fault is not reached by an act: the kiosk goes there by itself. Practice has one of its own."""
    assert set(Step) - _reached(Step.ATTRACT) == {Step.PROBLEM, Step.PRACTICE_OVER}


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.PRACTICE_OVER}))
def test_no_screen_is_a_dead_end(step: Step) -> None:
    """From everywhere a person comes back to the first screen."""
    assert Step.ATTRACT in _reached(step)


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.ATTRACT, Step.CLOSED, Step.PRACTICE_OVER}))
def test_leaving_is_possible_on_every_screen_of_a_visit(step: Step) -> None:
    """Leaving always leads to the first screen, where nothing of the person is left."""
    assert FLOW[(step, Act.LEAVE)] is Step.ATTRACT


def test_after_handing_in_no_question_can_be_reached_again() -> None:
    """Result and receipt lead on, or to each other, never back to the answers; staff may still declare the attempt void."""
    onward = {
        after for (step, act), after in FLOW.items() if step in (Step.RESULT, Step.RECEIPT) and act is not Act.LEAVE
    }
    assert onward == {Step.RESULT, Step.RECEIPT, Step.THANKS, Step.VOIDED}


def test_a_void_paper_leads_nowhere_but_out() -> None:
    """From any screen after the start staff may end the paper; its page then has one way. Before the start there is none."""
    assert {act for step, act in FLOW if step is Step.VOIDED} == {Act.LEAVE}
    voidable = {step for step, act in FLOW if act is Act.VOID}
    assert voidable >= RUNNING
    assert not voidable & {Step.CONSENT, Step.IDENTITY, Step.CHECK, Step.RULES, Step.ATTRACT}
    assert not any(act is Act.VOID for _, act in PRACTICE_FLOW)


def test_handing_in_takes_a_second_act() -> None:
    """From the review, going on only asks once more."""
    assert FLOW[(Step.REVIEW, Act.NEXT)] is Step.HAND_IN
    assert FLOW[(Step.HAND_IN, Act.BACK)] is Step.REVIEW


def test_progress_never_goes_back_along_the_way() -> None:
    """The parts shown at the top follow the screens from the consent to the thanks."""
    parts = [PART_OF[step] for step in Step if step in PART_OF]
    assert parts == sorted(parts)
    assert (parts[0], parts[-1]) == (1, PARTS)


def test_practice_leads_to_its_own_end_only() -> None:
    """No row of acts leads from practice to a consent, to who somebody is, to a receipt, or to an attempt gone on with."""
    in_practice = _reached(Step.ATTRACT, PRACTICE_FLOW)
    quiz = {Step.QUIZ, Step.PREDICTION, Step.ESSAY, Step.REVIEW, Step.HAND_IN}
    assert in_practice == {Step.ATTRACT, Step.RULES, *quiz, Step.RESULT, Step.PRACTICE_OVER, Step.THANKS}
    assert [act for step, act in PRACTICE_FLOW if step is Step.ATTRACT] == [Act.PRACTISE]


def test_practice_is_left_from_every_screen_of_it_and_only_by_leaving() -> None:
    """Leaving drops the sheet: no other act comes back to the first screen, where a real visit begins."""
    back = {(step, act) for (step, act), after in PRACTICE_FLOW.items() if after is Step.ATTRACT}
    assert {act for _, act in back} == {Act.LEAVE}
    assert {step for step, _ in back} == _reached(Step.ATTRACT, PRACTICE_FLOW) - {Step.ATTRACT} | {Step.PROBLEM}


def test_taking_part_never_leads_into_practice() -> None:
    """The table of those who take part knows neither the act nor the screen."""
    assert Act.PRACTISE not in {act for _, act in FLOW}
    assert Step.PRACTICE_OVER not in FLOW.values()
