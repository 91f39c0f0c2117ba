"""Each page as a function: asks for the facts, gives the HTML. Blocking: called on the pages' thread. No HTTP in here."""

import io
from datetime import datetime
from typing import Final

import segno
from msgspec import Struct

from kiosk.contest.attempt import State
from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from kiosk.contest.pack import Unit
from sync.district.answers import status_of
from sync.district.board import live_board
from sync.district.district import District
from sync.district.documents import current_pack, unit_name, unit_names
from sync.district.enrolment import revoke
from sync.district.listing import attempt_page
from sync.district.login import SignedIn, form_token, is_form_token, new_token, sign_in, sign_out, signed_in
from sync.district.receipts import verify_receipt
from sync.district.rendering import render
from sync.district.store.attempt_rows import AttemptFilter
from sync.district.store.kiosk_rows import read_kiosk
from sync.district.tickets import IssuedTicket, issue_ticket
from sync.district.visitor import Visitor

STATES: Final = tuple(each.value for each in State)


class Page(Struct, frozen=True):
    """What goes back to a browser. `token`: the new session cookie, None to leave it; `goes_to`: another page instead."""

    html: str = ""
    status: int = 200
    token: str | None = None
    goes_to: str | None = None


class Search(Struct, frozen=True):
    """What the table of attempts was asked for, as it stands in the address."""

    unit: str = ""
    state: str = ""
    differs: bool = False
    page: int = 1


def login_asked(district: District, visitor: Visitor, now: datetime) -> Page:
    """Show the login form, or the board to who is signed in already."""
    is_known = signed_in(district, visitor.token, now) is not None
    return Page(goes_to="/") if is_known else login_page(visitor)


def login_page(visitor: Visitor, problem: Refused | None = None) -> Page:
    """Show the login form under a token of nobody, the one the browser has or a new one."""
    token = visitor.token or new_token()
    html = render(
        "login.html", visitor.language, person=None, here="/login", form_token=form_token(token), problem=problem
    )
    return Page(html, 200 if problem is None else status_of(problem), token)


def logged_in(district: District, visitor: Visitor, now: datetime, form: dict[str, str]) -> Page:
    """Sign in by a form and go to the board, or show the form again with what is wrong."""
    try:
        check_form(visitor, form)
        token = sign_in(district, form.get("login", ""), form.get("password", ""), visitor.address, now)
    except Refused as refused:
        return login_page(visitor, refused)
    return Page(goes_to="/", token=token)


def logged_out(district: District, visitor: Visitor, form: dict[str, str]) -> Page:
    """Sign out by a form, and go to the login."""
    check_form(visitor, form)
    sign_out(district, visitor.token)
    return Page(goes_to="/login", token="")


def board_page(district: District, visitor: Visitor, now: datetime, *, only_live: bool = False) -> Page:
    """Show the live board, or only the part that renews itself."""
    person = staff(district, visitor, now)
    board = live_board(district, now)
    if only_live:
        return Page(render("board_live.html", visitor.language, board=board))
    return Page(staff_page("board.html", visitor, person, "/", board=board))


def attempts_page(district: District, visitor: Visitor, now: datetime, search: Search) -> Page:
    """Show one page of the table of attempts."""
    person = staff(district, visitor, now)
    which = AttemptFilter(search.unit or None, search.state or None, search.differs)
    found = attempt_page(district, which, search.page)
    facts = {"search": search, "found": found, "units": unit_names(district), "states": STATES}
    return Page(staff_page("attempts.html", visitor, person, "/attempts", **facts))


def tickets_page(district: District, visitor: Visitor, now: datetime) -> Page:
    """Show the form for a ticket."""
    return _ticket_form(district, visitor, staff(district, visitor, now), now)


def ticket_issued(district: District, visitor: Visitor, now: datetime, form: dict[str, str]) -> Page:
    """Issue a ticket by a form and show it once, or show the form again with what is wrong."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    try:
        issued = issue_ticket(district, form.get("unit", ""), form.get("url", "").strip(), now, person.login)
    except Refused as refused:
        return _ticket_form(district, visitor, person, now, refused, form.get("url", ""))
    name = next(each.name for each in _units(district, now) if each.code == issued.unit)
    facts = {"issued": issued, "unit": name, "picture": _qr(issued)}
    return Page(staff_page("ticket.html", visitor, person, "/tickets", **facts))


def revoke_page(district: District, visitor: Visitor, now: datetime, kiosk: str) -> Page:
    """Ask whether a kiosk is to be revoked, and say what that means; refuses with `kiosk_unknown`."""
    person = staff(district, visitor, now)
    row = read_kiosk(district.store, kiosk)
    if row is None:
        raise Refused("kiosk_unknown")
    facts = {"kiosk": row, "unit": unit_name(district, row.unit, row.unit_code)}
    return Page(staff_page("revoke.html", visitor, person, "/", **facts))


def kiosk_revoked(district: District, visitor: Visitor, now: datetime, kiosk: str, form: dict[str, str]) -> Page:
    """Revoke a kiosk by the form that asked, in the name of who is signed in; refuses with `kiosk_unknown`."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    revoke(district, kiosk, now, person.login)
    return Page(goes_to="/")


def receipt_page(district: District, visitor: Visitor, code: str) -> Page:
    """Show anybody whether a receipt is ours."""
    try:
        answer = verify_receipt(district, code)
    except Refused:
        html = render("receipt.html", visitor.language, person=None, here=f"/r/{code}", answer=None, asked=code)
        return Page(html, 404)
    html = render(
        "receipt.html", visitor.language, person=None, here=f"/r/{answer.code}", answer=answer, asked=answer.code
    )
    return Page(html, 200 if answer.is_ours else 404)


def error_page(language: str, code: str, status: int) -> Page:
    """Say that something did not work, what was kept, and where to go."""
    return Page(render("error.html", language, person=None, here="/", code=code), status)


def staff(district: District, visitor: Visitor, now: datetime) -> SignedIn:
    """Give who is signed in; refuses with `login_needed`."""
    person = signed_in(district, visitor.token, now, is_use=not visitor.is_self_renewing)
    if person is None:
        raise Refused("login_needed")
    return person


def check_form(visitor: Visitor, form: dict[str, str]) -> None:
    """Refuse with `form_expired` what another site, or an older session, sent."""
    if not is_form_token(visitor.token, form.get("form_token", "")):
        raise Refused("form_expired")


def _ticket_form(
    district: District, visitor: Visitor, person: SignedIn, now: datetime, problem: Refused | None = None, url: str = ""
) -> Page:
    facts = {"units": _units(district, now), "problem": problem, "url": url}
    html = staff_page("tickets.html", visitor, person, "/tickets", **facts)
    return Page(html, 200 if problem is None else status_of(problem))


def _units(district: District, now: datetime) -> tuple[Unit, ...]:
    pack = current_pack(district)
    return () if pack is None else pack.units_for(now.astimezone(VIETNAM).date())


def staff_page(template: str, visitor: Visitor, person: SignedIn, here: str, **facts: object) -> str:
    """Give the HTML of a page for who is signed in."""
    common = {"person": person, "here": here, "form_token": form_token(visitor.token)}
    return render(template, visitor.language, **common, **facts)


def _qr(issued: IssuedTicket) -> str:
    picture = io.BytesIO()
    segno.make(issued.ticket, error="m").save(picture, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2)
    return picture.getvalue().decode()
