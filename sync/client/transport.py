"""How bytes reach the district: one POST with a deadline. What the bytes mean is the protocol's; trust comes from signatures."""

from collections.abc import Callable
from typing import Final

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


def http_send(client: httpx.Client) -> Send:
    """Give a `Send` over an open client whose base address is the district.

    Refuses with `district_unreachable`, `district_slow`, `district_refused` (fact: status) or the district's own code.
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
            raise Refused(_code_in(body) or "district_refused", status=answer.status_code)
        return body

    return send


def open_client(url: str) -> httpx.Client:
    """Open a client to the district at `url`; certificates are checked as the system does."""
    limits = httpx.Timeout(_ANSWER_LIMIT_S, connect=_CONNECT_LIMIT_S)
    return httpx.Client(base_url=url, timeout=limits, follow_redirects=False, trust_env=False)


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
