"""What officers do in the staff corner, one act of each name at a time, and what is said of it. No act itself is here.

What comes back after the corner was locked is dropped: the next officer must not read the last one's answers.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from kiosk.contest.errors import Refused
from kiosk.texts import Catalogue, refusal_sentence
from ui.tasks import Tasks

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remark:
    """What came of an act; `say` gives it in the language of the moment, so that the language can be switched."""

    say: Callable[[Catalogue], str]
    is_good: bool = True


SILENT: Final = Remark(lambda _: "")


class StaffActs:
    """Acts under way and what came of them; `changed` is called whenever either has changed."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._turn = object()
        self._busy: frozenset[str] = frozenset()
        self._again: frozenset[str] = frozenset()
        self._remarks: dict[str, Remark] = {}

    @property
    def turn(self) -> object:
        """One officer's time in the corner: a new object after each `forget`."""
        return self._turn

    def is_busy(self, name: str) -> bool:
        """Tell whether an act of that name is under way."""
        return name in self._busy

    def remark(self, name: str) -> Remark:
        """Give what is said of the last act of that name."""
        return self._remarks.get(name, SILENT)

    def say(self, name: str, remark: Remark) -> None:
        """Say something of an act."""
        self._remarks[name] = remark
        self._changed()

    def unsay(self, name: str) -> None:
        """Say nothing more of the last act of that name."""
        if self._remarks.pop(name, None) is not None:
            self._changed()

    def do(
        self,
        name: str,
        lane: Tasks,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        refused: Callable[[Refused], bool] = lambda _: False,
        always: Callable[[_T], None] = lambda _: None,
    ) -> None:
        """Do `work` on a lane, then `done`; a refusal or failure is said instead. A second press meanwhile means nothing.

        `refused` may take a refusal for itself, and tells so: then nothing is said. `always` comes before `done`, and also after
        the corner was locked: it may say nothing of what it was given.
        """
        if name in self._busy:
            return
        turn = self._turn

        def finish(value: _T) -> None:
            always(value)
            if turn is self._turn:
                self._busy -= {name}
                done(value)
                self._changed()

        def fail(failure: Exception) -> None:
            if turn is self._turn:
                self._busy -= {name}
                if not (isinstance(failure, Refused) and refused(failure)):
                    self.say(name, _what_failed(name, failure))
                self._changed()

        self._busy |= {name}
        self._remarks.pop(name, None)
        self._changed()
        lane.run(work, finish, fail)

    def read(self, name: str, lane: Tasks, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """Read something on a lane. Asked for meanwhile it is read once more: what is shown is never older than asked."""
        if name in self._busy:
            self._again |= {name}
            return

        def take(value: _T) -> None:
            done(value)
            if name in self._again:
                self._again -= {name}
                self.read(name, lane, work, done)

        self.do(name, lane, work, take)

    def forget(self) -> None:
        """Drop everything: what was said, and what is still to come."""
        self._turn, self._busy, self._again, self._remarks = object(), frozenset(), frozenset(), {}
        self._changed()


def _what_failed(name: str, failure: Exception) -> Remark:
    if not isinstance(failure, Refused):
        _log.error("the staff corner failed at %s", name, exc_info=failure)
    refused = failure if isinstance(failure, Refused) else Refused("unknown")
    return Remark(lambda catalogue: refusal_sentence(refused, "staff", catalogue.language), is_good=False)
