"""The larger part of the window, put in after the first frame: the screens of a visit, the staff's corner, the scanners."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.services.queue import called_now
from ui.application import QML
from ui.key_way import KeyWay
from ui.listening import Listening
from ui.papers import Papers
from ui.ports import Ports
from ui.reading import Reading
from ui.receipt_picture import ReceiptPictures
from ui.staff_desk import StaffDesk
from ui.steady_hand import SteadyHand
from ui.view_models.check import CheckModel
from ui.view_models.consent import ConsentModel
from ui.view_models.essay import EssayModel
from ui.view_models.guardian import GuardianModel
from ui.view_models.help import HelpModel
from ui.view_models.identity import IdentityModel
from ui.view_models.idle import IdleModel
from ui.view_models.keyboard import KeyboardModel
from ui.view_models.orders import OrdersModel
from ui.view_models.practice import PracticeModel
from ui.view_models.prediction import PredictionModel
from ui.view_models.problem import ProblemModel
from ui.view_models.quiz import QuizModel
from ui.view_models.read_aloud import ReadAloudModel
from ui.view_models.reason import ReasonModel
from ui.view_models.receipt import ReceiptModel
from ui.view_models.refusal import RefusalModel
from ui.view_models.result import ResultModel
from ui.view_models.review import ReviewModel
from ui.view_models.rules_page import RulesModel
from ui.view_models.staff import StaffModel
from ui.view_models.staff_pages import StaffPages
from ui.view_models.thanks import ThanksModel
from ui.view_models.unit import UnitModel
from ui.wiring import Backstage, Wiring

if TYPE_CHECKING:
    from ui.application import KioskWindow

_COVERS: Final = ("staff", "staffPages", "help", "idle", "readAloud")
_SHARED: Final = ("appearance", "visit")


def set_backstage(window: "KioskWindow", make_ports: Callable[[], Ports], end: Callable[[int], None]) -> Backstage:
    """Make what stands behind the screens of a window and outlives them."""
    return Backstage(Wiring(make_ports), Papers(window.storage), end)


def complete_window(window: "KioskWindow", backstage: Backstage) -> None:
    """Make the models of a visit, and put the QML that shows them into the places Main.qml keeps for it."""
    pictures, wiring = ReceiptPictures(), backstage.wiring
    window.engine.addImageProvider("receipt", pictures)
    made = _models(window, backstage, pictures)
    read_aloud = ReadAloudModel(
        window.visit,
        Reading(window.view, window.speech, window.view),
        window.speech,
        lambda: wiring.ports.find_speech(),  # noqa: PLW0108 - the ports of that moment
    )
    wiring.rewired.connect(read_aloud.look_for_voices)
    made["readAloud"] = read_aloud
    window.models.update(made)
    screens = {name: window.models[name] for name in (*_SHARED, *made) if name not in _COVERS}
    window.models["orders"] = orders = OrdersModel(window.visit, window.storage)
    orders.paperChanged.connect(wiring.take_new)
    _put(window, "visit-place", "VisitScreens.qml", screens)
    _put(
        window,
        "cover-place",
        "Covers.qml",
        {name: window.models[name] for name in ("appearance", "keyboard", *_COVERS)},
    )
    staff, pages = cast("StaffModel", made["staff"]), cast("StaffPages", made["staffPages"])
    idle = cast("IdleModel", made["idle"])
    idle.watch(window.view)
    idle.touched.connect(staff.touch)
    SteadyHand(window.view, window.visit)
    KeyWay(window.view, window.visit, cast("QuizModel", made["quiz"]), read_aloud)
    window.visit.ended.connect(_clear_clipboard)
    identity = cast("IdentityModel", made["identity"])
    window.models["listening"] = Listening(window.view, window.visit, wiring, identity, staff, pages)
    pages.settings.widthTaken.connect(window.take_width)
    kiosk = window.kiosk
    window.storage.run(lambda: called_now(kiosk), window.visit.bar.tell_called, window.visit.report)


def _clear_clipboard() -> None:
    """Drop what a person copied out of a line with a real keyboard: the next one could paste it."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _put(window: "KioskWindow", place_name: str, file: str, properties: dict[str, QObject]) -> None:
    """Make the item of a QML file in the place of that name. RuntimeError when the file does not load."""
    component = QQmlComponent(window.engine, QUrl.fromLocalFile(str(QML / "Kiosk" / "Screens" / file)))
    item = component.createWithInitialProperties(cast("dict[str, Any]", properties))
    place = window.view.findChild(QQuickItem, place_name)
    if not isinstance(item, QQuickItem) or not isinstance(place, QQuickItem):
        raise RuntimeError(component.errorString() or f"{file} has no place")  # noqa: TRY004 - the QML is at fault
    item.setParent(place)
    item.setParentItem(place)


def _models(window: "KioskWindow", backstage: Backstage, pictures: ReceiptPictures) -> dict[str, QObject]:
    """Make the model of each screen of a visit and of the staff's corner, by the names QML asks for."""
    visit, storage, devices = window.visit, window.storage, window.devices
    staff = StaffModel(visit, storage)
    desk = StaffDesk(visit, staff, storage, devices, backstage, ReasonModel(visit, staff), pictures)
    return {
        "keyboard": KeyboardModel(visit),
        "consent": ConsentModel(visit),
        "identity": IdentityModel(visit),
        "check": CheckModel(visit),
        "guardian": GuardianModel(visit),
        "unit": UnitModel(visit),
        "rules": RulesModel(visit),
        "quiz": QuizModel(visit),
        "prediction": PredictionModel(visit),
        "essay": EssayModel(visit),
        "review": ReviewModel(visit),
        "result": ResultModel(visit),
        "receipt": ReceiptModel(visit, devices, backstage, pictures),
        "practice": PracticeModel(visit),
        "thanks": ThanksModel(visit),
        "refusal": RefusalModel(visit),
        "problem": ProblemModel(visit),
        "help": HelpModel(visit, storage),
        "idle": IdleModel(visit),
        "staff": staff,
        "staffPages": StaffPages(desk),
    }
