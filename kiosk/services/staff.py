"""Signing in to the staff corner by a PIN or a card of the signed roster, also without a network; and who may do what there.

Wrong PINs cost time. How many there were is read from the journal alone, which cannot be set back without a trace, so the count
survives a restart, a moved clock and a restored database. A wait is served on the monotonic clock of one run of the program: the
wall clock is not believed, and a restart begins the wait anew. A new roster of the district begins the count anew.
"""

from typing import Final, Literal

from msgspec import Struct

from kiosk.contest.earlier_events import StaffRefusedV1
from kiosk.contest.errors import Refused
from kiosk.contest.events import EpochOpened, StaffRefused, StaffSignedIn
from kiosk.contest.moment import Moment
from kiosk.journal.codec import decode_event
from kiosk.journal.entry import Entry
from kiosk.keys.pins import PIN_DIGITS, is_secret
from kiosk.services.kiosk import Kiosk
from kiosk.storage.journal_rows import append_event, entries_after, journal_head
from kiosk.storage.place_rows import newest_document, newest_number
from kiosk.storage.staff_rows import newest_of_staff
from sync.protocol.envelope import open_envelope
from sync.protocol.messages import ROSTER_TYPE, Roster, StaffMember, decode
from sync.protocol.staff_card import is_card_of, read_card

Role = Literal["officer", "technician"]
Act = Literal[
    "open", "pause", "close", "practice", "queue", "help", "assist", "extend", "resume", "void", "receipts", "reprint",
    "readiness", "override", "sync", "journal", "export", "settings", "support", "handbook", "leave",
]  # fmt: skip

PIN_LENGTH: Final = PIN_DIGITS
FREE_TRIES: Final = 5
FIRST_WAIT_S: Final = 15
LOCKED_AFTER: Final = 15
_US_PER_S: Final = 1_000_000

_OFFICER: Final = frozenset[Role](("officer",))
_TECHNICIAN: Final = frozenset[Role](("technician",))
_BOTH: Final = _OFFICER | _TECHNICIAN
MAY: Final[dict[Act, frozenset[Role]]] = {
    "open": _OFFICER,
    "pause": _BOTH,
    "close": _OFFICER,
    "practice": _BOTH,
    "queue": _OFFICER,
    "help": _BOTH,
    "assist": _OFFICER,
    "extend": _OFFICER,
    "resume": _OFFICER,
    "void": _OFFICER,
    "receipts": _OFFICER,
    "reprint": _OFFICER,
    "readiness": _BOTH,
    "override": _OFFICER,
    "sync": _BOTH,
    "journal": _BOTH,
    "export": _TECHNICIAN,
    "settings": _TECHNICIAN,
    "support": _BOTH,
    "handbook": _BOTH,
    "leave": _TECHNICIAN,
}
"""The officer answers for the day and for people, the technician for the machine."""


class SignIn(Struct, frozen=True):
    """`member` when the PIN or card was right; else the seconds to wait before the next PIN, or `is_locked`."""

    member: StaffMember | None
    wait_s: int
    is_locked: bool


class _Tries(Struct, frozen=True):
    """Wrong PINs in a row, and the moment of the last one, None where it was not in this journal."""

    count: int
    last: Moment | None


def sign_in(kiosk: Kiosk, pin: str) -> SignIn:
    """Try a PIN. Four wrong tries are free, the fifth costs 15 s and each further one twice as long; fifteen lock the corner.

    Freed by a technician's card (`sign_in_by_card`) or by a new roster from the district.
    """
    now = kiosk.clock.now()
    tries = _tries(kiosk)
    if tries.count >= LOCKED_AFTER:
        return SignIn(None, 0, is_locked=True)
    left_us = _wait_s(tries.count) * _US_PER_S - _served_us(tries, now)
    if left_us > 0:
        return SignIn(None, -(-left_us // _US_PER_S), is_locked=False)
    member = next((each for each in roster(kiosk) if each.pin_hash and is_secret(pin, each.pin_hash)), None)
    if member is not None:
        return _signed_in(kiosk, StaffSignedIn(member.id, "pin"), member)
    wrong = tries.count + 1
    with kiosk.store.transaction():
        append_event(kiosk.store, StaffRefused(wrong, newest_number(kiosk.store, ROSTER_TYPE)), now)
    return SignIn(None, _wait_s(wrong), is_locked=wrong >= LOCKED_AFTER)


def sign_in_by_card(kiosk: Kiosk, text: str) -> SignIn:
    """Try a scanned card of staff. A locked corner opens only to a technician's; a card serves no wait.

    A wrong card opens nothing, costs nothing and is not written down: its 32 random bytes cannot be guessed, and a scrap of paper
    in front of the scanner must not lock staff out. Refuses with `staff_card_damaged` or `staff_card_unknown`.
    """
    card = read_card(text)
    member = next(
        (each for each in roster(kiosk) if each.id == card.member and is_card_of(card, each.card_digest)), None
    )
    if member is None:
        raise Refused("staff_card_unknown")
    if _tries(kiosk).count >= LOCKED_AFTER and member.role != "technician":
        return SignIn(None, 0, is_locked=True)
    return _signed_in(kiosk, StaffSignedIn(member.id, "card"), member)


def may(member: StaffMember, act: Act) -> bool:
    """Tell whether a member's role has an act; an unknown role has none."""
    return member.role in MAY[act]


def allow(member: StaffMember, act: Act) -> None:
    """Refuse with `role_not_allowed` (facts: role, act) what a member's role may not do."""
    if not may(member, act):
        raise Refused("role_not_allowed", role=member.role, act=act)


def roster(kiosk: Kiosk) -> tuple[StaffMember, ...]:
    """Give the staff of the newest roster of the district; empty when there is none."""
    newest = newest_document(kiosk.store, ROSTER_TYPE)
    if newest is None:
        return ()
    return decode(open_envelope(newest[1], ROSTER_TYPE, kiosk.enrolment.district_public), Roster).staff


def _signed_in(kiosk: Kiosk, event: StaffSignedIn, member: StaffMember) -> SignIn:
    with kiosk.store.transaction():
        append_event(kiosk.store, event, kiosk.clock.now())
    return SignIn(member, 0, is_locked=False)


def _wait_s(wrong: int) -> int:
    return FIRST_WAIT_S * 2 ** (wrong - FREE_TRIES) if wrong >= FREE_TRIES else 0


def _served_us(tries: _Tries, now: Moment) -> int:
    """Give how much of a wait has passed; in another run of the program only that run's own time counts."""
    if tries.last is None or tries.last.boot != now.boot:
        return now.elapsed_us
    return now.elapsed_us - tries.last.elapsed_us


def _tries(kiosk: Kiosk) -> _Tries:
    """Count wrong PINs from the journal's newest word about staff."""
    entry = newest_of_staff(kiosk.store)
    first = _first_of_epoch(kiosk)
    # A database that was put back may have forgotten wrong tries: the next one costs time at once.
    is_fresh = entry is None or entry.epoch < first.epoch
    floor = FREE_TRIES - 1 if is_fresh and _is_put_back(first) else 0
    if entry is None or entry.payload is None:
        return _Tries(floor, None)  # nobody tried yet, or the payload is gone
    last = Moment(entry.at_us, entry.boot, entry.elapsed_us)
    match decode_event(entry.kind, entry.version, entry.payload):
        case StaffRefused(tries, number) if number >= newest_number(kiosk.store, ROSTER_TYPE):
            return _Tries(max(floor, tries), last)
        case StaffRefusedV1(tries):
            return _Tries(max(floor, tries), last)
        case _:
            return _Tries(floor, None)


def _first_of_epoch(kiosk: Kiosk) -> Entry:
    return entries_after(kiosk.store, journal_head(kiosk.store).epoch, 0, 1)[0]


def _is_put_back(first: Entry) -> bool:
    event = None if first.payload is None else decode_event(first.kind, first.version, first.payload)
    return isinstance(event, EpochOpened) and event.reason != "enrolled"


__all__ = [
    "FIRST_WAIT_S", "FREE_TRIES", "LOCKED_AFTER", "MAY", "PIN_LENGTH", "Act", "Role", "SignIn", "StaffMember",
    "allow", "may", "roster", "sign_in", "sign_in_by_card",
]  # fmt: skip
