"""Fingerprints: a keyed, stretched hash of an identity, so that a person is found again without their number being kept.

Twelve digits can be tried out in seconds; the contest's pepper (known to its kiosks only) and Argon2id (RFC 9106) make each
try cost milliseconds and useless elsewhere.
"""

from hashlib import blake2b
from typing import Final

from nacl.pwhash import argon2id

from kiosk.contest.rules import FingerprintCost

PEPPER_BYTES: Final = 32
SHORT_BYTES: Final = 4
"""What lists sent to kiosks hold: a match means "ask staff", a stolen list proves nothing."""
FINGERPRINT_BYTES: Final = 16
_KIB: Final = 1024


def fingerprint(key: str, pepper: bytes, cost: FingerprintCost) -> bytes:
    """Give the 16-byte fingerprint of an identity key (`entrant.identity_key`) under the contest's 32-byte pepper."""
    keyed = blake2b(key.encode(), key=pepper, digest_size=32, person=b"tramthi-person").digest()
    salt = blake2b(pepper, digest_size=argon2id.SALTBYTES, person=b"tramthi-salt").digest()
    return argon2id.kdf(FINGERPRINT_BYTES, keyed, salt, opslimit=cost.passes, memlimit=cost.memory_kib * _KIB)
