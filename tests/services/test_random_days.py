"""Whatever staff, residents and devices do in whatever order, and wherever the power goes: counts add up and nothing gets stuck.

A usual run tries some sequences; with `--whole` a thousand:
`python3 build_scripts/test.py --tests tests/services/test_random_days.py --whole`.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.contest.errors import Refused
from kiosk.contest.events import PrintOutcome
from kiosk.journal.entry import chain_fault
from kiosk.services.attempts import abandon_attempt, answer, finish_attempt, settle_interrupted, start_attempt
from kiosk.services.backups import back_up
from kiosk.services.copies import record_copy
from kiosk.services.day import counts_of_day, recount
from kiosk.services.help import answer_help, call_help, open_calls
from kiosk.services.kiosk import load_kiosk
from kiosk.services.opening import close_kiosk, day_state, is_open, open_kiosk, pause_kiosk
from kiosk.services.practice_mode import end_practice, is_in_practice, start_practice
from kiosk.services.queue import call_next, issue_ticket, waiting_count
from kiosk.services.receipts import issue_receipt
from kiosk.services.resuming import resume_attempt
from kiosk.services.running import begin_run, end_run
from kiosk.services.sessions import extend_time, mark_assisted, sessions, void_attempt
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries, epochs
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity
from tests.helpers.sampled import Sampled

OFFICER: Final = "officer-1"
OUTCOMES: Final[tuple[PrintOutcome, ...]] = ("printed", "stuck", "refused", "unknown", "kept")
STEPS: Final = 40
SEQUENCES: Final = 1_000
SAMPLED: Final = 25


class Day(RuleBasedStateMachine):
    """A ward's days at one kiosk. An act the kiosk refuses by a code is as good as one it does: both must leave it sound."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="tram-thi-days-"))
        self.moved = MovedClock()
        self.kiosk = a_kiosk(self.folder / "kiosk", self.moved)
        self.people = 0
        self.boots = 1
        self.attempts: list[str] = []
        self.finished: list[str] = []
        self.numbers: list[int] = []
        begin_run(self.kiosk)

    @rule()
    def open_day(self) -> None:
        """The officer opens the day, or goes on after a pause."""
        self._tried(lambda: open_kiosk(self.kiosk, OFFICER))

    @rule()
    def pause_day(self) -> None:
        """The officer pauses."""
        self._tried(lambda: pause_kiosk(self.kiosk, OFFICER))

    @rule()
    def close_day(self) -> None:
        """The officer closes the day."""
        self._tried(lambda: close_kiosk(self.kiosk, OFFICER))

    @rule()
    def start(self) -> None:
        """A resident begins, where the screens let them."""
        if not is_open(self.kiosk) or is_in_practice(self.kiosk):
            return
        self.people += 1
        registration = a_registration(self.kiosk, identity=an_identity(number=f"0011850{self.people:05d}"))
        self.attempts.append(start_attempt(self.kiosk, registration).id)

    @rule(data=st.data())
    def answer_one(self, data: st.DataObject) -> None:
        """A resident answers a question."""
        if self.attempts:
            attempt_id = data.draw(st.sampled_from(self.attempts))
            question = data.draw(st.sampled_from(["L1", "L2", "S1"]))
            self._tried(lambda: answer(self.kiosk, attempt_id, question, data.draw(st.integers(0, 3))))

    @rule(data=st.data(), how=st.sampled_from(["handed_in", "timed_out"]))
    def finish(self, data: st.DataObject, how: str) -> None:
        """A resident hands in, or the time does."""
        if self.attempts:
            attempt_id = data.draw(st.sampled_from(self.attempts))
            if self._tried(lambda: finish_attempt(self.kiosk, attempt_id, how)):  # type: ignore[arg-type]  # one of the two
                self.finished.append(attempt_id)

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        """A resident walks away."""
        if self.attempts:
            attempt_id = data.draw(st.sampled_from(self.attempts))
            self._tried(lambda: abandon_attempt(self.kiosk, attempt_id, "idle"))

    @rule(data=st.data())
    def receipt(self, data: st.DataObject) -> None:
        """A resident gets a receipt; asked for again it is the same one."""
        if self.finished:
            attempt_id = data.draw(st.sampled_from(self.finished))
            self._tried(lambda: self.numbers.append(issue_receipt(self.kiosk, attempt_id).number))

    @rule(data=st.data(), outcome=st.sampled_from(OUTCOMES), by=st.sampled_from(["resident", OFFICER]))
    def paper(self, data: st.DataObject, outcome: PrintOutcome, by: str) -> None:
        """A printer says what became of a paper."""
        if self.numbers:
            number = data.draw(st.sampled_from(self.numbers))
            self._tried(lambda: record_copy(self.kiosk, number, outcome, by))

    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        """The officer declares an attempt void."""
        if self.attempts:
            attempt_id = data.draw(st.sampled_from(self.attempts))
            self._tried(lambda: void_attempt(self.kiosk, attempt_id, "nhầm người", OFFICER))

    @rule(data=st.data(), extra_s=st.sampled_from([60, 300]))
    def extend(self, data: st.DataObject, extra_s: int) -> None:
        """The officer gives more time, or helps."""
        if self.attempts:
            attempt_id = data.draw(st.sampled_from(self.attempts))
            self._tried(lambda: extend_time(self.kiosk, attempt_id, extra_s, "mất điện", OFFICER))
            self._tried(lambda: mark_assisted(self.kiosk, attempt_id, OFFICER))

    @rule()
    def resume(self) -> None:
        """The officer lets the first who was cut off go on."""
        for each in [each for each in sessions(self.kiosk) if each.left_s > 0][:1]:
            self._tried(lambda: resume_attempt(self.kiosk, each.attempt_id, OFFICER))  # noqa: B023 - called at once

    @rule()
    def call_for_help(self) -> None:
        """A resident calls, staff come."""
        self._tried(lambda: call_help(self.kiosk, "quiz"))
        self._tried(lambda: answer_help(self.kiosk, OFFICER))
        assert open_calls(self.kiosk) == ()

    @rule()
    def practise(self) -> None:
        """The officer turns practice on, or off."""
        if is_in_practice(self.kiosk):
            self._tried(lambda: end_practice(self.kiosk, OFFICER))
        else:
            self._tried(lambda: start_practice(self.kiosk, OFFICER))

    @rule()
    def queue(self) -> None:
        """Somebody takes a queue ticket, somebody is called."""
        waiting = waiting_count(self.kiosk)
        issue_ticket(self.kiosk)
        assert call_next(self.kiosk) is not None
        assert waiting_count(self.kiosk) == waiting

    @rule(seconds=st.sampled_from([1, 60, 900, 7_200]))
    def time_passes(self, seconds: int) -> None:
        """Time goes on."""
        self.moved.pass_s(seconds)

    @rule(is_orderly=st.booleans(), moved_s=st.sampled_from([0, 30, 1_200, -86_400]))
    def start_again(self, is_orderly: bool, moved_s: int) -> None:  # noqa: FBT001 - a case
        """The program ends in order or by a power cut, and starts again; the wall clock may have been moved."""
        if is_orderly:
            end_run(self.kiosk)
        self.kiosk.store.close()
        self.boots += 1
        self.moved.boot = f"boot{self.boots:04d}".encode()
        self.moved.at_us += moved_s * 1_000_000
        self.moved.elapsed_us = 0
        self.kiosk = load_kiosk(self.kiosk.folder, self.moved.clock(), os.urandom)
        settle_interrupted(self.kiosk)
        assert begin_run(self.kiosk) is not is_orderly
        assert not is_in_practice(self.kiosk)

    @rule()
    def copy(self) -> None:
        """The day's copy is made."""
        back_up(self.kiosk)

    @invariant()
    def counts_add_up(self) -> None:
        """Whenever one looks: no number differs from another that must be equal, and a count kept is a count made anew."""
        kept, anew = counts_of_day(self.kiosk), recount(self.kiosk)
        assert kept == anew
        assert anew.differs == ()
        told = kiosk_status(self.kiosk)
        counts = told.attempts
        assert counts.started == counts.open + counts.finished + counts.abandoned + counts.voided == len(self.attempts)
        assert told.receipts.issued == told.receipts.last_number
        assert len(sessions(self.kiosk)) == counts.open

    def teardown(self) -> None:
        """The day can always be ended: whoever still runs is ended, and the day closes; the chain holds."""
        settle_interrupted(self.kiosk)
        for each in sessions(self.kiosk):
            void_attempt(self.kiosk, each.attempt_id, "hết ngày", OFFICER)
        if day_state(self.kiosk) != "closed":
            record = close_kiosk(self.kiosk, OFFICER)
            assert record.closed.figures.running == 0
            assert record.closed.reason == ""
        assert day_state(self.kiosk) == "closed"
        assert all(chain_fault(all_entries(self.kiosk.store, epoch)) is None for epoch in epochs(self.kiosk.store))
        self.kiosk.store.close()
        shutil.rmtree(self.folder)

    @staticmethod
    def _tried(act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused:
            return False
        return True


def test_any_sequence_ends_with_counts_that_add_up(sampled: Sampled) -> None:
    """Staff, residents, devices and the power, in any order."""
    run_state_machine_as_test(
        Day,
        settings=settings(
            max_examples=len(sampled(range(SEQUENCES), SAMPLED)),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
