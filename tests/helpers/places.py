"""A district and kiosks in folders of their own, of which copies can be kept and put back as a technician would."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import system_clock
from kiosk.journal.entry import chain_fault
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.opening import is_open
from kiosk.services.status import kiosk_status
from kiosk.simulation import simulate
from kiosk.storage.journal_rows import all_entries, epochs
from sync.client.enrolment import enrol
from sync.client.rounds import SyncReport, sync_once
from sync.district.district import District, open_district
from sync.district.status import status, verify_journals
from sync.district.store.kiosk_rows import newest_alarms
from sync.protocol.ticket import read_ticket
from tests.helpers.pair import a_ticket, send_to


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
        told = kiosk_status(kiosk, is_checked_anew=True)
        assert told.journal.entries == told.journal.acknowledged
        assert told.last_sync.ok
        assert told.integrity == "ok"
        assert {row[0] for row in kiosk.store.rows("SELECT id FROM attempt WHERE state = 'finished'")} <= self.held()
        assert all(chain_fault(all_entries(kiosk.store, epoch)) is None for epoch in epochs(kiosk.store))
        assert is_open(kiosk)
        kiosk.store.close()
