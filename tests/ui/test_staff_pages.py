"""The pages of the staff's console in the real window: who has which, what each does, and who is written down for it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Final

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.contest.events import (
    AttemptAssisted,
    AttemptExtended,
    AttemptVoided,
    Event,
    JournalExported,
    KioskPaused,
    ReadinessChecked,
    SettingsChanged,
    StaffSignedIn,
    SupportMade,
)
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.queue import called_now
from kiosk.settings import read_settings
from kiosk.storage.journal_rows import all_entries
from kiosk.storage.place_rows import save_document
from kiosk.texts import load_catalogue
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, encode
from sync.protocol.staff_card import StaffCard, card_digest, card_text
from tests.helpers.kiosks import DISTRICT, PIN, MovedClock, a_kiosk, a_registration, an_identity, hashed
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import TECHNICIAN_PIN, add_technician, sign_in, staff_of
from ui.flow import Step
from ui.handbook import load_handbook
from ui.view_models.staff_pages import StaffPages

_DAY_ACTS: Final = ("staff-open", "staff-pause", "staff-close", "staff-practice")


@dataclass(frozen=True, slots=True)
class _OnStick:
    """What a stick was given."""

    file: str
    entries: int
    waiting: int


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give a kiosk whose day is open, with an officer and a technician."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    add_technician(kiosk)
    open_kiosk(kiosk, "officer-1")
    return kiosk


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at its window."""
    with a_window(kiosk, qtbot) as hand:
        yield hand


def test_each_role_has_its_own_pages(hand: Hand) -> None:
    """The officer answers for people and the day, the technician for the machine; the program is ended by the latter alone."""
    sign_in(hand)
    assert {"tab-sessions", "tab-receipts", "tab-devices", "tab-journal"} <= set(hand.names())
    assert not {"tab-settings", "tab-leave"} & set(hand.names())
    hand.tap("staff-leave")
    sign_in(hand, TECHNICIAN_PIN)
    assert {"tab-settings", "tab-leave", "tab-devices", "tab-journal"} <= set(hand.names())
    assert not {"tab-sessions", "tab-receipts", "staff-close", "staff-ticket"} & set(hand.names())


def test_the_day_is_paused_and_goes_on(kiosk: Kiosk, hand: Hand) -> None:
    """A pause needs no reason and no checks to end; residents find the closed screen meanwhile."""
    sign_in(hand)
    hand.tap("staff-pause")
    hand.waits_for("staff-open")
    hand.picture()
    assert hand.window.visit.property("step") == Step.CLOSED.value
    assert any(isinstance(each, KioskPaused) and each.by == "officer-1" for each in _events(kiosk))
    hand.tap("staff-open")
    hand.waits_for("staff-pause")
    assert hand.window.visit.property("step") == Step.ATTRACT.value


def test_no_act_appears_where_another_one_stands(hand: Hand) -> None:
    """In the very moment the day is known each of its acts is in its own place, so that no touch meets the neighbour's."""
    staff_of(hand).enter()
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    seen: list[set[str]] = []

    def look() -> None:
        acts = {each.objectName(): each.mapRectToScene(each.boundingRect()) for each in _shown(hand, _DAY_ACTS)}
        pairs = combinations(acts.items(), 2)
        assert [(one, other) for (one, here), (other, there) in pairs if here.intersects(there)] == []
        seen.append(set(acts))

    pages.today.todayChanged.connect(look)
    sign_in(hand)
    hand.tap("staff-pause")
    hand.waits_for("staff-open")
    assert {"staff-pause", "staff-close", "staff-practice"} in seen
    assert seen[-1] == {"staff-open", "staff-close", "staff-practice"}


def test_no_person_appears_where_another_one_stands(kiosk: Kiosk, hand: Hand) -> None:
    """Read a moment after the page has come, each attempt has its own place at once: a touch chooses the one it is meant for."""
    for number in ("001185099991", "001185099992", "001185099993"):
        start_attempt(kiosk, a_registration(kiosk, identity=an_identity(number=number)))
    sign_in(hand)
    hand.picture()
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    seen: list[int] = []

    def look() -> None:
        rows = [
            each.mapRectToScene(each.boundingRect()) for each in _shown(hand, ("session-0", "session-1", "session-2"))
        ]
        assert not any(here.intersects(there) for here, there in combinations(rows, 2))
        seen.append(len(rows))

    pages.sessions.sessionsChanged.connect(look)
    hand.tap("tab-sessions")
    hand.waits_for("session-2")
    hand.picture()
    assert seen[-1] > 1


def test_queue_numbers_are_given_and_called(kiosk: Kiosk, hand: Hand) -> None:
    """The number called stands on the page; with nobody left this is said."""
    sign_in(hand)
    hand.tap("staff-ticket")
    hand.waits_for("staff-queue-remark")
    hand.tap("staff-call")
    called = load_catalogue("vi").text("staff.queue.called", number=1)
    hand.bot.waitUntil(lambda: hand.text("staff-queue").startswith(called))
    assert called_now(kiosk) == 1
    assert hand.text("bar-name") == load_catalogue("vi").text("resident.bar.called", number=1)
    hand.tap("staff-call")
    empty = load_catalogue("vi").text("staff.queue.empty")
    hand.bot.waitUntil(lambda: hand.sees("staff-queue-remark") and hand.text("staff-queue-remark") == empty)


def test_staff_help_extend_and_void_a_session(kiosk: Kiosk, hand: Hand) -> None:
    """Help is noted once; more time and voiding ask why; what was answered is nowhere on the page."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    sign_in(hand)
    hand.tap("tab-sessions")
    hand.tap("session-0")
    hand.tap("session-assist")
    hand.waits_for("sessions-remark")
    hand.bot.waitUntil(lambda: not hand.item("session-assist").isEnabled())
    hand.tap("session-extend")
    hand.waits_for("staff-reason")
    assert not hand.item("staff-reason-give").isEnabled()
    hand.type("mat dien\n")
    hand.tap("session-void")
    hand.waits_for("staff-reason")
    hand.tap("staff-reason-drop")
    hand.tap("session-void")
    hand.waits_for("staff-reason")
    hand.type("nham ten\n")
    hand.waits_for("sessions-empty")
    hand.picture()
    events = _events(kiosk)
    assert AttemptAssisted(attempt.id, "officer-1") in events
    assert [each.reason for each in events if isinstance(each, AttemptExtended)] == ["mat dien"]
    assert [each.reason for each in events if isinstance(each, AttemptVoided)] == ["nham ten"]
    notice = kiosk.folder / "papers" / f"tramthi-void-{attempt.id[:8].upper()}.pdf"
    hand.bot.waitUntil(notice.exists)
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    notice.unlink()
    hand.tap("session-void-print")  # the first one may not have come out
    hand.bot.waitUntil(notice.exists)
    hand.tap("staff-leave")
    sign_in(hand)
    hand.tap("tab-sessions")
    hand.waits_for("sessions-empty")
    assert not hand.sees("session-void-print")


def test_no_reason_is_asked_for_time_that_is_up(kiosk: Kiosk, moved: MovedClock, hand: Hand) -> None:
    """It would only be refused once it was written; what still can be done to the attempt can be pressed."""
    start_attempt(kiosk, a_registration(kiosk))
    moved.pass_s(kiosk.rules.paper.limit_s + 1)
    sign_in(hand)
    hand.tap("tab-sessions")
    hand.tap("session-0")
    hand.bot.waitUntil(hand.item("session-void").isEnabled)
    assert not hand.item("session-extend").isEnabled()


def test_settings_are_saved_whole_and_written_down(kiosk: Kiosk, hand: Hand) -> None:
    """Nothing is written before it is saved; the journal says which settings changed."""
    sign_in(hand, TECHNICIAN_PIN)
    hand.tap("tab-settings")
    assert not hand.item("settings-save").isEnabled()
    hand.tap("setting-paper")
    hand.tap("setting-wider")
    assert not (kiosk.folder / "settings.json").exists()
    hand.tap("settings-save")
    hand.waits_for("settings-remark")
    assert read_settings(kiosk.folder).paper == "roll80"
    assert msgspec.json.decode((kiosk.folder / "settings.json").read_bytes())["screen_width_mm"] == 350
    assert _events(kiosk)[-1] == SettingsChanged("technician-1", ("paper", "screen_width_mm"))


def test_the_journal_is_looked_through(hand: Hand) -> None:
    """By kind: only what staff did is left, newest first."""
    sign_in(hand)
    hand.tap("tab-journal")
    hand.picture()
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    journal = pages.journal
    opened, signed = (load_catalogue("vi").text(f"staff.kind.{each}") for each in ("kiosk_opened", "staff_signed_in"))
    assert [opened in each.text for each in journal.property("lines").rows] == [False, True, False]
    for _ in range(4):
        hand.tap("journal-group")
        hand.picture()
    assert [signed in each.text for each in journal.property("lines").rows] == [True]


def test_journal_and_stick_go_through_the_ports(kiosk: Kiosk, qtbot: QtBot, tmp_path: Path) -> None:
    """What was written is told by file and number; an export is written down with who asked for it."""
    ports = replace(
        ports_of_a_place_without_devices(tmp_path),
        sticks=lambda: (tmp_path,),
        to_stick=lambda folder: _OnStick(f"{folder.name}.tramthi", 5, 5),
        export_journal=lambda _: _OnStick("whole.tramthi", 4, 4),
    )
    with a_window(kiosk, qtbot, ports=ports) as hand:
        sign_in(hand, TECHNICIAN_PIN)
        hand.tap("tab-sync")
        hand.tap("stick-write-0")
        told = load_catalogue("vi").text(
            "staff.stick.done.written", file=f"{tmp_path.name}.tramthi", entries=5, waiting=5
        )
        hand.bot.waitUntil(lambda: hand.sees("staff-stick-remark") and hand.text("staff-stick-remark") == told)
        hand.tap("stick-support-0")
        hand.bot.waitUntil(lambda: any(isinstance(each, SupportMade) for each in _events(kiosk)))
        hand.picture()
        hand.tap("tab-journal")
        hand.tap("journal-export")
        hand.waits_for("journal-remark")
        hand.picture()
    assert _events(kiosk)[-1] == JournalExported("technician-1", 4)


def test_the_machine_is_checked_and_touch_is_tried(kiosk: Kiosk, hand: Hand) -> None:
    """What needs nobody is checked at once; touch asks for five targets, and each touch in its middle passes."""
    sign_in(hand)
    hand.tap("tab-devices")
    hand.tap("check-all")
    hand.waits_for("check-yes")
    hand.tap("check-yes")
    hand.waits_for("check-touch")
    hand.tap("check-touch")
    for _ in range(5):
        hand.tap("touch-target")
    hand.waits_for("check-remark")
    hand.picture()
    checks = {each.name: each for each in _events(kiosk) if isinstance(each, ReadinessChecked)}
    assert {"disk_space", "disk_speed", "clock", "database", "pack", "touch"} == set(checks)
    assert checks["touch"].is_passed
    assert checks["clock"].is_passed
    assert {each.by for each in checks.values()} == {"officer-1"}


def test_the_handbook_is_looked_up_and_turned(hand: Hand) -> None:
    """From its contents to a page, to the next and back to the contents, in the language of the moment."""
    pages = {language: load_handbook(language) for language in ("vi", "en")}
    sign_in(hand)
    hand.tap("tab-handbook")
    hand.tap("handbook-open-3")
    assert hand.text("handbook-title") == pages["vi"][2].title
    hand.tap("handbook-next")
    assert hand.text("handbook-title") == pages["vi"][3].title
    hand.tap("language-en")
    assert hand.text("handbook-title") == pages["en"][3].title
    hand.tap("handbook-contents")
    hand.waits_for("handbook-open-1")


def test_a_staff_card_opens_the_corner_and_nothing_else_does(kiosk: Kiosk, hand: Hand) -> None:
    """At the first screen a card of the roster signs in; any other scan leaves the screen as it is."""
    card = StaffCard("officer-2", bytes(32))
    member = StaffMember("officer-2", "Cán bộ", "officer", hashed(PIN), card_digest(card))
    roster = Roster(9, kiosk.clock.now().at_us, kiosk.enrolment.unit, (member,))
    with kiosk.store.transaction():
        save_document(kiosk.store, ROSTER_TYPE, 9, close_envelope(DISTRICT, ROSTER_TYPE, encode(roster)))
    hand.type("001185067890|111222333|Trần Thị Hòa\n")
    hand.picture()
    assert staff_of(hand).property("stage") == ""
    hand.type(card_text(card) + "\n")
    hand.waits_for("staff-desk")
    assert StaffSignedIn("officer-2", "card") in _events(kiosk)
    hand.press(Qt.Key.Key_Escape)
    hand.waits_for("start")


def _shown(hand: Hand, names: Collection[str]) -> list[QQuickItem]:
    """Give what has one of the names and can be seen now."""
    return [each for each in hand.items() if each.objectName() in names]


def _events(kiosk: Kiosk) -> list[Event]:
    return [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
