"""What stands on the page a printer is tried with. Nothing of a person, nothing of a contest."""

from typing import Final, Literal

from kiosk.contest.moment import VIETNAM
from kiosk.documents.trial_page import TrialPage, render_trial_page
from kiosk.services.device_checks import SCANNER_TEXT
from kiosk.services.kiosk import Kiosk
from kiosk.texts import Catalogue

_APART: Final = " · "


def trial_pdf(kiosk: Kiosk, paper: Literal["a5", "roll80"], catalogue: Catalogue) -> bytes:
    """Give the page as a PDF for that paper ("a5" or "roll80"), with the kiosk's name and the moment."""
    now = kiosk.clock.now().at.astimezone(VIETNAM)
    page = TrialPage(
        title=catalogue.text("staff.trial_page.title"),
        lines=(
            catalogue.text("staff.trial_page.kiosk", kiosk=kiosk.id, moment=f"{now:%H:%M %d/%m/%Y}"),
            *catalogue.text("staff.trial_page.letters").split(_APART),  # a roll is too narrow for all of them in a row
        ),
        qr_text=SCANNER_TEXT,
    )
    return render_trial_page(page, paper)
