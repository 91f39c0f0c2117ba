"""Old copies put back, on either side, and cloned disks: nothing anybody confirmed is lost, one alarm says so, all heals itself.

Real databases: a copy of a folder is what a technician makes, and it is put back as they would.
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.journal.entry import chain_fault
from kiosk.services.backups import back_up, restore
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.opening import is_open
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from kiosk.storage.journal_rows import all_entries, epochs
from sync.client.enrolment import enrol
from sync.client.rounds import SyncReport, sync_once
from sync.client.stick import export_stick, import_stick
from sync.client.transport import Send
from sync.district.district import District, open_district
from sync.district.enrolment import revoke
from sync.district.founding import init_district
from sync.district.status import status, verify_journals
from sync.district.sticks import receive_stick
from sync.district.store.kiosk_rows import newest_alarms
from sync.protocol.ticket import read_ticket
from tests.helpers.district import PACK
from tests.helpers.pair import a_ticket, send_to

MEANWHILE: Final = 4


@dataclass
class Place:
    """A district in one folder and kiosks in others; copies of both can be kept and put back."""

    folder: Path
    seed: int = 0

    def district(self) -> District:
        """Open the district."""
        return open_district(self.folder / "district")

    def kiosk(self, name: str = "kiosk") -> Kiosk:
        """Open a kiosk as its program does at its start."""
        return load_kiosk(self.folder / name, system_clock(), os.urandom)

    def enrolled(self, name: str) -> None:
        """Enrol another kiosk."""
        with self.district() as district:
            ticket = read_ticket(a_ticket(district))
            enrol(self.folder / name, ticket, send_to(district), system_clock(), os.urandom).store.close()

    def keep(self, name: str, copy: str) -> None:
        """Keep a copy of a folder nobody has open."""
        shutil.copytree(self.folder / name, self.folder / copy)

    def put_back(self, name: str, copy: str) -> None:
        """Put a copy in the place of a folder."""
        shutil.rmtree(self.folder / name)
        shutil.copytree(self.folder / copy, self.folder / name)

    def write(self, residents: int, name: str = "kiosk") -> set[str]:
        """Let residents take part, and give their attempts."""
        self.seed += 1
        kiosk = self.kiosk(name)
        attempts = {each.attempt for each in simulate(kiosk, residents, self.seed, is_load=True)}
        kiosk.store.close()
        return attempts

    def round(self, name: str = "kiosk") -> SyncReport:
        """Sync one kiosk."""
        kiosk = self.kiosk(name)
        with self.district() as district:
            report = sync_once(kiosk, send_to(district))
        kiosk.store.close()
        return report

    def held(self) -> set[str]:
        """Give the finished attempts of the district."""
        with self.district() as district:
            return {row[0] for row in district.store.rows("SELECT attempt FROM attempt WHERE state = 'finished'")}

    def alarms(self) -> list[str]:
        """Give the codes of the district's alarms."""
        with self.district() as district:
            assert verify_journals(district) == ()
            assert status(district).integrity == "ok"
            return [each.code for each in newest_alarms(district.store, 100)]

    def assert_truth(self, name: str = "kiosk") -> None:
        """What the kiosk says of itself is so: nothing waits, all it knows of is at the district, its chains hold."""
        kiosk = self.kiosk(name)
        told = kiosk_status(kiosk)
        assert told.journal.entries == told.journal.acknowledged
        assert told.last_sync.ok
        assert told.integrity == "ok"
        assert {row[0] for row in kiosk.store.rows("SELECT id FROM attempt WHERE state = 'finished'")} <= self.held()
        assert all(chain_fault(all_entries(kiosk.store, epoch)) is None for epoch in epochs(kiosk.store))
        assert is_open(kiosk)
        kiosk.store.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a district and one kiosk."""
    init_district(tmp_path / "district", PACK, system_clock().now().at)
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
    """`tramthi restore` after lost days: what they had sent stays, what follows arrives, one alarm."""
    first = place.write(2)
    kiosk = place.kiosk()
    back_up(kiosk)
    kiosk.store.close()
    place.round()
    lost = place.write(3)
    place.round()
    restored = restore(place.folder / "kiosk", None, system_clock())
    assert restored.epoch == 2
    new = place.write(2)
    place.round()
    place.assert_truth()
    assert place.held() == first | lost | new
    assert place.alarms() == ["forked"]
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
    init_district(tmp_path / "other", PACK, system_clock().now().at)
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
