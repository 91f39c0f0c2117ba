"""Which cases of a long test are taken: a sample by seed in a usual run, all of them with `--whole`."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sampled:
    """Call it with all cases there are and how many a usual run takes."""

    is_whole: bool

    def __call__(self, cases: Sequence[_T], count: int, seed: int = 0) -> list[_T]:
        """Give all cases, or `count` of them in order, the first and the last among them, others by `seed`."""
        if self.is_whole or len(cases) <= count:
            return list(cases)
        between = random.Random(seed).sample(range(1, len(cases) - 1), count - 2)
        return [cases[place] for place in (0, *sorted(between), len(cases) - 1)]
