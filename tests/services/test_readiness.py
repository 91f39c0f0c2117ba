"""A kiosk's readiness: checks written into the journal, valid for a day, and which of them hold up an opening."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.contest.errors import Refused
from kiosk.services.kiosk import load_kiosk
from kiosk.services.opening import is_open, open_kiosk
from kiosk.services.readiness import CHECKS, VALID_S, Found, needed_checks, readiness, record_check, unready
from kiosk.settings import Settings
from tests.helpers.kiosks import MovedClock, a_kiosk, counted_bytes

OK = Found(is_passed=True, facts={})
WITH_ALL = Settings(printer="escpos://192.0.2.7:9100", scanner_port="COM3")


def test_a_new_kiosk_was_never_checked(tmp_path: Path) -> None:
    """Every check is there from the beginning, in the order staff make them, and each of them is missing."""
    states = readiness(a_kiosk(tmp_path), WITH_ALL)
    assert tuple(each.name for each in states) == CHECKS
    assert {(each.state, each.at) for each in states} == {("never", None)}


def test_a_check_says_when_and_what_and_by_whom(tmp_path: Path) -> None:
    """The newest check of a name is the one that counts, dated, with what was measured."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    record_check(kiosk, "printer", OK, "officer-1")
    moved.pass_s(60)
    record_check(kiosk, "printer", Found(is_passed=False, facts={"state": "stuck"}), "officer-2")
    printer = readiness(kiosk, WITH_ALL)[0]
    assert (printer.state, printer.by, dict(printer.facts)) == ("failed", "officer-2", {"state": "stuck"})
    assert printer.at == kiosk.clock.now().at


def test_what_record_gives_is_what_is_read(tmp_path: Path) -> None:
    """Staff see at once what the page will say when it is opened again."""
    kiosk = a_kiosk(tmp_path)
    told = record_check(kiosk, "disk_speed", Found(is_passed=True, facts={"slow_ms": 3.5}), "officer-1")
    assert told == next(each for each in readiness(kiosk, WITH_ALL) if each.name == "disk_speed")


@pytest.mark.parametrize(("age_s", "state"), [(VALID_S, "passed"), (VALID_S + 1, "expired")])
def test_a_check_is_valid_for_a_day(tmp_path: Path, age_s: int, state: str) -> None:
    """What worked yesterday morning says nothing about this one."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    record_check(kiosk, "sound", OK, "officer-1")
    moved.pass_s(age_s)
    assert next(each.state for each in readiness(kiosk, WITH_ALL) if each.name == "sound") == state


def test_a_failed_check_expires_too(tmp_path: Path) -> None:
    """An old failure is no news of today either."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    record_check(kiosk, "sound", Found(is_passed=False, facts={}), "officer-1")
    moved.pass_s(VALID_S + 1)
    assert next(each.state for each in readiness(kiosk, WITH_ALL) if each.name == "sound") == "expired"


def test_a_clock_put_back_makes_no_old_check_valid(tmp_path: Path) -> None:
    """After a restart with the clock a month back, a check dated in the future proves nothing."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    record_check(kiosk, "touch", OK, "officer-1")
    moved.at_us -= 30 * 86_400 * 1_000_000
    moved.boot, moved.elapsed_us = b"boot-two", 0
    again = load_kiosk(tmp_path, moved.clock(), counted_bytes())
    assert next(each.state for each in readiness(again, WITH_ALL) if each.name == "touch") == "expired"


@pytest.mark.parametrize(
    ("settings", "url", "left_out"),
    [
        (WITH_ALL, "", set()),
        (WITH_ALL, "https://district.example", {"stick"}),
        (Settings(printer="file", scanner_port="COM3"), "", {"printer"}),
        (Settings(printer=""), "", {"scanner"}),
    ],
)
def test_what_a_kiosk_does_not_have_is_not_needed(
    tmp_path: Path, settings: Settings, url: str, left_out: set[str]
) -> None:
    """No override becomes a habit because of a printer, a scanner or a stick the place does not use."""
    assert set(CHECKS) - needed_checks(a_kiosk(tmp_path, url=url), settings) == left_out


def test_readiness_holds_up_the_opening(tmp_path: Path) -> None:
    """One failed check of all refuses the opening by its name; a written reason opens, and the journal keeps it."""
    kiosk = a_kiosk(tmp_path)
    for name in CHECKS:
        record_check(kiosk, name, Found(is_passed=name != "clock", facts={}), "officer-1")
    failed = unready(kiosk, WITH_ALL)
    with pytest.raises(Refused) as refused:
        open_kiosk(kiosk, "officer-1", failed=failed)
    assert (refused.value.code, refused.value.facts) == ("not_ready", {"which": "clock"})
    open_kiosk(kiosk, "officer-1", failed=failed, override_reason="xem theo đồng hồ của phường")
    assert is_open(kiosk)


def test_the_newest_checks_are_found_by_an_index(tmp_path: Path) -> None:
    """A long journal does not keep the staff's page waiting."""
    kiosk = a_kiosk(tmp_path)
    for _ in range(120):
        record_check(kiosk, "pack", OK, "")
    record_check(kiosk, "stick", OK, "officer-1")
    for _ in range(120):
        record_check(kiosk, "pack", OK, "")
    plan = kiosk.store.rows(
        "EXPLAIN QUERY PLAN SELECT epoch, seq, version, payload, at_us, boot, elapsed_us FROM entry"
        " WHERE kind = 'readiness_checked' AND (epoch, seq) < (?, ?) ORDER BY epoch DESC, seq DESC LIMIT ?",
        2**62, 2**62, 50,
    )  # fmt: skip
    assert "entry_readiness" in str(plan)
    states = {each.name: each.state for each in readiness(kiosk, WITH_ALL)}
    assert (states["stick"], states["pack"], states["sound"]) == ("passed", "passed", "never")


def test_the_moment_of_a_check_is_aware(tmp_path: Path) -> None:
    """Moments for people are UTC and say so."""
    kiosk = a_kiosk(tmp_path)
    at = record_check(kiosk, "pack", OK, "").at
    assert at is not None
    assert at.utcoffset() == timedelta(0)
