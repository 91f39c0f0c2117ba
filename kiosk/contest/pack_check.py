"""Everything that is wrong with a pack that parses, found before it is signed: `check_pack`.

Texts are looked at in `text_check`, rules in `rules_check`; here are questions, units and consents. No sentence for
people is written here: the catalogue has one for each code of `finding.LEVELS`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, islice
from string import ascii_uppercase
from typing import Final
from unicodedata import normalize

from kiosk.contest.dates import DateSpan, cut_days, day_text
from kiosk.contest.finding import Finding, finding
from kiosk.contest.pack import ContestPack, Purpose, Question, Unit
from kiosk.contest.rules import Text
from kiosk.contest.rules_check import rules_findings
from kiosk.contest.text_check import text_findings

MIN_OPTIONS: Final = 2
MAX_OPTIONS: Final = 4
"""The screen has four places for answers."""

_EXAMPLES_SHOWN: Final = 5


def check_pack(pack: ContestPack, today: date) -> tuple[Finding, ...]:
    """Find what is wrong with `pack`, errors first; `today` tells whether its contest is over."""
    found = [
        *_head(pack),
        *_ids(pack),
        *text_findings(pack),
        *rules_findings(pack, today),
        *_questions(pack),
        *_units(pack),
        *_consents(pack),
    ]
    weight = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda each: weight[each.level]))


def _head(pack: ContestPack) -> Iterator[Finding]:
    if pack.head.valid_to < pack.head.valid_from:
        yield finding("pack_ends_before_it_begins", "pack.valid_to")
    known = {each.id for each in pack.questions}
    for each in pack.head.corrections:
        if each not in known:
            yield finding("correction_unknown", f"pack.corrections[{each}]", id=each)


def _ids(pack: ContestPack) -> Iterator[Finding]:
    lists = {
        "questions": [each.id for each in pack.questions],
        "units": [each.id for each in pack.units],
        "pack.topics": [each.code for each in pack.head.topics],
        "pack.consents": [f"{each.id} {each.version}" for each in pack.head.consents],
        "rules.groups": [each.code for each in pack.rules.groups],
        "rules.rounds": [each.id for each in pack.rules.rounds],
    }
    for where, ids in lists.items():
        for name, count in Counter(ids).items():
            if count > 1:
                yield finding("id_twice", f"{where}[{name}]", id=name, count=count)


def _questions(pack: ContestPack) -> Iterator[Finding]:
    topics = {each.code for each in pack.head.topics}
    for question in pack.questions:
        where = f"questions[{question.id}]"
        yield from _options(question, where)
        if question.topic not in topics:
            yield finding("topic_unknown", where, topic=question.topic)
        if question.valid_from and question.valid_to and question.valid_to < question.valid_from:
            yield finding("question_ends_before_it_begins", where)
        elif pack.rules.law_as_of is None:
            yield from _law_days(pack, question, where)
    if pack.rules.law_as_of is not None:
        yield from _law_replaced(pack, pack.rules.law_as_of)
    drafts = [each.id for each in pack.questions if each.review.state == "draft"]
    if drafts:
        yield finding("questions_draft", "questions", count=len(drafts), ids=_listed(drafts))


def _options(question: Question, where: str) -> Iterator[Finding]:
    count = len(question.options)
    if count < MIN_OPTIONS:
        yield finding("options_too_few", where, count=count, lowest=MIN_OPTIONS)
    if count > MAX_OPTIONS:
        yield finding("options_too_many", where, count=count, highest=MAX_OPTIONS)
    if not 0 <= question.correct < count:
        yield finding("correct_out_of_range", where, correct=question.correct, highest=count - 1)
    for (first, one), (second, other) in combinations(enumerate(question.options), 2):
        for language in ("vi", "en"):
            if _reading(one, language) == _reading(other, language):
                place = f"{where}.options[{second}].{language}"
                yield finding("options_equal", place, first=_letter(first), second=_letter(second))


def _reading(option: Text, language: str) -> str:
    """Give an option as a reader takes it in: letters' form, case, spaces and a final full stop make no difference."""
    return " ".join(normalize("NFKC", option.in_language(language)).casefold().split()).rstrip(".")


def _letter(index: int) -> str:
    return ascii_uppercase[index] if index < len(ascii_uppercase) else str(index)


def _law_days(pack: ContestPack, question: Question, where: str) -> Iterator[Finding]:
    """Find a question that can be asked on some days of the contest only, or on none."""
    days = cut_days(pack.rules.rounds, [DateSpan(question.valid_from, question.valid_to)])
    off = next((day for day in days if not question.is_valid_on(day)), None)
    if off is not None and question.review.state != "withdrawn":
        yield finding("question_outside_contest", where, day=day_text(off))


def _law_replaced(pack: ContestPack, day: date) -> Iterator[Finding]:
    last = max((each.last_day for each in pack.rules.rounds), default=day)
    replaced = [each.id for each in pack.questions_for(day) if each.valid_to and each.valid_to < last]
    if replaced:
        yield finding("law_replaced", "rules.law_as_of", day=day_text(day), count=len(replaced), ids=_listed(replaced))


def _units(pack: ContestPack) -> Iterator[Finding]:
    by_id = {each.id: each for each in pack.units}
    by_code: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in pack.units:
        where = f"units[{unit.id}]"
        by_code[unit.code].append(unit)
        if unit.valid_to is not None and unit.valid_to < unit.valid_from:
            yield finding("unit_ends_before_it_begins", where)
        if unit.parent_id is not None and unit.parent_id not in by_id:
            yield finding("unit_parent_unknown", where, parent=unit.parent_id)
        elif _is_own_ancestor(unit, by_id):
            yield finding("unit_parent_cycle", where)
        if unit.people is not None and unit.people < 1:
            yield finding("number_out_of_range", f"{where}.people", lowest=1, highest=10**9)
    for code, units in by_code.items():
        for one, other in combinations(units, 2):
            if _overlap(one.valid_from, one.valid_to, other.valid_from, other.valid_to):
                yield finding("unit_code_twice", f"units[{other.id}]", other=one.id, unit_code=code)
    yield from _offered_units(pack)


def _is_own_ancestor(unit: Unit, by_id: dict[str, Unit]) -> bool:
    """Tell whether going up from `unit` comes back to it."""
    seen: set[str] = set()
    above = unit.parent_id
    while above is not None and above in by_id and above not in seen:
        seen.add(above)
        above = by_id[above].parent_id
    return unit.id in seen


def _offered_units(pack: ContestPack) -> Iterator[Finding]:
    offered: dict[str, Unit] = {}
    for day in cut_days(pack.rules.rounds, [DateSpan(each.valid_from, each.valid_to) for each in pack.units]):
        units = pack.units_for(day)
        offered.update((each.id, each) for each in units)
        if not units:
            yield finding("units_none", "units", day=day_text(pack.rules.units_as_of or day))
            break
    last = max((each.last_day for each in pack.rules.rounds), default=date.min)
    told = {
        "units_replaced": [
            each.code for each in offered.values() if pack.rules.units_as_of and not each.is_valid_on(last)
        ],
        "people_unknown": [each.code for each in offered.values() if each.people is None],
        "units_example": [each.code for each in offered.values() if each.is_example],
    }
    for code, codes in told.items():
        if codes:
            yield finding(code, "units", count=len(codes), codes=_listed(codes))


def _consents(pack: ContestPack) -> Iterator[Finding]:
    consents = pack.head.consents
    by_id: defaultdict[str, list[Purpose]] = defaultdict(list)
    for each in consents:
        by_id[each.id].append(each)
        if each.law_to is not None and each.law_to < each.law_from:
            yield finding("consent_ends_before_it_begins", f"pack.consents[{each.id}]", version=each.version)
    days = cut_days(pack.rules.rounds, [DateSpan(each.law_from, each.law_to) for each in consents])
    for name, texts in by_id.items():
        where = f"pack.consents[{name}]"
        for one, other in combinations(texts, 2):
            if _overlap(one.law_from, one.law_to, other.law_from, other.law_to):
                yield finding("consents_overlap", where, first=one.version, second=other.version)
        gap = next((day for day in days if not any(each.is_valid_on(day) for each in texts)), None)
        if gap is not None:
            yield finding("consent_gap", where, day=day_text(gap))
    bare = next((day for day in days if not any(each.is_required for each in pack.consents_on(day))), None)
    if bare is not None:
        yield finding("consent_required_none", "pack.consents", day=day_text(bare))


def _overlap(from_one: date, to_one: date | None, from_other: date, to_other: date | None) -> bool:
    """Tell whether two spans of days, both ends included and None without end, share a day."""
    return max(from_one, from_other) <= min(to_one or date.max, to_other or date.max)


def _listed(names: list[str]) -> str:
    """Give the first names of a list, and "..." when there are more."""
    shown = ", ".join(islice(names, _EXAMPLES_SHOWN))
    return shown if len(names) <= _EXAMPLES_SHOWN else f"{shown}, ..."
