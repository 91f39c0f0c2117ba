"""Signing in to the district's pages: one login per person, slow for who guesses, the same time for wrong names and passwords.

A browser holds a random token in a cookie; the database holds only its digest. The token changes when somebody signs in.
"""

import secrets
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from typing import Final

from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from kiosk.keys.pins import hash_secret, is_secret
from sync.district.district import District
from sync.district.store.person_rows import (
    AuditRow,
    SessionRow,
    TryRow,
    delete_old_sessions,
    delete_session,
    delete_tries,
    insert_session,
    note_seen,
    read_person,
    read_session,
    read_tries,
    save_tries,
    write_audit,
)

IDLE_LIMIT: Final = timedelta(hours=2)
WHOLE_LIMIT: Final = timedelta(hours=12)
FREE_TRIES: Final = 5
FIRST_WAIT_S: Final = 15
LONGEST_WAIT_S: Final = 15 * 60
MAX_CHARACTERS: Final = 200
_TOKEN_BYTES: Final = 32
_SEEN_STEP: Final = timedelta(minutes=1)
_US: Final = 1_000_000


class SignedIn(Struct, frozen=True):
    """Who uses the pages."""

    login: str
    name: str
    role: str


def new_token() -> str:
    """Give a token for a cookie: 256 random bits."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def form_token(token: str) -> str:
    """Give what a form must bring back to prove that it came from a page shown to the owner of the cookie."""
    return blake2b(token.encode(), digest_size=32, person=b"tramthi-form").hexdigest()


def is_form_token(token: str, brought: str) -> bool:
    """Tell in constant time whether a form came from our own page."""
    return bool(token) and compare_digest(form_token(token).encode(), brought.encode())


def sign_in(district: District, login: str, password: str, source: str, now: datetime) -> str:
    """Sign a person in and give the new cookie's token. `source` is where the try comes from (an address).

    Refuses with `login_wrong` or `too_many_tries` (fact: wait_s). Five wrong tries from one source are free, then each makes the
    source wait, 15 s doubling to 15 minutes.
    """
    at_us = us_from_moment(now)
    tries = read_tries(district.store, source)
    if at_us < tries.free_at_us:
        raise Refused("too_many_tries", wait_s=-(-(tries.free_at_us - at_us) // _US))
    person = read_person(district.store, login[:MAX_CHARACTERS])
    hashed = _nobody_s_hash() if person is None else person.password_hash
    is_right = is_secret(password[:MAX_CHARACTERS], hashed)
    if person is None or not is_right:
        wrong = tries.wrong + 1
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (wrong - FREE_TRIES)) if wrong >= FREE_TRIES else 0
        with district.store.transaction():
            save_tries(district.store, source, TryRow(wrong, at_us + wait_s * _US))
            write_audit(district.store, AuditRow(at_us, source, "login_refused", ""))
        raise Refused("login_wrong")
    token = new_token()
    with district.store.transaction():
        delete_tries(district.store, source)
        delete_old_sessions(district.store, us_from_moment(now - IDLE_LIMIT), us_from_moment(now - WHOLE_LIMIT))
        insert_session(district.store, SessionRow(_digest(token), person.login, at_us, at_us))
        write_audit(district.store, AuditRow(at_us, person.login, "signed_in", source))
    return token


def signed_in(district: District, token: str, now: datetime, *, is_use: bool = True) -> SignedIn | None:
    """Give who the owner of a cookie is, None for nobody. A page that renews itself is no use (`is_use` False)."""
    found = read_session(district.store, _digest(token)) if token else None
    if found is None:
        return None
    session, person = found
    at_us = us_from_moment(now)
    if session.seen_at_us < us_from_moment(now - IDLE_LIMIT) or session.began_at_us < us_from_moment(now - WHOLE_LIMIT):
        return None
    if is_use and session.seen_at_us < us_from_moment(now - _SEEN_STEP):
        with district.store.transaction():
            note_seen(district.store, session.digest, at_us)
    return SignedIn(person.login, person.name, person.role)


def sign_out(district: District, token: str) -> None:
    """End the session of a cookie."""
    with district.store.transaction():
        delete_session(district.store, _digest(token))


def _digest(token: str) -> bytes:
    return blake2b(token.encode(), digest_size=32, person=b"tramthi-login").digest()


@cache
def _nobody_s_hash() -> str:
    """Give a hash that no password opens, so that an unknown name takes as long as a wrong password."""
    return hash_secret(new_token())
