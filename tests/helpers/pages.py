"""What is measured beside the steps of a visit: what may lie over a screen, and what a step shows besides its first page.

Each function leaves the window at its page. They are one list, so that a test can hold every QML file against it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QCoreApplication

from kiosk.contest.errors import Refused
from kiosk.contest.events import OrderAct
from kiosk.contest.moment import us_from_moment
from kiosk.contest.rules import EssayRules
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.admission import Admission
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk, pause_kiosk
from sync.client.rounds import take_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ORDERS_TYPE, Order, encode
from tests.helpers.builders import a_text, changed
from tests.helpers.kiosks import DISTRICT, PIN, US_PER_S, MovedClock, a_kiosk
from tests.helpers.qml import Hand, ports_of_a_place_without_devices
from tests.helpers.visits import press_digits, stand_at
from ui.flow import Step
from ui.ports import Ports
from ui.speech.choosing import speech_of
from ui.speech.written_voice import WrittenVoice
from ui.view_models.consent import ConsentModel
from ui.view_models.essay import EssayModel
from ui.view_models.idle import IDLE_S, IdleModel
from ui.view_models.orders import OrdersModel
from ui.view_models.read_aloud import ReadAloudModel
from ui.view_models.staff import StaffModel
from ui.view_models.unit import UnitModel

_TOPIC: Final = a_text("Theo quý vị, định danh điện tử giúp gì cho người dân trong phường? Nêu một ví dụ.")
_NUMBER: Final = "001185{:06d}"
_TELLS_AT_S: Final = 290
"""What is left of a paper when the bar tells of time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A hand at the window of the contest of 2023, and the clock of that kiosk."""

    hand: Hand
    moved: MovedClock

    def stand_at(self, step: Step, serial: int = 900) -> None:
        """Show a step as a person of that number sees it."""
        stand_at(self.hand, self.hand.window.kiosk, step, _NUMBER.format(serial))
        settle(self.hand)

    def model(self, name: str) -> object:
        """Give a model of the window."""
        return self.hand.window.models[name]


Show = Callable[[Place], None]


def sample_kiosk(folder: Path, moved: MovedClock | None = None) -> Kiosk:
    """Give an open kiosk with the contest of 2023 and an essay, on a day of it."""
    moved = moved or MovedClock()
    pack = load_pack_folder(SAMPLE_PACK)
    pack = changed(pack, rules=changed(pack.rules, essay=EssayRules(_TOPIC, 300, 10)))
    moved.at_us = round(pack.rules.rounds[0].starts_at.timestamp() * US_PER_S) + 3600 * US_PER_S
    kiosk = a_kiosk(folder, moved, pack)
    open_kiosk(kiosk, "officer-1")
    return kiosk


def ports_with_a_voice(folder: Path) -> Ports:
    """Give the ports of a place without devices, but with a voice that writes down what it says."""
    said = folder / "said.txt"
    return replace(ports_of_a_place_without_devices(folder), find_speech=lambda: speech_of([WrittenVoice(said)]))


def ports_for(name: str, folder: Path) -> Ports:
    """Give the ports that a page needs: where one listens, a voice."""
    return ports_with_a_voice(folder) if name == "listening aloud" else ports_of_a_place_without_devices(folder)


def settle(hand: Hand) -> None:
    """Let layouts, which arrange themselves a moment later, come to rest."""
    for _ in range(3):
        QCoreApplication.processEvents()
    hand.picture()
    QCoreApplication.processEvents()


def _contrasts(place: Place) -> None:
    place.hand.window.appearance.show_contrasts()
    place.hand.waits_for("contrast-close")


def _help(place: Place) -> None:
    place.hand.tap("help")
    place.hand.waits_for("help-call")


def _help_called(place: Place) -> None:
    place.stand_at(Step.QUIZ)
    _help(place)
    place.hand.tap("help-call")
    place.hand.waits_for("help-take-back")


def _listening(place: Place) -> None:
    place.hand.tap("listen")
    place.hand.waits_for("listen-close")


def _staff_pin(place: Place) -> None:
    cast("StaffModel", place.model("staff")).enter()
    place.hand.waits_for("pin-1")


def _idle(step: Step, place: Place) -> None:
    """Touch nothing until it is asked whether somebody is there. The kiosk's clock then stands, and with it the countdown."""
    place.stand_at(step)
    place.moved.pass_s(IDLE_S + 1)
    place.hand.waits_for("idle-stay")


def _notice(place: Place) -> None:
    place.stand_at(Step.CONSENT)
    cast("ConsentModel", place.model("consent")).show_notice(True)  # noqa: FBT003 - a slot


def _new_law(place: Place) -> None:
    place.moved.at_us = us_from_moment(datetime(2026, 11, 30, 5, tzinfo=UTC))
    place.stand_at(Step.CONSENT)
    place.hand.waits_for("consent-participate")


def _contradiction(place: Place) -> None:
    place.stand_at(Step.CHECK)
    facts = place.hand.window.visit.facts
    facts.sex, facts.birth_text = "male", "01/12/1990"  # the number says otherwise
    place.hand.window.visit.show(Step.CHECK)


def _guardian(page: str, place: Place) -> None:
    place.stand_at(Step.GUARDIAN)
    facts, hand = place.hand.window.visit.facts, place.hand
    facts.guardian_name, facts.guardian_phone = "Nguyễn Hoàng Phương Thảo Nguyên", "0912345678"
    hand.tap("relation-mother")
    hand.tap("guardian-consent")
    hand.tap("continue")
    hand.waits_for("guardian-name")
    if page == "guardian-phone":
        hand.tap("continue")
        hand.waits_for(page)


def _paper_form(page: str, place: Place) -> None:
    place.stand_at(Step.GUARDIAN)
    place.hand.tap("guardian-paper")
    place.hand.waits_for("guardian-pin")
    if page == "guardian-form":
        press_digits(place.hand, "guardian-pin", PIN)
        place.hand.tap("continue")
        place.hand.waits_for(page)


def _search(place: Place) -> None:
    place.stand_at(Step.UNIT)
    cast("UnitModel", place.model("unit")).begin_search()
    place.hand.waits_for("key-space")


def _essay(page: str, place: Place) -> None:
    place.stand_at(Step.ESSAY)
    cast("EssayModel", place.model("essay")).show_page("sheet" if page == "sheet" else "writing")
    settle(place.hand)
    if page == "without keys":
        place.hand.tap("essay-keys")


def _time_short(place: Place) -> None:
    place.stand_at(Step.QUIZ)
    place.moved.pass_s(place.hand.window.kiosk.rules.paper.limit_s - _TELLS_AT_S)
    cast("IdleModel", place.model("idle")).stay()
    place.hand.bot.waitUntil(lambda: place.hand.window.visit.bar.property("noticeText") != "")


def _paused(place: Place) -> None:
    pause_kiosk(place.hand.window.kiosk, "officer-1")
    place.hand.window.visit.forget()
    place.hand.window.visit.show(Step.CLOSED)


def _ordered(act: OrderAct, place: Place) -> None:
    """Let an order of the district come, and the window obey it."""
    kiosk = place.hand.window.kiosk
    place.hand.window.visit.forget()
    place.hand.window.visit.show(Step.ATTRACT)
    order = Order(1, 0, 4 * 10**15, act, kiosk.id, kiosk.enrolment.unit)
    take_document(kiosk, close_envelope(DISTRICT, ORDERS_TYPE, encode(order)))
    cast("OrdersModel", place.model("orders")).look()
    place.hand.bot.waitUntil(lambda: place.hand.window.visit.at is Step.CLOSED)


def _problem(place: Place) -> None:
    """Let something fail that passes, with a paper in front: it can be gone on with."""
    place.stand_at(Step.QUIZ)
    place.hand.window.visit.report(Refused("disk_full"))
    place.hand.waits_for("go-on")


def _refused(decision: str, place: Place) -> None:
    place.stand_at(Step.REFUSED)
    facts = place.hand.window.visit.facts
    facts.admission = Admission("excluded" if decision == "excluded" else "too_young", (), 0, b"")
    place.hand.window.visit.show(Step.REFUSED)


def _listening_aloud(place: Place) -> None:
    place.hand.bot.waitUntil(lambda: bool(cast("ReadAloudModel", place.model("readAloud")).property("canSpeak")))
    place.hand.tap("listen")
    place.hand.tap("listen")
    place.hand.waits_for("listen-pause")


def show_dark(place: Place) -> None:
    """Darken the screen while it is read. No cover: the screen goes on below it, for the keys."""
    _listening_aloud(place)
    settle(place.hand)
    place.hand.tap("listen-dark")
    place.hand.waits_for("dark-page")


COVERS: Final[dict[str, Show]] = {
    "contrasts": _contrasts,
    "help": _help,
    "help called": _help_called,
    "listening": _listening,
    "listening aloud": _listening_aloud,
    "staff's PIN": _staff_pin,
    "idle": partial(_idle, Step.RULES),
    "idle with a paper": partial(_idle, Step.QUIZ),
}
PAGES: Final[dict[str, Show]] = {
    "consent by the law of 2025": _new_law,
    "the notice on data": _notice,
    "a contradiction": _contradiction,
    "guardian's name": partial(_guardian, "guardian-name"),
    "guardian's telephone": partial(_guardian, "guardian-phone"),
    "officer's PIN": partial(_paper_form, "guardian-pin"),
    "number of the form": partial(_paper_form, "guardian-form"),
    "search": _search,
    "writing": partial(_essay, "writing"),
    "writing without keys": partial(_essay, "without keys"),
    "sheet": partial(_essay, "sheet"),
    "five minutes left": _time_short,
    "too young": partial(_refused, "too_young"),
    "excluded": partial(_refused, "excluded"),
    "a problem that passes": _problem,
    "paused": _paused,
    "paused by the district": partial(_ordered, "pause"),
    "revoked": partial(_ordered, "revoke"),
}
