"""Scoring every attempt again, when a newer version of the pack corrects right answers or the district got a pack it lacked.

The journal's answers and claims stay as they came; only what the district counts is made again from them. Standings read it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, partial

from msgspec import Struct

from kiosk.contest.events import AttemptFinished
from kiosk.contest.moment import us_from_moment
from sync.district.district import District
from sync.district.documents import corrected_in, pack_numbered
from sync.district.projection import read_events
from sync.district.scoring_again import AskedOn, asked_on, says_what_is_so, scored
from sync.district.store.attempt_rows import AttemptRow, ended_attempts, save_attempts
from sync.district.store.entry_rows import entries_of_kind
from sync.district.store.kiosk_rows import all_kiosks, hold_kiosks
from sync.district.store.person_rows import AuditRow, write_audit


class Rescored(Struct, frozen=True):
    """How many attempts that were handed in were looked at, and how many of them count otherwise now."""

    attempts: int
    changed: int


def rescore(district: District, now: datetime, by: str = "console") -> Rescored:
    """Score every attempt that was handed in again by the packs as they are corrected now; all of it or nothing.

    What kiosks send meanwhile waits: a row read here must not be written over what they said of it since. `by` is named in the
    audit. Refuses with a fault of the database.
    """
    asked = cache(partial(asked_on, partial(pack_numbered, district), partial(corrected_in, district)))
    attempts = changed = 0
    with district.store.transaction():
        hold_kiosks(district.store)
        for kiosk in all_kiosks(district.store):
            rows = ended_attempts(district.store, kiosk.id)
            again = [each for each in _scored_again(district, kiosk.id, rows, asked) if each != rows[each.attempt]]
            save_attempts(district.store, again)
            attempts += len(rows)
            changed += len(again)
        write_audit(district.store, AuditRow(us_from_moment(now), by, "attempts_rescored", f"{changed} of {attempts}"))
    return Rescored(attempts, changed)


def _scored_again(district: District, kiosk: str, rows: dict[str, AttemptRow], asked: AskedOn) -> Sequence[AttemptRow]:
    """Give a kiosk's attempts scored again by the end that counted; of a contradicting one only the first did."""
    found: dict[str, AttemptRow] = {}
    told, _ = read_events(entries_of_kind(district.store, kiosk, "attempt_finished"))
    for each in told:
        event = each.event
        if not isinstance(event, AttemptFinished) or event.attempt in found:
            continue
        row = rows.get(event.attempt)
        if row is not None and says_what_is_so(row, event):
            found[row.attempt] = scored(row, event, asked(row.pack, row.pack_version, row.drawn_on))
    return list(found.values())
