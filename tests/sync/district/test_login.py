"""Signing in to the pages: slow for who guesses, short-lived for who forgets, nothing useful in the database."""

from datetime import timedelta

import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.moment import us_from_moment
from kiosk.keys.pins import hash_secret
from sync.district.district import District
from sync.district.login import (
    FREE_TRIES,
    IDLE_LIMIT,
    LONGEST_WAIT_S,
    WHOLE_LIMIT,
    form_token,
    is_form_token,
    new_token,
    sign_in,
    sign_out,
    signed_in,
)
from sync.district.store.person_rows import PersonRow, insert_person, newest_audit
from tests.helpers.district import NOW

PASSWORD = "một mật khẩu"


@pytest.fixture
def clerk(district: District) -> str:
    """A login of a clerk."""
    with district.store.transaction():
        insert_person(district.store, PersonRow("clerk", "Cán bộ", "clerk", hash_secret(PASSWORD), us_from_moment(NOW)))
    return "clerk"


def wrong(district: District, source: str = "10.0.0.9", after_s: float = 0) -> str:
    """Try a wrong password and give the refusal."""
    with pytest.raises(Refused) as caught:
        sign_in(district, "clerk", "guess", source, NOW + timedelta(seconds=after_s))
    return str(caught.value)


def test_the_right_password_gives_a_session(district: District, clerk: str) -> None:
    """Who signs in is known by the cookie, with name and role; the database holds only its digest; it is audited."""
    token = sign_in(district, clerk, PASSWORD, "10.0.0.1", NOW)
    person = signed_in(district, token, NOW)
    assert person is not None
    assert (person.login, person.name, person.role) == ("clerk", "Cán bộ", "clerk")
    assert token not in repr(district.store.rows("SELECT * FROM web_session"))
    assert [each.act for each in newest_audit(district.store, 5)] == ["signed_in"]


def test_every_sign_in_has_a_token_of_its_own(district: District, clerk: str) -> None:
    """No cookie from before the sign-in, or from another one, is taken over."""
    assert sign_in(district, clerk, PASSWORD, "a", NOW) != sign_in(district, clerk, PASSWORD, "a", NOW)


@pytest.mark.parametrize("login", ["clerk", "nobody", "", "'; DROP TABLE person; --", "x" * 5000])
def test_wrong_names_and_passwords_are_one_refusal(district: District, clerk: str, login: str) -> None:
    """Nothing tells whether the name exists."""
    del clerk
    for password in ("guess", "", "y" * 5000):
        with pytest.raises(Refused, match="login_wrong"):
            sign_in(district, login, password, f"{login}{password}"[:40].encode(errors="replace").decode(), NOW)


def test_guessing_gets_slow_from_where_it_comes_only(district: District, clerk: str) -> None:
    """Five tries are free, then 15 s, 30 s, ... at most a quarter of an hour; another desk is not held up."""
    assert [wrong(district) for _ in range(FREE_TRIES)] == ["login_wrong"] * FREE_TRIES
    assert wrong(district) == "too_many_tries wait_s=15"
    assert wrong(district, after_s=15) == "login_wrong"
    assert wrong(district, after_s=15.5) == "too_many_tries wait_s=30"
    with pytest.raises(Refused, match="too_many_tries"):
        sign_in(district, clerk, PASSWORD, "10.0.0.9", NOW + timedelta(seconds=20))
    assert sign_in(district, clerk, PASSWORD, "10.0.0.1", NOW)
    after = 50.0
    for _ in range(10):
        wrong(district, after_s=after)
        after += LONGEST_WAIT_S
    assert wrong(district, after_s=after - LONGEST_WAIT_S) == f"too_many_tries wait_s={LONGEST_WAIT_S}"


def test_signing_in_forgives_earlier_mistakes(district: District, clerk: str) -> None:
    """The count begins anew."""
    for _ in range(FREE_TRIES - 1):
        wrong(district)
    sign_in(district, clerk, PASSWORD, "10.0.0.9", NOW)
    assert [wrong(district) for _ in range(FREE_TRIES)] == ["login_wrong"] * FREE_TRIES


def test_a_session_ends_when_idle_and_at_the_end_of_the_day(district: District, clerk: str) -> None:
    """Use keeps it alive, up to a limit; a page that renews itself is no use."""
    token = sign_in(district, clerk, PASSWORD, "a", NOW)
    step = IDLE_LIMIT * 0.9
    assert signed_in(district, token, NOW + step)
    assert signed_in(district, token, NOW + 2 * step, is_use=False)
    assert signed_in(district, token, NOW + 2 * step + IDLE_LIMIT) is None
    token = sign_in(district, clerk, PASSWORD, "a", NOW)
    at = NOW
    while at - NOW <= WHOLE_LIMIT:
        assert signed_in(district, token, at)
        at += step
    assert signed_in(district, token, at) is None
    sign_in(district, clerk, PASSWORD, "a", at)
    assert len(district.store.rows("SELECT * FROM web_session")) == 1


def test_signing_out_ends_the_session(district: District, clerk: str) -> None:
    """The cookie is worth nothing afterwards."""
    token = sign_in(district, clerk, PASSWORD, "a", NOW)
    sign_out(district, token)
    assert signed_in(district, token, NOW) is None


def test_an_invented_cookie_is_nobody(district: District) -> None:
    """Nor is an empty one."""
    assert signed_in(district, new_token(), NOW) is None
    assert signed_in(district, "", NOW) is None


def test_a_form_belongs_to_one_cookie() -> None:
    """What a form brings back is good for the browser it was shown to only."""
    mine, other = new_token(), new_token()
    assert is_form_token(mine, form_token(mine))
    assert not is_form_token(mine, form_token(other))
    assert not is_form_token(mine, "")
    assert not is_form_token(mine, "ữ")
    assert not is_form_token("", form_token(""))
