"""How refusals and faults leave the district over HTTP: a status and `{"code": ...}`, never a trace, nothing personal."""

import logging
from typing import Final

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from kiosk.contest.errors import Refused

_LOG: Final = logging.getLogger(__name__)
_STATUS: Final = {
    "attempt_unknown": 404,
    "batch_chain_broken": 409,
    "batch_too_large": 413,
    "certificate_expired": 403,
    "database_busy": 503,
    "database_conflict": 503,
    "database_damaged": 503,
    "database_unreachable": 503,
    "disk_failing": 503,
    "disk_full": 503,
    "disk_read_only": 503,
    "envelope_too_large": 413,
    "kiosk_revoked": 403,
    "kiosk_unknown": 403,
    "form_expired": 403,
    "login_needed": 401,
    "login_wrong": 401,
    "pack_unknown": 404,
    "receipt_unknown": 404,
    "signature_wrong": 403,
    "staff_unknown": 404,
    "ticket_expired": 403,
    "ticket_unknown": 403,
    "ticket_used": 403,
    "district_busy": 503,
    "too_many_requests": 429,
    "too_many_tries": 429,
}
_HTTP_CODES: Final = {404: "not_found", 405: "method_not_allowed", 413: "envelope_too_large"}
_BAD_REQUEST: Final = 400
_FAULT: Final = 500


class Refusal(msgspec.Struct, frozen=True):
    """The body of every answer that is not what was asked for."""

    code: str


def code_of(fault: HTTPException) -> str:
    """Give the code of what the framework refused: unknown address, wrong method, too large, malformed."""
    return _HTTP_CODES.get(fault.status_code, "request_malformed")


def status_of(refused: Refused) -> int:
    """Give the HTTP status of a refusal: 4xx is the asker's matter, 503 the place's."""
    return _STATUS.get(refused.code, _BAD_REQUEST)


def answer_refused(_: Request[object, object, State], refused: Refused) -> Response[Refusal]:
    """Answer a refusal; one that passes with time says when to come again."""
    status, wait_s = status_of(refused), refused.facts.get("wait_s")
    if wait_s is not None:
        return Response(Refusal(refused.code), status_code=status, headers={"Retry-After": str(wait_s)})
    if status >= _FAULT:
        _LOG.error("refused: %s", refused)
    return Response(Refusal(refused.code), status_code=status)


def answer_http(_: Request[object, object, State], fault: HTTPException) -> Response[Refusal]:
    """Answer what the framework refused."""
    return Response(Refusal(code_of(fault)), status_code=fault.status_code, headers=fault.headers)


def answer_fault(request: Request[object, object, State], fault: Exception) -> Response[Refusal]:
    """Answer a bug calmly, and log it whole."""
    _LOG.error("fault in %s %s", request.method, request.url.path, exc_info=fault)
    return Response(Refusal("district_fault"), status_code=_FAULT)
