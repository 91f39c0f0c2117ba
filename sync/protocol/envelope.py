"""The envelope: DSSE (Dead Simple Signing Envelope), so that the way a message travels is never trusted.

https://github.com/secure-systems-lab/dsse/blob/master/protocol.md. A signature covers the payload's type and bytes in their
pre-authentication encoding; the same envelope goes over HTTPS and on a stick. MessagePack instead of JSON outside.
"""

from typing import Final

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.keys.signing import SigningKeys, is_signed_by, sign

MAX_ENVELOPE_BYTES: Final = 4 * 1024 * 1024


class Signature(Struct, frozen=True, array_like=True):
    """Who signed (the public key, 32 bytes) and the signature (64 bytes)."""

    public: bytes
    signature: bytes


class Envelope(Struct, frozen=True, array_like=True):
    """A signed payload."""

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """Give DSSE's PAE of a payload: what a signature covers."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def close_envelope(keys: SigningKeys, payload_type: str, payload: bytes) -> bytes:
    """Sign a payload and give the envelope's bytes."""
    signature = Signature(keys.public, sign(keys, pre_authentication(payload_type, payload)))
    return msgspec.msgpack.encode(Envelope(payload_type, payload, (signature,)))


def read_envelope(data: bytes) -> Envelope:
    """Read an envelope's outside without trusting it; refuses with `envelope_too_large` or `envelope_damaged`."""
    if len(data) > MAX_ENVELOPE_BYTES:
        raise Refused("envelope_too_large", limit=MAX_ENVELOPE_BYTES)
    try:
        return msgspec.msgpack.decode(data, type=Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Refused("envelope_damaged") from fault


def open_envelope(data: bytes, payload_type: str, public: bytes) -> bytes:
    """Give the payload of an envelope of `payload_type` signed by the owner of `public`.

    Refuses as `read_envelope` does, and with `envelope_of_other_type` or `signature_wrong`.
    """
    envelope = read_envelope(data)
    if envelope.payload_type != payload_type:
        raise Refused("envelope_of_other_type", expected=payload_type)
    covered = pre_authentication(envelope.payload_type, envelope.payload)
    if not any(is_signed_by(public, covered, each.signature) for each in envelope.signatures if each.public == public):
        raise Refused("signature_wrong")
    return envelope.payload
