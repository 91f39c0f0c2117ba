"""The people who may not enter (who organises the contest, who judges it): read from a list of numbers, sent out as fingerprints.

Numbers are in memory only while they are read. Kiosks hold the first 32 bits of each fingerprint: a match means "ask staff".
"""

import re
from datetime import datetime
from typing import Final

from msgspec import Struct

from kiosk.contest.entrant import card_key, passport_key
from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from kiosk.keys.fingerprints import fingerprint
from sync.district.district import District
from sync.district.documents import current_pack, publish_exclusions
from sync.district.store.person_rows import AuditRow, write_audit

_CITIZEN: Final = re.compile(r"[0-9]{12}")
_PASSPORT: Final = re.compile(r"([A-Z]{3})[ :]([0-9A-Za-z]{5,20})")


class Excluded(Struct, frozen=True):
    """The number of the list as kiosks know it, and how many people are on it."""

    number: int
    people: int


def exclude(district: District, text: str, now: datetime, by: str = "console") -> Excluded:
    """Publish the list in `text` in place of the one before: a line for each person, an empty list for nobody.

    A line is a citizen's 12 digits, or nationality and number of a passport (`LAO C1234567`); what follows `#` is not read. To be
    published again when a pack changes the cost of fingerprints. Refuses with `exclusions_malformed` (fact: line; never what stands
    there) or `pack_missing`; then nothing was published.
    """
    pack = current_pack(district)
    if pack is None:
        raise Refused("pack_missing", version=0)
    prints = [fingerprint(key, district.pepper, pack.rules.fingerprint_cost) for key in sorted(_keys(text))]
    with district.store.transaction():
        number = publish_exclusions(district, prints, now)
        write_audit(district.store, AuditRow(us_from_moment(now), by, "exclusions_published", str(len(prints))))
    return Excluded(number, len(prints))


def _keys(text: str) -> set[str]:
    found: set[str] = set()
    for place, line in enumerate(text.splitlines(), start=1):
        said = line.partition("#")[0].strip().lstrip("\ufeff")
        if not said:
            continue
        if _CITIZEN.fullmatch(said):
            found.add(card_key(said))
        elif passport := _PASSPORT.fullmatch(said):
            found.add(passport_key(*passport.groups()))
        else:
            raise Refused("exclusions_malformed", line=place)
    return found
