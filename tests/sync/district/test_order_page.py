"""Orders by the district's page, over real HTTP: who may, what is said, what stands in the audit."""

from html import unescape

import httpx
import pytest

from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.enrolment import revoke
from sync.district.founding import InitReport
from sync.district.store.document_rows import highest_numbers
from sync.district.store.person_rows import newest_audit
from sync.protocol.messages import ORDERS_TYPE
from tests.helpers.browsing import form_token
from tests.helpers.district import NOW, enrolled

VIETNAMESE = load_catalogue("vi")


def _given(client: httpx.Client, act: str, whom: str) -> httpx.Response:
    token = form_token(client.get("/orders").text)
    return client.post("/orders", data={"form_token": token, "act": act, "whom": whom})


@pytest.mark.parametrize("act", ["pause", "close", "open"])
def test_an_order_is_given_in_the_name_of_who_is_signed_in(
    signed: httpx.Client, place: tuple[District, InitReport], act: str
) -> None:
    """To one kiosk or a whole unit, and it is said to how many it goes."""
    district, report = place
    first, _ = enrolled(district, 1), enrolled(district, 2)
    for whom, count in ((first.id, 1), ("unit:00343", 2)):
        answer = _given(signed, act, whom)
        said = VIETNAMESE.text(f"district.orders_given_{act}", count=count, at="|").partition("|")[0]
        assert said in unescape(answer.text)
    assert [(each.who, each.act, each.about) for each in newest_audit(district.store, 2)] == [
        (report.admin, f"order_{act}", "00343"),
        (report.admin, f"order_{act}", first.id),
    ]


def test_without_a_kiosk_there_is_nothing_to_order(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """Said in words; a revoked kiosk is none."""
    district, _ = place
    assert VIETNAMESE.text("district.kiosks_none") in unescape(signed.get("/orders").text)
    revoke(district, enrolled(district, 1).id, NOW)
    assert VIETNAMESE.text("district.kiosks_none") in unescape(signed.get("/orders").text)


def test_what_the_form_does_not_offer_is_refused(signed: httpx.Client, place: tuple[District, InitReport]) -> None:
    """A revocation has a page of its own; a kiosk that is none; a form of another site; nobody signed in."""
    district, _ = place
    kiosk = enrolled(district, 1)
    before = highest_numbers(district.store, (ORDERS_TYPE,))
    for act, whom, code in (("revoke", kiosk.id, "order_unknown"), ("pause", "unit:99999", "order_for_nobody")):
        answer = _given(signed, act, whom)
        assert answer.status_code == 400
        assert VIETNAMESE.text(f"district.error_{code}") in unescape(answer.text)
    assert signed.post("/orders", data={"act": "pause", "whom": kiosk.id}).status_code == 403
    signed.cookies.clear()
    assert signed.get("/orders").url.path == "/login"
    assert highest_numbers(district.store, (ORDERS_TYPE,)) == before
