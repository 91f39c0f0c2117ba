"""The catalogue as Qt's translations: `qsTrId("resident.attract.start")` in QML gives the text of that key, live."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from kiosk.texts import LANGUAGES, load_catalogue


class CatalogueTranslator(QTranslator):
    """Answers Qt with the catalogue of `language`; a missing key shows as itself and a test finds it."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = load_catalogue(language)

    def use(self, language: str) -> None:
        """Take the texts of another language from now on."""
        self._catalogue = load_catalogue(language)

    def isEmpty(self) -> bool:
        """Say that there is something to ask for."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        sourceText: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str:
        """Give the text of a key, None when it is none of ours: "" would be what Qt then says instead of its own words."""
        return cast("str", self._catalogue.texts.get(sourceText))


def translator_of(application: QCoreApplication) -> CatalogueTranslator:
    """Give the one translator of this program, put in when it is asked for first and never taken out.

    Putting one in or out waits for a lock that any thread of Qt holds while it has a text translated. Such a thread (the network's,
    which words a fault) waits for the interpreter meanwhile, and whoever puts in or out has it: both would wait for ever.
    """
    found = application.findChild(CatalogueTranslator)
    if isinstance(found, CatalogueTranslator):
        return found
    translator = CatalogueTranslator(LANGUAGES[0], application)
    QCoreApplication.installTranslator(translator)
    return translator
