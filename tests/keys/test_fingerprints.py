"""Fingerprints: the same person is found again, within one contest only."""

from kiosk.contest.rules import FingerprintCost
from kiosk.keys.fingerprints import PEPPER_BYTES, fingerprint

COST = FingerprintCost(passes=1, memory_kib=8)
PEPPER = bytes(PEPPER_BYTES)


def test_a_person_has_one_fingerprint() -> None:
    """Sixteen bytes, the same each time, on any machine."""
    print_ = fingerprint("id:001085012345", PEPPER, COST)
    assert print_ == fingerprint("id:001085012345", PEPPER, COST)
    assert len(print_) == 16
    assert print_.hex() == "545dd61db4efee804d74e9132723fde8"


def test_another_person_contest_or_cost_gives_another() -> None:
    """Nothing of a fingerprint carries over."""
    prints = {
        fingerprint("id:001085012345", PEPPER, COST),
        fingerprint("id:001085012346", PEPPER, COST),
        fingerprint("id:001085012345", PEPPER[:-1] + b"\x01", COST),
        fingerprint("id:001085012345", PEPPER, FingerprintCost(passes=2, memory_kib=8)),
    }
    assert len(prints) == 4
