"""Words of a receipt's paper in two languages: the entrant's first, the other one beside it."""

from dataclasses import dataclass
from typing import Self

from kiosk.contest.rules import Text
from kiosk.documents.receipt import ReceiptNote, ReceiptRow
from kiosk.texts import Catalogue, load_catalogue


@dataclass(frozen=True, slots=True)
class TwoLanguages:
    """Both catalogues; every word is one of theirs under `receipt`."""

    first: Catalogue
    other: Catalogue

    @classmethod
    def beginning_with(cls, language: str) -> Self:
        """Give them for a person who reads that language."""
        return cls(load_catalogue(language), load_catalogue("en" if language == "vi" else "vi"))

    def row(self, name: str, value: str) -> ReceiptRow:
        """Give a fact under its name in both."""
        return ReceiptRow(self.first.text(f"receipt.{name}"), self.other.text(f"receipt.{name}"), value)

    def note(self, name: str) -> ReceiptNote:
        """Give a sentence in both."""
        return ReceiptNote(self.first.text(f"receipt.{name}"), self.other.text(f"receipt.{name}"))

    def written(self, text: Text) -> ReceiptNote:
        """Give a text of the contest in both."""
        return ReceiptNote(text.in_language(self.first.language), text.in_language(self.other.language))
