"""A newer pack comes down in the middle of an attempt: who sits there goes on by the old one, and the district counts by it."""

import os

from msgspec.structs import replace

from kiosk.clock import system_clock
from kiosk.contest.pack import ContestPack, Question
from kiosk.services.attempts import answer, finish_attempt, start_attempt
from kiosk.services.kiosk import load_kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.resuming import resume_attempt
from sync.client.rounds import sync_once
from sync.district.documents import publish_pack
from sync.district.rescoring import rescore
from sync.district.store.attempt_rows import read_attempts
from tests.helpers.kiosks import a_registration, an_identity
from tests.helpers.pair import Pair


def _newer(pack: ContestPack) -> ContestPack:
    """Give a version with another right answer to every question, fewer options, half the time, other points."""
    paper = replace(pack.rules.paper, limit_s=pack.rules.paper.limit_s // 2, points_per_question=7)
    questions = tuple(_other(each) for each in pack.questions)
    return replace(
        pack, head=replace(pack.head, version=2), rules=replace(pack.rules, paper=paper), questions=questions
    )


def _other(question: Question) -> Question:
    return replace(question, options=question.options[:2], correct=(question.correct + 1) % 2)


def test_an_attempt_ends_by_the_pack_it_began_with(pair: Pair) -> None:
    """Paper, time and points stay, also over a restart; the next person has the new ones; the district agrees with both."""
    kiosk, pack = pair.kiosk, pair.kiosk.pack
    open_kiosk(kiosk, "officer")
    registration = a_registration(kiosk, identity=an_identity(group=pack.rules.groups[0].code))
    attempt = start_attempt(kiosk, registration)
    right = {each.id: each.correct for each in pack.questions}
    first, *others = [each.question_id for each in attempt.paper.questions]
    answer(kiosk, attempt.id, first, right[first])
    publish_pack(pair.district, _newer(pack), system_clock().now().at)
    assert sync_once(kiosk, pair.send).documents >= 1
    again = load_kiosk(kiosk.folder, system_clock(), os.urandom)
    assert again.pack.version == 2
    known = resume_attempt(again, attempt.id, "officer")
    assert (known.paper, known.limit_s) == (attempt.paper, attempt.limit_s)
    for each in others:
        answer(again, attempt.id, each, right[each])
    finish_attempt(again, attempt.id)
    following = start_attempt(again, registration)
    assert following.limit_s == attempt.limit_s // 2
    finish_attempt(again, following.id)
    sync_once(again, pair.send)
    rescore(pair.district, system_clock().now().at)
    rows = read_attempts(pair.district.store, kiosk.id, [attempt.id, following.id])
    mine, next_one = rows[attempt.id], rows[following.id]
    full = pack.rules.paper.question_count * pack.rules.paper.points_per_question
    assert (mine.pack_version, mine.points, mine.claimed_points, mine.differs) == (1, full, full, 0)
    assert (next_one.pack_version, next_one.points, next_one.differs) == (2, 0, 0)
    again.store.close()
