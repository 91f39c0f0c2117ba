"""The window put together: application, fonts, texts, models, QML, and an orderly end.

`build_window` is what the product, the tests and the walkthrough share; `run` is the product. No step of the visit is decided here.
"""

import logging
import signal
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.paths import RESOURCES, ROOT
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import is_open
from kiosk.supervision import SCREENS_FAILED
from ui.density import pixels_per_mm
from ui.flow import Act
from ui.icons import IconProvider
from ui.language import translator_of
from ui.tasks import Tasks
from ui.view_models.appearance import FIRST_TEXT_STEP, Appearance
from ui.view_models.attract import AttractModel
from ui.view_models.visit import Visit

if TYPE_CHECKING:
    from ui.ports import Ports
    from ui.wiring import Backstage

FAMILY: Final = "Be Vietnam Pro"
_FONTS: Final = ("Regular", "Medium", "SemiBold")
QML: Final = ROOT / "ui" / "qml"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is shown. `graphics`: "auto" or "software". `size` (width, height) overrides the screen's own.

    `screen_width_mm`: how wide the screen is, or the window where it has a `size`; None asks the screen.
    `text_step`: how large the text is for each new person.
    """

    is_windowed: bool = False
    graphics: str = "auto"
    language: str = "vi"
    size: tuple[int, int] | None = None
    is_still: bool = False
    screen_width_mm: float | None = None
    text_step: int = FIRST_TEXT_STEP


@dataclass(frozen=True, slots=True)
class Lanes:
    """The threads that work for the screens, and outlive them."""

    storage: Tasks
    devices: Tasks
    speech: Tasks


def new_lanes() -> Lanes:
    """Start them."""
    return Lanes(Tasks("storage"), Tasks("devices"), Tasks("speech"))


@dataclass(frozen=True, slots=True)
class KioskWindow:
    """The built window with what must live as long as it does."""

    view: QQuickWindow
    visit: Visit
    appearance: Appearance
    storage: Tasks
    devices: Tasks
    speech: Tasks
    engine: QQmlApplicationEngine
    models: dict[str, QObject]
    """The models of the screens, by the names QML knows them by; those of a visit once the window is complete."""
    kiosk: Kiosk
    width_px: int
    """What somebody measures who says how wide the screen is: the screen's own, or the window's where it was given a size."""

    def take_width(self, width_mm: float | None) -> None:
        """Draw everything to the size that this width gives; None asks the screen."""
        self.view.setProperty("pixelsPerMm", _density(self.width_px, width_mm))

    def close(self) -> None:
        """Take the window down: clocks and screens first, then the work under way; the models outlive all of it."""
        self.fall_silent()
        self.take_down()
        self.storage.stop(self.kiosk.store.close)
        self.devices.stop()
        self.speech.stop()

    def fall_silent(self) -> None:
        """Let no clock of the screens tick and no voice speak any more."""
        from ui.view_models.read_aloud import ReadAloudModel  # noqa: PLC0415 - it may not delay the first frame

        for timer in (timer for model in self.models.values() for timer in model.findChildren(QTimer)):
            timer.stop()
        if isinstance(read_aloud := self.models.get("readAloud"), ReadAloudModel):
            read_aloud.stop()

    def take_down(self) -> None:
        """Close the view and delete what was drawn in it."""
        import shiboken6  # noqa: PLC0415 - it takes longer to load than the first frame may wait

        self.view.close()
        shiboken6.delete(self.engine)


@dataclass(slots=True)
class Front:
    """The window in front: another one when the screens were made anew. Whoever holds on to a window keeps old screens."""

    window: KioskWindow


class FirstFrame(QObject):
    """Calls `shown` once, on the GUI thread, when the first frame of `view` was on the screen."""

    def __init__(self, view: QQuickWindow, shown: Callable[[], None]) -> None:
        super().__init__(view)
        self._shown: Callable[[], None] | None = shown
        self._connection = view.frameSwapped.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        # Frames are told by the thread that draws them: another may be on its way already.
        shown, self._shown = self._shown, None
        QObject.disconnect(self._connection)
        if shown is not None:
            shown()


def the_application() -> QGuiApplication:
    """Give Qt's application, begun now unless it was; where there is no screen at all Qt ends the process."""
    return cast("QGuiApplication", QGuiApplication.instance() or QGuiApplication(["tramthi"]))


def run(
    kiosk: Kiosk, options: WindowOptions, make_ports: "Callable[[], Ports]", started: Callable[[], None] = lambda: None
) -> int:
    """Show the kiosk's window until staff leave it; gives the exit code: 0, or one of `kiosk.supervision`.

    `make_ports` is called once there is an application, for devices need one, and again when staff have set others.
    `started` is called once, after the first frame: what need not be there before a person sees the screen begins then.
    """
    if options.graphics == "software":
        QQuickWindow.setSceneGraphBackend("software")
    application = the_application()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: QGuiApplication.quit())
    try:
        front = Front(open_window(kiosk, options))
    except RuntimeError:
        _log.exception("the first screen could not be made")
        from ui.last_page import show_last_page  # noqa: PLC0415 - never needed, one hopes

        page = show_last_page(QGuiApplication.quit)
        application.exec()
        page.close()
        return SCREENS_FAILED
    watch = ExitStack()

    def stand() -> None:
        from ui.restarting import keep_standing  # noqa: PLC0415 - it may not delay the first frame

        keep_standing(front, options, make_ports, watch)

    def shown() -> None:
        from ui.collecting import collecting_here  # noqa: PLC0415 - as above

        watch.enter_context(collecting_here(application))
        started()
        QTimer.singleShot(0, front.window.view, stand)

    front.window.view.sceneGraphError.connect(lambda _error, message: lose_graphics(kiosk, options, message))
    FirstFrame(front.window.view, shown)
    show_window(front.window, options)
    with watch:
        code = application.exec()
    front.window.close()
    return code


def lose_graphics(kiosk: Kiosk, options: WindowOptions, message: str) -> None:
    """End the program because nothing can be drawn the way it was begun; from the next start on it draws in software."""
    from kiosk.services.machine import change_graphics  # noqa: PLC0415 - it may not delay the first frame

    _log.error("the graphics failed (%s): %s", options.graphics, message)
    if options.graphics != "software":
        change_graphics(kiosk, "software")
    QTimer.singleShot(0, lambda: QGuiApplication.exit(SCREENS_FAILED))


def build_window(kiosk: Kiosk, options: WindowOptions, ports: "Ports") -> KioskWindow:
    """Make the whole window of an open kiosk, hidden. Needs a QGuiApplication. RuntimeError when its QML does not load."""
    window = open_window(kiosk, options)
    complete(window, lambda: ports)
    return window


def open_window(kiosk: Kiosk, options: WindowOptions) -> KioskWindow:
    """Make what the first frame needs and no more: the window with its first screen. `complete` does the rest."""
    lanes, appearance = new_lanes(), Appearance(options.language, is_still=options.is_still)
    appearance.begin_with(options.text_step)
    visit = Visit(kiosk, lanes.storage, appearance)
    visit.take(Act.OPEN if is_open(kiosk) else Act.CLOSE)
    width_px = options.size[0] if options.size is not None else QGuiApplication.primaryScreen().geometry().width()
    density = _density(width_px, options.screen_width_mm)
    return show_visit(visit, lanes, width_px, {**_size(options), "pixelsPerMm": density})


def show_visit(visit: Visit, lanes: Lanes, width_px: int, measures: dict[str, float]) -> KioskWindow:
    """Make the window around a visit, hidden. `measures`: width, height and pixelsPerMm, as Main.qml takes them."""
    load_fonts()
    appearance = visit.appearance
    translator = translator_of(cast("QGuiApplication", QGuiApplication.instance()))
    translator.use(appearance.catalogue.language)
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.addImageProvider("icon", IconProvider())

    def speak() -> None:
        translator.use(appearance.catalogue.language)
        engine.retranslate()

    appearance.languageChanged.connect(speak)
    models: dict[str, QObject] = {"appearance": appearance, "visit": visit, "attract": AttractModel(visit)}
    engine.setInitialProperties(cast("dict[str, Any]", {**models, **measures}))

    def note(faults: list[QQmlError]) -> None:
        for each in faults:
            _log.warning("a screen's own code failed: %s", visit.facts.without_personal(each.toString()))

    engine.setOutputWarningsToStandardError(False)
    engine.warnings.connect(note)
    engine.load(QUrl.fromLocalFile(str(QML / "Kiosk" / "Screens" / "Main.qml")))
    roots = engine.rootObjects()
    if not roots:
        raise RuntimeError("Main.qml did not load")
    return KioskWindow(
        view=cast("QQuickWindow", roots[0]),
        visit=visit,
        appearance=appearance,
        storage=lanes.storage,
        devices=lanes.devices,
        speech=lanes.speech,
        engine=engine,
        models=models,
        kiosk=visit.kiosk,
        width_px=width_px,
    )


def complete(
    window: KioskWindow, make_ports: "Callable[[], Ports]", end: Callable[[int], None] = QGuiApplication.exit
) -> "Backstage":
    """Put the screens of a visit and the staff's corner into an opened window; gives what stands behind and outlives them."""
    from ui.completion import complete_window, set_backstage  # noqa: PLC0415 - most of the window: not before the first frame

    backstage = set_backstage(window, make_ports, end)
    complete_window(window, backstage)
    return backstage


def show_window(window: KioskWindow, options: WindowOptions) -> None:
    """Show a built window as the options ask: the whole screen, or a plain window."""
    view = window.view
    if options.is_windowed or options.size is not None:
        view.show()
        return
    view.setGeometry(view.screen().geometry())
    view.showFullScreen()


def _size(options: WindowOptions) -> dict[str, int]:
    """Give the window its size from the start: laid out twice, it would show later."""
    if options.size is not None:
        width, height = options.size
    elif options.is_windowed:
        return {}
    else:
        screen = QGuiApplication.primaryScreen().geometry()
        width, height = screen.width(), screen.height()
    return {"width": width, "height": height}


def _density(width_px: int, width_mm: float | None) -> float:
    screen = QGuiApplication.primaryScreen()
    return pixels_per_mm(width_px, screen.physicalDotsPerInch() / screen.devicePixelRatio(), width_mm)


def load_fonts() -> None:
    """Make the bundled font the only one, so that no machine's own fonts change the screens."""
    if FAMILY not in QFontDatabase.families():
        for weight in _FONTS:
            QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"BeVietnamPro-{weight}.ttf"))
    QGuiApplication.setFont(QFont(FAMILY))
