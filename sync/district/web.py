"""The staff's pages and the public page about a receipt over HTTP: addresses, forms, cookies. What they show is `pages.py`'s."""

import logging
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from litestar import Response, Router, get, post
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.static_files import create_static_files_router

from kiosk.clock import Clock
from kiosk.contest.errors import Refused
from kiosk.paths import RESOURCES
from kiosk.texts import LANGUAGES
from sync.district import order_page, pages, roster_page
from sync.district.answers import Refusal, answer_http, code_of, status_of
from sync.district.district import District
from sync.district.documents import pack_envelope
from sync.district.pages import Page, Search
from sync.district.threads import StoreThread
from sync.district.visitor import PageRequest, Visitor, language_cookie, language_of, session_cookie, visitor_of

STATIC: Final = Path(__file__).parent / "static"
_LOG: Final = logging.getLogger(__name__)
_FORM_LIMIT_BYTES: Final = 16 * 1024
_SEE_OTHER: Final = 303
_FAULT: Final = 500


def web_routers(district: District, thread: StoreThread, clock: Clock) -> list[Router]:
    """Give the pages' part of the server; all of it works on `thread`."""
    shown = Router(
        "/",
        route_handlers=[
            *_login_handlers(district, thread, clock),
            *_staff_handlers(district, thread, clock),
            *_order_handlers(district, thread, clock),
            *_roster_handlers(district, thread, clock),
            *_public_handlers(district, thread),
        ],
        exception_handlers={Refused: page_refused, HTTPException: page_unknown, Exception: page_fault},
        include_in_schema=False,
    )
    packs = Router("/", route_handlers=[_pack_handler(district, thread, clock)], tags=["staff"])
    static = create_static_files_router(
        "/static", [STATIC, RESOURCES / "fonts"], include_in_schema=False, cache_control=None
    )
    return [shown, packs, static]


def _login_handlers(district: District, thread: StoreThread, clock: Clock) -> list[HTTPRouteHandler]:
    @get("/login")
    async def login(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.login_asked, district, visitor, clock.now().at))

    @post("/login", request_max_body_size=_FORM_LIMIT_BYTES)
    async def log_in(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(
            visitor, await thread.run(pages.logged_in, district, visitor, clock.now().at, await _form(request))
        )

    @post("/logout", request_max_body_size=_FORM_LIMIT_BYTES)
    async def log_out(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.logged_out, district, visitor, await _form(request)))

    return [login, log_in, log_out]


def _staff_handlers(district: District, thread: StoreThread, clock: Clock) -> list[HTTPRouteHandler]:
    @get("/")
    async def board(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.board_page, district, visitor, clock.now().at))

    @get("/board/live")
    async def live(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        page = await thread.run(pages.board_page, district, visitor, clock.now().at, only_live=True)
        return _html(visitor, page)

    @get("/attempts")
    async def attempts(
        request: PageRequest,
        unit: FromQuery[str] = "",
        attempt_state: Annotated[str, QueryParameter(name="state")] = "",
        differs: FromQuery[bool] = False,  # noqa: FBT002 - a part of the address
        page: FromQuery[int] = 1,
    ) -> Response[str]:
        visitor, search = visitor_of(request), Search(unit, attempt_state, differs, page)
        return _html(visitor, await thread.run(pages.attempts_page, district, visitor, clock.now().at, search))

    @get("/tickets")
    async def tickets(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.tickets_page, district, visitor, clock.now().at))

    @post("/tickets", request_max_body_size=_FORM_LIMIT_BYTES)
    async def issue(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        form = await _form(request)
        return _html(visitor, await thread.run(pages.ticket_issued, district, visitor, clock.now().at, form))

    @get("/kiosks/{kiosk:str}/revoke")
    async def revoke_asked(request: PageRequest, kiosk: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.revoke_page, district, visitor, clock.now().at, kiosk))

    @post("/kiosks/{kiosk:str}/revoke", request_max_body_size=_FORM_LIMIT_BYTES)
    async def revoke(request: PageRequest, kiosk: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        form = await _form(request)
        return _html(visitor, await thread.run(pages.kiosk_revoked, district, visitor, clock.now().at, kiosk, form))

    return [board, live, attempts, tickets, issue, revoke_asked, revoke]


def _order_handlers(district: District, thread: StoreThread, clock: Clock) -> list[HTTPRouteHandler]:
    @get("/orders")
    async def orders(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(order_page.orders_page, district, visitor, clock.now().at))

    @post("/orders", request_max_body_size=_FORM_LIMIT_BYTES)
    async def order(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        form = await _form(request)
        return _html(visitor, await thread.run(order_page.order_given, district, visitor, clock.now().at, form))

    return [orders, order]


def _roster_handlers(district: District, thread: StoreThread, clock: Clock) -> list[HTTPRouteHandler]:
    @get("/staff")
    async def roster(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(roster_page.roster_page, district, visitor, clock.now().at))

    @post("/staff", request_max_body_size=_FORM_LIMIT_BYTES)
    async def add(request: PageRequest) -> Response[str]:
        visitor = visitor_of(request)
        form = await _form(request)
        return _html(visitor, await thread.run(roster_page.member_added, district, visitor, clock.now().at, form))

    @get("/staff/{member:str}")
    async def member_shown(request: PageRequest, member: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(roster_page.member_page, district, visitor, clock.now().at, member))

    @post("/staff/{member:str}/renew", request_max_body_size=_FORM_LIMIT_BYTES)
    async def renew(request: PageRequest, member: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        form = await _form(request)
        return _html(visitor, await thread.run(roster_page.renewed, district, visitor, clock.now().at, member, form))

    @post("/staff/{member:str}/dismiss", request_max_body_size=_FORM_LIMIT_BYTES)
    async def dismiss(request: PageRequest, member: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        form, now = await _form(request), clock.now().at
        return _html(visitor, await thread.run(roster_page.member_dismissed, district, visitor, now, member, form))

    @post("/staff/{member:str}/card", request_max_body_size=_FORM_LIMIT_BYTES)
    async def card(request: PageRequest, member: FromPath[str]) -> Response[bytes]:
        visitor = visitor_of(request)
        form, now = await _form(request), clock.now().at
        pdf = await thread.run(roster_page.card_file, district, visitor, now, member, form)
        kept = {"Content-Disposition": f'attachment; filename="{quote(member, safe="")}.pdf"'}
        return Response(pdf, media_type="application/pdf", status_code=200, headers=kept)

    return [roster, add, member_shown, renew, dismiss, card]


def _public_handlers(district: District, thread: StoreThread) -> list[HTTPRouteHandler]:
    @get("/r")
    async def receipt_asked(code: FromQuery[str] = "") -> Response[str]:
        return _redirect(f"/r/{quote(code.strip()[:100], safe='')}")

    @get("/r/{code:str}")
    async def receipt(request: PageRequest, code: FromPath[str]) -> Response[str]:
        visitor = visitor_of(request)
        return _html(visitor, await thread.run(pages.receipt_page, district, visitor, code))

    @get("/language/{language:str}")
    async def choose_language(
        request: PageRequest, language: FromPath[str], back: FromQuery[str] = "/"
    ) -> Response[str]:
        is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
        answer = _redirect(quote(back, safe="/?=&%-") if is_ours else "/")
        if language in LANGUAGES:
            answer.set_cookie(language_cookie(visitor_of(request), language))
        return answer

    return [receipt_asked, receipt, choose_language]


def _pack_handler(district: District, thread: StoreThread, clock: Clock) -> HTTPRouteHandler:
    @get(
        "/v1/packs/{pack_id:str}/{version:int}",
        media_type="application/octet-stream",
        responses={
            each: ResponseSpec(Refusal, generate_examples=False, description="Refused.") for each in (400, 401, 404)
        },
    )
    async def pack(request: PageRequest, pack_id: FromPath[str], version: FromPath[int]) -> Response[bytes]:
        """Give a published pack as its signed envelope, to signed-in staff."""
        # A pack holds the right answers: kiosks get it in signed acknowledgements, people only when signed in.
        await thread.run(pages.staff, district, visitor_of(request), clock.now().at)
        envelope = await thread.run(pack_envelope, district, pack_id, version)
        return Response(envelope, media_type="application/octet-stream", status_code=200)

    return pack


def page_refused(request: PageRequest, refused: Refused) -> Response[str]:
    """Send who must sign in to the login; say any other refusal on a page."""
    if refused.code == "login_needed":
        if visitor_of(request).is_self_renewing:
            return Response("", status_code=401, media_type=MediaType.HTML, headers={"HX-Redirect": "/login"})
        return _redirect("/login")
    return _error(request, refused.code, status_of(refused))


def page_unknown(request: PageRequest, fault: HTTPException) -> Response[str] | Response[Refusal]:
    """Say to a browser that an address is none; to anything else as the kiosks' part does."""
    if "text/html" not in request.headers.get("Accept", ""):
        return answer_http(request, fault)
    return _error(request, code_of(fault), fault.status_code)


def page_fault(request: PageRequest, fault: Exception) -> Response[str]:
    """Say a bug calmly, and log it whole."""
    _LOG.error("fault in %s %s", request.method, request.url.path, exc_info=fault)
    return _error(request, "district_fault", _FAULT)


async def _form(request: PageRequest) -> dict[str, str]:
    """Give a form's fields as text; files and repeats are dropped."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _html(visitor: Visitor, page: Page) -> Response[str]:
    if page.goes_to is None:
        answer = Response(page.html, status_code=page.status, media_type=MediaType.HTML)
    else:
        answer = _redirect(page.goes_to)
    if page.token is not None:
        answer.set_cookie(session_cookie(visitor, page.token))
    return answer


def _error(request: PageRequest, code: str, status: int) -> Response[str]:
    page = pages.error_page(language_of(request), code, status)
    return Response(page.html, status_code=page.status, media_type=MediaType.HTML)


def _redirect(place: str) -> Response[str]:
    return Response("", status_code=_SEE_OTHER, headers={"Location": place}, media_type=MediaType.HTML)
