"""How far a round has come: for few entries as for many, whatever is written meanwhile, it never goes back nor too far."""

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kiosk.services.opening import open_kiosk
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk
from tests.helpers.qml import a_window, ports_of_a_place_without_devices
from tests.helpers.staff import sign_in
from ui.ports import SyncState
from ui.round_progress import RoundProgress


@dataclass(frozen=True, slots=True)
class _Round:
    """A round as it ended."""

    sent: int
    waiting: int


@pytest.mark.parametrize(
    ("total", "left", "told"),
    [
        (3, (3, 2, 0), ((0, 3), (1, 3), (3, 3))),
        (50_000, (50_000, 49_500, 1_000), ((0, 50_000), (500, 50_000), (49_000, 50_000))),
        (10, (8, 12, 9), ((2, 10), (2, 10), (2, 10))),
        (0, (7, 5), ((0, 7), (2, 7))),
        (0, (0,), ((0, 0),)),
    ],
    ids=["few", "many", "residents write meanwhile", "what waited was not known", "nothing waits"],
)
def test_what_arrived_is_told(total: int, left: tuple[int, ...], told: tuple[tuple[int, int], ...]) -> None:
    """Of what waited at the beginning."""
    progress, seen = RoundProgress(total), []
    for waiting in left:
        progress = progress.seen(waiting)
        seen.append((progress.arrived, progress.total))
    assert tuple(seen) == told


@given(st.integers(0, 100_000), st.lists(st.integers(0, 100_000)))
def test_it_never_goes_back(total: int, left: list[int]) -> None:
    """Nor beyond the whole."""
    progress, shares = RoundProgress(total), [0.0]
    for waiting in left:
        progress = progress.seen(waiting)
        shares.append(progress.share)
    assert shares == sorted(shares)
    assert shares[-1] <= 1


def test_a_long_round_shows_how_far_it_has_come(qtbot: QtBot, tmp_path: Path) -> None:
    """While it lasts, in words and as a bar; once it is over only what came of it is told."""
    kiosk = a_kiosk(tmp_path / "kiosk", MovedClock())
    open_kiosk(kiosk, "officer-1")
    left, end = [50_000], Event()

    def sync_now() -> _Round:
        end.wait(30)
        return _Round(50_000, 0)

    ports = replace(
        ports_of_a_place_without_devices(tmp_path),
        sync_now=sync_now,
        sync_state=lambda: SyncState(left[0], None, ""),
    )
    catalogue = load_catalogue("vi")
    with a_window(kiosk, qtbot, ports=ports) as hand:
        sign_in(hand)
        hand.tap("tab-sync")
        hand.picture()
        assert not hand.sees("sync-progress")
        hand.tap("staff-sync")
        hand.waits_for("sync-progress")
        assert hand.text("sync-progress") == catalogue.text("staff.sync.reaching")
        left[0] = 37_500
        told = catalogue.text("staff.sync.arrived", arrived="12.500", total="50.000")
        qtbot.waitUntil(lambda: hand.text("sync-progress") == told)
        assert hand.item("sync-progress").property("share") == 0.25
        left[0] = 0
        end.set()
        hand.waits_for("staff-sync-remark")
        hand.picture()
        assert not hand.sees("sync-progress")
