"""The larger part of the window, put in after the first frame: the screens of a visit, the staff's corner, the scanners."""

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.services.queue import called_now
from ui.application import QML
from ui.devices.keyboard_wedge import KeyboardWedge
from ui.devices.scanner import Scanner
from ui.flow import SCANS
from ui.key_way import KeyWay
from ui.ports import Ports
from ui.reading import Reading
from ui.receipt_picture import ReceiptPictures
from ui.staff_desk import StaffDesk
from ui.tasks import Tasks
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
from ui.view_models.visit import Visit

if TYPE_CHECKING:
    from ui.application import KioskWindow

_COVERS: Final = ("staff", "staffPages", "help", "idle", "readAloud")
_SHARED: Final = ("appearance", "visit")


def complete_window(window: "KioskWindow", ports: Ports) -> None:
    """Make the models of a visit, and put the QML that shows them into the places Main.qml keeps for it."""
    pictures = ReceiptPictures()
    window.engine.addImageProvider("receipt", pictures)
    made = _models(window.visit, window.storage, window.devices, ports, pictures)
    read_aloud = ReadAloudModel(
        window.visit, Reading(window.view, window.speech, window.view), window.speech, ports.find_speech
    )
    made["readAloud"] = read_aloud
    window.models.update(made)
    screens = {name: window.models[name] for name in (*_SHARED, *made) if name not in _COVERS}
    window.models["orders"] = OrdersModel(window.visit, window.storage)
    _put(window, "visit-place", "VisitScreens.qml", screens)
    _put(
        window,
        "cover-place",
        "Covers.qml",
        {name: window.models[name] for name in ("appearance", "keyboard", *_COVERS)},
    )
    staff = cast("StaffModel", made["staff"])
    staff.stageChanged.connect(lambda: window.visit.cover(is_covered=bool(staff.stage)))
    cast("IdleModel", made["idle"]).watch(window.view)
    KeyWay(window.view, window.visit, cast("QuizModel", made["quiz"]), read_aloud)
    window.visit.ended.connect(_clear_clipboard)
    _listen(window, ports)
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


def _listen(window: "KioskWindow", ports: Ports) -> None:
    """Listen to scanners, a typing one included, while something waits for a scan; at other times nothing scanned is heard."""
    visit = window.visit
    identity, staff, pages = (
        cast("IdentityModel", window.models["identity"]),
        cast("StaffModel", window.models["staff"]),
        cast("StaffPages", window.models["staffPages"]),
    )
    scanners: list[Scanner] = [KeyboardWedge(window.view)]
    if ports.scanner is not None:
        scanners.append(ports.scanner)

    def hear(scan: bytes) -> None:
        if visit.at in SCANS:
            identity.scanned(scan)
        elif staff.is_signed_in:
            pages.take_scan(scan)
        else:
            staff.take_scan(scan)

    def follow() -> None:
        is_wanted = visit.at in SCANS or staff.wants_scan or (staff.is_signed_in and pages.wants_scan)
        for scanner in scanners:
            if is_wanted:
                scanner.start()
            else:
                scanner.stop()

    for scanner in scanners:
        scanner.scanned.connect(hear)
    visit.stepChanged.connect(follow)
    staff.stageChanged.connect(follow)
    pages.scanChanged.connect(follow)
    follow()


def _models(
    visit: Visit, storage: Tasks, devices: Tasks, ports: Ports, pictures: ReceiptPictures
) -> dict[str, QObject]:
    """Make the model of each screen of a visit and of the staff's corner, by the names QML asks for."""
    staff = StaffModel(visit, storage)
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
        "receipt": ReceiptModel(visit, devices, ports.printer, pictures),
        "practice": PracticeModel(visit),
        "thanks": ThanksModel(visit),
        "refusal": RefusalModel(visit),
        "problem": ProblemModel(visit),
        "help": HelpModel(visit, storage),
        "idle": IdleModel(visit),
        "staff": staff,
        "staffPages": StaffPages(StaffDesk(visit, staff, storage, devices, ports, ReasonModel(visit, staff), pictures)),
    }
