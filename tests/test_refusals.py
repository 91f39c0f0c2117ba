"""Every code that something may be refused with, found in the source itself, has its words: nobody reads a bare code.

A code that can stop a visit has two parts, one for the resident and one for staff; any other has the sentence that staff and
the command line read. Each says what happened, what was kept and what to do; its fields are filled wherever it is refused.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import pytest

from kiosk.contest.entrant import Decision
from kiosk.contest.errors import Refused
from kiosk.services.hold import HELD
from kiosk.texts import LANGUAGES, load_catalogue, refusal_sentence
from sync.protocol.session import Phase

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("kiosk", "ui", "sync/client", "sync/protocol")
VISIT: Final = (
    "kiosk/contest/", "kiosk/journal/", "kiosk/keys/sealing.py", "kiosk/services/admission.py", "kiosk/services/attempts.py",
    "kiosk/services/essays.py", "kiosk/services/help.py", "kiosk/services/kiosk.py", "kiosk/services/practice.py",
    "kiosk/services/receipts.py", "kiosk/services/results.py", "kiosk/services/resuming.py", "kiosk/storage/database.py",
    "kiosk/storage/sqlite.py", "sync/protocol/envelope.py", "sync/protocol/messages.py",
)  # fmt: skip
"""Where what a resident does is done: what is refused there may end on the screen in front of them."""

WORKED_OUT: Final[dict[str, frozenset[str]]] = {
    # Places that refuse with a code they do not spell out, and the codes it may be.
    "kiosk/commands/district.py": frozenset({"stick_for_kiosk"}),  # or what a part of a stick's file was refused with
    "kiosk/services/attempts.py": frozenset(get_args(Decision)) - {"admitted", "guardian_needed"},
    "kiosk/services/opening.py": frozenset({"already_closed", "already_open", "already_paused", *HELD.values()}),
    "kiosk/storage/sqlite.py": frozenset(
        {"database_busy", "database_damaged", "database_unreachable", "disk_failing", "disk_full", "disk_read_only"}
    ),
    "sync/client/rounds.py": frozenset({Phase.FORKED.value, Phase.REVOKED.value}),
    "sync/client/stick.py": frozenset({Phase.FORKED.value, Phase.REVOKED.value}),
    "sync/client/transport.py": frozenset({"district_refused"}),  # or the district's own: they have sentences here too
    "ui/view_models/staff_sync.py": frozenset(),  # a code of an earlier round, as it was written down
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code is refused, and the facts given with it; None where they cannot be read from the source."""

    file: str
    code: str
    facts: frozenset[str] | None


def _places() -> Iterator[Place]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            for call in _refusals(ast.parse(path.read_text(encoding="utf-8"))):
                facts = frozenset(each.arg for each in call.keywords if each.arg)
                has_more = any(each.arg is None for each in call.keywords)
                codes = set(_codes(call.args[-1 if _name(call) == "_allow" else 0]))
                for code in codes or WORKED_OUT.get(file, {f"what {file} refuses with in line {call.lineno}"}):
                    yield Place(file, code, None if has_more else facts)


def _refusals(tree: ast.Module) -> Iterator[ast.Call]:
    """Give the calls that refuse: `Refused(code, ...)`, and calls of a guard of the module's own, `_allow(guard, code)`."""
    guard = next(
        (
            each
            for each in ast.walk(tree)
            if isinstance(each, ast.FunctionDef) and each.name == "_allow" and each.args.args[-1].arg == "code"
        ),
        None,
    )
    inside = set() if guard is None else {id(each) for each in ast.walk(guard)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args or id(call) in inside:
            continue
        if _name(call) == "Refused" or (guard is not None and _name(call) == "_allow"):
            yield call


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _codes(expression: ast.expr) -> Iterator[str]:
    """Give the codes an expression spells out: a word, or either word of a choice."""
    match expression:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from _codes(one)
            yield from _codes(other)


PLACES: Final = tuple(_places())
OF_A_VISIT: Final = tuple(sorted({each.code for each in PLACES if each.file.startswith(VISIT)}))
"""The codes a resident may meet."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_for_staff(language: str) -> None:
    """Of everything that is refused in the kiosk's code; a place that works its code out must say which it may be."""
    catalogue = load_catalogue(language)
    assert len(PLACES) > 150
    missing = {f"{each.code} ({each.file})" for each in PLACES if not catalogue.has(f"refusals.{each.code}")}
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [*OF_A_VISIT, "unknown"])
def test_what_stops_a_visit_is_said_to_both(code: str, language: str) -> None:
    """Resident and staff each read what happened and what is kept or what to do: at least two statements, and no code alone."""
    catalogue = load_catalogue(language)
    parts = catalogue.texts.get(f"errors.{code}.resident", ""), catalogue.texts.get(f"refusals.{code}", "")
    for part in parts:
        assert part.endswith(".")
        assert len([each for each in part.replace(";", ".").split(". ") if each.strip(". ")]) >= 2
    assert parts[0] != parts[1]
    assert "{" not in parts[0], "a resident's part needs no fact"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_given_fill_the_fields_of_the_sentence(language: str) -> None:
    """Wherever a code is refused, each field its sentence has is given with it."""
    catalogue = load_catalogue(language)
    unfilled = {
        f"{each.code} in {each.file} lacks {', '.join(sorted(lacking))}"
        for each in PLACES
        if each.facts is not None and (lacking := catalogue.fields(f"refusals.{each.code}") - each.facts - {"code"})
    }
    assert not unfilled


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_is_left_of_a_code_that_is_gone(language: str) -> None:
    """Each part for a resident is of a code that something refuses with."""
    own = {key.split(".")[1] for key in load_catalogue(language).texts if key.startswith("errors.")}
    assert own - {"screen", "unknown"} <= {each.code for each in PLACES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["resident", "staff"])
def test_a_code_without_its_facts_is_still_said_calmly(audience: str, language: str) -> None:
    """As a district of another version, or a proxy, may send one: it is said in general, and nothing breaks."""
    for code in ("too_many_requests", "no_such_code"):
        sentence = refusal_sentence(Refused(code), audience, language)
        assert "{" not in sentence
        assert (code in sentence) == (audience == "staff")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refused("one", count=1)', {"one"}),
        ('raise Refused("one" if full else "two")', {"one", "two"}),
        ("raise Refused(code)", set()),
        ("def _allow(ok: bool, code: str) -> None:\n raise Refused(code)\n_allow(True, 'three')", {"three"}),
        ("_allow(kiosk, 'open')", None),
    ],
)
def test_the_search_sees_every_form_of_a_refusal(source: str, found: set[str] | None) -> None:
    """A word, a choice, a guard; what is worked out is found as a call without a code, and a guard of another kind not at all."""
    calls = list(_refusals(ast.parse(source)))
    assert (found is None) == (not calls)
    assert {code for call in calls for code in _codes(call.args[-1 if _name(call) == "_allow" else 0])} == (
        found or set()
    )
