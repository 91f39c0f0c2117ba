"""Acts that share a commit: each has its own fate, none is answered before it is on disk, and a failed commit is nobody's end."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from kiosk.contest.errors import Refused
from sync.district.district import District
from sync.district.store.person_rows import PersonRow, insert_person
from sync.district.store.sqlite_store import SqliteStore
from sync.district.threads import StoreThread
from tests.helpers.waiting import COMES_WITHIN_S


@pytest.fixture
def thread(district: District) -> Iterator[StoreThread]:
    """A thread whose waiting acts share a commit."""
    opened = StoreThread(district, "test", together=True)
    yield opened
    opened.close()


def logins(district: District) -> set[str]:
    """Give who has a login."""
    return {row[0] for row in district.store.rows("SELECT login FROM person")}


def add(district: District, login: str) -> Callable[[], str]:
    """Give an act that makes a login, and refuses after writing one that begins with "no"."""

    def act() -> str:
        with district.store.transaction():
            insert_person(district.store, PersonRow(login, login, "administrator", "", 0))
            if login.startswith("no"):
                raise Refused("login_wrong")
        return login

    return act


def together(thread: StoreThread, *acts: Callable[[], object]) -> list[object]:
    """Let acts wait behind one that is under way, so that they come as a group; gives results and what was raised."""
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> str:
        begun.set()
        assert go_on.wait(COMES_WITHIN_S)
        return "held"

    async def ask() -> list[object]:
        first = asyncio.ensure_future(thread.run(hold))
        await asyncio.to_thread(begun.wait, 20)
        rest = [asyncio.ensure_future(thread.run(act)) for act in acts]
        await asyncio.sleep(0)
        go_on.set()
        assert await first == "held"
        return list(await asyncio.gather(*rest, return_exceptions=True))

    return asyncio.run(ask())


def test_acts_in_one_commit_have_each_its_own_fate(district: District, thread: StoreThread) -> None:
    """Who is refused takes back its own part alone."""
    one, refused, two = together(thread, add(district, "one"), add(district, "no"), add(district, "two"))
    assert (one, two) == ("one", "two")
    assert isinstance(refused, Refused)
    assert logins(district) == {"admin", "one", "two"}


def test_they_share_one_commit(district: District, thread: StoreThread) -> None:
    """The second sees what the first wrote, before anything of it is seen outside."""
    seen: list[set[str]] = []
    outside: list[set[str]] = []

    def watch() -> None:
        outside.append(logins(district))
        district.close()

    def look() -> None:
        seen.append(logins(district))
        watcher = threading.Thread(target=watch)
        watcher.start()
        watcher.join()

    together(thread, add(district, "one"), look, add(district, "two"))
    assert (seen, outside) == ([{"admin", "one"}], [{"admin"}])
    assert logins(district) == {"admin", "one", "two"}


def test_a_shared_commit_that_fails_ends_with_each_alone(district: District, thread: StoreThread) -> None:
    """Whatever broke what they share: nobody is told of what is not there, and the thread lives on."""
    is_first = True

    def breaks() -> str:
        nonlocal is_first
        if is_first:
            is_first = False
            # As when a disk is full, or a server ends the connection: what was written before is lost with it.
            if isinstance(district.store, SqliteStore):
                district.store.execute("ROLLBACK")
            else:
                district.store.rows("SELECT pg_terminate_backend(pg_backend_pid())")
        return "alone"

    assert together(thread, add(district, "one"), breaks) == ["one", "alone"]
    assert logins(district) == {"admin", "one"}


def test_a_bug_in_one_act_is_its_own(district: District, thread: StoreThread) -> None:
    """What an act raises goes to whoever asked, also what nobody expected."""

    def bug() -> None:
        raise ZeroDivisionError

    one, fault = together(thread, add(district, "one"), bug)
    assert one == "one"
    assert isinstance(fault, ZeroDivisionError)
    assert "one" in logins(district)


def test_who_goes_away_holds_up_nobody(district: District, thread: StoreThread) -> None:
    """An act whose asker has gone is done all the same."""

    async def leave() -> None:
        left = asyncio.ensure_future(thread.run(add(district, "left")))
        await asyncio.sleep(0)
        left.cancel()
        assert await thread.run(add(district, "next")) == "next"

    asyncio.run(leave())
    assert logins(district) == {"admin", "left", "next"}
