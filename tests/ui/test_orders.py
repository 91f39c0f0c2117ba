"""Orders of the district at the real window: obeyed between visits, never in one, and said in words."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.events import OrderAct
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import close_kiosk, day_state
from kiosk.services.orders import district_settings
from kiosk.texts import load_catalogue
from sync.client.rounds import take_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ORDERS_TYPE, SETTINGS_TYPE, KioskSettings, Order, encode
from tests.helpers.kiosks import DISTRICT
from tests.helpers.qml import Hand, ports_of_a_place_without_devices
from tests.helpers.standing import a_standing_window
from tests.helpers.visits import answer_all, hand_in, paper_of, walk_to_quiz
from ui.flow import Step
from ui.ports import Ports
from ui.view_models.orders import OrdersModel

TEXTS = load_catalogue("vi")


def _order_comes(kiosk: Kiosk, number: int, act: OrderAct) -> None:
    order = Order(number, 0, 4 * 10**15, act, kiosk.id, kiosk.enrolment.unit)
    take_document(kiosk, close_envelope(DISTRICT, ORDERS_TYPE, encode(order)))


def _look(hand: Hand) -> None:
    orders = hand.window.models["orders"]
    assert isinstance(orders, OrdersModel)
    orders.look()


def test_an_order_waits_for_the_end_of_a_visit(kiosk: Kiosk, hand: Hand, qtbot: QtBot) -> None:
    """The person finishes as if nothing had come; then the screen says who paused it, and opens again by itself."""
    walk_to_quiz(hand)
    _order_comes(kiosk, 1, "pause")
    _look(hand)
    answer_all(hand, paper_of(hand))
    hand_in(hand)
    assert day_state(kiosk) == "open"
    hand.tap("continue")
    hand.tap("finish")
    hand.tap("done")
    qtbot.waitUntil(lambda: hand.window.visit.at is Step.CLOSED)
    attract = hand.window.models["attract"]
    title = TEXTS.text("attract.paused_by_district.title")
    qtbot.waitUntil(lambda: attract.property("closedTitle") == title)
    assert day_state(kiosk) == "paused"
    _order_comes(kiosk, 2, "open")
    _look(hand)
    qtbot.waitUntil(lambda: hand.window.visit.at is Step.ATTRACT)
    assert day_state(kiosk) == "open"


@pytest.mark.parametrize("act", ["pause", "close", "revoke"])
def test_the_closed_screen_says_what_the_district_ordered(
    kiosk: Kiosk, hand: Hand, qtbot: QtBot, act: OrderAct
) -> None:
    """Also where staff had closed the day already."""
    close_kiosk(kiosk, "officer")
    _order_comes(kiosk, 1, act)
    _look(hand)
    attract = hand.window.models["attract"]
    code = {"pause": "paused", "close": "closed", "revoke": "revoked"}[act]
    wanted = TEXTS.text(f"attract.{code}_by_district.title")
    qtbot.waitUntil(lambda: attract.property("closedTitle") == wanted)
    assert hand.window.visit.at is Step.CLOSED


def test_the_districts_text_size_is_what_a_person_finds(kiosk: Kiosk, hand: Hand, qtbot: QtBot) -> None:
    """Each next person too; what the one in front chose stays until they have gone."""
    settings = KioskSettings(1, 0, "", "", 2)
    take_document(kiosk, close_envelope(DISTRICT, SETTINGS_TYPE, encode(settings)))
    _look(hand)
    appearance = hand.window.appearance
    qtbot.waitUntil(lambda: appearance.property("textStep") == 2)
    appearance.choose_text_step(3)
    _look(hand)
    qtbot.waitUntil(lambda: not hand.window.storage.pending)
    assert appearance.property("textStep") == 3
    appearance.reset()
    assert appearance.property("textStep") == 2


def test_the_districts_paper_is_in_force_between_two_visits(kiosk: Kiosk, qtbot: QtBot) -> None:
    """The ports are made anew once for each change of it, and not in the middle of a visit."""
    made: list[str] = []

    def make_ports() -> Ports:
        ordered = district_settings(kiosk)
        made.append("" if ordered is None else ordered.paper)
        return ports_of_a_place_without_devices(kiosk.folder / "papers")

    with a_standing_window(kiosk, qtbot, make_ports) as standing:
        hand = standing.hand
        hand.picture()
        hand.tap("start")
        hand.waits_for("consent-participate")
        settings = KioskSettings(1, 0, "", "roll80", 1)
        take_document(kiosk, close_envelope(DISTRICT, SETTINGS_TYPE, encode(settings)))
        _look(hand)
        hand.picture()
        assert made == [""]
        hand.window.visit.leave()
        qtbot.waitUntil(lambda: made == ["", "roll80"])
        _look(hand)
        hand.picture()
        assert made == ["", "roll80"]
