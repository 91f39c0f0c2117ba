"""Who organises or judges the contest may not enter: a list of numbers at the district, fingerprints at every kiosk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli import run
from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.services.admission import admit
from kiosk.services.kiosk import Kiosk
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.district.district import District
from sync.district.exclusions import Excluded, exclude
from sync.district.store.person_rows import newest_audit
from sync.protocol.messages import EXCLUSIONS_TYPE
from sync.protocol.ticket import read_ticket
from tests.helpers.district import NOW, new_district
from tests.helpers.kiosks import MovedClock, an_identity
from tests.helpers.pair import a_ticket, send_to

LIST = """# Organising board
001185000001   # the chair
001185000002

LAO c1234567
001185000001
"""


@pytest.fixture
def kiosk(district: District, tmp_path: Path) -> Iterator[Kiosk]:
    """Give a kiosk while the contest runs."""
    clock = MovedClock().clock()
    kiosk = enrol(tmp_path / "kiosk", read_ticket(a_ticket(district)), send_to(district), clock, os.urandom)
    yield kiosk
    kiosk.store.close()


def _decision(kiosk: Kiosk, **who: str) -> str:
    return admit(kiosk, an_identity(group=kiosk.rules.groups[0].code, **who)).decision


def test_who_is_on_the_list_may_not_enter(district: District, kiosk: Kiosk) -> None:
    """By card or passport, however written; the next list replaces it; the audit tells how many and not who."""
    assert exclude(district, LIST, system_clock().now().at, "clerk") == Excluded(1, 3)
    (act,) = newest_audit(district.store, 1)
    assert (act.who, act.act, act.about) == ("clerk", "exclusions_published", "3")
    sync_once(kiosk, send_to(district))
    passport = {"papers": "passport", "nationality": "LAO", "number": "C1234567"}
    assert [_decision(kiosk, number=each) for each in ("001185000001", "001185000002")] == ["excluded"] * 2
    assert _decision(kiosk, **passport) == "excluded"
    assert _decision(kiosk, number="001185000003") == "admitted"
    assert exclude(district, "", NOW) == Excluded(2, 0)
    sync_once(kiosk, send_to(district))
    assert _decision(kiosk, number="001185000001") == "admitted"


@pytest.mark.parametrize("line", ["1185000001", "Nguyễn Văn An", "LA C1234567", "001185000001;001185000002"])
def test_a_line_that_is_no_number_stops_the_whole_list(district: District, line: str) -> None:
    """It is told where, never what stands there."""
    with pytest.raises(Refused, match="exclusions_malformed line=2") as refused:
        exclude(district, f"001185000001\n{line}\n", NOW)
    assert line not in str(refused.value)
    assert district.store.rows("SELECT 1 FROM document WHERE payload_type = ?", EXCLUSIONS_TYPE) == []


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a file, of which no number is left anywhere at the district."""
    with new_district(tmp_path / "d", system_clock().now().at):
        pass
    (tmp_path / "list.txt").write_text("\ufeff001185000001\n", encoding="utf-8")
    assert run(["district", "exclude", str(tmp_path / "list.txt"), "--data", str(tmp_path / "d"), "--json"]) == 0
    assert capsys.readouterr().out.strip() == '{"number":1,"people":1}'
    assert not [each for each in (tmp_path / "d").rglob("*") if each.is_file() and b"001185000001" in each.read_bytes()]
    (tmp_path / "list.txt").write_bytes(b"\xff\xfe")
    assert run(["district", "exclude", str(tmp_path / "list.txt"), "--data", str(tmp_path / "d")]) == 1
