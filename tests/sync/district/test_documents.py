"""Documents that are long: what does not fit into one answer comes with the next, and what never would is not published."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.clock import system_clock
from kiosk.contest.errors import Refused
from kiosk.contest.pack import ContestPack, Page
from kiosk.contest.rules import Text
from kiosk.storage.place_rows import newest_number
from sync.client.enrolment import enrol
from sync.client.rounds import sync_once
from sync.district.district import District
from sync.district.documents import MOST_PACK_BYTES, current_pack, publish_exclusions, publish_pack
from sync.district.orders import issue_order
from sync.protocol.messages import EXCLUSIONS_TYPE, ORDERS_TYPE, PACK_TYPE
from sync.protocol.ticket import read_ticket
from tests.helpers.district import NOW
from tests.helpers.pair import a_ticket, send_to

MANY = 300_000
PARAGRAPH = 1000


def _long(district: District, size: int) -> ContestPack:
    """Give a second version of the contest with so many bytes of rules."""
    pack = current_pack(district)
    assert pack is not None
    paragraphs = tuple(Text("x" * PARAGRAPH, "") for _ in range(size // PARAGRAPH))
    texts = replace(pack.head.texts, rules_page=Page(Text("Thể lệ", "Rules"), paragraphs))
    return replace(pack, head=replace(pack.head, version=2, texts=texts))


def test_what_does_not_fit_comes_with_the_next_answer(district: District, tmp_path: Path) -> None:
    """An order first, then the pack; a list of hundreds of thousands follows, and nothing is asked for in vain."""
    ticket = read_ticket(a_ticket(district))
    kiosk = enrol(tmp_path / "kiosk", ticket, send_to(district), system_clock(), os.urandom)
    publish_pack(district, _long(district, MOST_PACK_BYTES - 200_000), NOW)
    publish_exclusions(district, (each.to_bytes(4, "big") for each in range(MANY)), NOW)
    issue_order(district, "pause", system_clock().now().at, kiosk=kiosk.id)
    assert sync_once(kiosk, send_to(district)).documents == 2
    held = {each: newest_number(kiosk.store, each) for each in (ORDERS_TYPE, PACK_TYPE, EXCLUSIONS_TYPE)}
    assert held == {ORDERS_TYPE: 1, PACK_TYPE: 2, EXCLUSIONS_TYPE: 0}
    assert sync_once(kiosk, send_to(district)).documents == 1
    assert newest_number(kiosk.store, EXCLUSIONS_TYPE) == 1
    assert sync_once(kiosk, send_to(district)).documents == 0
    kiosk.store.close()


def test_a_kiosk_is_enrolled_with_its_pack_however_much_else_there_is(district: District, tmp_path: Path) -> None:
    """Without a pack it would not be one."""
    publish_pack(district, _long(district, MOST_PACK_BYTES - 200_000), NOW)
    publish_exclusions(district, (each.to_bytes(4, "big") for each in range(MANY)), NOW)
    ticket = read_ticket(a_ticket(district))
    kiosk = enrol(tmp_path / "kiosk", ticket, send_to(district), system_clock(), os.urandom)
    assert (kiosk.pack.version, newest_number(kiosk.store, EXCLUSIONS_TYPE)) == (2, 0)
    sync_once(kiosk, send_to(district))
    assert newest_number(kiosk.store, EXCLUSIONS_TYPE) == 1
    kiosk.store.close()


def test_a_pack_too_large_for_any_answer_is_not_published(district: District) -> None:
    """It would keep everything else from every kiosk."""
    with pytest.raises(Refused, match="pack_too_large"):
        publish_pack(district, _long(district, MOST_PACK_BYTES + PARAGRAPH), NOW)
    pack = current_pack(district)
    assert pack is not None
    assert pack.version == 1
