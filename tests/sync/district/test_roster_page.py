"""The pages about staff, over real HTTP: a PIN and a card told once, who did it, and nothing without form and login."""

import re
from html import unescape

import httpx
import pypdfium2
import pytest

from kiosk.keys.pins import is_secret
from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.founding import InitReport
from sync.district.store.document_rows import highest_numbers
from sync.district.store.officer_rows import all_officers
from sync.district.store.person_rows import newest_audit
from sync.protocol.messages import ROSTER_TYPE
from sync.protocol.staff_card import is_card_of, read_card
from tests.helpers.browsing import form_token
from tests.helpers.district import enrolled

TEXTS = load_catalogue("vi")
Place = tuple[District, InitReport]


def posted(client: httpx.Client, page: str, path: str, **fields: str) -> httpx.Response:
    """Send a form as the page that shows it would."""
    return client.post(path, data={"form_token": form_token(client.get(page).text), **fields})


def added(client: httpx.Client, name: str = "Nguyễn Thị An", role: str = "officer") -> httpx.Response:
    """Add a member by the form."""
    return posted(client, "/staff", "/staff", name=name, role=role, unit="00343")


def pin_in(html: str) -> str:
    """Give the PIN a page shows, "" for none."""
    found = re.search(r'class="code pin">(\d{3}) (\d{3})<', html)
    return "".join(found.groups()) if found else ""


def card_in(html: str) -> str:
    """Give the text of the card a page brings, "" for none."""
    found = re.search(r'name="card" value="([^"]+)"', html)
    return unescape(found.group(1)) if found else ""


@pytest.mark.parametrize("role", ["officer", "technician"])
def test_a_member_is_added_and_told_once(signed: httpx.Client, place: Place, role: str) -> None:
    """PIN and card of the page open, are stored nowhere in clear, and stand in the name of who is signed in."""
    district, report = place
    html = added(signed, role=role).text
    (row,) = all_officers(district.store)
    assert (row.name, row.role) == ("Nguyễn Thị An", role)
    assert is_secret(pin_in(html), row.pin_hash)
    assert is_card_of(read_card(card_in(html)), row.card_digest)
    assert [(each.who, each.act, each.about) for each in newest_audit(district.store, 1)] == [
        (report.admin, "staff_added", row.id)
    ]
    for path in ("/staff", f"/staff/{row.id}"):
        later = signed.get(path).text
        assert "Nguyễn Thị An" in unescape(later)
        assert pin_in(later) == card_in(later) == ""


def test_the_card_is_a_file_to_print(signed: httpx.Client, place: Place) -> None:
    """Only the card in use, only its own member's; the page's secret never comes back from the district's own memory."""
    district, _ = place
    html = added(signed).text
    (row,) = all_officers(district.store)
    fields = {"form_token": form_token(html), "card": card_in(html)}
    answer = signed.post(f"/staff/{row.id}/card", data=fields)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    document = pypdfium2.PdfDocument(answer.content)
    assert "Nguyễn Thị An" in " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    posted(signed, f"/staff/{row.id}", f"/staff/{row.id}/renew", what="card")
    refused = signed.post(f"/staff/{row.id}/card", data=fields)
    assert TEXTS.text("district.error_staff_card_damaged") in unescape(refused.text)


@pytest.mark.parametrize("what", ["pin", "card"])
def test_a_pin_or_card_is_replaced_and_the_other_stays(signed: httpx.Client, place: Place, what: str) -> None:
    """The old one is gone from the roster that kiosks get next."""
    district, report = place
    old = added(signed).text
    (before,) = all_officers(district.store)
    number = highest_numbers(district.store, (ROSTER_TYPE,))[ROSTER_TYPE]
    html = posted(signed, f"/staff/{before.id}", f"/staff/{before.id}/renew", what=what).text
    (row,) = all_officers(district.store)
    pin, card = (pin_in(html), card_in(old)) if what == "pin" else (pin_in(old), card_in(html))
    assert is_secret(pin, row.pin_hash)
    assert is_card_of(read_card(card), row.card_digest)
    assert bool(pin_in(html)) != bool(card_in(html))
    assert (row.pin_hash, row.card_digest) != (before.pin_hash, before.card_digest)
    assert highest_numbers(district.store, (ROSTER_TYPE,))[ROSTER_TYPE] > number
    assert [(each.who, each.act, each.about) for each in newest_audit(district.store, 1)] == [
        (report.admin, f"staff_{what}_renewed", row.id)
    ]


def test_a_member_is_dismissed_for_a_reason(signed: httpx.Client, place: Place) -> None:
    """The reason stands in the audit; without one nobody is dismissed; nobody is dismissed twice."""
    district, report = place
    added(signed)
    (row,) = all_officers(district.store)
    page, act = f"/staff/{row.id}", f"/staff/{row.id}/dismiss"
    for reason, code, facts in ((" ", "reason_missing", {}), ("a" * 201, "reason_too_long", {"longest": 200})):
        refused = posted(signed, page, act, reason=reason)
        assert refused.status_code == 400
        assert TEXTS.text(f"district.error_{code}", **facts) in unescape(refused.text)
    token = form_token(signed.get(page).text)
    answer = signed.post(act, data={"form_token": token, "reason": "Chuyển công tác"})
    assert TEXTS.text("district.staff_dismissed", name=row.name) in unescape(answer.text)
    assert all_officers(district.store) == ()
    assert [(each.who, each.act, each.about) for each in newest_audit(district.store, 1)] == [
        (report.admin, "staff_dismissed", f"{row.id}: Chuyển công tác")
    ]
    again = signed.post(act, data={"form_token": token, "reason": "Chuyển công tác"})
    assert again.status_code == 404
    assert TEXTS.text("district.error_staff_unknown") in unescape(again.text)


def test_staff_stand_by_unit_those_of_an_enrolment_too(signed: httpx.Client, place: Place) -> None:
    """Each unit once, with its name; an officer and a technician from each kiosk's ticket, without a card."""
    district, _ = place
    assert TEXTS.text("district.staff_none") in unescape(signed.get("/staff").text)
    first, _ = enrolled(district, 1, "00343"), enrolled(district, 2, "00343")
    added(signed)
    html = unescape(signed.get("/staff").text)
    assert html.count('id="unit-00343"') == 1
    assert html.count("<tr>") == 1 + 2 + 2 + 1
    assert f"{first.id}-2" in html
    assert html.count(TEXTS.text("district.staff_card_no")) == 4


@pytest.mark.parametrize(
    ("fields", "code", "facts"),
    [
        ({"name": " "}, "name_missing", {}),
        ({"name": "A" * 101}, "name_too_long", {"longest": 100}),
        ({"unit": "99999"}, "unit_unknown", {}),
        ({"role": "admin"}, "request_malformed", {}),
    ],
)
def test_what_is_wrong_with_a_form_is_said_and_what_was_typed_stays(
    signed: httpx.Client, place: Place, fields: dict[str, str], code: str, facts: dict[str, int]
) -> None:
    """Nobody is added; the name stands in the form still, escaped."""
    whole = {"name": 'Lê "<b>" Bình', "role": "technician", "unit": "00343"} | fields
    answer = posted(signed, "/staff", "/staff", **whole)
    assert answer.status_code == 400
    assert TEXTS.text(f"district.error_{code}", **facts) in unescape(answer.text)
    assert "<b>" not in answer.text
    assert all_officers(place[0].store) == ()


def test_nothing_happens_without_the_form_or_the_login(signed: httpx.Client, place: Place) -> None:
    """Another site's form is refused; without a session every page goes to the login."""
    district, _ = place
    added(signed)
    (row,) = all_officers(district.store)
    acts = {
        "/staff": {"name": "B", "role": "officer", "unit": "00343"},
        f"/staff/{row.id}/renew": {"what": "pin"},
        f"/staff/{row.id}/dismiss": {"reason": "x"},
        f"/staff/{row.id}/card": {"card": "x"},
    }
    token = form_token(signed.get("/staff").text)
    for path, fields in acts.items():
        assert signed.post(path, data=fields).status_code == 403
        assert signed.post(path, data=fields | {"form_token": "0" * 64}).status_code == 403
    signed.cookies.clear()
    for path, fields in acts.items():
        assert signed.post(path, data=fields | {"form_token": token}).url.path == "/login"
    for path in ("/staff", f"/staff/{row.id}"):
        assert signed.get(path).url.path == "/login"
    assert all_officers(district.store) == (row,)


def test_an_unknown_member_or_act_is_refused(signed: httpx.Client, place: Place) -> None:
    """In words, and nothing is changed."""
    added(signed)
    (row,) = all_officers(place[0].store)
    assert signed.get("/staff/00343-O00000000").status_code == 404
    assert posted(signed, f"/staff/{row.id}", f"/staff/{row.id}/renew", what="both").status_code == 400
    assert posted(signed, f"/staff/{row.id}", "/staff/00343-O00000000/renew", what="pin").status_code == 404
    assert all_officers(place[0].store) == (row,)
