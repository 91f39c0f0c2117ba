"""Staff for tests: an officer and a technician in the roster, signed in at the real window by PIN."""

from typing import Final

from PySide6.QtCore import Qt

from kiosk.services.kiosk import Kiosk
from kiosk.storage.place_rows import newest_number, save_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, encode
from tests.helpers.kiosks import DISTRICT, PIN, hashed
from tests.helpers.qml import Hand
from ui.view_models.staff import StaffModel

TECHNICIAN_PIN: Final = "905512"


def add_technician(kiosk: Kiosk) -> None:
    """Give the kiosk a newer roster, with the officer it had and a technician."""
    give_staff(
        kiosk,
        StaffMember("officer-1", "Cán bộ", "officer", hashed(PIN)),
        StaffMember("technician-1", "Kỹ thuật viên", "technician", hashed(TECHNICIAN_PIN)),
    )


def give_staff(kiosk: Kiosk, *staff: StaffMember) -> None:
    """Give the kiosk a newer roster, of these."""
    number = newest_number(kiosk.store, ROSTER_TYPE) + 1
    roster = Roster(number, kiosk.clock.now().at_us, kiosk.enrolment.unit, staff)
    with kiosk.store.transaction():
        save_document(kiosk.store, ROSTER_TYPE, number, close_envelope(DISTRICT, ROSTER_TYPE, encode(roster)))


def staff_of(hand: Hand) -> StaffModel:
    """Give the door of the corner."""
    model = hand.window.models["staff"]
    assert isinstance(model, StaffModel)
    return model


def sign_in(hand: Hand, pin: str = PIN) -> None:
    """Sign in at the window, and wait for the desk."""
    staff_of(hand).enter()
    hand.waits_for("pin-1")
    for digit in pin:
        hand.press(Qt.Key(int(Qt.Key.Key_0) + int(digit)))
    hand.waits_for("staff-desk")
