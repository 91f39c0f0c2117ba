"""Who is asking for a page: what the request's cookies and connection say, nothing believed yet. And the headers of answers."""

from typing import Final

from litestar import Request
from litestar.datastructures import Cookie, MutableScopeHeaders, State
from litestar.types import Message, Scope
from msgspec import Struct

from kiosk.texts import LANGUAGES

SESSION_COOKIE: Final = "tramthi_session"
LANGUAGE_COOKIE: Final = "tramthi_language"
_YEAR_S: Final = 365 * 24 * 3600
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

PageRequest = Request[object, object, State]


class Visitor(Struct, frozen=True):
    """`token`: the session cookie, "" for none. `address`: where the request comes from. `is_self_renewing`: asked by the page."""

    token: str
    language: str
    address: str
    is_secure: bool
    is_self_renewing: bool


def visitor_of(request: PageRequest) -> Visitor:
    """Read who is asking."""
    return Visitor(
        token=request.cookies.get(SESSION_COOKIE, ""),
        language=language_of(request),
        address=request.client.host if request.client else "",
        is_secure=request.url.scheme == "https",
        is_self_renewing=request.headers.get("HX-Request") == "true",
    )


def language_of(request: PageRequest) -> str:
    """Give the language chosen before, else the browser's, else Vietnamese."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "vi"


def session_cookie(visitor: Visitor, token: str) -> Cookie:
    """Give the cookie of a session: no script reads it, no other site sends it, it ends with the browser."""
    return Cookie(key=SESSION_COOKIE, value=token, httponly=True, samesite="strict", secure=visitor.is_secure)


def language_cookie(visitor: Visitor, language: str) -> Cookie:
    """Give the cookie that remembers a language for a year."""
    return Cookie(
        key=LANGUAGE_COOKIE, value=language, httponly=True, samesite="lax", secure=visitor.is_secure, max_age=_YEAR_S
    )


async def add_security_headers(message: Message, scope: Scope) -> None:
    """Put the security headers on every answer, refusals and faults included; only static files may be kept by a browser."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in _HEADERS.items():
        headers[name] = value
    if not scope["path"].startswith("/static/"):
        headers["Cache-Control"] = "no-store"
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
