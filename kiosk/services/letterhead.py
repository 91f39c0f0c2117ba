"""The head of a ward's official papers (Decree 30/2020/NĐ-CP, Annex I): who issues them, for whom, and where."""

from msgspec import Struct

from kiosk.services.kiosk import Kiosk
from kiosk.services.official_texts import name_and_place
from kiosk.texts import Catalogue


class Letterhead(Struct, frozen=True):
    """`parent` and `issuer` in capitals as the decree asks; `unit` as it stands within a sentence; `contest` by its name."""

    parent: str
    issuer: str
    country: str
    motto: str
    unit: str
    place: str
    contest: str


def letterhead(kiosk: Kiosk, catalogue: Catalogue) -> Letterhead:
    """Give the head of this kiosk's ward, in the catalogue's language."""
    unit = kiosk.pack.unit(kiosk.enrolment.unit)
    name, place = name_and_place(unit, catalogue)
    texts, language = kiosk.pack.head.texts, catalogue.language
    issuer = catalogue.text("report.issuer_ward", ward=name) if unit.level == "ward" else name
    return Letterhead(
        parent=texts.organiser.in_language(language).partition(";")[0].upper(),
        issuer=issuer.upper(),
        country=catalogue.text("report.country"),
        motto=catalogue.text("report.motto"),
        unit=name,
        place=place,
        contest=texts.name.in_language(language),
    )
