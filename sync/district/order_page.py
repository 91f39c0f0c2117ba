"""The page on which staff pause, close or open kiosks. Blocking: called on the pages' thread. No HTTP in here."""

from datetime import datetime
from typing import Final

from kiosk.contest.errors import Refused
from sync.district.answers import status_of
from sync.district.district import District
from sync.district.documents import unit_name
from sync.district.orders import IssuedOrder, issue_order
from sync.district.pages import Page, check_form, staff, staff_page
from sync.district.store.kiosk_rows import all_kiosks
from sync.district.visitor import Visitor

ACTS: Final = ("pause", "close", "open")
"""What this page orders; a kiosk is revoked on a page of its own, which asks first."""

_UNIT: Final = "unit:"


def orders_page(
    district: District,
    visitor: Visitor,
    now: datetime,
    issued: IssuedOrder | None = None,
    problem: Refused | None = None,
) -> Page:
    """Show the form for an order, and what was ordered or is wrong."""
    person = staff(district, visitor, now)
    kiosks = [each for each in all_kiosks(district.store) if each.revoked_at_us is None]
    units = {each.unit_code: unit_name(district, each.unit, each.unit_code) for each in kiosks}
    facts = {"kiosks": kiosks, "units": units, "acts": ACTS, "issued": issued, "problem": problem}
    html = staff_page("orders.html", visitor, person, "/orders", **facts)
    return Page(html, 200 if problem is None else status_of(problem))


def order_given(district: District, visitor: Visitor, now: datetime, form: dict[str, str]) -> Page:
    """Give an order by a form, in the name of who is signed in, and say to how many kiosks it goes."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    whom = form.get("whom", "")
    kiosk, unit_code = ("", whom.removeprefix(_UNIT)) if whom.startswith(_UNIT) else (whom, "")
    act = form.get("act", "")
    if act not in ACTS:
        return orders_page(district, visitor, now, problem=Refused("order_unknown", act=act))
    try:
        issued = issue_order(district, act, now, kiosk=kiosk, unit_code=unit_code, by=person.login)
    except Refused as refused:
        return orders_page(district, visitor, now, problem=refused)
    return orders_page(district, visitor, now, issued)
