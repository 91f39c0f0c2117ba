"""The checks of readiness a kiosk makes by itself, without a person: disk, clock, database, pack, stick.

Each gives what it found and writes nothing down (`readiness.record_check` does). All of them may take a while: a whole journal is
read, a slow disk is waited for.
"""

import os
import shutil
from pathlib import Path
from typing import Final

from kiosk.contest.errors import Refused
from kiosk.contest.pack import ContestPack, pack_from_bytes
from kiosk.journal.entry import chain_fault
from kiosk.services.integrity import check_integrity
from kiosk.services.kiosk import DATABASE_NAME, Kiosk
from kiosk.services.readiness import Found
from kiosk.storage.durable_file import write_durably
from kiosk.storage.journal_rows import all_entries, epochs
from kiosk.storage.place_rows import newest_document
from kiosk.storage.readiness_rows import read_offset
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import PACK_TYPE

LEAST_FREE_BYTES: Final = 1024 * 1024 * 1024
"""Receipts kept as files (some 40 KB each) and logs of a whole contest; beside it there must be room for two more databases: the
day's copy, and the one that is set aside when a copy is put back."""
SLOWEST_WRITE_MS: Final = 100.0
"""An answer is one small durable write before the screen says that it is saved, and a touch answered within a tenth of a second
feels answered at once (Nielsen, Usability Engineering, 1993, chapter 5)."""
MOST_OFFSET_S: Final = 60
"""A receipt says the minute, and a round of a contest closes at one."""
OFFSET_VALID_S: Final = 7 * 24 * 3600
"""A clock of a PC without a network drifts by a second or two a day: a week's drift does not hide behind the minute above."""
_WRITES: Final = 40
_WRITE_BYTES: Final = 4096
_STICK_BYTES: Final = 256 * 1024
_US_PER_S: Final = 1_000_000
_US_PER_MS: Final = 1000
_SECONDS_PER_DAY: Final = 86_400
_PROBE: Final = "readiness-probe.tmp"


def check_disk_space(kiosk: Kiosk) -> Found:
    """Measure what is free where the kiosk keeps its state. Facts: free_mb, needed_mb."""
    free = shutil.disk_usage(kiosk.folder).free
    needed = LEAST_FREE_BYTES + 2 * (kiosk.folder / DATABASE_NAME).stat().st_size
    return Found(free >= needed, {"free_mb": free // 2**20, "needed_mb": needed // 2**20})


def check_disk_speed(kiosk: Kiosk) -> Found:
    """Time small durable writes beside the database. Facts: writes_per_s, slow_ms (nineteen of twenty were faster)."""
    place = kiosk.folder / _PROBE
    try:
        times_us = sorted(_write_times_us(kiosk, place))
    except OSError as fault:
        return Found(is_passed=False, facts={"error": os.strerror(fault.errno or 0)})
    finally:
        place.unlink(missing_ok=True)
    slow_ms = times_us[int(len(times_us) * 0.95) - 1] / _US_PER_MS
    per_s = len(times_us) * _US_PER_S / max(1, sum(times_us))
    return Found(slow_ms <= SLOWEST_WRITE_MS, {"writes_per_s": round(per_s), "slow_ms": round(slow_ms, 1)})


def check_clock(kiosk: Kiosk, *, is_confirmed: bool = False) -> Found:
    """Compare the clock with the district's as the last sync found it. Facts: offset_s (district minus kiosk), age_h; or source.

    Where it was not compared for a week (a kiosk without a network) a person must confirm that the time shown is right.
    """
    row, now_us = read_offset(kiosk.store), kiosk.clock.now().at_us
    age_s = None if row is None else (now_us - row.at_us) // _US_PER_S
    if row is None or age_s is None or not -MOST_OFFSET_S <= age_s <= OFFSET_VALID_S:
        return Found(is_confirmed, {"source": "person" if is_confirmed else "unknown"})
    offset_s = round(row.offset_us / _US_PER_S, 1)
    return Found(abs(offset_s) <= MOST_OFFSET_S, {"offset_s": offset_s, "age_h": max(0, age_s) // 3600})


def check_database(kiosk: Kiosk) -> Found:
    """Read the database through and follow the journal's chain from its first entry. Facts: integrity, chain, entries."""
    integrity = check_integrity(kiosk).result
    if integrity != "ok":
        return Found(is_passed=False, facts={"integrity": integrity})
    count, chain = 0, "holds"
    for epoch in epochs(kiosk.store):
        entries = list(all_entries(kiosk.store, epoch))
        count += len(entries)
        if chain_fault(entries) is not None:
            chain = "broken"
    return Found(chain == "holds", {"integrity": integrity, "chain": chain, "entries": count})


def check_pack(kiosk: Kiosk) -> Found:
    """Prove the newest pack's signature and read it again. Facts: version, days_left of the running round or state; or error."""
    try:
        pack = _pack_read_anew(kiosk)
    except Refused as refused:
        return Found(is_passed=False, facts={"error": refused.code})
    now = kiosk.clock.now().at
    running = pack.rules.round_at(now)
    if running is None:
        over = now >= pack.rules.closes_at()
        return Found(is_passed=False, facts={"version": pack.version, "state": "over" if over else "not_begun"})
    days = int((running.ends_at - now).total_seconds()) // _SECONDS_PER_DAY
    return Found(is_passed=True, facts={"version": pack.version, "days_left": days})


def check_stick(kiosk: Kiosk, folder: Path) -> Found:
    """Write a file onto the stick mounted at `folder`, read it back, and remove it. Facts: bytes, or error."""
    place = folder / _PROBE
    try:
        write_durably(place, kiosk.randomness(_STICK_BYTES))
        place.unlink()
    except Refused as refused:
        return Found(is_passed=False, facts={"error": refused.code})
    except OSError:
        return Found(is_passed=False, facts={"error": "stick_unwritable"})
    return Found(is_passed=True, facts={"bytes": _STICK_BYTES})


def _pack_read_anew(kiosk: Kiosk) -> ContestPack:
    newest = newest_document(kiosk.store, PACK_TYPE)
    if newest is None:
        raise Refused("pack_missing", version=0)
    return pack_from_bytes(open_envelope(newest[1], PACK_TYPE, kiosk.enrolment.district_public))


def _write_times_us(kiosk: Kiosk, place: Path) -> list[int]:
    times: list[int] = []
    block = bytes(_WRITE_BYTES)
    with place.open("wb", buffering=0) as file:
        for _ in range(_WRITES):
            began = kiosk.clock.now()
            file.write(block)
            os.fsync(file.fileno())
            times.append(kiosk.clock.now().us_since(began))
    return times
