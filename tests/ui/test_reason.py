"""A reason staff write: a sentence, in Vietnamese, by touch keyboard and by a real one; what it leaves behind at the next line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import AttemptExtended
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration
from tests.helpers.qml import Hand, a_window
from tests.helpers.staff import sign_in
from ui.view_models.keyboard import KeyboardModel


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """Give an open kiosk with somebody's attempt."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    start_attempt(kiosk, a_registration(kiosk))
    return kiosk


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at its window, where a reason is asked for."""
    with a_window(kiosk, qtbot) as hand:
        sign_in(hand)
        hand.tap("tab-sessions")
        hand.tap("session-0")
        hand.tap("session-extend")
        hand.waits_for("staff-reason")
        yield hand


def test_a_reason_is_touched_as_a_sentence(kiosk: Kiosk, hand: Hand) -> None:
    """Only its first letter is a capital, also after a full stop; it has the signs a sentence needs, and no second line."""
    for key in ("m", "â", "t", "sắc", "space", "đ", "i", "ê", "n", "nặng", ".", "space", "l", "o"):
        hand.tap(f"tone-{key}" if key in {"sắc", "nặng"} else f"key-{key}")
    assert hand.text("staff-reason") == "Mất điện. Lo"
    assert not hand.sees("key-enter")
    hand.tap("staff-reason-give")
    hand.waits_for("sessions-remark")
    assert _reasons(kiosk) == ["Mất điện. Lo"]


def test_a_reason_is_typed_in_telex(kiosk: Kiosk, hand: Hand) -> None:
    """On a real keyboard, which has its own shift."""
    hand.type("Maats ddieenj, khoong phair looix\n")
    hand.waits_for("sessions-remark")
    assert _reasons(kiosk) == ["Mất điện, không phải lỗi"]


def test_the_next_line_begins_each_word_with_a_capital_again(hand: Hand) -> None:
    """A name is a name: prose ends with the reason."""
    keyboard = hand.window.models["keyboard"]
    assert isinstance(keyboard, KeyboardModel)
    keyboard.press("An", " ")
    assert not keyboard.property("isShifted")
    hand.tap("staff-reason-drop")
    hand.waits_for("session-extend")
    keyboard.press("An", " ")
    assert keyboard.property("isShifted")


def _reasons(kiosk: Kiosk) -> list[str]:
    events = [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
    return [each.reason for each in events if isinstance(each, AttemptExtended)]
