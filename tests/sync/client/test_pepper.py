"""The contest's pepper on its way to a kiosk and in the kiosk's folder: who reads all of it learns nothing of it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.keys.fingerprints import fingerprint
from kiosk.services.backups import back_up, restore
from kiosk.services.kiosk import DATABASE_NAME, Kiosk, load_kiosk
from kiosk.services.support import make_support_bundle
from kiosk.simulation import simulate
from kiosk.storage.database import open_store
from kiosk.storage.place_rows import write_enrolment
from sync.client.enrolment import ask_by_stick, enrol, enrol_by_stick
from sync.client.stick_visit import write_journal
from sync.client.transport import Send
from sync.district.district import District
from sync.district.sticks import receive_stick
from sync.protocol.bundle import read_bundle, write_bundle
from sync.protocol.enrolment import CLEAR_ENROLMENT_TYPE
from sync.protocol.envelope import close_envelope, read_envelope
from sync.protocol.messages import Enrolment, decode, encode
from sync.protocol.ticket import read_ticket
from tests.helpers.district import new_district
from tests.helpers.pair import a_ticket, send_to


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    """Give a district."""
    with new_district(tmp_path / "district", system_clock().now().at) as (district, _):
        yield district


def _over_network(district: District, place: Path) -> Kiosk:
    """Enrol, and keep all that went over the line."""
    send = send_to(district)

    def overheard(path: str, envelope: bytes) -> bytes:
        answer = send(path, envelope)
        (place / "line").write_bytes(envelope + answer)
        return answer

    return enrol(place / "kiosk", read_ticket(a_ticket(district)), overheard, system_clock(), os.urandom)


def _by_stick(district: District, place: Path) -> Kiosk:
    ticket, folder = read_ticket(a_ticket(district, "")), place / "kiosk"
    request, answer = place / "request.tramthi", place / "answer.tramthi"
    ask_by_stick(folder, ticket, request, system_clock(), os.urandom)
    answer.write_bytes(receive_stick(district, request.read_bytes(), system_clock().now().at).reply)
    return enrol_by_stick(folder, ticket, answer, system_clock(), os.urandom)


def _files_with(folder: Path, data: bytes) -> list[str]:
    found = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    return [each.name for each in found if any(form in each.read_bytes() for form in (data, data.hex().encode()))]


@pytest.mark.parametrize("way", [_over_network, _by_stick])
def test_no_file_of_a_kiosk_or_its_stick_holds_the_pepper(
    district: District, tmp_path: Path, way: Callable[[District, Path], Kiosk]
) -> None:
    """Database, its log, copies, a copy put back, files of a stick, what went over the line; yet people are found by it."""
    place = tmp_path / "here"
    place.mkdir()
    kiosk = way(district, place)
    assert kiosk.pepper == district.pepper
    assert repr(district.pepper)[2:-1] not in repr(kiosk)
    for _ in simulate(kiosk, 2, 1, is_load=True):
        pass
    back_up(kiosk)
    write_journal(kiosk, place)
    make_support_bundle(kiosk, place, "")
    assert _files_with(place, kiosk.enrolment.certificate[:64]), "the search finds what is there"
    assert _files_with(place, district.pepper) == []
    kiosk.store.close()
    restore(kiosk.folder, None, kiosk.clock)
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    cost = again.rules.fingerprint_cost
    assert fingerprint("id:1", again.pepper, cost) == fingerprint("id:1", district.pepper, cost)
    assert _files_with(place, district.pepper) == []
    again.store.close()


def _in_clear(district: District, answer: bytes) -> bytes:
    """Give an answer as a district of version 1 would have given it."""
    told = decode(read_envelope(answer).payload, Enrolment)
    return close_envelope(district.keys, CLEAR_ENROLMENT_TYPE, encode(replace(told, pepper=district.pepper)))


def test_a_district_that_tells_it_in_clear_is_refused(district: District, tmp_path: Path) -> None:
    """By both ways, and nothing of it stays; brought up to date it takes the same ticket."""
    send, clock = send_to(district), system_clock()

    def outdated(path: str, envelope: bytes) -> bytes:
        return _in_clear(district, send(path, envelope))

    ticket = read_ticket(a_ticket(district))
    with pytest.raises(Refused, match="district_outdated"):
        enrol(tmp_path / "line" / "kiosk", ticket, outdated, clock, os.urandom)
    by_stick, request, answer = read_ticket(a_ticket(district, "")), tmp_path / "request", tmp_path / "answer"
    folder = tmp_path / "stick" / "kiosk"
    ask_by_stick(folder, by_stick, request, clock, os.urandom)
    replies = read_bundle(receive_stick(district, request.read_bytes(), clock.now().at).reply)
    answer.write_bytes(write_bundle([_in_clear(district, each) for each in replies]))
    with pytest.raises(Refused, match="district_outdated"):
        enrol_by_stick(folder, by_stick, answer, clock, os.urandom)
    assert _files_with(tmp_path / "line", district.pepper) == _files_with(tmp_path / "stick", district.pepper) == []
    enrol(tmp_path / "line" / "kiosk", ticket, send, clock, os.urandom).store.close()


def test_an_answer_whose_pepper_is_for_another_key_is_refused(district: District, tmp_path: Path) -> None:
    """It is found out at once, and not when the first person comes."""
    others = _over_network(district, _made(tmp_path / "other"))
    others.store.close()

    def crossed(send: Send, path: str, envelope: bytes) -> bytes:
        told = decode(read_envelope(send(path, envelope)).payload, Enrolment)
        kept = replace(told, pepper=others.enrolment.pepper)
        return close_envelope(district.keys, read_envelope(send(path, envelope)).payload_type, encode(kept))

    with pytest.raises(Refused, match="box_unreadable"):
        enrol(
            tmp_path / "kiosk",
            read_ticket(a_ticket(district)),
            lambda path, envelope: crossed(send_to(district), path, envelope),
            system_clock(),
            os.urandom,
        )


def test_a_kiosk_enrolled_by_an_earlier_version_goes_on(district: District, tmp_path: Path) -> None:
    """Its enrolment is the one it has; fingerprints stay the same."""
    kiosk = _over_network(district, _made(tmp_path / "here"))
    kiosk.store.close()
    store = open_store(kiosk.folder / DATABASE_NAME)
    with store.transaction():
        clear = replace(kiosk.enrolment, pepper=district.pepper)
        write_enrolment(store, close_envelope(district.keys, CLEAR_ENROLMENT_TYPE, encode(clear)))
    store.close()
    again = load_kiosk(kiosk.folder, kiosk.clock, os.urandom)
    assert again.pepper == kiosk.pepper
    again.store.close()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
