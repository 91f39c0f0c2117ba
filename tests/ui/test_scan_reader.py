"""Scans become the lines a person would have typed, alike in everything that tells people apart; doubts are told in words."""

from datetime import date

import pytest

from ui.nationalities import offered_nationality
from ui.scan_reader import ScanReader
from ui.visit_facts import VisitFacts

_TODAY = date(2026, 11, 24)
_CARD_ZONE = b"IDVNM2060123453001206012345<<40602150M3102156VNM<<<<<<<<<<<8NGUYEN<<MINH<AN<<<<<<<<<<<<<<<"
_PASSPORT = b"P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4"


def _read(scan: bytes) -> VisitFacts:
    facts = VisitFacts()
    assert ScanReader().read(scan, facts, _TODAY) == "taken"
    return facts


def test_the_zone_of_a_citizens_card_is_the_card() -> None:
    """Scanned from its back or from its code, a card gives the same number and papers, or one person could enter twice."""
    by_zone = _read(_CARD_ZONE)
    by_code = _read("001206012345||Nguyễn Minh An|15022006|Nam|Hà Nội|20082021".encode())
    for facts in (by_zone, by_code):
        assert (facts.papers, facts.number, facts.nationality) == ("id_card", "001206012345", "VNM")
        assert (facts.birth_text, facts.sex) == ("15/02/2006", "male")
    assert (by_zone.full_name, by_code.full_name) == ("Nguyen Minh An", "Nguyễn Minh An")


def test_a_passport_scanned_has_the_nationality_offered_for_typing() -> None:
    """ICAO writes Germany as D; whoever types chooses DEU."""
    assert _read(_PASSPORT).nationality == "DEU"


@pytest.mark.parametrize(
    ("code", "offered"), [("D", "DEU"), ("GBN", "GBR"), ("KOR", "KOR"), ("ITA", "XXX"), ("", "XXX")]
)
def test_every_code_falls_under_one_offered(code: str, offered: str) -> None:
    """What is not offered is another nationality, scanned or typed."""
    assert offered_nationality(code) == offered


def test_what_is_typed_otherwise_than_scanned_is_pointed_out() -> None:
    """Number, birth date and sex are compared; equal ones give no word."""
    facts = _read(_CARD_ZONE)
    facts.group = "resident"
    assert facts.scan is not None
    assert facts.scan.warnings(facts.identity()) == ()
    facts.number, facts.birth_text, facts.sex = "001206012346", "16/02/2006", "female"
    assert facts.scan.warnings(facts.identity()) == ("scan_number_differs", "scan_birth_differs", "scan_sex_differs")


def test_a_check_digit_that_fails_is_a_doubt_and_no_refusal() -> None:
    """The zone is taken, and the field in doubt named; with only the composite in doubt, the whole."""
    facts = _read(_CARD_ZONE.replace(b"0602150", b"0602160"))
    assert facts.scan is not None
    assert facts.scan.warnings(facts.identity()) == ("scan_unsure_birth",)
    facts = _read(_CARD_ZONE.replace(b"<8NGUYEN", b"<7NGUYEN"))
    assert facts.scan is not None
    assert facts.scan.warnings(facts.identity()) == ("scan_unsure_other",)


def test_nothing_read_stays_once_the_person_is_sealed() -> None:
    """What a scan said goes with the rest of who the person is."""
    facts = _read(_CARD_ZONE)
    facts.forget_identity()
    assert facts.scan is None
    assert (facts.number, facts.full_name) == ("", "")
