"""Checks of the rules of a pack: rounds, the paper, ties, prizes, numbers, and what is still a sample."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from kiosk.contest.dates import DateSpan, cut_days, day_text
from kiosk.contest.finding import Finding, finding
from kiosk.contest.pack import ContestPack
from kiosk.contest.rules import ReviewRules, Rules, WhenShown

_ANY: Final = 10**9
_EARLINESS: Final[tuple[WhenShown, ...]] = ("at_once", "after_closing", "never")
_RANGES: Final = {
    "who.min_age": (0, 120),
    "who.guardian_below_age": (0, 120),
    "paper.question_count": (1, 500),
    "paper.limit_s": (30, 86_400),
    "paper.points_per_question": (1, 1_000),
    "attempts.per_entrant": (1, 1_000),
    "attempts.resume_within_s": (0, _ANY),
    "essay.max_words": (1, 5_000),  # an essay goes to the district in one entry, with many others in one batch
    "essay.max_points": (1, 1_000),
    "collective.participation_weight": (0, 1_000),
    "collective.mean_score_weight": (0, 1_000),
    "collective.individual_award_weight": (0, 1_000),
    "complaint_days": (0, 3_650),
    "fingerprint_cost.passes": (1, 16),
    "fingerprint_cost.memory_kib": (8, 1_048_576),  # libsodium takes no less; a ward's PC has no more to spare
    "retention.kiosk_days": (0, 3_650),
    "retention.district_days": (0, 3_650),
}
"""Lowest and highest value that makes sense for each number of the rules, both included."""


def rules_findings(pack: ContestPack, today: date) -> Iterator[Finding]:
    """Find what contradicts itself in the rules, or asks for what the pack does not hold."""
    yield from _rounds(pack, today)
    yield from _numbers(pack.rules)
    yield from _quotas(pack)
    yield from _ties(pack.rules)
    yield from _review(pack.rules.review)
    if Counter(pack.rules.part_order) != Counter(("quiz", "prediction", "essay")):
        yield finding("parts_incomplete", "rules.part_order")
    yield from _samples(pack.rules)


def _rounds(pack: ContestPack, today: date) -> Iterator[Finding]:
    rounds = pack.rules.rounds
    if not rounds:
        yield finding("rounds_none", "rules.rounds")
        return
    for each in rounds:
        where = f"rules.rounds[{each.id}]"
        if each.ends_at <= each.starts_at:
            yield finding("round_ends_before_it_begins", where)
        elif each.first_day < pack.head.valid_from or pack.head.valid_to < each.last_day:
            yield finding(
                "round_outside_pack",
                where,
                first=day_text(pack.head.valid_from),
                last=day_text(pack.head.valid_to),
            )
    for one, other in combinations(rounds, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            yield finding("rounds_overlap", f"rules.rounds[{other.id}]", other=one.id)
    last = max(each.last_day for each in rounds)
    if last < today:
        yield finding("contest_over", "rules.rounds", last=day_text(last))


def _numbers(rules: Rules) -> Iterator[Finding]:
    for name, (lowest, highest) in _RANGES.items():
        value = rule_named(rules, name)
        if isinstance(value, int | float) and not lowest <= value <= highest:
            yield finding("number_out_of_range", f"rules.{name}", lowest=lowest, highest=highest)
    for index, prize in enumerate(rules.prizes):
        for name, value in (("count", prize.count), ("amount_vnd", prize.amount_vnd)):
            if not 1 <= value <= _ANY:
                yield finding("number_out_of_range", f"rules.prizes[{index}].{name}", lowest=1, highest=_ANY)
    if rules.prediction is not None and not 0 <= rules.prediction.lowest < rules.prediction.highest:
        yield finding(
            "prediction_bounds", "rules.prediction", lowest=rules.prediction.lowest, highest=rules.prediction.highest
        )


def _quotas(pack: ContestPack) -> Iterator[Finding]:
    paper = pack.rules.paper
    asked = Counter(each.topic for each in paper.quotas)
    known = {each.code for each in pack.head.topics}
    for index, quota in enumerate(paper.quotas):
        where = f"rules.paper.quotas[{index}]"
        if asked[quota.topic] > 1:
            yield finding("quota_topic_twice", where, topic=quota.topic)
        if quota.topic not in known:
            yield finding("topic_unknown", where, topic=quota.topic)
        if quota.count < 1:
            yield finding("number_out_of_range", f"{where}.count", lowest=1, highest=paper.question_count)
        yield from _bank(pack, where, quota.topic, quota.count)
    total = sum(each.count for each in paper.quotas)
    if total != paper.question_count:
        yield finding("quotas_do_not_sum", "rules.paper.quotas", total=total, question_count=paper.question_count)
    for topic in pack.head.topics:
        if topic.code not in asked:
            yield finding("topic_unasked", f"pack.topics[{topic.code}]", topic=topic.code)


def _bank(pack: ContestPack, where: str, topic: str, wanted: int) -> Iterator[Finding]:
    """Find the first day of the contest on which the topic has too few questions."""
    bank = [each for each in pack.questions if each.topic == topic]
    spans = [DateSpan(each.valid_from, each.valid_to) for each in bank]
    for day in cut_days(pack.rules.rounds, spans):
        reference = pack.rules.law_as_of or day
        available = sum(each.is_valid_on(reference) for each in bank)
        if available < wanted:
            yield finding(
                "quota_above_bank", where, topic=topic, wanted=wanted, available=available, day=day_text(reference)
            )
            return


def _ties(rules: Rules) -> Iterator[Finding]:
    for key, count in Counter(rules.ties).items():
        if count > 1:
            yield finding("tie_twice", "rules.ties", tie=key)
    if not rules.ties or rules.ties[-1] != "lot":
        yield finding("tie_lot_not_last", "rules.ties")
    for key, part in (("prediction", rules.prediction), ("essay", rules.essay)):
        if part is None and key in rules.ties:
            yield finding("tie_without_part", "rules.ties", tie=key)


def _review(review: ReviewRules) -> Iterator[Finding]:
    """Find right answers shown before the score may be: who sees which questions were missed can count."""
    if _EARLINESS.index(review.right_answers) < _EARLINESS.index(review.score):
        yield finding("review_answers_tell_score", "rules.review.right_answers")


def _samples(rules: Rules) -> Iterator[Finding]:
    for name, reason in rules.samples.items():
        where = f"rules.{name}"
        try:
            rule_named(rules, name)
        except AttributeError:
            yield finding("sample_unknown", f"rules.samples[{name}]", rule=name)
        else:
            yield finding("sample", where, rule=name, reason_vi=reason.vi, reason_en=reason.en)


def rule_named(rules: Rules, name: str) -> object:
    """Give the value of the rule a dotted name ("paper.limit_s") means, None below a part the contest does not have.

    AttributeError when there is no such rule.
    """
    value: object = rules
    for part in name.split("."):
        if value is None:
            return None
        value = getattr(value, part)
    return value
