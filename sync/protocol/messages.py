"""The messages both ends speak: frozen, versioned by their payload type, validated and bounded when read.

A version that is not known is refused with a code, never guessed. Nothing here sends or stores.
"""

from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.journal.entry import Count, Digest, Entry, WallClock

BATCH_TYPE: Final = "application/vnd.tramthi.batch.v1+msgpack"
ACKNOWLEDGEMENT_TYPE: Final = "application/vnd.tramthi.acknowledgement.v1+msgpack"
CERTIFICATE_TYPE: Final = "application/vnd.tramthi.certificate.v1+msgpack"
ENROLMENT_REQUEST_TYPE: Final = "application/vnd.tramthi.enrolment-request.v1+msgpack"
ENROLMENT_TYPE: Final = "application/vnd.tramthi.enrolment.v2+msgpack"
PACK_TYPE: Final = "application/vnd.tramthi.pack.v1+msgpack"
ROSTER_TYPE: Final = "application/vnd.tramthi.roster.v1+msgpack"
EXCLUSIONS_TYPE: Final = "application/vnd.tramthi.exclusions.v1+msgpack"
USED_UP_TYPE: Final = "application/vnd.tramthi.used-up.v1+msgpack"
SETTINGS_TYPE: Final = "application/vnd.tramthi.settings.v1+msgpack"
ORDERS_TYPE: Final = "application/vnd.tramthi.order.v1+msgpack"
DOCUMENT_TYPES: Final = (PACK_TYPE, ROSTER_TYPE, EXCLUSIONS_TYPE, USED_UP_TYPE, SETTINGS_TYPE, ORDERS_TYPE)

MAX_ENTRIES: Final = 500
MAX_BATCH_BYTES: Final = 1024 * 1024
Number = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
"""A number that others follow: the largest leaves room for them in a column of a database."""


class Cursor(Struct, frozen=True, array_like=True):
    """The number of the newest document of one type a kiosk holds."""

    payload_type: str
    number: int


class Batch(Struct, frozen=True, array_like=True):
    """Entries of one epoch in order, from `first_seq`; empty when a kiosk only asks for news.

    `head_seq` and `head_digest` name the newest entry the kiosk has in this epoch. `certificate`: the district's own word for the
    kiosk (an envelope), by which a district that was restored from before its enrolment knows it again.
    """

    kiosk: str
    epoch: Number
    first_seq: Number
    entries: tuple[Entry, ...]
    head_digest: Digest
    sent_at_us: WallClock
    cursors: tuple[Cursor, ...]
    head_seq: Number = 0
    certificate: bytes = b""


class RefusedEntry(Struct, frozen=True, array_like=True):
    """An entry the district kept apart, and why."""

    seq: int
    code: str


class Acknowledgement(Struct, frozen=True, array_like=True):
    """What the district has: every entry of `epoch` up to `seq`, whose digest is `digest`.

    `seq` may be lower than before: the district was restored and asks for what it lacks. `documents` are envelopes newer than
    the batch's cursors. `next_epoch`: a number above every epoch the district has of this kiosk. `code` is "" or

    - "forked": the kiosk's history is the district's up to `seq` only;
    - "ahead": the kiosk's newest entry is the one at `seq`, and the district has later ones of this epoch;
    - "resend": histories part before the batch; sent from the epoch's first entry on, the place will be found;
    - "revoked": what the kiosk sends is kept apart.
    """

    kiosk: str
    epoch: Count
    seq: Count
    digest: Digest
    server_at_us: WallClock
    code: str
    refused: tuple[RefusedEntry, ...]
    documents: tuple[bytes, ...]
    next_epoch: Count = 0


class Certificate(Struct, frozen=True, array_like=True):
    """The district's word for a kiosk's key: signed by the district as an envelope of `CERTIFICATE_TYPE`."""

    kiosk: str
    unit: str
    public: bytes
    issued_at_us: int
    not_after_us: int


class EnrolmentRequest(Struct, frozen=True, array_like=True):
    """A kiosk asks to be enrolled with a one-time ticket; the envelope is signed with the key it proves to own."""

    ticket: str
    public: bytes
    name: str
    asked_at_us: int


class Enrolment(Struct, frozen=True, array_like=True):
    """The district's answer: everything a kiosk needs to work alone.

    `pepper`: 32 bytes in a sealed box to the key that `certificate` certifies (`enrolment.open_pepper`).
    """

    kiosk: str
    unit: str
    certificate: bytes
    district_public: bytes
    sealing_public: bytes
    pepper: bytes
    url: str
    documents: tuple[bytes, ...]


class StaffMember(Struct, frozen=True, array_like=True):
    """One officer or technician of a roster; the PIN only as its Argon2id hash, the card only as its digest (b"" for none)."""

    id: str
    name: str
    role: str
    pin_hash: str
    card_digest: bytes = b""


class Roster(Struct, frozen=True, array_like=True):
    """Who may open the staff corner of a unit's kiosks."""

    number: int
    issued_at_us: int
    unit: str
    staff: tuple[StaffMember, ...]


class Exclusions(Struct, frozen=True, array_like=True):
    """First 32 bits of the fingerprints of people who may not enter, sorted."""

    number: int
    issued_at_us: int
    fingerprints: tuple[bytes, ...]


class UsedUp(Struct, frozen=True, array_like=True):
    """Whose attempts are used up at whichever kiosk, by the first 32 bits of their fingerprints, sorted.

    It changes the documents of its type before it: adds `used_up` and takes out `freed` (an attempt was voided). Where `is_whole`
    nothing before it counts. A kiosk reads back to the newest whole one.
    """

    number: int
    issued_at_us: int
    is_whole: bool
    used_up: tuple[bytes, ...]
    freed: tuple[bytes, ...]


class KioskSettings(Struct, frozen=True, array_like=True):
    """What the district sets for the kiosks of a unit, "" for all units; the newest that concerns a kiosk counts alone.

    `paper`: "" leaves each kiosk its own. `text_step`: the text size a person finds, 0 (small) to 3 (largest).
    """

    number: Count
    issued_at_us: WallClock
    unit: str
    paper: Literal["", "a5", "roll80"]
    text_step: Annotated[int, msgspec.Meta(ge=0, le=3)]


class Order(Struct, frozen=True, array_like=True):
    """What the district tells one kiosk to do, or with `kiosk` "" all kiosks of a unit; not to be begun after `not_after_us`.

    What was paused or closed by an order only an order opens again; a kiosk that was revoked never opens again.
    """

    number: Count
    issued_at_us: WallClock
    not_after_us: WallClock
    act: OrderAct
    kiosk: str
    unit: str


_M = TypeVar("_M", bound=Struct)


def encode(message: Struct) -> bytes:
    """Give a message's payload bytes."""
    return msgspec.msgpack.encode(message)


def decode(payload: bytes, message_type: type[_M]) -> _M:
    """Read a payload as `message_type`; refuses with `message_damaged`."""
    try:
        return msgspec.msgpack.decode(payload, type=message_type)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Refused("message_damaged") from fault
