"""Who gets into the staff corner, what a wrong PIN costs, and that no restart, clock or old copy makes it cheaper."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.contest.earlier_events import StaffRefusedV1
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened, StaffRefused, StaffSignedIn
from kiosk.journal.codec import decode_event
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.staff import FREE_TRIES, LOCKED_AFTER, MAY, Act, allow, may, roster, sign_in, sign_in_by_card
from kiosk.storage.journal_rows import all_entries, append_event
from sync.protocol.messages import StaffMember
from sync.protocol.staff_card import StaffCard, card_text
from tests.helpers.kiosks import (
    OFFICER_CARD,
    PIN,
    TECHNICIAN_CARD,
    TECHNICIAN_PIN,
    MovedClock,
    a_kiosk,
    counted_bytes,
    give_roster,
)

WRONG = "000000"
YEAR_US = 365 * 24 * 3600 * 1_000_000


def fail(kiosk: Kiosk, moved: MovedClock, times: int) -> int:
    """Enter a wrong PIN so often, waiting as long as told before each but the first; give the last wait in seconds."""
    wait_s = 0
    for _ in range(times):
        moved.pass_s(wait_s)
        wait_s = sign_in(kiosk, WRONG).wait_s
    return wait_s


def started_again(folder: Path, moved: MovedClock) -> Kiosk:
    """Start the program anew: another run, its monotonic clock from zero."""
    moved.boot, moved.elapsed_us = moved.boot[:-1] + bytes([moved.boot[-1] + 1]), 0
    return load_kiosk(folder, moved.clock(), counted_bytes())


def test_each_pin_and_card_opens_for_its_own_person(tmp_path: Path) -> None:
    """Officer and technician, by PIN and by card; each act stands in the journal with who and how."""
    kiosk = a_kiosk(tmp_path)
    for answer, member, way in (
        (sign_in(kiosk, PIN), "officer-1", "pin"),
        (sign_in(kiosk, TECHNICIAN_PIN), "technician-1", "pin"),
        (sign_in_by_card(kiosk, card_text(OFFICER_CARD)), "officer-1", "card"),
        (sign_in_by_card(kiosk, card_text(TECHNICIAN_CARD) + "\r"), "technician-1", "card"),
    ):
        assert answer.member is not None
        assert (answer.member.id, answer.wait_s, answer.is_locked) == (member, 0, False)
        last = list(all_entries(kiosk.store, 1))[-4:]
        events = [decode_event(each.kind, each.version, each.payload or b"") for each in last]
        assert StaffSignedIn(member, way) in events  # type: ignore[arg-type]  # one of the two ways


def test_waits_double_up_to_the_lock(tmp_path: Path) -> None:
    """Four free tries, 15 s for the fifth, twice as long for each further one, and the fifteenth locks."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    waits = []
    for _ in range(LOCKED_AFTER):
        answer = sign_in(kiosk, WRONG)
        waits.append(answer.wait_s)
        moved.pass_s(answer.wait_s)
    assert waits == [0] * (FREE_TRIES - 1) + [15 * 2**step for step in range(11)]
    assert sign_in(kiosk, PIN).is_locked


def test_during_a_wait_no_pin_is_tried(tmp_path: Path) -> None:
    """Neither the right one nor a wrong one, which costs nothing then; the wait is told in whole seconds left."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    assert fail(kiosk, moved, FREE_TRIES) == 15
    moved.pass_s(4.5)
    for pin in (PIN, WRONG):
        answer = sign_in(kiosk, pin)
        assert (answer.member, answer.wait_s) == (None, 11)
    moved.pass_s(10.5)
    assert sign_in(kiosk, PIN).member is not None
    assert fail(kiosk, moved, 1) == 0, "a right PIN forgives"


@pytest.mark.parametrize("moved_us", [YEAR_US, -YEAR_US])
def test_a_moved_clock_frees_nobody(tmp_path: Path, moved_us: int) -> None:
    """Neither within a run nor across a restart: a wait is served in the time of one run."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    fail(kiosk, moved, FREE_TRIES + 1)
    moved.at_us += moved_us
    assert sign_in(kiosk, PIN).wait_s == 30
    again = started_again(tmp_path, moved)
    moved.at_us += moved_us
    assert sign_in(again, PIN).wait_s == 30
    moved.elapsed_us += 30_000_000
    assert sign_in(again, PIN).member is not None


def test_the_count_survives_restarts(tmp_path: Path) -> None:
    """A restart before each try helps nobody."""
    moved = MovedClock()
    a_kiosk(tmp_path, moved)
    for _ in range(LOCKED_AFTER):
        kiosk = started_again(tmp_path, moved)
        moved.pass_s(8000)
        assert sign_in(kiosk, WRONG).member is None
    assert sign_in(started_again(tmp_path, moved), PIN).is_locked


def test_a_restored_database_has_no_free_tries(tmp_path: Path) -> None:
    """An old copy has forgotten the wrong PINs: once it is known to be one, the next wrong PIN costs time at once."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "here", moved)
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    fail(kiosk, moved, FREE_TRIES + 3)
    copy = load_kiosk(tmp_path / "copy", moved.clock(), counted_bytes())
    with copy.store.transaction():
        append_event(copy.store, EpochOpened(copy.id, "u", "restored", 1, 1), copy.clock.now(), new_epoch=2)
    assert sign_in(copy, WRONG).wait_s == 15
    moved.pass_s(15)
    assert sign_in(copy, PIN).member is not None
    assert fail(copy, moved, 1) == 0


def test_a_copy_made_after_wrong_pins_still_knows_them(tmp_path: Path) -> None:
    """The journal is the count: what was refused before the copy counts in it."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path / "here", moved)
    fail(kiosk, moved, FREE_TRIES + 3)
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    copy = load_kiosk(tmp_path / "copy", moved.clock(), counted_bytes())
    with copy.store.transaction():
        append_event(copy.store, EpochOpened(copy.id, "u", "restored", 1, 1), copy.clock.now(), new_epoch=2)
    assert sign_in(copy, PIN).wait_s == 120


def test_a_technicians_card_opens_a_locked_corner(tmp_path: Path) -> None:
    """An officer's does not; after the technician everybody's PIN is good again."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    fail(kiosk, moved, LOCKED_AFTER)
    assert sign_in_by_card(kiosk, card_text(OFFICER_CARD)).is_locked
    assert sign_in_by_card(kiosk, card_text(TECHNICIAN_CARD)).member is not None
    assert sign_in(kiosk, PIN).member is not None


def test_a_new_roster_of_the_district_begins_the_count_anew(tmp_path: Path) -> None:
    """A locked corner is free again, with four free tries."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    fail(kiosk, moved, LOCKED_AFTER)
    give_roster(kiosk, 2)
    assert fail(kiosk, moved, FREE_TRIES - 1) == 0
    assert sign_in(kiosk, PIN).member is not None


def test_refusals_of_an_earlier_program_count(tmp_path: Path) -> None:
    """Their entries do not name a roster."""
    kiosk = a_kiosk(tmp_path)
    with kiosk.store.transaction():
        append_event(kiosk.store, StaffRefusedV1(LOCKED_AFTER), kiosk.clock.now())
    assert sign_in(kiosk, PIN).is_locked


def test_wrong_cards_open_nothing_and_cost_nothing(tmp_path: Path) -> None:
    """Another secret, somebody who left, a citizen's card: nothing is written, no try is lost."""
    kiosk = a_kiosk(tmp_path)
    before = len(list(all_entries(kiosk.store, 1)))
    for card in (StaffCard("officer-1", bytes(32)), StaffCard("gone", OFFICER_CARD.secret)):
        with pytest.raises(Refused, match="staff_card_unknown"):
            sign_in_by_card(kiosk, card_text(card))
    with pytest.raises(Refused, match="staff_card_damaged"):
        sign_in_by_card(kiosk, "001206012345||TRẦN|01012006|Nam|HÀ NỘI|01012021")
    assert len(list(all_entries(kiosk.store, 1))) == before


def test_the_newest_word_about_staff_is_found_by_an_index(tmp_path: Path) -> None:
    """However long the journal is."""
    kiosk = a_kiosk(tmp_path)
    plan = kiosk.store.rows(
        "EXPLAIN QUERY PLAN SELECT epoch, seq FROM entry WHERE kind IN ('staff_signed_in', 'staff_refused')"
        " ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    assert "entry_staff" in str(plan)


def test_every_act_has_its_roles_and_nobody_else(tmp_path: Path) -> None:
    """The table is whole, every role has something, an unknown role has nothing."""
    assert MAY.keys() == set(get_args(Act))
    officer, technician = roster(a_kiosk(tmp_path))
    stranger = StaffMember("x", "x", "visitor", "")
    for act in get_args(Act):
        assert may(officer, act) or may(technician, act)
        with pytest.raises(Refused, match="role_not_allowed role=visitor"):
            allow(stranger, act)
    allow(officer, "close")
    with pytest.raises(Refused, match="role_not_allowed role=officer act=leave"):
        allow(officer, "leave")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["wrong", "restart", "clock", "second"]), max_size=12))
def test_nothing_frees_a_corner_early(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    """Whatever is done in whatever order, the fifth wrong PIN on is never answered before its wait was served in one run."""
    moved = MovedClock()
    folder = tmp_path_factory.mktemp("kiosk")
    kiosk = a_kiosk(folder, moved)
    with kiosk.store.transaction():
        append_event(kiosk.store, StaffRefused(FREE_TRIES, 1), kiosk.clock.now())
    wrong, served_us = FREE_TRIES, 0
    for step in steps:
        if step == "restart":
            kiosk, served_us = started_again(folder, moved), 0
        elif step == "clock":
            moved.at_us += YEAR_US
        elif step == "second":
            moved.pass_s(10)
            served_us += 10_000_000
        else:
            sign_in(kiosk, WRONG)
            if served_us >= 15 * 2 ** (wrong - FREE_TRIES) * 1_000_000:
                wrong, served_us = wrong + 1, 0
        newest = list(all_entries(kiosk.store, 1))[-1]
        assert decode_event(newest.kind, newest.version, newest.payload or b"") == StaffRefused(wrong, 1)
