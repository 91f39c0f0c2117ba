"""The window put together: application, fonts, texts, models, QML, and an orderly end.

`build_window` is what the product, the tests and the walkthrough share; `run` is the product. No step of the visit is decided here.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from PySide6.QtCore import QObject, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.paths import RESOURCES, ROOT
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open
from ui.devices.keyboard_wedge import KeyboardWedge
from ui.devices.scanner import Scanner
from ui.flow import SCANS, Act
from ui.icons import IconProvider
from ui.language import CatalogueTranslator
from ui.ports import Ports
from ui.receipt_picture import ReceiptPictures
from ui.tasks import Tasks
from ui.view_models.appearance import Appearance
from ui.view_models.attract import AttractModel
from ui.view_models.check import CheckModel
from ui.view_models.consent import ConsentModel
from ui.view_models.guardian import GuardianModel
from ui.view_models.identity import IdentityModel
from ui.view_models.idle import IdleModel
from ui.view_models.keyboard import KeyboardModel
from ui.view_models.prediction import PredictionModel
from ui.view_models.quiz import QuizModel
from ui.view_models.receipt import ReceiptModel
from ui.view_models.refusal import RefusalModel
from ui.view_models.reprint import ReprintModel
from ui.view_models.result import ResultModel
from ui.view_models.review import ReviewModel
from ui.view_models.rules_page import RulesModel
from ui.view_models.staff import StaffModel
from ui.view_models.staff_desk import StaffDeskModel
from ui.view_models.thanks import ThanksModel
from ui.view_models.unit import UnitModel
from ui.view_models.visit import Visit

FAMILY: Final = "Be Vietnam Pro"
_FONTS: Final = ("Regular", "Medium", "SemiBold", "Bold")
_QML: Final = ROOT / "ui" / "qml"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is shown. `graphics`: "auto" or "software". `size` (width, height) overrides the screen's own."""

    is_windowed: bool = False
    graphics: str = "auto"
    language: str = "vi"
    size: tuple[int, int] | None = None
    is_still: bool = False


@dataclass(frozen=True, slots=True)
class KioskWindow:
    """The built window with what must live as long as it does."""

    view: QQuickWindow
    visit: Visit
    appearance: Appearance
    storage: Tasks
    devices: Tasks
    engine: QQmlApplicationEngine
    models: dict[str, QObject]
    translator: CatalogueTranslator
    kiosk: Kiosk

    def close(self) -> None:
        """Take the window down: screens first, then then work under way; the models outlive both."""
        import shiboken6  # noqa: PLC0415 - it takes longer to load than the first frame may wait

        self.view.close()
        shiboken6.delete(self.engine)
        self.storage.stop(self.kiosk.store.close)
        self.devices.stop()
        QGuiApplication.removeTranslator(self.translator)


class FirstFrame(QObject):
    """Calls `shown` once, on the GUI thread, when the first frame of `view` was on the screen."""

    def __init__(self, view: QQuickWindow, shown: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._shown = shown
        view.frameSwapped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _tell(self) -> None:
        self._view.frameSwapped.disconnect(self._tell)
        self._shown()


def run(
    kiosk: Kiosk, options: WindowOptions, make_ports: Callable[[], Ports], started: Callable[[], None] = lambda: None
) -> int:
    """Show the kiosk's window until staff leave it; gives the exit code.

    `make_ports` is called once there is an application: devices need one.
    `started` is called once, after the first frame: what need not be there before a person sees the screen begins then.
    """
    if options.graphics == "software":
        QQuickWindow.setSceneGraphBackend("software")
    application = QGuiApplication.instance() or QGuiApplication(["tramthi"])
    window = build_window(kiosk, options, make_ports())
    FirstFrame(window.view, started)
    show_window(window, options)
    code = application.exec()
    window.close()
    return code


def build_window(kiosk: Kiosk, options: WindowOptions, ports: Ports) -> KioskWindow:
    """Make the window of an open kiosk, hidden. Needs a QGuiApplication. RuntimeError when its QML does not load."""
    load_fonts()
    translator = CatalogueTranslator(options.language)
    QGuiApplication.installTranslator(translator)
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(_QML))
    engine.addImageProvider("icon", IconProvider())
    pictures = ReceiptPictures()
    engine.addImageProvider("receipt", pictures)
    storage, devices = Tasks("storage"), Tasks("devices")
    appearance = Appearance(options.language, is_still=options.is_still)

    def speak() -> None:
        translator.use(appearance.catalogue.language)
        engine.retranslate()

    appearance.languageChanged.connect(speak)
    visit = Visit(kiosk, storage, appearance)
    models = _models(visit, storage, devices, ports, pictures)
    visit.take(Act.OPEN if is_open(kiosk) else Act.CLOSE)
    engine.setInitialProperties(cast("dict[str, Any]", {"appearance": appearance, "visit": visit, **models}))
    faults: list[QQmlError] = []
    engine.warnings.connect(faults.extend)
    engine.load(QUrl.fromLocalFile(str(_QML / "Kiosk" / "Screens" / "Main.qml")))
    roots = engine.rootObjects()
    if not roots:
        raise RuntimeError("\n".join(each.toString() for each in faults) or "Main.qml did not load")
    view = cast("QQuickWindow", roots[0])
    cast("IdleModel", models["idle"]).watch(view)
    listen(visit, cast("IdentityModel", models["identity"]), view, ports)
    return KioskWindow(
        view=view,
        visit=visit,
        appearance=appearance,
        storage=storage,
        devices=devices,
        engine=engine,
        models=models,
        translator=translator,
        kiosk=kiosk,
    )


def show_window(window: KioskWindow, options: WindowOptions) -> None:
    """Show a built window as the options ask: the whole screen, or a plain window."""
    view = window.view
    if options.size is not None:
        view.resize(QSize(*options.size))
    if options.is_windowed or options.size is not None:
        view.show()
        return
    view.setGeometry(view.screen().geometry())
    view.showFullScreen()


def listen(visit: Visit, identity: IdentityModel, view: QQuickWindow, ports: Ports) -> None:
    """Listen to scanners, a typing one included, while a screen asks for a card; at other times nothing scanned is heard."""
    scanners: list[Scanner] = [KeyboardWedge(view)]
    if ports.scanner is not None:
        scanners.append(ports.scanner)
    for scanner in scanners:
        scanner.scanned.connect(identity.scanned)

    def follow() -> None:
        for scanner in scanners:
            if visit.at in SCANS:
                scanner.start()
            else:
                scanner.stop()

    visit.stepChanged.connect(follow)


def load_fonts() -> None:
    """Make the bundled font the only one, so that no machine's own fonts change the screens."""
    if FAMILY not in QFontDatabase.families():
        for weight in _FONTS:
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"BeVietnamPro-{weight}.ttf"))
    QGuiApplication.setFont(QFont(FAMILY))


def _models(
    visit: Visit, storage: Tasks, devices: Tasks, ports: Ports, pictures: ReceiptPictures
) -> dict[str, QObject]:
    """Make the model of each screen, by the name Main.qml asks for."""
    staff = StaffModel(visit, storage)
    return {
        "attract": AttractModel(visit),
        "keyboard": KeyboardModel(visit),
        "consent": ConsentModel(visit),
        "identity": IdentityModel(visit),
        "check": CheckModel(visit),
        "guardian": GuardianModel(visit),
        "unit": UnitModel(visit),
        "rules": RulesModel(visit),
        "quiz": QuizModel(visit),
        "prediction": PredictionModel(visit),
        "review": ReviewModel(visit),
        "result": ResultModel(visit),
        "receipt": ReceiptModel(visit, devices, ports.printer, pictures),
        "thanks": ThanksModel(visit),
        "refusal": RefusalModel(visit),
        "idle": IdleModel(visit),
        "staff": staff,
        "staffDesk": StaffDeskModel(visit, staff, storage, devices, ports),
        "reprint": ReprintModel(visit, staff, storage, ports.printer),
    }
