"""The first screen over days: what it says of the contest, that it stays true with nobody there, that it does not burn in."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from kiosk.contest.moment import VIETNAM, us_from_moment
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk, pause_kiosk
from kiosk.services.queue import call_next, issue_ticket
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.layout import layout_faults
from tests.helpers.qml import Hand, a_window
from ui.flow import Step
from ui.screen_shift import PLACES, STAYS_S

A_DAY_S = 24 * 3600


def _kiosk(folder: Path, moved: MovedClock, at: str) -> Kiosk:
    """Give an open kiosk with the contest of 2023 (from 1 August 2023 to 31 December 2027, 17:00) at a time in Vietnam."""
    moved.at_us = us_from_moment(datetime.fromisoformat(at).replace(tzinfo=VIETNAM))
    kiosk = a_kiosk(folder, moved, load_pack_folder(SAMPLE_PACK))
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _looks_again(attract: QObject) -> None:
    """Let the model's clock strike, as it does each half minute."""
    for timer in attract.findChildren(QTimer):
        if timer.isActive():
            timer.timeout.emit()


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        (
            "2027-12-19T10:00",
            "đến 17:00 ngày 31/12/2027 (còn 12 ngày)",
            "until 17:00 on 31 December 2027 (12 days left)",
        ),
        ("2027-12-30T23:59", "đến 17:00 ngày 31/12/2027 (còn 1 ngày)", "until 17:00 on 31 December 2027 (1 day left)"),
        ("2027-12-31T00:00", "hôm nay là ngày cuối, nhận bài đến 17:00", "today is the last day, entries until 17:00"),
    ],
)
def test_the_days_left_are_told(tmp_path: Path, qtbot: QtBot, moved: MovedClock, at: str, vi: str, en: str) -> None:
    """Beside the dates, in both languages, to the last day; one may start."""
    with a_window(_kiosk(tmp_path, moved, at), qtbot) as hand:
        attract = hand.window.models["attract"]
        assert str(attract.property("facts")).endswith(vi)
        hand.tap("language-en")
        qtbot.waitUntil(lambda: str(attract.property("facts")).endswith(en))
        assert hand.sees("start")
        assert not hand.sees("contest-notice")


def test_a_number_called_yesterday_calls_nobody_today(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """A kiosk that was left open overnight shows no number that nobody holds any more."""
    kiosk = _kiosk(tmp_path, moved, "2023-08-15T16:00")
    issue_ticket(kiosk)
    call_next(kiosk)
    with a_window(kiosk, qtbot) as hand:
        bar = hand.window.visit.bar
        qtbot.waitUntil(lambda: "1" in str(bar.property("calledText")))
        moved.pass_s(7.5 * 3600)
        _looks_again(hand.window.models["attract"])
        assert "1" in str(bar.property("calledText"))
        moved.pass_s(3600)
        _looks_again(hand.window.models["attract"])
        assert bar.property("calledText") == ""


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        ("2023-07-29T08:00", "ngày 01/08/2023, còn 3 ngày nữa.", "in 3 days."),
        ("2023-07-31T08:00", "00:00 ngày mai.", "tomorrow at 00:00."),
        ("2028-01-02T08:00", "17:00 ngày 31/12/2027.", "on 31 December 2027 at 17:00."),
    ],
)
def test_outside_its_dates_the_contest_says_so_at_once(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock, at: str, vi: str, en: str
) -> None:
    """Nobody is led through ten screens to be refused: when it opens, or that it is over, stands where one would touch."""
    with a_window(_kiosk(tmp_path, moved, at), qtbot) as hand:
        assert vi in hand.text("contest-notice")
        hand.tap("language-en")
        qtbot.waitUntil(lambda: en in hand.text("contest-notice"))
        assert not hand.sees("start")


@pytest.mark.parametrize(
    ("at", "vi", "en"),
    [
        ("1970-01-01T08:00", "chỉ ngày 01/01/1970", "says 1 January 1970"),
        ("2024-01-01T00:00", "chỉ ngày 01/01/2024", "says 1 January 2024"),
        ("2099-11-22T08:00", "chỉ ngày 22/11/2099", "says 22 November 2099"),
    ],
)
def test_by_a_clock_that_cannot_be_right_nothing_is_said_of_days_and_nobody_starts(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock, at: str, vi: str, en: str
) -> None:
    """A battery is empty: the date shown is told and whom to call; once the clock is set the first screen is as ever."""
    kiosk = _kiosk(tmp_path, moved, "2025-03-01T08:00")
    right_us = moved.at_us
    moved.at_us = us_from_moment(datetime.fromisoformat(at).replace(tzinfo=VIETNAM))
    with a_window(kiosk, qtbot) as hand:
        attract = hand.window.models["attract"]
        assert vi in hand.text("contest-notice")
        assert str(attract.property("facts")).endswith("từ ngày 01/08/2023 đến 17:00 ngày 31/12/2027")
        assert not hand.sees("start")
        hand.tap("language-en")
        qtbot.waitUntil(lambda: en in hand.text("contest-notice"))
        moved.at_us = right_us
        _looks_again(attract)
        hand.waits_for("start")
        assert not hand.sees("contest-notice")


def test_a_screen_nobody_touches_stays_true(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """Over midnight the days left change by themselves, and at 17:00 on the last day the start goes."""
    with a_window(_kiosk(tmp_path, moved, "2027-12-30T12:00"), qtbot) as hand:
        attract = hand.window.models["attract"]
        moved.pass_s(A_DAY_S)
        _looks_again(attract)
        assert "ngày cuối" in str(attract.property("facts"))
        moved.pass_s(5 * 3600 - 1)
        _looks_again(attract)
        assert hand.sees("start")
        moved.pass_s(1)
        _looks_again(attract)
        assert "đã kết thúc" in hand.text("contest-notice")


def test_the_picture_moves_a_little_every_few_minutes(hand: Hand, moved: MovedClock) -> None:
    """Also where nothing may move by itself; the touch follows, and a visit has everything in its usual place."""
    attract, start = hand.window.models["attract"], hand.middle("start")
    for place in (*PLACES[1:], PLACES[0]):
        moved.pass_s(STAYS_S)
        _looks_again(attract)
        assert (attract.property("shiftX"), attract.property("shiftY")) == place
        assert not list(layout_faults(hand))
    assert hand.middle("start") == start
    moved.pass_s(2 * STAYS_S)
    _looks_again(attract)
    assert hand.middle("start").x() > start.x()
    assert hand.middle("start").y() > start.y()
    hand.tap("start")
    hand.waits_for("consent-participate")
    assert (attract.property("shiftX"), attract.property("shiftY")) == (0, 0)


@pytest.mark.parametrize(("is_paused", "title"), [(False, "Trạm thi đang đóng"), (True, "Trạm thi tạm nghỉ")])
def test_a_station_that_is_not_open_says_which_it_is(
    tmp_path: Path, qtbot: QtBot, title: str, *, is_paused: bool
) -> None:
    """Closed for the day, or only paused: another sentence, so that nobody goes home for a break of ten minutes."""
    kiosk = a_kiosk(tmp_path)
    if is_paused:
        open_kiosk(kiosk, "officer-1")
        pause_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        attract = hand.window.models["attract"]
        assert hand.window.visit.at is Step.CLOSED
        qtbot.waitUntil(lambda: attract.property("closedTitle") == title)
