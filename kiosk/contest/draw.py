"""Drawing a paper: which questions, in which order, with their options in which order.

Deterministic from a seed, so that the district draws the same paper again from the seed in the journal. The numbers come
from BLAKE2b in counter mode rather than from `random`, whose shuffle may change between Python versions; `docs/protocol.md`
("Drawing a paper") says it for other languages.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final, TypeVar

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.pack import ContestPack, Question

SEED_BYTES: Final = 16
_WORD: Final = 4
_SPAN: Final = 2 ** (8 * _WORD)
_T = TypeVar("_T")


class PaperQuestion(Struct, frozen=True):
    """One question of a paper; `options` are the pack's own option indices in the order shown."""

    question_id: str
    options: tuple[int, ...]


class Paper(Struct, frozen=True):
    """The questions of one attempt, in the order asked."""

    questions: tuple[PaperQuestion, ...]


def draw_paper(pack: ContestPack, seed: bytes, day: date) -> Paper:
    """Draw the paper that `seed` (16 bytes) gives from the questions valid on `day`, by the rules' topic quotas.

    Refuses with `bank_too_small` (fact: topic) when a topic has fewer valid questions than its quota.
    """
    numbers = _numbers(seed)
    rules = pack.rules.paper
    askable = pack.questions_for(day)
    chosen: list[Question] = []
    for quota in rules.quotas:
        bank = sorted((each for each in askable if each.topic == quota.topic), key=lambda each: each.id)
        if len(bank) < quota.count:
            raise Refused("bank_too_small", topic=quota.topic)
        chosen.extend(_picked(bank, quota.count, numbers))
    if rules.shuffle_questions:
        chosen = _picked(chosen, len(chosen), numbers)
    return Paper(tuple(PaperQuestion(each.id, _option_order(each, numbers, rules.shuffle_options)) for each in chosen))


def _option_order(question: Question, numbers: Iterator[int], shuffle: bool) -> tuple[int, ...]:  # noqa: FBT001 - a rule
    order = list(range(len(question.options)))
    return tuple(_picked(order, len(order), numbers)) if shuffle else tuple(order)


def _picked(items: Sequence[_T], wanted: int, numbers: Iterator[int]) -> list[_T]:
    """Give `wanted` of the items in random order (Fisher-Yates from the front)."""
    pool = list(items)
    for place in range(wanted):
        other = place + _below(numbers, len(pool) - place)
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:wanted]


def _numbers(seed: bytes) -> Iterator[int]:
    """Give endless 32-bit numbers: big-endian words of BLAKE2b-512(counter as 8 big-endian bytes, key = seed)."""
    block = 0
    while True:
        digest = blake2b(block.to_bytes(8, "big"), key=seed, person=b"tramthi-draw").digest()
        for start in range(0, len(digest), _WORD):
            yield int.from_bytes(digest[start : start + _WORD], "big")
        block += 1


def _below(numbers: Iterator[int], bound: int) -> int:
    """Give a number in [0, bound) without bias: words from the last, incomplete span are passed over."""
    limit = _SPAN - _SPAN % bound
    return next(number for number in numbers if number < limit) % bound
