"""Old copies put back, on either side, and cloned disks: nothing anybody confirmed is lost, one alarm says so, all heals itself.

Real databases: a copy of a folder is what a technician makes, and it is put back as they would.
"""

import json
import os
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.receipt_number import written_receipt_number
from kiosk.services.backups import back_up, restore
from kiosk.services.kiosk import DATABASE_NAME
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.client.stick import export_stick, import_stick
from sync.client.transport import Send
from sync.district.district import open_district
from sync.district.enrolment import revoke
from sync.district.founding import init_district
from sync.district.sticks import receive_stick
from sync.district.store.kiosk_rows import newest_alarms
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK, QUICK
from tests.helpers.pair import a_ticket, send_to
from tests.helpers.places import Place

MEANWHILE: Final = 4


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a district and one kiosk."""
    init_district(tmp_path / "district", PACK, system_clock().now().at, stretching=QUICK)
    place = Place(tmp_path)
    place.enrolled("kiosk")
    return place


def test_the_steps_that_lose_papers_elsewhere_lose_none_here(place: Place) -> None:
    """80 attempts in 5 rounds, the copy from round 2 put back, 16 more in 7 rounds: 96 at the district, and one alarm."""
    written: set[str] = set()
    for number in range(1, 6):
        written |= place.write(16)
        place.round()
        place.assert_truth()
        assert place.held() == written
        if number == 2:
            place.keep("kiosk", "copy")
    place.put_back("kiosk", "copy")
    told = kiosk_status(place.kiosk())
    assert (told.attempts.finished, told.epoch) == (32, 1)
    for number in range(7):
        new = place.write(3 if number < 2 else 2)
        written |= new
        kiosk = place.kiosk()
        before = kiosk_status(kiosk)
        assert before.journal.entries > before.journal.acknowledged, "it knows that something waits"
        kiosk.store.close()
        report = place.round()
        assert report.waiting == 0
        place.assert_truth()
        assert place.held() == written
        assert kiosk_status(place.kiosk()).epoch == 2
    assert len(written) == 96
    assert place.alarms() == ["forked"]
    assert _numbers_given_twice(place) == ["000033", "000034", "000035"], "before the kiosk could know of the fork"


def test_a_copy_that_wrote_nothing_yet_heals_too(place: Place) -> None:
    """The district is ahead of a kiosk that was put back: it is told before anybody writes at a number that is taken."""
    place.write(2)
    place.round()
    place.keep("kiosk", "copy")
    lost = place.write(2)
    place.round()
    place.put_back("kiosk", "copy")
    place.round()
    place.assert_truth()
    assert kiosk_status(place.kiosk()).epoch == 2
    new = place.write(1)
    place.round()
    assert place.held() >= lost | new
    assert place.alarms() == ["forked"]


def test_the_command_that_restores_opens_its_epoch_itself(place: Place) -> None:
    """`tramthi restore` after lost days: what they had sent stays, what they had not is taken over and arrives, one alarm."""
    first = place.write(2)
    kiosk = place.kiosk()
    back_up(kiosk)
    kiosk.store.close()
    place.round()
    lost = place.write(3)
    place.round()
    unsent = place.write(1)
    restored = restore(place.folder / "kiosk", None, system_clock())
    assert (restored.epoch, restored.rescued) == (2, 3 * (3 + 1))
    new = place.write(2)
    place.round()
    place.assert_truth()
    assert place.held() == first | lost | unsent | new
    assert place.alarms() == ["forked"]
    assert _numbers_given_twice(place) == [], "it opened its epoch before it gave out a number"
    place.round()
    assert kiosk_status(place.kiosk()).epoch == 2


def test_restored_twice_from_the_same_copy(place: Place) -> None:
    """The epoch the first restoring opened is another history for the second one."""
    place.write(1)
    kiosk = place.kiosk()
    copy = back_up(kiosk).place
    kiosk.store.close()
    everything: set[str] = set()
    for _ in range(3):
        restore(place.folder / "kiosk", copy, system_clock())
        everything |= place.write(2)
        place.round()
        place.assert_truth()
    assert place.held() >= everything
    assert len(place.held()) == 7


def test_two_clones_lose_nothing_and_find_an_end(place: Place) -> None:
    """One disk in two machines, both writing and syncing by turns: every attempt arrives, and epochs do not multiply."""
    written = place.write(2)
    place.round()
    place.keep("kiosk", "clone")
    for _ in range(4):
        written |= place.write(2) | place.write(1, "clone")
        place.round()
        place.round("clone")
        place.assert_truth()
        place.assert_truth("clone")
    assert place.held() == written
    assert {kiosk_status(place.kiosk(name)).epoch for name in ("kiosk", "clone")} == {1, 2}
    assert place.alarms() == ["forked"]
    with place.district() as district:
        (alarm,) = newest_alarms(district.store, 10)
    facts = json.loads(alarm.facts)
    assert facts["held"]["boot"] != facts["sent"]["boot"], "it names both"


def test_three_clones_at_once(place: Place) -> None:
    """Each goes on in an epoch of its own."""
    written = place.write(1)
    place.round()
    names = ("kiosk", "second", "third")
    for name in names[1:]:
        place.keep("kiosk", name)
    for _ in range(3):
        for name in names:
            written |= place.write(1, name)
        for name in names:
            place.round(name)
    for name in names:
        place.round(name)
        place.assert_truth(name)
    assert place.held() == written
    assert sorted(kiosk_status(place.kiosk(name)).epoch for name in names) == [1, 2, 3]


def test_what_a_district_put_back_was_given_again_counts_as_acknowledged(place: Place) -> None:
    """The round says what came of what it sent, not the difference to what was held before."""
    place.write(2)
    place.round()
    place.keep("district", "old")
    place.write(3)
    first = place.round()
    place.put_back("district", "old")
    again = place.round()
    assert (again.sent, again.acknowledged, again.waiting) == (first.sent, first.acknowledged, 0) == (9, 9, 0)


def test_a_district_put_back_is_whole_after_each_kiosks_next_sync(place: Place) -> None:
    """An older copy of the district, kiosks that went on, one enrolled since, one that had forked: nobody has to ask."""
    place.enrolled("second")
    place.write(2)
    place.round()
    place.keep("district", "old")
    place.keep("kiosk", "copy")
    place.enrolled("third")
    for name in ("kiosk", "second", "third"):
        place.write(2, name)
        place.round(name)
    place.put_back("kiosk", "copy")
    place.write(2)
    place.round()
    known = {
        row[0]
        for name in ("kiosk", "second", "third")
        for row in place.kiosk(name).store.rows("SELECT id FROM attempt WHERE state = 'finished'")
    }
    place.put_back("district", "old")
    for name in ("kiosk", "second", "third"):
        assert place.round(name).waiting == 0
        place.assert_truth(name)
    assert place.held() >= known
    assert sorted(place.alarms()) == ["forked", "readmitted"]


def test_a_district_wiped_to_its_first_copy(place: Place) -> None:
    """Its keys and its contest are all that is left: the kiosks bring back everything else."""
    place.keep("district", "first")
    written = place.write(3)
    place.round()
    place.put_back("district", "first")
    place.round()
    place.assert_truth()
    assert place.held() == written


def test_a_stranger_is_not_taken_in_again(place: Place, tmp_path: Path) -> None:
    """Only this district's own certificate opens its door, and only for the kiosk it names."""
    init_district(tmp_path / "other", PACK, system_clock().now().at, stretching=QUICK)
    with open_district(tmp_path / "other") as other:
        ticket = read_ticket(a_ticket(other))
        stranger = enrol(tmp_path / "stranger", ticket, send_to(other), system_clock(), os.urandom)
    with place.district() as district, pytest.raises(Refused, match="kiosk_unknown"):
        sync_once(stranger, send_to(district))
    stranger.store.close()


def test_a_revoked_kiosk_stays_revoked(place: Place) -> None:
    """A fork gives no trust back."""
    place.write(1)
    place.round()
    place.keep("kiosk", "copy")
    place.write(1)
    place.round()
    with place.district() as district:
        revoke(district, place.kiosk().id, system_clock().now().at)
    place.put_back("kiosk", "copy")
    place.write(1)
    with pytest.raises(Refused, match="revoked"):
        place.round()
    assert len(place.held()) == 2


def test_a_fork_heals_by_stick(place: Place) -> None:
    """Without a network: the reply settles the fork, the next stick carries what follows."""
    place.write(2)
    place.round()
    place.keep("kiosk", "copy")
    lost = place.write(1)
    place.round()
    place.put_back("kiosk", "copy")
    new = place.write(1)
    for turn in range(2):
        kiosk = place.kiosk()
        there, back = place.folder / f"there-{turn}.tramthi", place.folder / f"back-{turn}.tramthi"
        export_stick(kiosk, there)
        with place.district() as district:
            reply = receive_stick(district, there.read_bytes(), system_clock().now().at)
        back.write_bytes(reply.reply)
        waiting = import_stick(kiosk, back).waiting
        assert (waiting == 0) == (turn == 1)
        kiosk.store.close()
    assert place.held() >= lost | new
    assert place.alarms() == ["forked"]


def test_a_fork_is_settled_while_the_window_writes(place: Place) -> None:
    """Residents go on between the batches of a healing round: their entries stand in the newest epoch, none is lost."""
    place.write(2)
    place.round()
    place.keep("kiosk", "copy")
    place.write(2)
    place.round()
    place.put_back("kiosk", "copy")
    kiosk = place.kiosk()
    written = {each.attempt for each in simulate(kiosk, 1, 901, is_load=True)}
    with place.district() as district:
        plain: Send = send_to(district)

        def meanwhile(path: str, envelope: bytes) -> bytes:
            answer = plain(path, envelope)
            if len(written) < MEANWHILE:
                written.update(each.attempt for each in simulate(kiosk, 1, 902 + len(written), is_load=True))
            return answer

        sync_once(kiosk, meanwhile)
        assert sync_once(kiosk, plain).waiting == 0
    kiosk.store.close()
    place.assert_truth()
    assert place.held() >= written
    assert (place.folder / "kiosk" / DATABASE_NAME).exists()


def _numbers_given_twice(place: Place) -> list[str]:
    """Give the numbers that stand on two papers, as printed."""
    with open_district(place.folder / "district") as district:
        rows = district.store.rows("SELECT number, epoch FROM receipt GROUP BY number, epoch HAVING count(*) > 1")
    return sorted(written_receipt_number(*row) for row in rows)
