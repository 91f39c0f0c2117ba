"""How bytes reach the district: one POST with a deadline. What the bytes mean is the protocol's; trust comes from signatures."""

import socket
import ssl
import time
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
_HEADERS: Final = {"Content-Type": CONTENT_TYPE, "Accept-Encoding": "identity"}
_CONNECT_LIMIT_S: Final = 5.0
_ANSWER_LIMIT_S: Final = 30.0
_WHOLE_LIMIT_S: Final = 300.0
"""For a whole answer: 4 MiB over a line of 200 kbit/s need 170 s. The limit before is between two parts of one."""
_OK: Final = 200
_KNOCK_LIMIT_S: Final = 2.0
_IDLE_LIMIT_S: Final = 2.0
"""A connection that rested longer is not used again: servers close theirs after 5 s, perhaps as the next request is under way."""
_PORTS: Final = {"http": 80, "https": 443}
_WAIT_DIGITS: Final = 6
_KEPT_CODES: Final = (
    "batch_chain_broken", "batch_too_large", "certificate_expired", "district_busy", "district_fault", "key_unusable",
    "kiosk_key_taken", "kiosk_revoked", "kiosk_unknown", "method_not_allowed", "not_found", "request_malformed",
    "ticket_expired", "ticket_unknown", "ticket_used", "too_many_requests",
)  # fmt: skip
_UNREAD_CODES: Final = (
    "envelope_damaged", "envelope_of_other_type", "envelope_too_large", "message_damaged", "text_impossible",
)  # fmt: skip
_FAULT_CODES: Final = (
    "database_busy", "database_conflict", "database_damaged", "database_unreachable", "disk_failing", "disk_full",
    "disk_read_only",
)  # fmt: skip
_SAID_HERE: Final = (
    {each: each for each in _KEPT_CODES}
    | dict.fromkeys(_UNREAD_CODES, "request_malformed")
    | dict.fromkeys(_FAULT_CODES, "district_fault")
)
"""What is said here of a refusal that nobody signed, by the code. A full disk there is not one here, and what it could not
read was not read here; whatever else a portal may claim, that the kiosk was revoked say, is told by its status only."""


def http_send(client: httpx.Client, whole_limit_s: float = _WHOLE_LIMIT_S) -> Send:
    """Give a `Send` over an open client whose base address is the district; an answer must be whole within `whole_limit_s`.

    Refuses with `district_unreachable`, `district_slow`, `district_refused` (fact: status), `envelope_damaged` (it was packed: the
    district packs nothing), `envelope_too_large`, or as the district's own code says; fact `wait_s`: when it says to come again.
    """

    def send(path: str, envelope: bytes) -> bytes:
        try:
            with client.stream("POST", path, content=envelope, headers=_HEADERS) as answer:
                body = _bounded(answer, time.monotonic() + whole_limit_s)
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


def _bounded(answer: httpx.Response, until_s: float) -> bytes:
    """Read the body, but no more than an envelope may hold, nothing that would have to be unpacked, and not for ever."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused("envelope_damaged")
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        if time.monotonic() > until_s:
            raise Refused("district_slow")
        size += len(part)
        if size > MAX_ENVELOPE_BYTES:
            raise Refused("envelope_too_large", limit=MAX_ENVELOPE_BYTES)
        parts.append(part)
    return b"".join(parts)


def _code_in(body: bytes) -> str | None:
    """Give the code for what the district's refusal says, or None: a proxy's page is none."""
    try:
        code = msgspec.json.decode(body, type=dict[str, object]).get("code")
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return _SAID_HERE.get(code) if isinstance(code, str) else None
