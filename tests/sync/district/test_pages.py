"""What the staff's pages show, over real HTTP: the board, attempts, tickets, and the public answer about a receipt."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from kiosk.contest.events import KioskOpened
from kiosk.keys.codes import receipt_code
from kiosk.texts import load_catalogue
from sync.district.district import District, open_district
from sync.district.enrolment import revoke
from sync.district.founding import InitReport, init_district
from sync.district.listing import PAGE_ROWS, attempt_page
from sync.district.rendering import written_ago, written_duration, written_number, written_span
from sync.district.server import serving
from sync.district.store.attempt_rows import AttemptFilter
from sync.district.store.person_rows import newest_audit
from sync.protocol.ticket import read_ticket
from tests.helpers.browsing import form_token, log_in
from tests.helpers.district import NOW, enrolled, still_clock

VIETNAMESE, ENGLISH = load_catalogue("vi"), load_catalogue("en")


def test_the_board_counts_and_warns(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Counts by state, hour and unit; kiosks with their state, clock and alarms."""
    district, _ = place
    sender, silent, never, revoked = (enrolled(district, number) for number in range(1, 5))
    sender.now -= timedelta(minutes=10)
    sender.write(KioskOpened("officer"))
    for _ in range(3):
        sender.visit()
    clone = sender.copy()
    sender.start()
    sender.send(district)
    clone.visit()
    clone.send(district)
    silent.write(KioskOpened("officer"))
    silent.send(district, now=NOW - timedelta(days=3))
    revoke(district, revoked.id, NOW)
    html = signed.get("/").text
    tiles = re.findall(r'class="figure">([\d.]+)<', html)
    assert tiles == ["4", "3", "1", "0", "0"]
    for kiosk, state in ((sender, "open"), (silent, "silent"), (never, "never"), (revoked, "revoked")):
        line = html[html.index(kiosk.id) :]
        assert VIETNAMESE.text(f"district.kiosk_{state}") in line[: line.index("</tr>")]
    assert VIETNAMESE.text("district.alarm_forked") in unescape(html)
    assert VIETNAMESE.text("district.ago_days", count=3) in html
    assert "Phường Nhân Chính" in html
    assert VIETNAMESE.text("district.hours_text", count="4", hour=9) in html
    live = signed.get("/board/live", headers={"HX-Request": "true"})
    assert "<html" not in live.text
    assert sender.id in live.text


def test_an_empty_board_says_what_to_do(signed: httpx.Client) -> None:
    """No kiosk, no attempt, no alarm: each said in words."""
    html = unescape(signed.get("/").text)
    for key in ("hours_none", "units_none", "kiosks_none", "alarms_none"):
        assert VIETNAMESE.text(f"district.{key}") in html


def test_a_clock_that_is_wrong_is_said(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Ahead or behind, in the largest unit; an unknown alarm is named by its code."""
    district, _ = place
    ahead, behind = enrolled(district, 1), enrolled(district, 2)
    ahead.visit()
    ahead.send(district, now=ahead.now - timedelta(hours=5))
    behind.visit()
    behind.send(district, now=behind.now + timedelta(minutes=3))
    with district.store.transaction():
        district.store.execute("INSERT INTO alarm VALUES (?, 1, 1, 'something_new', '{}', 0)", ahead.id)
    html = signed.get("/").text
    assert VIETNAMESE.text("district.clock_ahead", time="5 giờ") in html
    assert VIETNAMESE.text("district.clock_behind", time="3 phút") in html
    assert VIETNAMESE.text("district.alarm_other", code="something_new") in unescape(html)


def test_attempts_are_listed_filtered_and_paged(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Newest first; by unit, state and difference; a page beyond the last is the last; nothing of it is a name."""
    district, _ = place
    here, there = enrolled(district, 1, "00343"), enrolled(district, 2, "00346")
    for _ in range(PAGE_ROWS):
        here.visit(right=5)
    there.now += timedelta(hours=1)
    started = there.start()
    finished = there.finish(started, right=2)
    there.entries.pop()
    there.write(replace(finished, points=20, correct=20))
    here.send(district)
    there.send(district, now=there.now)
    first, last = signed.get("/attempts").text, signed.get("/attempts?page=99").text
    assert (first.count("<tr>"), last.count("<tr>")) == (PAGE_ROWS + 1, 2)
    assert VIETNAMESE.text("district.page_of", page="2", pages="2") in last
    assert VIETNAMESE.text("district.points_claimed", points=20) in first
    assert signed.get(f"/attempts?unit={there.enrolment.unit}").text.count("<tr>") == 2
    assert signed.get("/attempts?differs=true&state=finished").text.count("<tr>") == 2
    assert VIETNAMESE.text("district.attempts_none") in signed.get("/attempts?state=voided").text
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following is not None
    assert signed.get(unescape(following.group(1))).text == last
    assert attempt_page(district, AttemptFilter(), -5).page == 1


@pytest.mark.parametrize("query", ["page=x", "page=99999999999999999999", "differs=perhaps"])
def test_an_address_nobody_writes_is_refused_calmly(signed: httpx.Client, query: str) -> None:
    """A page that says so, never a fault."""
    assert signed.get(f"/attempts?{query}").status_code in {200, 400}


def test_what_kiosks_send_is_never_markup(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """A label that is a script is shown as text."""
    district, _ = place
    sender = enrolled(district)
    start = sender.start()
    sender.entries.clear()
    sender.write(replace(start, label="<script>alert(1)</script>", unit="<b>unit</b>"))
    sender.send(district)
    for path in ("/attempts", "/"):
        html = signed.get(path).text
        assert "<script>alert" not in html
        assert "<b>unit" not in html
    assert "&lt;script&gt;" in signed.get("/attempts").text


def test_a_ticket_is_issued_and_shown_once(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Code to scan, to type and to copy, the officer's PIN; audited under the clerk's name; gone on the next visit."""
    district, _ = place
    form = signed.get("/tickets").text
    answer = signed.post(
        "/tickets", data={"unit": "00343", "url": " http://10.0.0.5:8080 ", "form_token": form_token(form)}
    )
    assert answer.status_code == 200
    code = re.search(r"TT1(?:-[0-9A-Z]{6}){4}-[0-9A-Z]{2}", answer.text)
    assert code is not None
    assert read_ticket(code.group()).secret
    assert "@http://10.0.0.5:8080" in answer.text
    assert answer.text.count("<svg") == 1
    assert re.search(r"\d{3} \d{3}</p>", answer.text)
    assert code.group() not in signed.get("/tickets").text
    assert [(each.who, each.act, each.about) for each in newest_audit(district.store, 1)] == [
        ("admin", "ticket_issued", "00343")
    ]


@pytest.mark.parametrize(
    ("unit", "url", "key"),
    [("99999", "", "error_unit_unknown"), ("00343", "ftp://x", "error_url_malformed")],
)
def test_a_mistake_in_the_form_is_said_in_the_form(signed: httpx.Client, unit: str, url: str, key: str) -> None:
    """What was typed stays, what is wrong is said."""
    token = form_token(signed.get("/tickets").text)
    answer = signed.post("/tickets", data={"unit": unit, "url": url, "form_token": token})
    assert answer.status_code == 400
    assert VIETNAMESE.text(f"district.{key}") in unescape(answer.text)
    assert f'value="{url}"' in answer.text


def test_without_a_contest_there_are_no_tickets(tmp_path: Path) -> None:
    """The page says why."""
    report = init_district(tmp_path / "empty", None, NOW)
    with (
        open_district(tmp_path / "empty") as district,
        serving(district, still_clock()) as url,
        httpx.Client(base_url=url, follow_redirects=True, trust_env=False) as client,
    ):
        log_in(client, report.admin, report.password)
        assert unescape(VIETNAMESE.text("district.tickets_no_pack")) in unescape(client.get("/tickets").text)


def test_anybody_may_ask_about_a_receipt(client: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Yes with unit, day and number; no; mistyped; and never who or how many points."""
    district, _ = place
    sender = enrolled(district)
    receipt = sender.visit(right=13)
    sender.send(district)
    yes = client.get("/r", params={"code": f" {receipt.code.lower()} "})
    assert (yes.status_code, yes.url.path) == (200, f"/r/{receipt.code.lower()}")
    for part in (VIETNAMESE.text("district.receipt_yes"), receipt.code, "000001", "24/11/2026", "Phường Nhân Chính"):
        assert part in yes.text
    for secret in ("13/20", ">13<", "Ng***", "001******345", sender.id, receipt.attempt):
        assert secret not in yes.text
    no = client.get(f"/r/{receipt_code('any', 'thing')}")
    assert no.status_code == 404
    assert VIETNAMESE.text("district.receipt_no") in no.text
    mistyped = client.get("/r/AAAAA-AAAAA-A")
    assert mistyped.status_code == 404
    assert VIETNAMESE.text("district.receipt_mistyped") in mistyped.text


def test_numbers_and_spans_are_written_as_people_write_them() -> None:
    """1.234 and 1,234; seconds to days; moments ago."""
    assert (written_number(1234567, "vi"), written_number(1234567, "en")) == ("1.234.567", "1,234,567")
    assert written_duration(605) == "10:05"
    assert [written_span(ENGLISH, each) for each in (-59, 60, -7200, 200_000)] == ["59 s", "1 min", "2 h", "2 d"]
    ago = [written_ago(ENGLISH, NOW - timedelta(seconds=each), NOW) for each in (0, 60, 7200, 200_000)]
    assert ago == ["just now", "1 min ago", "2 h ago", "2 d ago"]
