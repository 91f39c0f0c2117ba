"""The catalogue as Qt's translations: our keys are answered, what is not ours is left to Qt."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import load_catalogue
from ui.language import translator_of


def test_qt_keeps_its_own_words(qtbot: QtBot) -> None:
    """A key of the catalogue gives its text; without one Qt would say nothing, and a sheet of paper would have no name."""
    del qtbot
    application = QGuiApplication.instance()
    assert application is not None
    translator = translator_of(application)
    for language in ("vi", "en"):
        translator.use(language)
        key = "staff.day.open"
        assert QCoreApplication.translate("", key) == load_catalogue(language).text(key)
        assert QCoreApplication.translate("QLocalSocket", "%1: Unknown error") == "%1: Unknown error"
    assert translator_of(application) is translator
