"""Invented residents who take the real contest through the real services, without screens.

For benches, crash tests and trials: every step it reports is on disk before it is reported. Nobody here exists.
"""

import dataclasses
import random
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct, structs

from kiosk.contest.attempt import Attempt
from kiosk.contest.birth_date import BirthDate
from kiosk.contest.entrant import Consent, Identity
from kiosk.contest.rules import FingerprintCost
from kiosk.services.attempts import Registration, answer, finish_attempt, predict, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.storage.attempt_rows import save_answer

FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE: Final = ("Văn", "Thị", "Minh", "Ngọc", "Thanh", "Đức", "Thu", "Hữu", "Kim", "Xuân")
GIVEN: Final = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khánh",
    "Lộc",
    "Mai",
    "Nhung",
    "Oanh",
    "Phượng",
    "Quý",
    "Sửu",
)
_CHEAPEST: Final = FingerprintCost(passes=1, memory_kib=8)
_HIGHEST_GUESS: Final = 10_000
_KNOWS: Final = 0.7
"""How often an invented resident knows the answer."""


class SimulationStep(Struct, frozen=True, omit_defaults=True):
    """One durable step: "started", "answered", "finished" or "receipt"."""

    step: str
    attempt: str
    question: str | None = None
    number: int | None = None
    code: str | None = None


def invented_identity(chance: random.Random, serial: int) -> Identity:
    """Give an invented adult whose number is well formed and belongs to nobody: province 001, `serial` as its last digits."""
    is_male = chance.random() < 0.5  # noqa: PLR2004 - one half
    year = chance.randrange(1940, 2000)
    number = f"001{0 if is_male else 1}{year % 100:02d}{serial % 1_000_000:06d}"
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    birth = BirthDate(year, chance.randrange(1, 13), chance.randrange(1, 29))
    return Identity("id_card", number, name, birth, "male" if is_male else "female", "resident")


def simulate(
    kiosk: Kiosk, residents: int, seed: int, pause: Callable[[], object] = lambda: None, *, is_load: bool = False
) -> Iterator[SimulationStep]:
    """Let `residents` people take part, one after another; opens the day when it is closed. `pause` is called after each.

    With `is_load` one commit holds a whole attempt and fingerprints cost next to nothing; the entries are the same.
    """
    chance = random.Random(seed)  # noqa: S311 - invented people need no secrecy
    if not is_open(kiosk):
        open_kiosk(kiosk, "simulation")
    visit = _at_once if is_load else _visit
    kiosk = _cheapest(kiosk) if is_load else kiosk
    for index in range(residents):
        yield from visit(kiosk, chance, invented_identity(chance, seed * 100_000 + index))
        pause()


def invented_registration(kiosk: Kiosk, seed: int) -> Registration:
    """Give everything one invented adult confirms before the first question."""
    chance = random.Random(seed)  # noqa: S311 - as above
    return _registration(kiosk, chance, invented_identity(chance, seed))


def _visit(kiosk: Kiosk, chance: random.Random, identity: Identity) -> Iterator[SimulationStep]:
    """One person, each step committed before it is told."""
    attempt = start_attempt(kiosk, _registration(kiosk, chance, identity))
    yield SimulationStep("started", attempt.id)
    for question, option in _choices(kiosk, chance, attempt):
        answer(kiosk, attempt.id, question, option)
        yield SimulationStep("answered", attempt.id, question=question)
    _predict(kiosk, chance, attempt)
    finish_attempt(kiosk, attempt.id)
    yield SimulationStep("finished", attempt.id)
    receipt = issue_receipt(kiosk, attempt.id)
    yield SimulationStep("receipt", attempt.id, number=receipt.number, code=receipt.code)


def _at_once(kiosk: Kiosk, chance: random.Random, identity: Identity) -> Iterator[SimulationStep]:
    """One person in one commit, told after it."""
    with kiosk.store.transaction():
        attempt = start_attempt(kiosk, _registration(kiosk, chance, identity))
        for question, option in _choices(kiosk, chance, attempt):
            save_answer(kiosk.store, attempt.id, question, option, attempt.started.at_us)
        _predict(kiosk, chance, attempt)
        finish_attempt(kiosk, attempt.id)
        receipt = issue_receipt(kiosk, attempt.id)
    yield SimulationStep("receipt", attempt.id, number=receipt.number, code=receipt.code)


def _registration(kiosk: Kiosk, chance: random.Random, identity: Identity) -> Registration:
    now = kiosk.clock.now()
    consents = tuple(Consent(each.id, each.version, now.at_us) for each in kiosk.pack.consents_on(now.day))
    return Registration(identity, chance.choice(kiosk.pack.units_for(now.day)).id, consents, "vi")


def _choices(kiosk: Kiosk, chance: random.Random, attempt: Attempt) -> Iterator[tuple[str, int]]:
    for each in attempt.paper.questions:
        knows = chance.random() < _KNOWS
        yield each.question_id, kiosk.pack.question(each.question_id).correct if knows else chance.choice(each.options)


def _predict(kiosk: Kiosk, chance: random.Random, attempt: Attempt) -> None:
    rules = kiosk.rules.prediction
    if rules is not None:
        predict(kiosk, attempt.id, chance.randint(rules.lowest, min(rules.highest, _HIGHEST_GUESS)))


def _cheapest(kiosk: Kiosk) -> Kiosk:
    rules = structs.replace(kiosk.pack.rules, fingerprint_cost=_CHEAPEST)
    return dataclasses.replace(kiosk, pack=structs.replace(kiosk.pack, rules=rules))
