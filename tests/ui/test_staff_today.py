"""The page of today in the real window: a closed day until the next is opened, its record on paper, what the district holds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import ClosingPrinted, OrderAct, PrintOutcome
from kiosk.contest.moment import VIETNAM
from kiosk.journal.codec import decode_event
from kiosk.services.attempts import finish_attempt, start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, open_kiosk
from kiosk.services.orders import obey_newest_order
from kiosk.services.receipts import issue_receipt
from kiosk.storage.journal_rows import all_entries
from kiosk.texts import Catalogue, load_catalogue
from sync.client.rounds import take_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ORDERS_TYPE, Order, encode
from tests.helpers.kiosks import DISTRICT, MovedClock, a_kiosk, a_registration
from tests.helpers.qml import Hand, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import sign_in, staff_of
from tests.helpers.standing import a_standing_window
from ui.tray_printer import TrayPrinter
from ui.view_models.staff_pages import StaffPages

LANGUAGES = ("vi", "en")
_OUT: Final = load_catalogue("vi").text("staff.printer.paper_out")


@pytest.fixture
def moved() -> MovedClock:
    """Give a clock to move."""
    return MovedClock()


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give an open kiosk that had one visit."""
    kiosk = a_kiosk(tmp_path / "kiosk", moved)
    open_kiosk(kiosk, "officer-1")
    attempt = start_attempt(kiosk, a_registration(kiosk))
    finish_attempt(kiosk, attempt.id)
    issue_receipt(kiosk, attempt.id)
    moved.pass_s(3600)
    return kiosk


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> TrayPrinter:
    """Give a printer whose paper may run out."""
    del qtbot
    (tmp_path / "papers").mkdir()
    return TrayPrinter(tmp_path / "papers")


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot, tmp_path: Path, printer: TrayPrinter) -> Iterator[Hand]:
    """Give the hand at its window."""
    ports = replace(ports_of_a_place_without_devices(tmp_path), printer=printer)
    with a_window(kiosk, qtbot, ports=ports) as hand:
        yield hand


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_day_is_shown_until_the_next_is_opened(
    kiosk: Kiosk, hand: Hand, moved: MovedClock, language: str
) -> None:
    """Its numbers, when it was opened and closed, by whom, and that nobody printed it; then the new day begins at nothing."""
    close_kiosk(kiosk, "officer-1")
    closed_at = moved.clock().now().at.astimezone(VIETNAM)
    moved.pass_s(3600)
    catalogue = load_catalogue(language)
    hand.window.appearance.choose_language(language)
    sign_in(hand)
    hand.waits_for("staff-record")
    told = hand.text("staff-figures")
    assert f"{closed_at:%H:%M %d/%m/%Y}" in told
    assert "Cán bộ (officer-1)" in told
    assert told.endswith(catalogue.text("staff.figures.paper.none"))
    assert [_figure(hand, catalogue, name) for name in ("started", "finished", "receipts_issued")] == ["1", "1", "1"]
    assert _figure(hand, catalogue, "running") is None
    open_kiosk(kiosk, "officer-1")
    hand.tap("tab-journal")
    hand.tap("tab-today")
    hand.waits_for("staff-close")
    hand.bot.waitUntil(lambda: _figure(hand, catalogue, "started") == "0")
    assert not hand.sees("staff-record")


def test_a_day_closed_at_the_window_shows_its_record_at_once(hand: Hand) -> None:
    """Closing does not turn the numbers into nothing."""
    catalogue = load_catalogue("vi")
    sign_in(hand)
    hand.tap("staff-close")
    hand.waits_for("staff-record")
    hand.bot.waitUntil(lambda: _figure(hand, catalogue, "running") is None)
    assert _figure(hand, catalogue, "finished") == "1"


def test_the_record_of_one_day_leaves_that_of_another(
    kiosk: Kiosk, hand: Hand, moved: MovedClock, printer: TrayPrinter
) -> None:
    """Where records are kept as files, each day has its own."""
    for day in ("20230815", "20230816"):
        sign_in(hand)
        hand.tap("staff-close")
        hand.tap("staff-record")
        hand.bot.waitUntil(lambda day=day: printer.paper_named(f"tramthi-closing-{day}") is not None)  # type: ignore[misc]  # its default is bound
        hand.tap("staff-leave")
        moved.pass_s(86_400)
        open_kiosk(kiosk, "officer-1")
    assert printer.paper_named("tramthi-closing-") == printer.paper_named("tramthi-closing-20230815")


def test_a_day_left_open_overnight_is_told(hand: Hand, moved: MovedClock) -> None:
    """Counts of two dates in one record, and checks nobody asked for again: whoever forgot to close is told what to do."""
    sign_in(hand)
    hand.waits_for("staff-close")
    assert not hand.sees("staff-overdue")
    moved.pass_s(86_400)
    staff_of(hand).leave()
    sign_in(hand)
    hand.waits_for("staff-overdue")
    assert "15/08/2023" in hand.text("staff-overdue")
    hand.tap("staff-close")
    hand.waits_for("staff-record")
    hand.bot.waitUntil(lambda: not hand.sees("staff-overdue"))


def test_the_records_paper_is_told_as_the_printer_tells_it(kiosk: Kiosk, hand: Hand, printer: TrayPrinter) -> None:
    """Asked for, it is not yet printed; printed once the printer says so; and the next to sign in reads the same."""
    catalogue = load_catalogue("vi")
    close_kiosk(kiosk, "officer-1")
    printer.is_empty = True
    sign_in(hand)
    hand.tap("staff-record")
    hand.waits_for("staff-record-remark")
    hand.bot.waitUntil(lambda: hand.text("staff-figures").endswith(catalogue.text("staff.figures.paper.unknown")))
    assert catalogue.text("staff.paper.printed") not in hand.text("staff-record-remark")
    hand.tap("staff-record")  # the same paper waits already
    hand.bot.waitUntil(hand.item("staff-record").isEnabled)
    printer.fill()
    hand.bot.waitUntil(lambda: hand.text("staff-figures").endswith(catalogue.text("staff.figures.paper.printed")))
    hand.tap("staff-leave")
    sign_in(hand)
    hand.waits_for("staff-record")
    assert hand.text("staff-figures").endswith(catalogue.text("staff.figures.paper.printed"))
    assert _papers(kiosk)[-1] == "printed"
    assert _papers(kiosk).count("printed") == 1
    assert "printed" not in _papers(kiosk)[:-1]


@pytest.mark.expects_log("the visit stopped at")
@pytest.mark.parametrize("when", ["while it waits for paper", "before it was told that it is on its way"])
def test_the_end_of_a_records_paper_is_noted_whatever_befalls_the_screens(
    kiosk: Kiosk, qtbot: QtBot, tmp_path: Path, printer: TrayPrinter, when: str
) -> None:
    """They fail and are made anew while it prints: it comes out once, the journal has its end, and the next to sign in reads it."""
    close_kiosk(kiosk, "officer-1")
    printer.is_empty = True
    ports = replace(ports_of_a_place_without_devices(tmp_path), printer=printer)
    with a_standing_window(kiosk, qtbot, lambda: ports) as standing:
        sign_in(standing.hand)
        standing.hand.tap("staff-record")
        if when == "while it waits for paper":
            standing.hand.bot.waitUntil(lambda: _OUT in standing.hand.text("staff-record-remark"))
        else:
            standing.hand.bot.waitUntil(lambda: _papers(kiosk) == ["queued"])
        hand = standing.fail()
        printer.fill()
        hand.bot.waitUntil(lambda: _papers(kiosk)[-1] == "printed")
        assert _papers(kiosk) == ["queued", "printed"]
        record = printer.paper_named("tramthi-closing-20230815-")
        assert record is not None
        assert record.read_bytes().startswith(b"%PDF")
        hand.tap("leave")
        sign_in(hand)
        hand.waits_for("staff-record")
        said = load_catalogue("vi").text("staff.figures.paper.printed")
        hand.bot.waitUntil(lambda: hand.text("staff-figures").endswith(said))


@pytest.mark.parametrize(
    ("act", "code"),
    [("pause", "paused_by_district"), ("close", "closed_by_district"), ("revoke", "revoked_by_district")],
)
def test_what_the_district_holds_is_told_before_anything_is_tried(
    kiosk: Kiosk, hand: Hand, act: OrderAct, code: str
) -> None:
    """And the day cannot be opened by a touch that would only be refused."""
    _order(kiosk, act)
    obey_newest_order(kiosk)
    sign_in(hand)
    hand.waits_for("staff-hold")
    assert hand.text("staff-hold") == load_catalogue("vi").text(f"refusals.{code}")
    assert not hand.sees("staff-open")


def test_an_order_that_came_while_staff_are_here_is_told(kiosk: Kiosk, hand: Hand) -> None:
    """It is obeyed once they leave, and the page says so until then."""
    sign_in(hand)
    hand.waits_for("staff-pause")
    assert not hand.sees("staff-hold")
    _order(kiosk, "close")
    hand.tap("tab-sync")
    hand.tap("tab-today")
    hand.waits_for("staff-hold")
    assert hand.text("staff-hold") == load_catalogue("vi").text("staff.order_waits.close")


def _order(kiosk: Kiosk, act: OrderAct) -> None:
    order = Order(1, 0, 4 * 10**15, act, kiosk.id, kiosk.enrolment.unit)
    assert take_document(kiosk, close_envelope(DISTRICT, ORDERS_TYPE, encode(order)))


def _figure(hand: Hand, catalogue: Catalogue, name: str) -> str | None:
    pages = hand.window.models["staffPages"]
    assert isinstance(pages, StaffPages)
    shown = {each.name: each.count for each in pages.today.figures.property("rows").rows}
    return shown.get(catalogue.text(f"staff.count.{name}"))


def _papers(kiosk: Kiosk) -> list[PrintOutcome]:
    events = [decode_event(each.kind, each.version, each.payload or b"") for each in all_entries(kiosk.store, 1)]
    return [each.outcome for each in events if isinstance(each, ClosingPrinted)]
