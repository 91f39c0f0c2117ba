"""Who may see the pages and how they are guarded: login first, forms that only our own pages can send, headers, languages."""

import re
from html import unescape

import httpx
import pytest

from kiosk.texts import load_catalogue
from sync.district.address import Address
from sync.district.district import District
from sync.district.founding import InitReport
from sync.district.server import serving
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import PACK_TYPE
from tests.helpers.browsing import form_token, log_in
from tests.helpers.district import still_clock

VIETNAMESE, ENGLISH = load_catalogue("vi"), load_catalogue("en")


@pytest.mark.parametrize("path", ["/", "/attempts", "/tickets"])
def test_login_comes_first(client: httpx.Client, path: str) -> None:
    """Every staff page leads a stranger to the login; nothing of it is shown."""
    answer = client.get(path)
    assert answer.url.path == "/login"
    assert VIETNAMESE.text("district.login_title") in answer.text
    assert client.post("/tickets", data={"unit": "00343", "url": ""}).url.path == "/login"


def test_a_pack_holds_the_right_answers_and_is_for_staff(
    client: httpx.Client, place: tuple[District, InitReport]
) -> None:
    """A stranger gets no pack; who is signed in gets the signed envelope; an unknown one is 404."""
    refused = client.get("/v1/packs/thanh-xuan-2023/1", headers={"Accept": "*/*"})
    assert (refused.status_code, refused.json()["code"]) == (401, "login_needed")
    log_in(client, place[1].admin, place[1].password)
    answer = client.get("/v1/packs/thanh-xuan-2023/1")
    assert open_envelope(answer.content, PACK_TYPE, place[0].keys.public)
    assert client.get("/v1/packs/thanh-xuan-2023/9").status_code == 404


def test_signing_in_and_out(client: httpx.Client, place: tuple[District, InitReport]) -> None:
    """The board, a new cookie, and nothing after signing out."""
    client.get("/login")
    before = client.cookies["tramthi_session"]
    board = log_in(client, place[1].admin, place[1].password)
    after = client.cookies["tramthi_session"]
    assert VIETNAMESE.text("district.board_title") in board.text
    assert before != after
    assert client.get("/login").url.path == "/"
    client.post("/logout", data={"form_token": form_token(board.text)})
    assert client.get("/").url.path == "/login"
    client.cookies.set("tramthi_session", after)
    assert client.get("/").url.path == "/login"


def test_a_wrong_password_is_said_kindly(client: httpx.Client, place: tuple[District, InitReport]) -> None:
    """The form again, with what to do, and 401; after many tries, how long to wait."""
    answer = log_in(client, "admin", "guess")
    assert answer.status_code == 401
    assert VIETNAMESE.text("district.login_wrong") in answer.text
    for _ in range(5):
        answer = log_in(client, "admin", "guess")
    assert answer.status_code == 429
    assert VIETNAMESE.text("district.too_many_tries", wait_s=15) in answer.text
    assert place[1].password not in answer.text


def test_the_cookie_is_for_this_site_and_no_script(client: httpx.Client, place: tuple[District, InitReport]) -> None:
    """HttpOnly, strict, and secure behind a proxy that is known to speak HTTPS."""
    plain = client.get("/login").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(plain.split("; "))
    assert "Secure" not in plain
    unproven = client.get("/login", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" not in unproven.headers["set-cookie"]
    with serving(place[0], still_clock(), Address(proxy="127.0.0.1")) as url:
        proxied = httpx.get(f"{url}/login", headers={"X-Forwarded-Proto": "https"}, trust_env=False)
    assert "Secure" in proxied.headers["set-cookie"]
    assert "max-age" in proxied.headers["strict-transport-security"]


def test_forms_of_other_sites_are_refused(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Without the page's own token nothing happens, whoever is signed in; nor does a login."""
    for path in ("/tickets", "/logout"):
        answer = signed.post(path, data={"unit": "00343", "url": "", "form_token": "0" * 64})
        assert answer.status_code == 403
        assert unescape(VIETNAMESE.text("district.form_expired")) in unescape(answer.text)
    assert place[0].store.rows("SELECT * FROM ticket") == []
    assert signed.get("/").url.path == "/"
    stranger = httpx.post(f"{signed.base_url}/login", data={"login": "admin", "password": "x"}, trust_env=False)
    assert stranger.status_code == 403


@pytest.mark.parametrize("path", ["/login", "/static/style.css", "/v1/sync", "/nowhere", "/r/x", "/health"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    """Pages, files, refusals and unknown addresses alike; no inline script may ever run."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert headers.get("cache-control") == (None if path.startswith("/static") else "no-store")


def test_pages_hold_no_inline_script_or_style(signed: httpx.Client) -> None:
    """What the policy forbids is not there to begin with."""
    for path in ("/", "/attempts", "/tickets", "/login", "/r/x"):
        html = signed.get(path).text
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son[a-z]+=|javascript:", html)


def test_static_files_are_served_from_here(client: httpx.Client) -> None:
    """Style, script, font and licence; nothing outside the folder."""
    for name in ("style.css", "htmx.min.js", "htmx.LICENSE.txt", "mark.svg", "BeVietnamPro-Regular.ttf"):
        assert client.get(f"/static/{name}").status_code == 200
    for name in ("../api.py", "%2e%2e/api.py", "..%2f..%2fpyproject.toml"):
        assert client.get(f"/static/{name}").status_code == 404


def test_both_languages(client: httpx.Client) -> None:
    """The browser's language at first, the chosen one from then on, and back to the same page only."""
    assert client.get("/login", headers={"Accept-Language": "en-GB"}).text.count(ENGLISH.text("district.login_title"))
    answer = client.get("/language/en?back=/r/x")
    assert answer.url.path == "/r/x"
    assert ENGLISH.text("district.receipt_mistyped") in answer.text
    assert client.get("/language/xx").url.path == "/login"
    assert ENGLISH.text("district.login_title") in client.get("/login").text
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example", "evil"):
        location = client.get("/language/vi", params={"back": elsewhere}, follow_redirects=False).headers["location"]
        assert location == "/"


def test_a_board_that_renews_itself_ends_with_its_session(client: httpx.Client) -> None:
    """It is sent to the login by a header its script understands, not shown a login inside."""
    answer = client.get("/board/live", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"], answer.text) == (401, "/login", "")


def test_an_unknown_address_is_a_page_for_people_and_a_code_for_programs(client: httpx.Client) -> None:
    """Each gets what it can read; so do wrong methods and forms that are too large."""
    assert VIETNAMESE.text("district.error_not_found") in client.get("/nowhere").text
    assert client.get("/nowhere", headers={"Accept": "*/*"}).json() == {"code": "not_found"}
    assert VIETNAMESE.text("district.error_method_not_allowed") in client.put("/login").text
    large = client.post("/login", data={"login": "x" * 20_000})
    assert large.status_code == 413
    assert VIETNAMESE.text("district.error_other", code="envelope_too_large") in unescape(large.text)


@pytest.mark.parametrize(
    "path",
    ["/static/%00", "/static/a.css%00.png", "/r/%00", "/kiosks/%00/revoke", "/attempts?unit=%00", "/r?code=a%00"],
)
def test_the_zero_character_is_in_no_address(signed: httpx.Client, path: str) -> None:
    """Neither a file's name nor PostgreSQL's text can hold it: not found, and no fault of ours."""
    assert signed.get(path).status_code == 404


@pytest.mark.expects_log("fault in GET /attempts")
def test_a_fault_is_a_calm_page(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """What was kept, what to do; the trace is in the log only."""
    with place[0].store.transaction():
        place[0].store.execute("DROP TABLE attempt")
    answer = signed.get("/attempts")
    assert answer.status_code == 500
    assert VIETNAMESE.text("district.error_district_fault") in unescape(answer.text)
    assert "no such table" not in answer.text
