"""Whose attempts are used up: told to every kiosk by itself, taken back when an attempt is voided, whole again after a restore."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.keys.fingerprints import SHORT_BYTES
from kiosk.services.admission import is_used_up
from kiosk.services.kiosk import Kiosk
from kiosk.storage.place_rows import documents_back, newest_number
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.district.district import District
from sync.district.used_up import WHOLE_EVERY
from sync.protocol.messages import USED_UP_TYPE, Cursor
from sync.protocol.ticket import read_ticket
from tests.helpers.district import Sender, enrolled, new_district
from tests.helpers.pair import a_ticket, send_to


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Give a district."""
    with new_district(tmp_path / "district", system_clock().now().at) as (district, _):
        yield district


@pytest.fixture
def other(district: District) -> Sender:
    """Give a kiosk elsewhere, where people take their attempts."""
    return enrolled(district, now=system_clock().now().at)


@pytest.fixture
def kiosk(district: District, tmp_path: Path) -> Iterator[Kiosk]:
    """Give a real kiosk of the same district."""
    ticket = read_ticket(a_ticket(district))
    kiosk = enrol(tmp_path / "kiosk", ticket, send_to(district), system_clock(), os.urandom)
    yield kiosk
    kiosk.store.close()


def _use_up(other: Sender, person: int) -> tuple[bytes, str]:
    """Let a person take all of their attempts; gives their fingerprint and the last attempt."""
    started = other.start(person)
    other.finish(started)
    for _ in range(other.pack.rules.attempts.per_entrant - 1):
        started = other.start(person)
        other.finish(started)
    return started.fingerprint, started.attempt


def _knows(kiosk: Kiosk, district: District, fingerprint: bytes) -> bool:
    sync_once(kiosk, send_to(district))
    return is_used_up(kiosk, fingerprint)


def test_attempts_used_up_elsewhere_are_known_here(district: District, kiosk: Kiosk, other: Sender) -> None:
    """After both have synced; one attempt less is not enough, and somebody else is not meant."""
    fingerprint, last = _use_up(other, 1)
    other.send(district, count=len(other.entries) - 2)
    assert not _knows(kiosk, district, fingerprint)
    other.send(district)
    assert _knows(kiosk, district, fingerprint)
    assert not is_used_up(kiosk, bytes(16))
    other.void(last)
    other.send(district)
    assert not _knows(kiosk, district, fingerprint)


def test_a_repeat_publishes_nothing(district: District, kiosk: Kiosk, other: Sender) -> None:
    """The same batch again, or a batch that uses nobody up, gives no document."""
    _use_up(other, 1)
    for _ in range(3):
        other.send(district)
    other.start(2)
    other.send(district)
    sync_once(kiosk, send_to(district))
    assert newest_number(kiosk.store, USED_UP_TYPE) == 1


def test_a_kiosk_that_comes_late_gets_no_more_than_it_needs(district: District, kiosk: Kiosk, other: Sender) -> None:
    """Every so often the whole list goes out: what came before it is no longer sent, and nobody is forgotten."""
    people = []
    for person in range(WHOLE_EVERY + 1):
        people.append(_use_up(other, person)[0])
        other.send(district, max(1, len(other.entries) - 40))
    sync_once(kiosk, send_to(district))
    assert len(list(documents_back(kiosk.store, USED_UP_TYPE))) == 2
    assert all(is_used_up(kiosk, each) for each in people)


def test_a_district_put_back_numbers_above_what_kiosks_hold(district: District, kiosk: Kiosk, other: Sender) -> None:
    """A kiosk that knows number 7 of a future that was lost gets the whole list as number 8, and goes on from there."""
    first, _ = _use_up(other, 1)
    other.send(district)
    answer = other.read(
        send_to(district)("/v1/sync", other.close(other.batch(len(other.entries) + 1, 0, [Cursor(USED_UP_TYPE, 7)])))
    )
    assert len(answer.documents) == 3
    second, _ = _use_up(other, 2)
    other.send(district, len(other.entries) - 10)
    assert _knows(kiosk, district, first)
    assert is_used_up(kiosk, second)
    assert newest_number(kiosk.store, USED_UP_TYPE) == 9


def test_a_cursor_that_cannot_be_does_not_use_up_the_numbers(district: District, kiosk: Kiosk, other: Sender) -> None:
    """Some kiosk says it holds more documents than there can be: nothing is published because of it."""
    other.visit(1)
    batch = other.batch(1, 500, [Cursor(USED_UP_TYPE, 2**62)])
    send_to(district)("/v1/sync", other.close(batch))
    fingerprint, _ = _use_up(other, 3)
    other.send(district)
    assert _knows(kiosk, district, fingerprint)
    assert newest_number(kiosk.store, USED_UP_TYPE) == 1


def test_a_document_of_somebody_else_is_refused(district: District, kiosk: Kiosk, other: Sender) -> None:
    """Only the district's own signature counts; what a list says of a person is 32 bits and no more."""
    fingerprint, _ = _use_up(other, 1)
    other.send(district)

    def forged(path: str, envelope: bytes) -> bytes:
        return send_to(district)(path, envelope).replace(fingerprint[:SHORT_BYTES], b"\0" * SHORT_BYTES)

    with pytest.raises(Refused, match="signature_wrong"):
        sync_once(kiosk, forged)
    assert not is_used_up(kiosk, fingerprint)
