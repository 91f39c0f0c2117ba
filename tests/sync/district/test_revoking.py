"""Revoking a kiosk: from the board after being asked, by the command line, never by another site's form."""

import json
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest

from kiosk.cli import run
from kiosk.contest.errors import Refused
from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.enrolment import revoke
from sync.district.founding import InitReport
from sync.district.store.kiosk_rows import read_kiosk
from sync.district.store.person_rows import newest_audit
from tests.helpers.browsing import form_token
from tests.helpers.district import NOW, Sender, enrolled, new_district

VIETNAMESE = load_catalogue("vi")


def _is_revoked(district: District, kiosk: str) -> bool:
    row = read_kiosk(district.store, kiosk)
    return row is not None and row.revoked_at_us is not None


def test_the_board_asks_first_and_names_who_did_it(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """From the board's link to a page that says what it means; its button revokes, under the clerk's name in the audit."""
    district, report = place
    kiosk, other = enrolled(district, 1).id, enrolled(district, 2).id
    address = f"/kiosks/{kiosk}/revoke"
    assert f'href="{address}"' in signed.get("/").text
    asked = signed.get(address)
    assert VIETNAMESE.text("district.revoke_means") in unescape(asked.text)
    assert not _is_revoked(district, kiosk), "asking does nothing"
    after = signed.post(address, data={"form_token": form_token(asked.text)})
    assert (after.status_code, after.url.path) == (200, "/")
    assert _is_revoked(district, kiosk)
    assert not _is_revoked(district, other)
    assert f'href="{address}"' not in after.text
    assert VIETNAMESE.text("district.kiosk_revoked") in after.text
    (act,) = newest_audit(district.store, 1)
    assert (act.who, act.act, act.about) == (report.admin, "kiosk_revoked", kiosk)
    assert VIETNAMESE.text("district.revoke_done") in signed.get(address).text


def test_another_sites_form_revokes_nothing(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Without the token of this session's own form the act is refused."""
    district, _ = place
    kiosk = enrolled(district).id
    for form in ({}, {"form_token": "0" * 64}):
        assert signed.post(f"/kiosks/{kiosk}/revoke", data=form).status_code == 403
    assert not _is_revoked(district, kiosk)


def test_who_is_not_signed_in_is_sent_to_the_login(client: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Neither the question nor the act is for anybody else."""
    district, _ = place
    kiosk = enrolled(district).id
    assert client.get(f"/kiosks/{kiosk}/revoke").url.path == "/login"
    assert client.post(f"/kiosks/{kiosk}/revoke", data={}).url.path == "/login"
    assert not _is_revoked(district, kiosk)


def test_a_kiosk_nobody_knows_is_said_calmly(signed: httpx.Client) -> None:
    """A page that says so, and no form."""
    answer = signed.get("/kiosks/nobody/revoke")
    assert (answer.status_code, "<form" in answer.text) == (403, False)


def test_revoking_twice_keeps_the_first_moment(district: District, sender: Sender) -> None:
    """The second time changes nothing and writes nothing; an unknown kiosk is refused."""
    first = revoke(district, sender.id, NOW)
    again = revoke(district, sender.id, NOW + timedelta(days=1))
    assert first == again
    assert [each.act for each in newest_audit(district.store, 5)].count("kiosk_revoked") == 1
    with pytest.raises(Refused, match="kiosk_unknown"):
        revoke(district, "nobody", NOW)


def test_the_command_line_revokes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object of facts; one plain sentence for a kiosk that is not there."""
    folder = tmp_path / "district"
    with new_district(folder) as (district, _):
        kiosk = enrolled(district).id
    assert run(["district", "revoke", kiosk, "--data", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"kiosk", "unit", "revoked_at"}
    assert told["kiosk"] == kiosk
    assert run(["district", "revoke", "nobody", "--data", str(folder), "--json"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
