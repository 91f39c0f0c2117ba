"""What a scanner brought, put into the visit's facts: a citizen's card or a passport's zone. No Qt.

A scan is fast typing and proves nothing: what it does not hold, or holds damaged, is left for the person to type.
"""

import re
from datetime import date
from typing import Final, Literal

from kiosk.contest.id_card import CardUnreadable, parse_card_qr
from kiosk.contest.names import title_case
from kiosk.contest.passport import MrzUnreadable, parse_mrz
from ui.nationalities import offered_nationality
from ui.visit_facts import ScannedPaper, VisitFacts

Outcome = Literal["taken", "more", "unreadable"]
_ZONE_LINES: Final = {30: 3, 36: 2, 44: 2}
"""How many lines the zones of ICAO 9303 have, by the length of a line."""
_CITIZEN_NUMBER: Final = re.compile(r"[0-9]{12}")
_ZONE_LINE: Final = re.compile(rb"[A-Z0-9<]{30}|[A-Z0-9<]{36}|[A-Z0-9<]{44}")


class ScanReader:
    """Reads scans one after another. Passport scanners send a zone line by line: lines are kept until it is whole."""

    def __init__(self) -> None:
        self._lines: tuple[bytes, ...] = ()

    def read(self, scan: bytes, facts: VisitFacts, today: date) -> Outcome:
        """Put a scan into `facts`; "more" when it is a zone's line and others must follow."""
        if _ZONE_LINE.fullmatch(scan):
            begun = self._lines if self._lines and len(self._lines[0]) == len(scan) else ()
            self._lines = (*begun, scan)
            if len(self._lines) < _ZONE_LINES[len(scan)]:
                return "more"
            scan = b"\n".join(self._lines)
        self.forget()
        return "taken" if _take_card(scan, facts) or _take_zone(scan, facts, today) else "unreadable"

    def forget(self) -> None:
        """Drop the lines kept."""
        self._lines = ()


def _take_card(scan: bytes, facts: VisitFacts) -> bool:
    try:
        card = parse_card_qr(scan)
    except CardUnreadable:
        return False
    facts.papers, facts.number, facts.nationality, facts.is_scanned = "id_card", card.number, "VNM", True
    facts.full_name = card.full_name or ""
    facts.birth_text = card.birth.written() if card.birth else ""
    facts.sex = card.sex
    facts.scan = ScannedPaper(facts.number, facts.birth_text, facts.sex)
    return True


def _take_zone(scan: bytes, facts: VisitFacts, today: date) -> bool:
    try:
        zone = parse_mrz(scan.decode("ascii", errors="replace"), today)
    except MrzUnreadable:
        return False
    is_citizen_card = zone.issuing_state == "VNM" and _CITIZEN_NUMBER.fullmatch(zone.number) is not None
    facts.papers, facts.number, facts.is_scanned = "id_card" if is_citizen_card else "passport", zone.number, True
    facts.nationality = "VNM" if is_citizen_card else offered_nationality(zone.nationality)
    facts.full_name = title_case(" ".join(each for each in (zone.surname, zone.given_names) if each))
    facts.birth_text = zone.birth.written() if zone.birth else ""
    facts.sex = zone.sex
    facts.scan = ScannedPaper(facts.number, facts.birth_text, facts.sex, is_zone=True, unsure=zone.failed_checks)
    return True
