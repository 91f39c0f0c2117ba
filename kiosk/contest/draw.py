"""Drawing a paper: which questions, in which order, with their options in which order.

Deterministic from a seed, so that the district draws the same paper again from the seed in the journal. The numbers come
from BLAKE2b in counter mode rather than from `random`, whose shuffle may change between Python versions; `docs/protocol.md`
("Drawing a paper") says it for other languages.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from struct import Struct as Layout
from typing import Final, TypeVar

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.pack import ContestPack, Question
from kiosk.contest.rules import PaperRules

SEED_BYTES: Final = 16
_SPAN: Final = 2**32
_WORDS: Final = Layout(">16I")
_T = TypeVar("_T")
_Numbers = Callable[[], int]


class PaperQuestion(Struct, frozen=True):
    """One question of a paper; `options` are the pack's own option indices in the order shown."""

    question_id: str
    options: tuple[int, ...]


class Paper(Struct, frozen=True):
    """The questions of one attempt, in the order asked."""

    questions: tuple[PaperQuestion, ...]


class QuestionBank(Struct, frozen=True):
    """What may be asked on one day: for each quota its questions, sorted by id, and how many of them a paper has.

    Made once and drawn from for every paper of that day.
    """

    rules: PaperRules
    shelves: tuple[tuple[tuple[Question, ...], int], ...]


def question_bank(pack: ContestPack, day: date) -> QuestionBank:
    """Sort the questions valid on `day` by the rules' topic quotas.

    Refuses with `bank_too_small` (fact: topic) when a topic has fewer valid questions than its quota.
    """
    askable = sorted(pack.questions_for(day), key=lambda each: each.id)
    shelves: list[tuple[tuple[Question, ...], int]] = []
    for quota in pack.rules.paper.quotas:
        shelf = tuple(each for each in askable if each.topic == quota.topic)
        if len(shelf) < quota.count:
            raise Refused("bank_too_small", topic=quota.topic)
        shelves.append((shelf, quota.count))
    return QuestionBank(pack.rules.paper, tuple(shelves))


def draw_questions(bank: QuestionBank, seed: bytes) -> list[Question]:
    """Draw the questions that `seed` (16 bytes) gives, by the rules' topics: points do not ask in which order they stood.

    To put them in order takes as many numbers again as to choose them, and a district draws every paper anew.
    """
    return _chosen(bank, _numbers(seed).__next__)


def draw_paper(pack: ContestPack, seed: bytes, day: date) -> Paper:
    """Draw the whole paper that `seed` (16 bytes) gives on `day`; refuses as `question_bank` does."""
    numbers = _numbers(seed).__next__
    questions = _questions(question_bank(pack, day), numbers)
    shuffle = pack.rules.paper.shuffle_options
    return Paper(tuple(PaperQuestion(each.id, _option_order(each, numbers, shuffle)) for each in questions))


def _questions(bank: QuestionBank, numbers: _Numbers) -> list[Question]:
    chosen = _chosen(bank, numbers)
    return _picked(chosen, len(chosen), numbers) if bank.rules.shuffle_questions else chosen


def _chosen(bank: QuestionBank, numbers: _Numbers) -> list[Question]:
    chosen: list[Question] = []
    for shelf, count in bank.shelves:
        chosen += _picked(shelf, count, numbers)
    return chosen


def _option_order(question: Question, numbers: _Numbers, shuffle: bool) -> tuple[int, ...]:  # noqa: FBT001 - a rule
    order = range(len(question.options))
    return tuple(_picked(order, len(order), numbers)) if shuffle else tuple(order)


def _picked(items: Sequence[_T], wanted: int, numbers: _Numbers) -> list[_T]:
    """Give `wanted` of the items in random order (Fisher-Yates from the front).

    Each place takes a number in [0, items left) without bias: words from the last, incomplete span are passed over.
    """
    pool = list(items)
    size = len(pool)
    whole = _SPAN - size  # the last, incomplete span is shorter than the pool: no word up to here lies in it
    for place in range(wanted):
        left = size - place
        number = numbers()
        while number > whole and number >= _SPAN - _SPAN % left:
            number = numbers()
        other = place + number % left
        pool[place], pool[other] = pool[other], pool[place]
    return pool[:wanted]


def _numbers(seed: bytes) -> Iterator[int]:
    """Give endless 32-bit numbers: big-endian words of BLAKE2b-512(counter as 8 big-endian bytes, key = seed)."""
    keyed = blake2b(key=seed, person=b"tramthi-draw")
    block = 0
    while True:
        part = keyed.copy()
        part.update(block.to_bytes(8, "big"))
        yield from _WORDS.unpack(part.digest())
        block += 1
