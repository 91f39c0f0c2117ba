"""The few words of IPP a printer queue is asked with (RFC 8010 encoding, RFC 8011 operations). No I/O, no Qt.

Both directions are here, so that tests can stand a spooler against the client.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

_VERSION: Final = (1, 1)
_HEAD: Final = struct.Struct(">BBHI")
_END: Final = 0x03
_LAST_DELIMITER: Final = 0x0F
_COLLECTION_TAGS: Final = frozenset({0x34, 0x37, 0x4A})


class Tag(IntEnum):
    """The value types we send (RFC 8010, 3.5.2), and the groups."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


class Operation(IntEnum):
    """What may be asked (RFC 8011; the last two are CUPS's own)."""

    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


Value = int | bool | str | bytes


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named value or list of values of one type."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A request (`code` = operation) or an answer (`code` = status); each group maps names to their values."""

    code: int
    request_id: int
    groups: tuple[tuple[int, dict[str, tuple[Value, ...]]], ...]
    document: bytes

    @property
    def is_successful(self) -> bool:
        """Whether an answer's status is one of success (RFC 8011, B.1)."""
        return self.code < 0x0100  # noqa: PLR2004 - the border the RFC draws

    def values(self, name: str) -> tuple[Value, ...]:
        """Give the values of an attribute wherever it stands; empty when it stands nowhere."""
        return next((group[name] for _, group in self.groups if name in group), ())

    def words(self, name: str) -> tuple[str, ...]:
        """Give the values of an attribute that are text."""
        return tuple(each for each in self.values(name) if isinstance(each, str))

    def number(self, name: str) -> int | None:
        """Give an attribute that is one number, None when there is none."""
        values = self.values(name)
        return values[0] if values and isinstance(values[0], int) else None


class IppUnreadable(ValueError):
    """Bytes that are no IPP message."""


def encode(
    code: int,
    request_id: int,
    groups: tuple[tuple[Tag, tuple[Attribute, ...]], ...],
    document: bytes = b"",
) -> bytes:
    """Give the bytes of a message."""
    parts = [_HEAD.pack(*_VERSION, code, request_id)]
    for group, attributes in groups:
        parts.append(bytes([group]))
        for each in attributes:
            for place, value in enumerate(each.values):
                name = b"" if place else each.name.encode()
                raw = _raw(each.tag, value)
                parts += (bytes([each.tag]), struct.pack(">H", len(name)), name, struct.pack(">H", len(raw)), raw)
    return b"".join((*parts, bytes([_END]), document))


def decode(data: bytes) -> Message:
    """Read a message; collections are passed over. Raises `IppUnreadable`, and nothing else, on anything that is none."""
    try:
        return _decode(data)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise IppUnreadable from fault


def _decode(data: bytes) -> Message:
    *_, code, request_id = _HEAD.unpack_from(data)
    place, name = _HEAD.size, ""
    groups: list[tuple[int, dict[str, tuple[Value, ...]]]] = []
    while (tag := data[place]) != _END:
        place += 1
        if tag <= _LAST_DELIMITER:
            groups.append((tag, {}))
            continue
        raw_name, place = _field(data, place)
        raw, place = _field(data, place)
        name = raw_name.decode() or name
        if tag in _COLLECTION_TAGS:
            continue
        if not groups:
            raise IppUnreadable
        group = groups[-1][1]
        group[name] = (*group.get(name, ()), _value(tag, raw))
    return Message(code, request_id, tuple(groups), data[place + 1 :])


def _field(data: bytes, place: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, place)
    end = place + 2 + length
    if end > len(data):
        raise IppUnreadable
    return data[place + 2 : end], end


def _raw(tag: Tag, value: Value) -> bytes:
    if tag in {Tag.INTEGER, Tag.ENUM}:
        return struct.pack(">i", value)
    if tag is Tag.BOOLEAN:
        return bytes([bool(value)])
    return value if isinstance(value, bytes) else str(value).encode()


def _value(tag: int, raw: bytes) -> Value:
    if tag in {Tag.INTEGER, Tag.ENUM}:
        return int(struct.unpack(">i", raw)[0])
    if tag == Tag.BOOLEAN:
        return raw != b"\0"
    return raw.decode() if 0x40 <= tag <= 0x4F else raw  # noqa: PLR2004 - the range of character strings
