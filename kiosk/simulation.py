"""Invented residents who take the real contest through the real services, without screens.

For benches, crash tests and trials: every step it reports is on disk before it is reported. Nobody here exists.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec import Struct, structs

from kiosk.contest.birth_date import BirthDate
from kiosk.contest.entrant import Consent, Identity
from kiosk.contest.rules import FingerprintCost
from kiosk.services.attempts import Registration, answer, finish_attempt, predict, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.receipts import issue_receipt

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


def cheapest(kiosk: Kiosk) -> Kiosk:
    """Give the kiosk with the cheapest fingerprint, for load where stretching would be all that is measured."""
    import dataclasses  # noqa: PLC0415 - only here

    rules = structs.replace(kiosk.pack.rules, fingerprint_cost=_CHEAPEST)
    return dataclasses.replace(kiosk, pack=structs.replace(kiosk.pack, rules=rules))


def simulate(kiosk: Kiosk, residents: int, seed: int, pause: Callable[[], Any]) -> Iterator[SimulationStep]:
    """Let `residents` people take part, one after another; opens the day when it is closed. `pause` is called after each."""
    chance = random.Random(seed)  # noqa: S311 - invented people need no secrecy
    if not is_open(kiosk):
        open_kiosk(kiosk, "simulation")
    units = kiosk.pack.units_for(kiosk.today())
    for index in range(residents):
        now = kiosk.clock.now()
        consents = tuple(Consent(each.id, each.version, now.at_us) for each in kiosk.pack.consents_on(now.day))
        identity = invented_identity(chance, seed * 100_000 + index)
        attempt = start_attempt(kiosk, Registration(identity, chance.choice(units).id, consents, "vi"))
        yield SimulationStep("started", attempt.id)
        for each in attempt.paper.questions:
            knows = chance.random() < _KNOWS
            option = kiosk.pack.question(each.question_id).correct if knows else chance.choice(each.options)
            answer(kiosk, attempt.id, each.question_id, option)
            yield SimulationStep("answered", attempt.id, question=each.question_id)
        rules = kiosk.rules.prediction
        if rules is not None:
            predict(kiosk, attempt.id, chance.randint(rules.lowest, min(rules.highest, 10_000)))
        finish_attempt(kiosk, attempt.id)
        yield SimulationStep("finished", attempt.id)
        receipt = issue_receipt(kiosk, attempt.id)
        yield SimulationStep("receipt", attempt.id, number=receipt.number, code=receipt.code)
        pause()
