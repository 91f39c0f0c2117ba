"""What every page of the staff's console works with, in one frozen value. Nothing here does anything."""

from dataclasses import dataclass

from kiosk.services.kiosk import Kiosk
from kiosk.texts import Catalogue
from ui.ports import Ports
from ui.receipt_picture import ReceiptPictures
from ui.tasks import Tasks
from ui.view_models.reason import ReasonModel
from ui.view_models.staff import StaffModel
from ui.view_models.visit import Visit
from ui.wiring import Backstage


@dataclass(frozen=True, slots=True)
class StaffDesk:
    """The visit behind the console, who is signed in, the two lanes, what outlives all of it, where reasons are asked for."""

    visit: Visit
    staff: StaffModel
    storage: Tasks
    devices: Tasks
    backstage: Backstage
    reason: ReasonModel
    pictures: ReceiptPictures

    @property
    def kiosk(self) -> Kiosk:
        """The kiosk as it is now."""
        return self.visit.kiosk

    @property
    def ports(self) -> Ports:
        """The ports in use."""
        return self.backstage.wiring.ports

    @property
    def catalogue(self) -> Catalogue:
        """The texts of the language on the screen."""
        return self.visit.appearance.catalogue

    @property
    def by(self) -> str:
        """Who is signed in, as the journal writes it."""
        return self.staff.officer_id
