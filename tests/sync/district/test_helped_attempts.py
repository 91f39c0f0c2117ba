"""What staff did for an attempt, as the district reads it: time added, help noted; never believed without bounds."""

import pytest
from msgspec.structs import replace

from kiosk.contest.events import AttemptAssisted, AttemptExtended, AttemptFinished, AttemptStarted
from sync.district.district import District
from sync.district.store.attempt_rows import AttemptRow, read_attempts
from tests.helpers.district import Sender


def row_of(district: District, sender: Sender, started: AttemptStarted) -> AttemptRow:
    """Give what the district says of an attempt."""
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    return row


def extended(sender: Sender, started: AttemptStarted, extra_s: int) -> AttemptExtended:
    """Give the adding of some time to the pack's limit."""
    return AttemptExtended(
        started.attempt, "officer-1", extra_s, sender.pack.rules.paper.limit_s + extra_s, "lost power"
    )


def finish_after(sender: Sender, started: AttemptStarted, used_s: int) -> AttemptFinished:
    """Write a hand-in after so many seconds."""
    finished = sender.finish(started)
    sender.entries.pop()
    late = replace(finished, duration_us=used_s * 1_000_000)
    sender.write(late)
    return late


@pytest.mark.parametrize(("over_s", "differs"), [(300, 0), (301, 1)])
def test_added_time_may_be_used_and_no_more(district: District, sender: Sender, over_s: int, differs: int) -> None:
    """A hand-in within the extension is in order; one second later it is flagged."""
    started = sender.start()
    sender.write(extended(sender, started, 300))
    finish_after(sender, started, sender.pack.rules.paper.limit_s + over_s)
    assert sender.send(district).refused == ()
    assert row_of(district, sender, started).differs == differs


def test_without_added_time_the_limit_is_the_packs(district: District, sender: Sender) -> None:
    """A second over it flags the attempt."""
    started = sender.start()
    finish_after(sender, started, sender.pack.rules.paper.limit_s + 1)
    sender.send(district)
    assert row_of(district, sender, started).differs == 1


def test_what_is_told_twice_counts_once(district: District, sender: Sender) -> None:
    """A kiosk that says its entries again after a fork adds no time and changes nothing, even after the end."""
    started = sender.start()
    added, helped = extended(sender, started, 300), AttemptAssisted(started.attempt, "officer-1")
    sender.write(added)
    sender.write(helped)
    finish_after(sender, started, 60)
    sender.send(district)
    before = row_of(district, sender, started)
    sender.write(added)
    sender.write(helped)
    assert sender.send(district, 5).refused == ()
    assert row_of(district, sender, started) == before
    assert (before.is_assisted, before.limit_s, before.differs) == (1, added.limit_s, 0)


def test_time_cannot_be_added_to_what_is_over(district: District, sender: Sender) -> None:
    """An extension after the hand-in is a problem, and the row stays."""
    started = sender.start()
    sender.finish(started)
    sender.write(extended(sender, started, 300))
    assert [each.code for each in sender.send(district).refused] == ["attempt_extended_late"]
    assert row_of(district, sender, started).limit_s is None


@pytest.mark.parametrize(("extra_s", "limit_s"), [(0, 1200), (-5, 1200), (3601, 9000), (300, 100), (300, 10**6)])
def test_time_that_cannot_be_is_refused(district: District, sender: Sender, extra_s: int, limit_s: int) -> None:
    """Nobody is given less than nothing, more than an hour at once, or longer than a day."""
    started = sender.start()
    sender.write(AttemptExtended(started.attempt, "officer-1", extra_s, limit_s, ""))
    assert [each.code for each in sender.send(district).refused] == ["claim_malformed"]


def test_help_for_an_unknown_attempt_is_a_problem(district: District, sender: Sender) -> None:
    """Its start must have been told."""
    sender.write(AttemptAssisted("nobody", "officer-1"))
    assert [each.code for each in sender.send(district).refused] == ["attempt_without_start"]
