"""A ward's day tried on one machine: a district, a kiosk, the day played at its window, and whether everything then agrees.

What is done at the window is `ui.walkthrough_day`'s matter; here parts are put together and the outcome is read.
"""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.app import window_ports
from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskClosed
from kiosk.journal.entry import Entry, chain_fault
from kiosk.services.attempts import settle_interrupted
from kiosk.services.closing_record import newest_record
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.status import kiosk_status
from kiosk.settings import Settings
from kiosk.storage.journal_rows import all_entries
from kiosk.trial import failed_steps_refused, trial_at


class DayResult(Struct, frozen=True):
    """What `result.json` of a day holds: the counts of its closing record, and what was found afterwards.

    `print_faults` counts papers that never came out: what waited for paper and then came is none. `holds`: the counts add up,
    receipts have no gap, the journal verifies here and at the district, and the district counts the same.
    """

    started: int
    finished: int
    abandoned: int
    voided: int
    receipts: int
    first_receipt: int
    last_receipt: int
    duplicates: int
    print_faults: int
    incidents: int
    synced: bool
    district_attempts: int
    holds: bool


def run_day(out: Path, folder: Path, *, language: str, seed: int) -> DayResult:
    """Play a day in `folder`, which must be new, and leave pictures, `closing.pdf` and `result.json` in `out`.

    Refuses with `enrolled_already` where a kiosk lies there already (its PINs are not known any more), and with `step_failed`
    (facts: step, expected, picture).
    """
    from sync.client.agent import round_over_http
    from sync.district.district import open_district
    from sync.district.status import status, verify_journals
    from ui.tray_printer import TrayPrinter
    from ui.walkthrough_day import walk_day

    (out / "result.json").unlink(missing_ok=True)
    with trial_at(folder, is_open_wanted=False) as trial:
        if not trial.officer_pin:
            raise Refused("enrolled_already")
        papers = folder / "papers"
        papers.mkdir(parents=True, exist_ok=True)
        with failed_steps_refused():
            kiosk = walk_day(
                trial.kiosk,
                lambda: _switched_on_again(trial.kiosk.folder),
                lambda kiosk: window_ports(kiosk, Settings(printer="file"), round_over_http(kiosk)),
                TrayPrinter(papers),
                out,
                language=language,
                seed=seed,
                pin=trial.officer_pin,
            )
        report = round_over_http(kiosk)()
        with open_district(trial.district_folder) as district:
            received, faults = status(district).attempts, verify_journals(district)
        closing, here = _closing(kiosk), kiosk_status(kiosk).receipts
        closed = closing.figures
        is_counted = closed.started == closed.finished + closed.abandoned + closed.voided and not closing.differs
        is_gapless = here.issued == here.last_number == closed.receipts_issued == closed.last_receipt
        is_agreed = (received.started, received.finished, received.voided) == (
            closed.started, closed.finished, closed.voided
        )  # fmt: skip
        is_verified = chain_fault(_entries(kiosk)) is None and not faults
        kiosk.store.close()
    result = DayResult(
        started=closed.started,
        finished=closed.finished,
        abandoned=closed.abandoned,
        voided=closed.voided,
        receipts=closed.receipts_issued,
        first_receipt=closed.first_receipt,
        last_receipt=closed.last_receipt,
        duplicates=closed.duplicates,
        print_faults=closed.print_faults,
        incidents=closing.incidents,
        synced=report.waiting == 0,
        district_attempts=received.finished,
        holds=is_counted and is_gapless and is_agreed and is_verified,
    )
    (out / "result.json").write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2))
    return result


def _switched_on_again(folder: Path) -> Kiosk:
    """Give the kiosk as a new run of the program finds it: another boot, nothing remembered."""
    kiosk = load_kiosk(folder, system_clock(), os.urandom)
    settle_interrupted(kiosk)
    return kiosk


def _entries(kiosk: Kiosk) -> tuple[Entry, ...]:
    return tuple(all_entries(kiosk.store, kiosk_status(kiosk).epoch))


def _closing(kiosk: Kiosk) -> KioskClosed:
    """Give what the newest closing says."""
    record = newest_record(kiosk)
    if record is None:
        raise Refused("already_closed")
    return record.closed
