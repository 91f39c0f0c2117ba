"""A right answer that was wrong: a newer pack corrects it, what counts follows, what kiosks said stays as it came."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.cli import run
from kiosk.contest.draw import draw_paper
from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptFinished, AttemptStarted
from kiosk.contest.pack import Question
from sync.district.district import District
from sync.district.documents import current_pack, publish_pack
from sync.district.rescoring import Rescored, rescore
from sync.district.standings import standings
from sync.district.store.attempt_rows import AttemptRow, read_attempts
from sync.district.store.person_rows import newest_audit
from tests.helpers.district import NOW, Sender, corrected, enrolled, new_district


def _next_option(question: Question) -> Question:
    return replace(question, correct=(question.correct + 1) % len(question.options))


def _row(district: District, sender: Sender, attempt: str) -> AttemptRow:
    return read_attempts(district.store, sender.id, [attempt])[attempt]


def _taken(sender: Sender, right: int) -> tuple[AttemptStarted, AttemptFinished, str]:
    """Take the contest and give a question of it that was answered rightly (by the key of then)."""
    started = sender.start()
    finished = sender.finish(started, right=right)
    sender.receipt(finished)
    paper = draw_paper(sender.pack, started.seed, started.drawn_on)
    return started, finished, paper.questions[0].question_id


def test_points_and_standings_follow_a_corrected_answer(district: District, sender: Sender) -> None:
    """Who answered by the wrong key loses the point; the claim and the raw journal stay; the honest kiosk is not accused."""
    started, finished, question = _taken(sender, right=10)
    sender.send(district)
    publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    assert _row(district, sender, started.attempt).correct == 10, "publishing alone scores nothing again"
    journal = district.store.rows("SELECT digest FROM entry ORDER BY seq")
    assert rescore(district, NOW, "clerk") == Rescored(1, 1)
    row = _row(district, sender, started.attempt)
    assert (row.correct, row.claimed_correct, row.points, row.claimed_points) == (
        9, 10, finished.points - sender.pack.rules.paper.points_per_question, finished.points,
    )  # fmt: skip
    assert (row.differs, row.state, row.pack_version) == (0, "finished", 1)
    (standing,) = standings(district, NOW).rows
    assert (standing.points, standing.correct, standing.differs) == (row.points, 9, False)
    assert district.store.rows("SELECT digest FROM entry ORDER BY seq") == journal
    (act,) = newest_audit(district.store, 1)
    assert (act.who, act.act, act.about) == ("clerk", "attempts_rescored", "1 of 1")
    assert rescore(district, NOW) == Rescored(1, 0), "once is enough"


def test_who_was_right_all_along_gains_the_point(district: District, sender: Sender) -> None:
    """An answer the old key called wrong is right by the new one."""
    started, finished, _ = _taken(sender, right=0)
    sender.send(district)
    question, chosen = next(iter(finished.answers.items()))
    publish_pack(district, corrected(sender.pack, question, lambda each: replace(each, correct=chosen)), NOW)
    assert rescore(district, NOW).changed == 1
    row = _row(district, sender, started.attempt)
    assert (row.correct, row.claimed_correct, row.differs) == (1, 0, 0)


def test_an_attempt_that_arrives_after_the_correction_counts_by_it(district: District, sender: Sender) -> None:
    """A kiosk that was offline brings attempts of the old pack: scored by the new key at once, and nothing is left to rescore."""
    started, _, question = _taken(sender, right=10)
    publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    sender.send(district)
    row = _row(district, sender, started.attempt)
    assert (row.correct, row.claimed_correct, row.differs) == (9, 10, 0)
    assert rescore(district, NOW) == Rescored(1, 0)


def test_the_newest_correction_counts(district: District, sender: Sender) -> None:
    """A correction may be taken back by a later version that names the question again."""
    started, _, question = _taken(sender, right=10)
    sender.send(district)
    publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    rescore(district, NOW)
    publish_pack(district, corrected(sender.pack, question, lambda each: each, version=3), NOW)
    assert rescore(district, NOW).changed == 1
    assert _row(district, sender, started.attempt).correct == 10


def test_a_changed_answer_that_no_correction_names_changes_nothing(district: District, sender: Sender) -> None:
    """A new version may change a key for the days to come without touching what was taken."""
    _, _, question = _taken(sender, right=10)
    sender.send(district)
    pack = corrected(sender.pack, question, _next_option)
    publish_pack(district, replace(pack, head=replace(pack.head, corrections=())), NOW)
    assert rescore(district, NOW) == Rescored(1, 0)


def test_a_lie_stays_a_lie_and_what_is_no_paper_stays_uncounted(district: District, sender: Sender) -> None:
    """A claim that did not agree with its own pack is flagged before and after; voided and abandoned keep their state."""
    started = sender.start()
    finished = sender.finish(started, right=3)
    sender.entries.pop()
    sender.write(replace(finished, points=100, correct=20))
    voided, _, _ = _taken(sender, right=5)
    sender.void(voided.attempt)
    sender.abandon(sender.start())
    sender.send(district)
    question = next(iter(finished.answers))
    publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    told = rescore(district, NOW)
    assert told.attempts == 2
    row = _row(district, sender, started.attempt)
    assert (row.differs, row.claimed_points, row.correct) == (1, 100, 2)
    assert _row(district, sender, voided.attempt).state == "voided"


def test_a_pack_the_district_lacked_is_scored_once_it_is_there(district: District, sender: Sender) -> None:
    """An attempt of a version published later was kept unscored; then it is scored."""
    started = sender.start()
    sender.entries.pop()
    started = replace(started, pack_version=2)
    sender.write(started)
    sender.finish(started, right=7)
    sender.send(district)
    assert _row(district, sender, started.attempt).points is None
    publish_pack(district, replace(sender.pack, head=replace(sender.pack.head, version=2)), NOW)
    assert rescore(district, NOW) == Rescored(1, 1)
    row = _row(district, sender, started.attempt)
    assert (row.correct, row.differs) == (7, 0)


def test_a_second_contradicting_end_is_never_the_one_that_counts(district: District, sender: Sender) -> None:
    """The first end stands, whatever else the journal says."""
    started, finished, question = _taken(sender, right=10)
    sender.write(replace(finished, answers={}, points=0, correct=0))
    sender.send(district)
    publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    rescore(district, NOW)
    assert _row(district, sender, started.attempt).correct == 9


@pytest.mark.parametrize("fault", ["other_options", "unknown_here", "unknown_before"])
def test_a_correction_that_says_nothing_of_the_answers_is_refused(
    district: District, sender: Sender, fault: str
) -> None:
    """Options that changed, or a question that is not there or never was: nothing is published."""
    first = sender.pack.questions[0]
    pack = corrected(sender.pack, first.id, _next_option)
    if fault == "other_options":
        pack = corrected(sender.pack, first.id, lambda each: replace(each, options=each.options[::-1]))
    elif fault == "unknown_here":
        pack = replace(pack, questions=pack.questions[1:])
    else:
        new = replace(first, id="NEW")
        pack = replace(pack, head=replace(pack.head, corrections=("NEW",)), questions=(*pack.questions, new))
    with pytest.raises(Refused, match="correction_unusable"):
        publish_pack(district, pack, NOW)
    current = current_pack(district)
    assert current is not None
    assert current.version == 1


def test_the_command_line_scores_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object of facts; the second time nothing changes any more."""
    folder = tmp_path / "district"
    with new_district(folder) as (district, _):
        sender = enrolled(district)
        _, _, question = _taken(sender, right=10)
        sender.send(district)
        publish_pack(district, corrected(sender.pack, question, _next_option), NOW)
    command = ["district", "rescore", "--data", str(folder), "--json"]
    told = []
    for _ in range(2):
        assert run(command) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told == [{"attempts": 1, "changed": 1}, {"attempts": 1, "changed": 0}]
