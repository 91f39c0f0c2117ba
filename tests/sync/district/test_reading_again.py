"""A district of an older version than its kiosks keeps what it cannot read, says so, and reads it once it is brought up to date."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kiosk.contest.moment import Moment, us_from_moment
from kiosk.journal.entry import make_entry
from sync.district.district import District
from sync.district.reading import read_again
from sync.district.status import status
from sync.district.store.attempt_rows import AttemptFilter, list_attempts
from sync.district.store.kiosk_rows import AlarmRow, newest_alarms, raise_alarm
from sync.district.store.person_rows import newest_audit
from tests.helpers.district import NOW, Sender

ROOT: Final = Path(__file__).parents[3]


def _unknown(sender: Sender, kind: str, version: int) -> int:
    """Let a kiosk of a later version write what nobody here knows, and give its number."""
    previous = sender.entries[-1]
    seq = previous.seq + 1
    moment = Moment(previous.at_us + 1, sender.boot, previous.elapsed_us + 1)
    entry = make_entry(
        epoch=1, seq=seq, kind=kind, version=version, moment=moment, payload=b"\x90", previous=previous.digest
    )
    sender.entries.append(entry)
    return seq


def _as_an_older_version_left_it(district: District, sender: Sender, attempt: str) -> None:
    """Take away what the start of an attempt says, and raise the alarms of a version that cannot read it."""
    seq = next(
        each.seq
        for each in sender.entries
        if each.kind == "attempt_started" and attempt.encode() in (each.payload or b"")
    )
    with district.store.transaction():
        district.store.execute("DELETE FROM attempt WHERE attempt = ?", attempt)
        for place, code in ((seq, "kind_unknown"), (seq + 1, "attempt_without_start")):
            raise_alarm(district.store, AlarmRow(sender.id, 1, place, code, "{}", us_from_moment(NOW)))


def test_what_was_not_read_counts_after_an_update(district: District, sender: Sender) -> None:
    """The attempt is there as if it had been read at once, its alarms are gone, the audit says so; the rest is untouched."""
    first, second = sender.visit(), sender.visit()
    sender.void(second.attempt)
    sender.send(district)
    before = list_attempts(district.store, AttemptFilter(), 10, 0)
    _as_an_older_version_left_it(district, sender, first.attempt)
    assert (status(district).attempts.started, status(district).alarms) == (1, 2)
    assert read_again(district, NOW) == 1
    assert list_attempts(district.store, AttemptFilter(), 10, 0) == before
    assert (status(district).alarms, status(district).receipts) == (0, 2)
    assert newest_audit(district.store, 1)[0].act == "journal_read_again"
    assert read_again(district, NOW) == 0, "once is enough"


def test_what_is_still_unknown_stays_an_alarm(district: District, sender: Sender) -> None:
    """A kind, or a version of one, that nobody here knows is kept, told to the kiosk and to staff, and never guessed."""
    sender.visit()
    places = [
        _unknown(sender, "attempt_started", 9),
        _unknown(sender, "coffee_made", 1),
        _unknown(sender, "program_left", 2),
    ]
    answer = sender.send(district)
    assert answer.seq == places[-1]
    assert [(each.seq, each.code) for each in answer.refused] == [(place, "kind_unknown") for place in places]
    assert read_again(district, NOW) == 0
    assert {(each.seq, each.code) for each in newest_alarms(district.store, 9)} == {
        (place, "kind_unknown") for place in places
    }
    assert (status(district).attempts.finished, status(district).entries) == (1, len(sender.entries))


def test_other_alarms_of_the_journal_stay(district: District, sender: Sender) -> None:
    """Only what passed with the reading is dropped."""
    visit = sender.visit()
    started = sender.start()
    lost = sender.finish(replace(started, attempt="never begun"))
    sender.send(district)
    assert [each.code for each in newest_alarms(district.store, 9)] == ["attempt_without_start"]
    _as_an_older_version_left_it(district, sender, visit.attempt)
    assert read_again(district, NOW) == 1
    (alarm,) = newest_alarms(district.store, 9)
    assert (alarm.code, alarm.seq, lost.attempt) == ("attempt_without_start", len(sender.entries), "never begun")


def test_the_server_reads_again_at_its_start(district: District, sender: Sender) -> None:
    """Nobody has to know of it: bringing the program up to date is all."""
    visit = sender.visit()
    sender.send(district)
    _as_an_older_version_left_it(district, sender, visit.attempt)
    command = [sys.executable, "-m", "kiosk", "district", "serve", "--data", str(district.folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("http://")
        server.terminate()
    assert (status(district).attempts.finished, status(district).alarms) == (1, 0)
