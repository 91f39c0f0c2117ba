"""The catalogue as Qt's translations: `qsTrId("resident.attract.start")` in QML gives the text of that key, live."""

from PySide6.QtCore import QObject, QTranslator

from kiosk.texts import load_catalogue


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
        """Give the text of a key, "" when it is none of ours."""
        return self._catalogue.texts.get(sourceText, "")
