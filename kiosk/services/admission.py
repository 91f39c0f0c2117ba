"""Whether a person may enter now: told kindly, here, even without a network, and storing nothing."""

from msgspec import Struct

from kiosk.contest.entrant import Decision, Identity, age_on_entry, identity_key, identity_problems, identity_warnings
from kiosk.contest.errors import Refused
from kiosk.keys.fingerprints import SHORT_BYTES, fingerprint
from kiosk.services.kiosk import Kiosk
from kiosk.storage.attempt_rows import count_by_fingerprint
from kiosk.storage.place_rows import documents_back, newest_document
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import EXCLUSIONS_TYPE, USED_UP_TYPE, Exclusions, UsedUp, decode


class Admission(Struct, frozen=True):
    """The answer to a person. `warnings` are contradictions worth a second look; `attempts_left` counts this one."""

    decision: Decision
    warnings: tuple[str, ...]
    attempts_left: int
    fingerprint: bytes


def admit(kiosk: Kiosk, identity: Identity) -> Admission:
    """Decide by the rules whether this person may start an attempt.

    Refuses with `identity_incomplete` (fact: problem) when something must be corrected first.
    """
    today = kiosk.today()
    problems = identity_problems(identity, kiosk.rules, today)
    if problems:
        raise Refused("identity_incomplete", problem=problems[0])
    warnings = identity_warnings(identity)
    age = age_on_entry(identity, kiosk.rules, today)
    if age < kiosk.rules.who.min_age:
        return Admission("too_young", warnings, 0, b"")
    if kiosk.rules.round_at(kiosk.clock.now().at) is None:
        return Admission("not_open", warnings, 0, b"")
    print_ = fingerprint(identity_key(identity), kiosk.pepper, kiosk.rules.fingerprint_cost)
    if print_[:SHORT_BYTES] in excluded_fingerprints(kiosk):
        return Admission("excluded", warnings, 0, print_)
    left = kiosk.rules.attempts.per_entrant - count_by_fingerprint(kiosk.store, print_)
    if left <= 0 or is_used_up(kiosk, print_):
        return Admission("attempts_used_up", warnings, 0, print_)
    decision: Decision = "guardian_needed" if age < kiosk.rules.who.guardian_below_age else "admitted"
    return Admission(decision, warnings, left, print_)


def excluded_fingerprints(kiosk: Kiosk) -> frozenset[bytes]:
    """Give the first 32 bits of the fingerprints of people who may not enter, from the newest list of the district."""
    newest = newest_document(kiosk.store, EXCLUSIONS_TYPE)
    if newest is None:
        return frozenset()
    payload = open_envelope(newest[1], EXCLUSIONS_TYPE, kiosk.enrolment.district_public)
    return frozenset(decode(payload, Exclusions).fingerprints)


def is_used_up(kiosk: Kiosk, fingerprint: bytes) -> bool:
    """Tell whether the district said that this person's attempts are used up, wherever they took them; the newest word counts."""
    short = fingerprint[:SHORT_BYTES]
    for envelope in documents_back(kiosk.store, USED_UP_TYPE):
        told = decode(open_envelope(envelope, USED_UP_TYPE, kiosk.enrolment.district_public), UsedUp)
        if short in told.used_up:
            return True
        if told.is_whole or short in told.freed:
            return False
    return False
