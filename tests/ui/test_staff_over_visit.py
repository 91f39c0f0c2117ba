"""The staff corner opened over somebody's visit: it stays beneath as it is, tells nothing to the desk, and is back afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import Event, HelpAnswered, HelpCalled, KioskPaused
from kiosk.journal.codec import decode_event
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import day_state, open_kiosk
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from kiosk.storage.place_rows import save_document
from kiosk.texts import load_catalogue
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, encode
from sync.protocol.staff_card import StaffCard, card_digest, card_text
from tests.helpers.canaries import canary
from tests.helpers.kiosks import DISTRICT, PIN, MovedClock, a_kiosk, hashed
from tests.helpers.pages import settle
from tests.helpers.qml import Hand, a_window
from tests.helpers.staff import TECHNICIAN_PIN, add_technician, sign_in, staff_of
from tests.helpers.visits import consent, stand_at, walk_to_quiz
from ui.flow import BETWEEN, Step
from ui.view_models.appearance import TEXT_STEPS
from ui.visit_facts import VisitFacts

_VISITED = tuple(step for step in Step if step not in BETWEEN)


@pytest.mark.parametrize("step", _VISITED)
def test_every_screen_is_found_again_as_it_was(hand: Hand, kiosk: Kiosk, step: Step) -> None:
    """Staff look through their pages in another language, size and theme; then all that was on the screen is there, in place."""
    stand_at(hand, kiosk, step)
    hand.tap("language-en")
    hand.window.appearance.choose_contrast("dark")
    before, facts = _shown(hand), hand.window.visit.facts
    sign_in(hand)
    hand.tap("language-vi")
    hand.tap("text-larger")
    hand.window.appearance.choose_contrast("low")
    for page in ("sessions", "devices", "today"):
        hand.tap(f"tab-{page}")
        hand.picture()
    hand.tap("staff-leave")
    hand.bot.waitUntil(lambda: _shown(hand) == before)
    assert hand.window.visit.at is step
    assert hand.window.visit.facts is facts


def test_the_mark_is_held_during_a_visit(hand: Hand) -> None:
    """By hand, for three seconds; whoever came there by mistake reads that nothing is lost, and goes back."""
    hand.tap("start")
    hand.waits_for("consent-participate")
    middle = hand.middle("staff-corner")
    QTest.mousePress(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    hand.bot.waitUntil(lambda: hand.sees("pin-1"))
    QTest.mouseRelease(hand.window.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert load_catalogue("vi").text("staff.pin.hint_visit") in _texts(hand)
    assert not hand.sees("consent-participate")
    for digit in "000000":
        hand.tap(f"pin-{digit}")
    hand.waits_for("pin-remark")
    hand.tap("staff-leave")
    hand.waits_for("consent-participate")


def test_a_line_goes_on_where_it_was(hand: Hand) -> None:
    """Half a name, then staff, then the other half: one name, and the cursor where it stood."""
    consent(hand)
    hand.tap("type-card")
    for digit in canary(1).number:
        hand.tap(f"key-{digit}")
    hand.tap("continue")
    hand.waits_for("full-name")
    hand.type("Nguyễn Thị ")
    sign_in(hand)
    hand.tap("staff-leave")
    hand.waits_for("full-name")
    hand.type("Thường")
    assert hand.text("full-name") == "Nguyễn Thị Thường"


def test_a_further_page_stays_turned_to(qtbot: QtBot, tmp_path: Path) -> None:
    """At the largest size a question stands on several pages; staff read in the smallest, on one."""
    pack, moved = load_pack_folder(SAMPLE_PACK), MovedClock()
    moved.at_us = round(pack.rules.rounds[0].starts_at.timestamp() * 1_000_000) + 3_600_000_000
    kiosk = a_kiosk(tmp_path / "kiosk", moved, pack)
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        for step in (Step.CONSENT, Step.RULES, Step.QUIZ):
            stand_at(hand, kiosk, step)
            hand.window.appearance.choose_text_step(TEXT_STEPS - 1)
            settle(hand)
            hand.tap("page-next")
            settle(hand)
            while hand.item("page-next").isEnabled():
                hand.tap("page-next")
                settle(hand)
            before = _shown(hand)
            sign_in(hand)
            hand.tap("language-en")
            hand.window.appearance.choose_text_step(0)
            settle(hand)
            hand.tap("staff-leave")
            hand.bot.waitUntil(lambda: _shown(hand) == before)  # noqa: B023 - waited for here


def test_the_lock_gives_the_visit_back(hand: Hand) -> None:
    """It falls over the visit as it does over the first screen: the person has their question again, in their language."""
    walk_to_quiz(hand)
    hand.tap("language-en")
    sign_in(hand)
    hand.tap("language-vi")
    (locking,) = staff_of(hand).findChildren(QTimer)
    locking.start(1)
    hand.waits_for("answer-0")
    assert hand.window.appearance.property("language") == "en"
    assert not staff_of(hand).is_signed_in


def test_the_themes_to_choose_from_are_back_too(hand: Hand) -> None:
    """They lie over the screen, and must not lie over the desk."""
    hand.tap("start")
    hand.tap("contrast")
    hand.waits_for("contrast-close")
    sign_in(hand)
    assert not hand.sees("contrast-close")
    hand.tap("staff-leave")
    hand.tap("contrast-close")
    hand.waits_for("consent-participate")


def test_nobody_is_taken_for_gone_while_staff_work(hand: Hand, moved: MovedClock) -> None:
    """No countdown beneath the desk; it begins anew when staff leave. The paper's own time goes on."""
    walk_to_quiz(hand)
    quiz, idle = hand.window.models["quiz"], hand.window.models["idle"]
    sign_in(hand)
    before = quiz.property("timeText")
    moved.pass_s(300)
    hand.bot.waitUntil(lambda: quiz.property("timeText") != before)
    assert not idle.property("isCounting")
    hand.tap("staff-leave")
    hand.waits_for("answer-0")
    moved.pass_s(119)
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    assert not idle.property("isCounting")
    moved.pass_s(2)
    hand.waits_for("idle-stay")


def test_a_call_for_help_is_answered_by_signing_in(hand: Hand, kiosk: Kiosk) -> None:
    """Its page steps aside for staff and is gone afterwards, as is the mark; on the desk nobody can be called."""
    walk_to_quiz(hand)
    hand.tap("help")
    hand.tap("help-call")
    hand.waits_for("help-take-back")
    staff_of(hand).enter()
    hand.waits_for("pin-1")
    assert not hand.sees("help-take-back")
    hand.tap("staff-leave")
    hand.waits_for("help-take-back")
    sign_in(hand)
    hand.bot.waitUntil(lambda: not hand.window.visit.bar.property("isHelpCalled"))
    assert not hand.item("help").isEnabled()
    hand.window.visit.bar.ask_for_help()
    hand.tap("staff-leave")
    hand.waits_for("answer-0")
    assert [type(each) for each in _events(kiosk) if isinstance(each, HelpCalled | HelpAnswered)] == [
        HelpCalled,
        HelpAnswered,
    ]


def test_the_desk_tells_how_far_and_nothing_else(hand: Hand, kiosk: Kiosk) -> None:
    """The part and the screen; no name, no number, not one word of a question or an answer, on any page."""
    stand_at(hand, kiosk, Step.REVIEW)
    facts = hand.window.visit.facts
    assert facts.attempt is not None
    asked = [kiosk.pack.question(each.question_id) for each in facts.attempt.paper.questions]
    personal = (facts.full_name, facts.number, facts.birth_text, facts.phone)
    paper = {text.in_language("vi") for each in asked for text in (each.text, *each.options)}
    sign_in(hand)
    vi = load_catalogue("vi")
    hand.bot.waitUntil(lambda: vi.text("staff.step.review") in " ".join(_texts(hand)))
    assert vi.text("staff.sessions.in_front") in " ".join(_texts(hand))
    for page in ("today", "sessions", "receipts", "devices", "sync", "journal", "handbook"):
        hand.tap(f"tab-{page}")
        hand.picture()
        assert hand.text("staff-visit").startswith(vi.text("staff.visit.here", place=vi.text("resident.part.3")))
        assert paper.isdisjoint(_texts(hand))
        assert [each for each in personal if each in " ".join(_texts(hand))] == []


def test_what_must_wait_cannot_be_pressed_and_says_why(kiosk: Kiosk, hand: Hand) -> None:
    """For officer and technician; it can as soon as the visit beneath has ended."""
    add_technician(kiosk)
    vi = load_catalogue("vi")
    for pin, page, names in (
        (PIN, "today", ("staff-close", "staff-practice")),
        (PIN, "devices", ("check-all", "check-touch", "check-printer")),
        (TECHNICIAN_PIN, "leave", ("staff-quit",)),
    ):
        stand_at(hand, kiosk, Step.CONSENT)
        sign_in(hand, pin)
        hand.tap(f"tab-{page}")
        hand.picture()
        assert hand.text("staff-visit").endswith(vi.text(f"staff.visit.{page}"))
        assert [name for name in names if hand.item(name).isEnabled()] == []
        hand.window.visit.leave()
        hand.bot.waitUntil(lambda: all(hand.item(name).isEnabled() for name in names))  # noqa: B023 - waited for here
        assert hand.text("staff-visit") == ""
        hand.tap("staff-leave")


def test_a_pause_lets_the_person_in_front_go_on(hand: Hand, kiosk: Kiosk) -> None:
    """It is said so; their visit ends at the screen that says nobody can start."""
    walk_to_quiz(hand)
    sign_in(hand)
    hand.tap("tab-today")
    hand.tap("staff-pause")
    said = load_catalogue("vi").text("staff.day.done.pause_afterwards")
    hand.bot.waitUntil(lambda: hand.sees("staff-day-remark") and hand.text("staff-day-remark") == said)
    assert day_state(kiosk) == "paused"
    hand.tap("staff-leave")
    hand.tap("answer-0")
    hand.bot.waitUntil(lambda: hand.window.models["quiz"].property("isSaved"))
    hand.window.visit.leave()
    assert hand.window.visit.at is Step.CLOSED
    assert [each.by for each in _events(kiosk) if isinstance(each, KioskPaused)] == ["officer-1"]


def test_a_visit_that_ends_beneath_the_desk_leaves_nothing(hand: Hand, kiosk: Kiosk, moved: MovedClock) -> None:
    """The thanks run out while staff are there: everything is dropped, their own page stays as they have it."""
    stand_at(hand, kiosk, Step.THANKS)
    hand.tap("language-en")
    sign_in(hand)
    moved.pass_s(16)
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.ATTRACT)
    assert hand.window.visit.facts == VisitFacts()
    assert hand.window.appearance.property("language") == "en"
    hand.tap("staff-leave")
    hand.waits_for("start")
    assert hand.window.appearance.property("language") == "vi"


def test_a_staff_card_is_read_where_no_other_is_awaited(hand: Hand, kiosk: Kiosk) -> None:
    """On the screen for identity cards a scan is the person's; elsewhere any but a card of staff means nothing."""
    card = StaffCard("officer-2", bytes(32))
    member = StaffMember("officer-2", "Cán bộ", "officer", hashed(PIN), card_digest(card))
    roster = Roster(9, kiosk.clock.now().at_us, kiosk.enrolment.unit, (member,))
    with kiosk.store.transaction():
        save_document(kiosk.store, ROSTER_TYPE, 9, close_envelope(DISTRICT, ROSTER_TYPE, encode(roster)))
    stand_at(hand, kiosk, Step.IDENTITY)
    hand.type(card_text(card) + "\n")
    hand.picture()
    assert staff_of(hand).property("stage") == ""
    stand_at(hand, kiosk, Step.QUIZ, "001185067891")
    hand.type(canary(1).card())
    hand.picture()
    assert staff_of(hand).property("stage") == ""
    hand.type(card_text(card) + "\n")
    hand.waits_for("staff-desk")
    hand.tap("staff-leave")
    hand.waits_for("answer-0")
    assert kiosk_status(kiosk).attempts.open == 1


def test_the_receipt_stays_in_sight_after_staff_looked_at_devices(hand: Hand, kiosk: Kiosk) -> None:
    """Its picture is held for the person in front, also when its screen is drawn anew."""
    stand_at(hand, kiosk, Step.RECEIPT)
    hand.bot.waitUntil(lambda: hand.window.models["receipt"].property("printState") == "kept")
    before = hand.picture()
    sign_in(hand)
    hand.tap("tab-devices")
    hand.picture()
    hand.tap("staff-leave")
    hand.tap("back")
    hand.tap("continue")
    hand.waits_for("receipt-code")
    hand.bot.waitUntil(lambda: hand.picture() == before)


def _shown(hand: Hand) -> list[tuple[object, ...]]:
    """Give everything visible that says something or has a name, with where it stands."""
    hand.picture()
    return [
        (
            each.objectName(),
            str(each.property("text") or ""),
            each.mapRectToScene(each.boundingRect()).toRect().getRect(),
        )
        for each in hand.items()
        if each.objectName() or each.property("text")
    ]


def _texts(hand: Hand) -> list[str]:
    return [str(each.property("text")) for each in hand.items() if each.property("text")]


def _events(kiosk: Kiosk) -> list[Event]:
    return [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
