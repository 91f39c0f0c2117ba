"""How bytes reach the district: one POST with a deadline. What the bytes mean is the protocol's; trust comes from signatures."""

import socket
import ssl
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import httpx
import msgspec

from kiosk.contest.errors import Refused
from sync.protocol.envelope import MAX_ENVELOPE_BYTES

Send = Callable[[str, bytes], bytes]
"""Path and envelope in, envelope out; refuses with a code. Tests give a callable of their own."""

CONTENT_TYPE: Final = "application/octet-stream"
_CONNECT_LIMIT_S: Final = 5.0
_ANSWER_LIMIT_S: Final = 30.0
_OK: Final = 200
_CODE_CHARACTERS: Final = 60
_KNOCK_LIMIT_S: Final = 2.0
_IDLE_LIMIT_S: Final = 2.0
"""A connection that rested longer is not used again: servers close theirs after 5 s, perhaps as the next request is under way."""
_PORTS: Final = {"http": 80, "https": 443}
_WAIT_DIGITS: Final = 6


def http_send(client: httpx.Client) -> Send:
    """Give a `Send` over an open client whose base address is the district.

    Refuses with `district_unreachable`, `district_slow`, `district_refused` (fact: status) or the district's own code; fact
    `wait_s` where it says when to come again.
    """

    def send(path: str, envelope: bytes) -> bytes:
        try:
            with client.stream("POST", path, content=envelope, headers={"Content-Type": CONTENT_TYPE}) as answer:
                body = _bounded(answer)
        except httpx.TimeoutException as fault:
            raise Refused("district_slow") from fault
        except httpx.HTTPError as fault:
            raise Refused("district_unreachable") from fault
        if answer.status_code != _OK:
            raise Refused(_code_in(body) or "district_refused", status=answer.status_code, **_wait_in(answer))
        return body

    return send


def open_client(url: str) -> httpx.Client:
    """Open a client to the district at `url`; certificates are checked as the system does."""
    return httpx.Client(
        base_url=url,
        verify=_trust(url),
        timeout=httpx.Timeout(_ANSWER_LIMIT_S, connect=_CONNECT_LIMIT_S),
        limits=httpx.Limits(keepalive_expiry=_IDLE_LIMIT_S),
        follow_redirects=False,
        trust_env=False,
    )


def is_reachable(url: str) -> bool:
    """Tell within two seconds whether anyone takes a connection at the district's address; who it is, only a round tells."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        with socket.create_connection((parts.hostname or "", port), _KNOCK_LIMIT_S):
            return True
    except (OSError, ValueError):
        return False


def _trust(url: str) -> ssl.SSLContext:
    """Give whom to trust: whom the system trusts; where nothing is encrypted nobody, for the list alone takes 30 ms to read."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if urlsplit(url).scheme == "http" else ssl.create_default_context()


def _wait_in(answer: httpx.Response) -> dict[str, float]:
    """Give in how many seconds the district asks to come again, nothing where it does not say so (RFC 9110, 10.2.3)."""
    said = answer.headers.get("Retry-After", "")
    return {"wait_s": int(said)} if said.isascii() and said.isdecimal() and len(said) <= _WAIT_DIGITS else {}


def _bounded(answer: httpx.Response) -> bytes:
    """Read the body, but no more than an envelope may hold."""
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > MAX_ENVELOPE_BYTES:
            raise Refused("envelope_too_large", limit=MAX_ENVELOPE_BYTES)
        parts.append(part)
    return b"".join(parts)


def _code_in(body: bytes) -> str | None:
    """Give the refusal code the district sent, or None: a proxy's page is no code."""
    try:
        code = msgspec.json.decode(body, type=dict[str, object]).get("code")
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    is_code = isinstance(code, str) and code.isidentifier() and len(code) <= _CODE_CHARACTERS
    return str(code) if is_code else None
