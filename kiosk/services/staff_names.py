"""How whoever did something is named in a sentence: a member of staff, or the district. Words are the catalogue's."""

from kiosk.services.hold import BY_DISTRICT
from kiosk.services.kiosk import Kiosk
from kiosk.services.staff import roster
from kiosk.texts import Catalogue


def who_in_words(kiosk: Kiosk, by: str, catalogue: Catalogue) -> str:
    """Name who it was: a name with the id, which tells two of one name apart; the id alone once they left the roster."""
    if by == BY_DISTRICT:
        return catalogue.text("closing.by_district")
    return catalogue.text("closing.by_member", member=name_with_id(kiosk, by))


def name_with_id(kiosk: Kiosk, by: str) -> str:
    """Give a member's name with the id; the id alone once they left the roster."""
    name = name_of(kiosk, by)
    return f"{name} ({by})" if name else by


def name_of(kiosk: Kiosk, by: str) -> str:
    """Give a member's name, "" once they left the roster, and for the district."""
    return next((each.name for each in roster(kiosk) if each.id == by), "")
