"""Faults planted in a sound pack: name -> (the pack, everything the check must find in it as (code, where))."""

from datetime import date, timedelta
from typing import Final
from unicodedata import normalize

from kiosk.contest.pack import ContestPack, Purpose, Review, Topic, Unit
from kiosk.contest.rules import PredictionRules, Prize, ReviewRules, Text, TopicQuota
from kiosk.contest.text_check import MAX_OPTION_CHARACTERS, MAX_QUESTION_CHARACTERS
from tests.helpers.builders import (
    IN_CONTEST,
    a_head,
    a_pack,
    a_paper_rules,
    a_purpose,
    a_question,
    a_round,
    a_rules,
    a_text,
    a_unit,
    changed,
)

Places = tuple[tuple[str, str], ...]

JULY: Final = date(2023, 7, 31)
AUGUST: Final = date(2023, 8, 1)
MIDDLE: Final = date(2023, 8, 15)
END: Final = date(2023, 8, 31)


def ask(**changes: object) -> ContestPack:
    """Give the sound pack with its question L2 changed."""
    return a_pack(questions=tuple(changed(each, **changes) if each.id == "L2" else each for each in a_pack().questions))


def rule(**changes: object) -> ContestPack:
    """Give the sound pack with its rules changed."""
    return a_pack(rules=a_rules(**changes))


def agree(*consents: Purpose) -> ContestPack:
    """Give the sound pack with other consents."""
    return a_pack(head=a_head(consents=consents))


def quota(*quotas: tuple[str, int], count: int = 3) -> ContestPack:
    """Give the sound pack with other quotas."""
    return rule(paper=a_paper_rules(question_count=count, quotas=tuple(TopicQuota(*each) for each in quotas)))


def units(*others: Unit) -> ContestPack:
    """Give the sound pack with more units."""
    return a_pack(units=(*a_pack().units, *others))


OPTIONS: Final = a_question().options
ENDED: Final = {"valid_from": IN_CONTEST, "valid_to": JULY}
DECOMPOSED: Final = Text(normalize("NFD", "phường"), "ward")

QUESTION_FAULTS: Final[dict[str, tuple[ContestPack, Places]]] = {
    "no Vietnamese": (ask(text=Text("  ", "x")), (("text_missing", "questions[L2].text.vi"),)),
    "no English option": (
        ask(options=(*OPTIONS[:2], Text("x", ""), OPTIONS[3])),
        (("text_missing", "questions[L2].options[2].en"),),
    ),
    "no citation": (
        ask(citation=Text("", "")),
        (("citation_missing", "questions[L2].citation.vi"), ("citation_missing", "questions[L2].citation.en")),
    ),
    "decomposed": (ask(text=DECOMPOSED), (("text_not_nfc", "questions[L2].text.vi"),)),
    "long question": (
        ask(text=Text("x" * (MAX_QUESTION_CHARACTERS + 1), "x" * MAX_QUESTION_CHARACTERS)),
        (("text_too_long", "questions[L2].text.vi"),),
    ),
    "long option": (
        ask(options=(*OPTIONS[:3], Text("x" * MAX_OPTION_CHARACTERS, "x" * (MAX_OPTION_CHARACTERS + 1)))),
        (("text_too_long", "questions[L2].options[3].en"),),
    ),
    "same id": (
        a_pack(questions=(*a_pack().questions, a_question("S1", "services"))),
        (("id_twice", "questions[S1]"),),
    ),
    "one option": (ask(options=OPTIONS[:1], correct=0), (("options_too_few", "questions[L2]"),)),
    "five options": (ask(options=(*OPTIONS, a_text("năm"))), (("options_too_many", "questions[L2]"),)),
    "equal options": (
        ask(options=(Text("Hà  Nội.", "a"), Text("hai", "b"), Text("hà nội", "A"), Text("bốn", "d"))),
        (("options_equal", "questions[L2].options[2].vi"), ("options_equal", "questions[L2].options[2].en")),
    ),
    "answer beyond the options": (ask(correct=4), (("correct_out_of_range", "questions[L2]"),)),
    "answer below the options": (ask(correct=-1), (("correct_out_of_range", "questions[L2]"),)),
    "unknown topic": (ask(topic="cooking"), (("topic_unknown", "questions[L2]"),)),
    "ends before it begins": (ask(**ENDED), (("question_ends_before_it_begins", "questions[L2]"),)),
    "law begins late": (ask(valid_from=MIDDLE), (("question_outside_contest", "questions[L2]"),)),
    "law ends early": (ask(valid_to=MIDDLE), (("question_outside_contest", "questions[L2]"),)),
    "withdrawn and ended": (ask(valid_to=MIDDLE, review=Review("withdrawn")), ()),
    "ended, but asked by the law of a day": (
        a_pack(questions=ask(valid_to=MIDDLE).questions, rules=a_rules(law_as_of=JULY)),
        (("law_replaced", "rules.law_as_of"),),
    ),
    "in force to the end": (a_pack(questions=ask(valid_to=END).questions, rules=a_rules(law_as_of=JULY)), ()),
    "draft": (ask(review=Review("draft")), (("questions_draft", "questions"),)),
}

RULE_FAULTS: Final[dict[str, tuple[ContestPack, Places]]] = {
    "no round": (rule(rounds=()), (("rounds_none", "rules.rounds"),)),
    "no round, held law and units": (
        rule(rounds=(), law_as_of=JULY, units_as_of=JULY),
        (("rounds_none", "rules.rounds"),),
    ),
    "reversed round": (
        rule(rounds=(a_round(), changed(a_round("r2"), ends_at=a_round().starts_at))),
        (("round_ends_before_it_begins", "rules.rounds[r2]"),),
    ),
    "overlap": (
        rule(rounds=(a_round(last=MIDDLE), a_round("r2", first=MIDDLE))),
        (("rounds_overlap", "rules.rounds[r2]"),),
    ),
    "two rounds": (rule(rounds=(a_round(last=JULY + timedelta(9)), a_round("r2", first=MIDDLE))), ()),
    "before the pack": (rule(rounds=(a_round(first=JULY),)), (("round_outside_pack", "rules.rounds[round-1]"),)),
    "after the pack": (
        rule(rounds=(a_round(last=END + timedelta(1)),)),
        (("round_outside_pack", "rules.rounds[round-1]"),),
    ),
    "correction of nothing": (
        a_pack(head=a_head(corrections=("L1", "L9"))),
        (("correction_unknown", "pack.corrections[L9]"),),
    ),
    "pack reversed": (
        a_pack(head=a_head(valid_from=END, valid_to=AUGUST)),
        (("pack_ends_before_it_begins", "pack.valid_to"), ("round_outside_pack", "rules.rounds[round-1]")),
    ),
    "number too small": (rule(complaint_days=-1), (("number_out_of_range", "rules.complaint_days"),)),
    "number too big": (
        rule(paper=a_paper_rules(limit_s=86_401)),
        (("number_out_of_range", "rules.paper.limit_s"),),
    ),
    "no number": (
        rule(collective=changed(a_rules().collective, mean_score_weight=float("nan"))),
        (("number_out_of_range", "rules.collective.mean_score_weight"),),
    ),
    "no prize money": (
        rule(prizes=(Prize("individual", a_text(), 0, 0),)),
        (("number_out_of_range", "rules.prizes[0].count"), ("number_out_of_range", "rules.prizes[0].amount_vnd")),
    ),
    "prediction of one number": (
        rule(prediction=PredictionRules("entrants", a_text(), 5, 5)),
        (("prediction_bounds", "rules.prediction"),),
    ),
    "a part left out of the order": (
        rule(part_order=("essay", "essay", "quiz")),
        (("parts_incomplete", "rules.part_order"),),
    ),
    "answers before the score": (
        rule(review=ReviewRules("after_closing", "at_once")),
        (("review_answers_tell_score", "rules.review.right_answers"),),
    ),
    "topic twice": (
        quota(("law", 1), ("services", 1), ("law", 1)),
        (("quota_topic_twice", "rules.paper.quotas[0]"), ("quota_topic_twice", "rules.paper.quotas[2]")),
    ),
    "quota for an unknown topic": (
        quota(("law", 2), ("services", 1), ("cooking", 0)),
        (("topic_unknown", "rules.paper.quotas[2]"), ("number_out_of_range", "rules.paper.quotas[2].count")),
    ),
    "quotas short of the paper": (
        quota(("law", 1), ("services", 1)),
        (("quotas_do_not_sum", "rules.paper.quotas"),),
    ),
    "quota above the bank": (
        quota(("law", 5), ("services", 1), count=6),
        (("quota_above_bank", "rules.paper.quotas[0]"),),
    ),
    "topic not asked": (quota(("law", 3)), (("topic_unasked", "pack.topics[services]"),)),
    "tie twice": (
        rule(ties=("score", "score", "lot")),
        (("tie_twice", "rules.ties"),),
    ),
    "lot not last": (rule(ties=("lot", "score")), (("tie_lot_not_last", "rules.ties"),)),
    "no ties": (rule(ties=()), (("tie_lot_not_last", "rules.ties"),)),
    "tie by what is not asked": (
        rule(ties=("score", "essay", "prediction", "lot"), prediction=None),
        (("tie_without_part", "rules.ties"), ("tie_without_part", "rules.ties")),
    ),
    "sample": (
        rule(samples={"paper.limit_s": a_text(), "essay.max_words": a_text()}),
        (("sample", "rules.paper.limit_s"), ("sample", "rules.essay.max_words")),
    ),
    "sample of nothing": (
        rule(samples={"paper.colour": a_text()}),
        (("sample_unknown", "rules.samples[paper.colour]"),),
    ),
    "sample without reason": (
        rule(samples={"rounds": Text("mẫu", "")}),
        (("text_missing", "rules.samples[rounds].en"), ("sample", "rules.rounds")),
    ),
}

UNIT_FAULTS: Final[dict[str, tuple[ContestPack, Places]]] = {
    "reversed": (
        units(a_unit("x", "1", valid_to=date(1996, 11, 21))),
        (("unit_ends_before_it_begins", "units[x]"),),
    ),
    "code twice": (units(a_unit("x", valid_from=IN_CONTEST)), (("unit_code_twice", "units[x]"),)),
    "code reused later": (units(a_unit("x", "1", valid_to=MIDDLE), a_unit("y", "1", valid_from=END)), ()),
    "unknown parent": (units(a_unit("x", "1", parent_id="none")), (("unit_parent_unknown", "units[x]"),)),
    "known parent": (units(a_unit("x", "1", parent_id="ward-00343")), ()),
    "own parent": (units(a_unit("x", "1", parent_id="x")), (("unit_parent_cycle", "units[x]"),)),
    "child of a cycle": (
        units(a_unit("x", "1", parent_id="y"), a_unit("y", "2", parent_id="x"), a_unit("z", "3", parent_id="x")),
        (("unit_parent_cycle", "units[x]"), ("unit_parent_cycle", "units[y]")),
    ),
    "grandchild of an unknown": (
        units(a_unit("x", "1", parent_id="none"), a_unit("y", "2", parent_id="x")),
        (("unit_parent_unknown", "units[x]"),),
    ),
    "no people": (units(a_unit("x", "1", people=0)), (("number_out_of_range", "units[x].people"),)),
    "people unknown": (units(a_unit("x", "1", people=None)), (("people_unknown", "units"),)),
    "example": (units(a_unit("x", "1", is_example=True)), (("units_example", "units"),)),
    "none on some days": (a_pack(units=(a_unit(valid_from=MIDDLE),)), (("units_none", "units"),)),
    "gone before the end": (
        a_pack(units=(a_unit(valid_to=MIDDLE),), rules=a_rules(units_as_of=JULY)),
        (("units_replaced", "units"),),
    ),
}

CONSENT_FAULTS: Final[dict[str, tuple[ContestPack, Places]]] = {
    "none": (agree(), (("consent_required_none", "pack.consents"),)),
    "none required": (agree(a_purpose("news")), (("consent_required_none", "pack.consents"),)),
    "reversed": (
        agree(a_purpose(), a_purpose(version=2, law_from=END, law_to=AUGUST)),
        (("consent_ends_before_it_begins", "pack.consents[participate]"),),
    ),
    "version twice": (
        agree(a_purpose(law_to=MIDDLE), a_purpose(law_from=MIDDLE + timedelta(1))),
        (("id_twice", "pack.consents[participate 1]"),),
    ),
    "overlap": (
        agree(a_purpose(), a_purpose(version=2, law_from=MIDDLE)),
        (("consents_overlap", "pack.consents[participate]"),),
    ),
    "gap": (
        agree(a_purpose(), a_purpose("news", law_from=MIDDLE)),
        (("consent_gap", "pack.consents[news]"),),
    ),
    "unended by the calendar": (agree(a_purpose(law_to=date.max)), ()),
    "twice in other lists": (
        a_pack(head=a_head(topics=(*a_head().topics, Topic("law", a_text())))),
        (("id_twice", "pack.topics[law]"),),
    ),
}

PLANTED: Final = {
    f"{area}: {name}": fault
    for area, faults in {
        "question": QUESTION_FAULTS,
        "rules": RULE_FAULTS,
        "unit": UNIT_FAULTS,
        "consent": CONSENT_FAULTS,
    }.items()
    for name, fault in faults.items()
}
