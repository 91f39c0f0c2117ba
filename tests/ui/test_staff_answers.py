"""What came of an act on the console: it is in sight where the act was pressed, said once, and no longer than it is true."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.journal_pages import journal_page
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk
from kiosk.services.receipts import issue_receipt
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import a_registration
from tests.helpers.pages import settle
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import TECHNICIAN_PIN, add_technician, sign_in
from tests.helpers.visits import stand_at
from ui.flow import Step
from ui.ports import Ports, SyncState
from ui.view_models.appearance import TEXT_STEPS

TEXTS = load_catalogue("vi")
_MOST_PAGES = 6


@dataclass(frozen=True, slots=True)
class _Written:
    """What went onto a stick."""

    file: str = "tramthi-K-1.bundle"
    entries: int = 3
    waiting: int = 3


@dataclass(frozen=True, slots=True)
class _Round:
    """A round in which everything arrived."""

    sent: int = 3
    waiting: int = 0


@dataclass(slots=True)
class _Outside:
    """A stick that is written to for as long as wanted, and a district that answers or does not."""

    error: str = ""
    is_written: Event = field(default_factory=Event)

    def ports(self, folder: Path) -> Ports:
        """Give the ports that lead there."""
        return replace(
            ports_of_a_place_without_devices(folder),
            sync_now=self._sync,
            sync_state=lambda: SyncState(3, None, self.error),
            sticks=lambda: (folder / "USB-1", folder / "USB-2", folder / "USB-3"),
            to_stick=self._write,
            export_journal=self._write,
        )

    def _sync(self) -> _Round:
        if self.error:
            raise Refused(self.error)
        return _Round()

    def _write(self, _place: Path) -> _Written:
        self.is_written.wait(30)
        return _Written()


@pytest.fixture
def outside() -> _Outside:
    """Give what is outside of the kiosk."""
    return _Outside()


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot, tmp_path: Path, outside: _Outside) -> Iterator[Hand]:
    """Give the hand at the window of a kiosk with a technician too."""
    add_technician(kiosk)
    with a_window(kiosk, qtbot, ports=outside.ports(tmp_path)) as hand:
        try:
            yield hand
        finally:
            outside.is_written.set()


def test_a_called_number_is_said_to_be_shown_only_where_it_is(hand: Hand) -> None:
    """Not once the day is paused, in practice, or over somebody's visit, where the first screen is not to be seen."""
    shown, later = (TEXTS.text(f"staff.queue.{key}", number=1) for key in ("shown", "shown_later"))
    sign_in(hand)
    hand.tap("staff-ticket")
    hand.waits_for("staff-queue-remark")
    hand.tap("staff-call")
    hand.bot.waitUntil(lambda: hand.sees("staff-queue-remark") and hand.text("staff-queue-remark") == shown)
    for act in ("staff-pause", "staff-practice"):
        hand.tap(act)
        hand.bot.waitUntil(lambda: hand.text("staff-queue-remark") == later)
        hand.tap("staff-open" if act == "staff-pause" else act)
        hand.bot.waitUntil(lambda: hand.text("staff-queue-remark") == shown)


def test_a_number_called_over_a_visit_is_shown_later(hand: Hand, kiosk: Kiosk) -> None:
    """Whoever is in front has the screen."""
    stand_at(hand, kiosk, Step.QUIZ)
    sign_in(hand)
    hand.tap("tab-today")
    hand.tap("staff-ticket")
    hand.waits_for("staff-queue-remark")
    hand.tap("staff-call")
    later = TEXTS.text("staff.queue.shown_later", number=1)
    hand.bot.waitUntil(lambda: hand.sees("staff-queue-remark") and hand.text("staff-queue-remark") == later)


def test_practice_is_not_said_to_be_on_once_the_day_is_opened(hand: Hand, kiosk: Kiosk) -> None:
    """Opening ends it."""
    close_kiosk(kiosk, "officer-1")
    sign_in(hand)
    hand.tap("staff-practice")
    hand.waits_for("staff-practice-remark")
    hand.tap("staff-open")
    hand.waits_for("staff-reason")
    hand.type("ly do")
    hand.tap("staff-reason-give")
    hand.waits_for("staff-pause")
    hand.picture()
    assert not hand.sees("staff-practice-remark")


def test_a_refusal_is_not_said_again_on_the_page_come_back_to(hand: Hand, kiosk: Kiosk) -> None:
    """Closing waited for somebody who has finished meanwhile."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    sign_in(hand)
    hand.tap("staff-close")
    hand.waits_for("staff-day-remark")
    finish_attempt(kiosk, attempt.id)
    hand.tap("tab-sessions")
    hand.tap("tab-today")
    hand.picture()
    assert not hand.sees("staff-day-remark")


def test_a_failed_round_is_said_once(hand: Hand, outside: _Outside) -> None:
    """Where it was asked for; on the page come back to, as the latest try."""
    outside.error = "district_unreachable"
    sign_in(hand)
    hand.tap("tab-sync")
    hand.tap("staff-sync")
    hand.waits_for("staff-sync-remark")
    hand.picture()
    assert not hand.sees("staff-sync-error")
    hand.tap("tab-today")
    hand.tap("tab-sync")
    hand.waits_for("staff-sync-error")
    assert not hand.sees("staff-sync-remark")


def test_a_stick_that_is_written_to_is_said_to_be_needed(hand: Hand, outside: _Outside) -> None:
    """Where it takes long; and what came of it is there although staff looked at another page meanwhile."""
    sign_in(hand)
    hand.tap("tab-sync")
    hand.tap("stick-write-0")
    hand.waits_for("staff-stick-remark")
    assert hand.text("staff-stick-remark") == TEXTS.text("staff.stick.doing.written")
    assert not hand.item("staff-stick-remark").property("isGood")
    hand.tap("tab-today")
    outside.is_written.set()
    hand.tap("tab-sync")
    written = TEXTS.text("staff.stick.done.written", file="tramthi-K-1.bundle", entries=3, waiting=3)
    hand.bot.waitUntil(lambda: hand.sees("staff-stick-remark") and hand.text("staff-stick-remark") == written)


def test_an_export_is_noted_though_the_corner_was_locked_meanwhile(hand: Hand, kiosk: Kiosk, outside: _Outside) -> None:
    """While it lasts the stick is said to be needed; who asked for it stands in the journal in any case."""
    sign_in(hand, TECHNICIAN_PIN)
    hand.tap("tab-journal")
    hand.tap("journal-export")
    hand.waits_for("journal-remark")
    assert hand.text("journal-remark") == TEXTS.text("staff.stick.doing.written")
    hand.tap("staff-leave")
    outside.is_written.set()
    hand.bot.waitUntil(lambda: journal_page(kiosk, 1).lines[0].kind == "journal_exported")
    assert journal_page(kiosk, 1).lines[0].by == "technician-1"


@pytest.mark.parametrize(
    ("tab", "act", "answer"),
    [
        ("today", "staff-ticket", "staff-queue-remark"),
        ("sync", "stick-write-0", "staff-stick-remark"),
        ("receipts", "staff-reprint", "staff-receipt-remark"),
    ],
)
def test_an_answer_is_in_sight_in_the_largest_text(
    hand: Hand, kiosk: Kiosk, outside: _Outside, tab: str, act: str, answer: str
) -> None:
    """Also where it finds room only on a further page than the one that was pressed on."""
    outside.is_written.set()
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    sign_in(hand)
    hand.window.appearance.choose_text_step(TEXT_STEPS - 1)
    hand.tap(f"tab-{tab}")
    settle(hand)
    if tab == "receipts":
        hand.tap("code-1")
    else:
        _turn_until(hand, lambda: hand.sees("staff-pause" if tab == "today" else "staff-sync"))
        hand.tap("staff-pause" if tab == "today" else "staff-sync")
    settle(hand)
    _turn_until(hand, lambda: hand.sees(act))
    hand.tap(act)
    hand.waits_for(answer)
    settle(hand)
    assert hand.sees(answer)


def test_the_end_of_the_program_is_offered_only_where_settings_need_it(hand: Hand) -> None:
    """No button that does nothing stands among the settings."""
    sign_in(hand, TECHNICIAN_PIN)
    hand.tap("tab-settings")
    settle(hand)
    assert hand.sees("settings-save")
    assert not hand.sees("settings-start-again")
    hand.tap("setting-graphics")
    hand.tap("settings-save")
    hand.waits_for("settings-start-again")
    assert hand.sees("settings-start-text")


def _turn_until(hand: Hand, condition: Callable[[], bool]) -> None:
    for _ in range(_MOST_PAGES):
        if condition():
            return
        hand.tap("page-next")
        settle(hand)
