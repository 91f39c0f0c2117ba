"""The pages about the staff of the units: who they are, adding one, a new PIN or card, dismissing. Blocking, no HTTP in here."""

from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final, get_args

from kiosk.contest.errors import Refused
from kiosk.contest.moment import VIETNAM
from sync.district.answers import status_of
from sync.district.district import District
from sync.district.documents import current_pack, unit_name
from sync.district.pages import Page, check_form, staff, staff_page
from sync.district.staff import (
    IssuedStaff,
    Role,
    add_staff,
    all_staff,
    dismiss_staff,
    issued_card,
    renew_card,
    renew_pin,
    staff_card_pdf,
    staff_member,
)
from sync.district.visitor import Visitor

HERE: Final = "/staff"
_ROLES: Final[tuple[Role, ...]] = get_args(Role)
_RENEWALS: Final = {"pin": renew_pin, "card": renew_card}


def roster_page(
    district: District, visitor: Visitor, now: datetime, dismissed: str = "", problem: Refused | None = None,
    form: dict[str, str] | None = None,
) -> Page:  # fmt: skip
    """Show the staff of every unit and the form that adds one, filled as it was when something is wrong with it."""
    person = staff(district, visitor, now)
    pack = current_pack(district)
    groups = [
        (unit_name(district, members[0].unit, code), code, members)
        for code, members in (
            (code, tuple(each)) for code, each in groupby(all_staff(district), attrgetter("unit_code"))
        )
    ]
    facts = {
        "groups": groups,
        "units": () if pack is None else pack.units_for(now.astimezone(VIETNAM).date()),
        "roles": _ROLES,
        "dismissed": dismissed,
        "problem": problem,
        "form": form or {},
    }
    html = staff_page("staff.html", visitor, person, HERE, **facts)
    return Page(html, 200 if problem is None else status_of(problem))


def member_added(district: District, visitor: Visitor, now: datetime, form: dict[str, str]) -> Page:
    """Add a member by the form, in the name of who is signed in, and show PIN and card once."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    try:
        role, name = _role_of(form), _written_name(form)
        issued = add_staff(district, form.get("unit", ""), role, now, name, person.login)
    except Refused as refused:
        return roster_page(district, visitor, now, problem=refused, form=form)
    return _issued_page(district, visitor, now, issued, "added")


def member_page(
    district: District, visitor: Visitor, now: datetime, member: str, problem: Refused | None = None
) -> Page:
    """Show one member and what can be done about them; refuses with `staff_unknown`."""
    person = staff(district, visitor, now)
    known = staff_member(district, member)
    facts = {"member": known, "unit": unit_name(district, known.unit, known.unit_code), "problem": problem}
    html = staff_page("staff_member.html", visitor, person, HERE, **facts)
    return Page(html, 200 if problem is None else status_of(problem))


def renewed(district: District, visitor: Visitor, now: datetime, member: str, form: dict[str, str]) -> Page:
    """Make a new PIN or a new card, as the button says, and show it once; refuses with `staff_unknown`."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    what = form.get("what", "")
    if what not in _RENEWALS:
        raise Refused("request_malformed")
    return _issued_page(district, visitor, now, _RENEWALS[what](district, member, now, person.login), what)


def member_dismissed(district: District, visitor: Visitor, now: datetime, member: str, form: dict[str, str]) -> Page:
    """Dismiss a member for a reason, in the name of who is signed in; refuses with `staff_unknown`."""
    person = staff(district, visitor, now)
    check_form(visitor, form)
    name = staff_member(district, member).name
    try:
        dismiss_staff(district, member, now, form.get("reason", ""), person.login)
    except Refused as refused:
        return member_page(district, visitor, now, member, refused)
    return roster_page(district, visitor, now, dismissed=name)


def card_file(district: District, visitor: Visitor, now: datetime, member: str, form: dict[str, str]) -> bytes:
    """Give the card that was just shown as a PDF; the form brings its secret, for the district keeps none.

    Refuses with `staff_unknown` or `staff_card_damaged`.
    """
    staff(district, visitor, now)
    check_form(visitor, form)
    return staff_card_pdf(district, issued_card(district, member, form.get("card", "")), visitor.language)


def _issued_page(district: District, visitor: Visitor, now: datetime, issued: IssuedStaff, what: str) -> Page:
    facts = {"issued": issued, "unit": unit_name(district, issued.unit, issued.unit_code), "what": what}
    return Page(staff_page("staff_issued.html", visitor, staff(district, visitor, now), HERE, **facts))


def _role_of(form: dict[str, str]) -> Role:
    for each in _ROLES:
        if form.get("role") == each:
            return each
    raise Refused("request_malformed")


def _written_name(form: dict[str, str]) -> str:
    """Give the name that was written; refuses with `name_missing` where none was."""
    name = form.get("name", "").strip()
    if not name:
        raise Refused("name_missing")
    return name
