"""What kiosks speak to: envelopes in, envelopes out. Trust comes from signatures, never from the way."""

from dataclasses import dataclass
from typing import Final

from litestar import Request, Router, get, post
from litestar.datastructures import State
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import RawBody
from litestar.response import Response
from msgspec import Struct

from kiosk.clock import Clock
from sync.district.answers import Refusal
from sync.district.district import District
from sync.district.enrolment import enrol
from sync.district.limits import Buckets, Limits, asker_at
from sync.district.receiving import receive
from sync.district.store.database import Store
from sync.district.threads import StoreThread
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, read_envelope

_ENVELOPE: Final = "application/octet-stream"
_REFUSED: Final = ResponseSpec(
    Refusal, generate_examples=False, description="Refused: `code` says why; nothing was stored."
)
_RESPONSES: Final = dict.fromkeys((400, 403, 409, 413, 429, 503), _REFUSED)


@dataclass
class EnvelopeIn(Operation):
    """What `/schema` says of an address that takes an envelope."""

    def __post_init__(self) -> None:
        """Describe the body: the framework knows nothing of raw bytes."""
        binary = Schema(type=OpenAPIType.STRING, content_encoding="binary", content_media_type=_ENVELOPE)
        self.request_body = RequestBody({_ENVELOPE: OpenAPIMediaType(schema=binary)}, required=True)


class Health(Struct, frozen=True):
    """The district answers and its database reads."""

    status: str


def api_router(district: District, thread: StoreThread, clock: Clock, limits: Limits) -> Router:
    """Give the kiosks' part of the server; all of it works on `thread`."""
    by_kiosk, by_enrolment = (
        Buckets(each, lambda: clock.now().elapsed_us) for each in (limits.kiosk, limits.enrolment)
    )

    @post(
        "/v1/sync",
        status_code=200,
        media_type=_ENVELOPE,
        request_max_body_size=MAX_ENVELOPE_BYTES,
        operation_class=EnvelopeIn,
        responses=_RESPONSES,
    )
    async def sync(body: RawBody) -> Response[bytes]:
        """Receive a batch (an envelope) and answer with a signed acknowledgement (an envelope)."""
        sender = _sender(body)
        by_kiosk.look(sender)
        answer = await thread.run(receive, district, body, clock.now().at)
        # Only a batch that was truly the kiosk's counts: nobody else can use up what it may send.
        by_kiosk.take(sender)
        return _envelope(answer)

    @post(
        "/v1/enrol",
        status_code=200,
        media_type=_ENVELOPE,
        request_max_body_size=MAX_ENVELOPE_BYTES,
        operation_class=EnvelopeIn,
        responses=_RESPONSES,
    )
    async def enrolment(request: Request[object, object, State], body: RawBody) -> Response[bytes]:
        """Enrol a kiosk with a one-time ticket (envelopes)."""
        by_enrolment.take(asker_at(request.client.host if request.client else ""))
        return _envelope(await thread.run(enrol, district, body, clock.now().at))

    @get("/health", media_type=MediaType.JSON)
    async def health() -> Health:
        """Tell that the district answers and its database reads."""
        await thread.run(_read, district.store)
        return Health("ok")

    return Router("/", route_handlers=[sync, enrolment, health], tags=["kiosks"])


def _sender(body: bytes) -> bytes:
    """Give the key an envelope says it is signed with; whether that is true is found out later."""
    signatures = read_envelope(body).signatures
    return signatures[0].public if signatures else b""


def _envelope(data: bytes) -> Response[bytes]:
    return Response(data, media_type=_ENVELOPE, status_code=200)


def _read(store: Store) -> None:
    store.rows("SELECT 1 FROM kiosk LIMIT 1")
