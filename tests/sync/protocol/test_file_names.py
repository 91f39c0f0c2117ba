"""Names of files on a stick: sound on every file system a stick comes with."""

import re
from datetime import UTC, datetime
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.file_names import ENDING, Carried, stick_file_name, stick_file_names

AT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def test_a_name_tells_what_and_whose_and_when() -> None:
    """In Vietnam's time; without a kiosk, of none."""
    assert stick_file_name("journal", "00343-K7M2QX", AT) == "tram-thi-00343-k7m2qx-journal-20261124-0930.tramthi"
    assert stick_file_name("request", "", AT) == "tram-thi-request-20261124-0930.tramthi"
    assert stick_file_name("journal", "k", AT, 2) == "tram-thi-k-journal-20261124-0930-02.tramthi"


def test_parts_stand_in_order_and_none_has_the_name_of_the_whole() -> None:
    """As every folder lists them."""
    names = [stick_file_name("journal", "k", AT, part) for part in range(1, 13)]
    assert sorted(names) == names
    assert stick_file_name("journal", "k", AT) not in names


def test_others_of_the_same_minute_have_names_left() -> None:
    """The best one first, as many as a minute may need, and then no more."""
    names = list(stick_file_names("reply", "k", AT))
    assert names[0] == stick_file_name("reply", "k", AT)
    assert len(names) == len(set(names)) == 99


@given(st.sampled_from(get_args(Carried)), st.text(), st.integers(0, 8 * 10**9), st.integers(0, 99))
def test_every_name_is_sound(carried: Carried, who: str, at_s: int, part: int) -> None:
    """Letters every file system has, short, no trailing dot or space, nothing Windows keeps for itself."""
    name = stick_file_name(carried, who, datetime.fromtimestamp(at_s, UTC), part)
    assert re.fullmatch(r"tram-thi-[a-z0-9-]+\.tramthi", name)
    assert len(name) <= 96
    assert name.endswith(ENDING)
