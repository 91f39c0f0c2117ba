"""Signing in to the staff corner with a PIN of the signed roster, also without a network; wrong tries cost time."""

from typing import Final

from msgspec import Struct

from kiosk.contest.events import StaffRefused, StaffSignedIn
from kiosk.keys.pins import PIN_DIGITS, is_secret
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import append_event
from kiosk.storage.place_rows import TriesRow, newest_document, read_tries, write_tries
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, decode

PIN_LENGTH: Final = PIN_DIGITS
FREE_TRIES: Final = 5
FIRST_WAIT_S: Final = 15
LOCKED_AFTER: Final = 15
_US: Final = 1_000_000


class SignIn(Struct, frozen=True):
    """`officer` when the PIN was right; else the seconds to wait before the next try, or `is_locked` for good."""

    officer: StaffMember | None
    wait_s: int
    is_locked: bool


def sign_in(kiosk: Kiosk, pin: str) -> SignIn:
    """Try a PIN. Five wrong tries are free, then 15 s doubling; at fifteen the corner is locked. The count survives a restart."""
    now = kiosk.clock.now()
    tries = read_tries(kiosk.store)
    if tries.wrong >= LOCKED_AFTER:
        return SignIn(None, 0, is_locked=True)
    if now.at_us < tries.free_at_us:
        return SignIn(None, -(-(tries.free_at_us - now.at_us) // _US), is_locked=False)
    officer = next((each for each in roster(kiosk) if is_secret(pin, each.pin_hash)), None)
    if officer is not None:
        with kiosk.store.transaction():
            write_tries(kiosk.store, TriesRow(0, 0))
            append_event(kiosk.store, StaffSignedIn(officer.id), now)
        return SignIn(officer, 0, is_locked=False)
    wrong = tries.wrong + 1
    wait_s = FIRST_WAIT_S * 2 ** (wrong - FREE_TRIES) if wrong >= FREE_TRIES else 0
    with kiosk.store.transaction():
        write_tries(kiosk.store, TriesRow(wrong, now.at_us + wait_s * _US))
        append_event(kiosk.store, StaffRefused(wrong), now)
    return SignIn(None, wait_s, is_locked=wrong >= LOCKED_AFTER)


def roster(kiosk: Kiosk) -> tuple[StaffMember, ...]:
    """Give the staff of the newest roster of the district; empty when there is none."""
    newest = newest_document(kiosk.store, ROSTER_TYPE)
    if newest is None:
        return ()
    return decode(open_envelope(newest[1], ROSTER_TYPE, kiosk.enrolment.district_public), Roster).staff
