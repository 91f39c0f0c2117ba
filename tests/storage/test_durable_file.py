"""A stick pulled at every step of writing: the old file or the new one is there, it is told, and nothing is left behind."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.storage.durable_file import Medium, free_place, read_whole, write_durably

STEPS = ("write_flushed", "rename", "flush_folder", "read")


@dataclass
class Stick:
    """A medium on a real folder that is pulled before its step `at`, or right after it; put in again when `back` comes."""

    at: str
    is_after: bool = False
    fault: int = errno.EIO
    is_back: bool = True
    is_pulled: bool = field(default=False, init=False)

    def medium(self) -> Medium:
        """Give the steps as `write_durably` takes them."""
        return Medium(**{step: self._step(step, getattr(Medium(), step)) for step in (*STEPS, "remove")})  # type: ignore[arg-type]  # its fields by name

    def _step(self, step: str, real: Callable[..., object]) -> Callable[..., object]:
        def taken(*values: object) -> object:
            if self.is_pulled and not (step == "remove" and self.is_back):
                raise OSError(self.fault, "pulled")
            if step == self.at:
                self.is_pulled = True
                if self.is_after:
                    real(*values)
                raise OSError(self.fault, "pulled")
            return real(*values)

        return taken


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("fault", [errno.EIO, errno.ENODEV, errno.ENOENT])
def test_pulled_at_every_step(tmp_path: Path, step: str, is_after: bool, fault: int) -> None:  # noqa: FBT001 - a parameter
    """Before or after each step: a whole file under the name, no half one beside it, and the next try is as the first."""
    place = tmp_path / "there.tramthi"
    write_durably(place, b"earlier")
    with pytest.raises(Refused, match="stick_unwritable"):
        write_durably(place, b"later", Stick(step, is_after, fault).medium())
    assert place.read_bytes() in (b"earlier", b"later")
    assert [each.name for each in tmp_path.iterdir()] == [place.name]
    write_durably(place, b"later")
    assert read_whole(place, 10) == b"later"


@pytest.mark.parametrize("step", STEPS)
def test_a_stick_that_does_not_come_back(tmp_path: Path, step: str) -> None:
    """Where not even the half file can be removed, the file under the name is whole all the same."""
    place = tmp_path / "there.tramthi"
    write_durably(place, b"earlier")
    with pytest.raises(Refused, match="stick_unwritable"):
        write_durably(place, b"later", Stick(step, is_back=False).medium())
    assert place.read_bytes() in (b"earlier", b"later")


def test_a_stick_without_room(tmp_path: Path) -> None:
    """It is told apart from one that was pulled."""
    with pytest.raises(Refused, match="stick_full"):
        write_durably(tmp_path / "f", b"x", Stick("write_flushed", is_after=True, fault=errno.ENOSPC).medium())
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_reads_back_something_else(tmp_path: Path) -> None:
    """Cheap sticks do; it is not taken for written."""
    with pytest.raises(Refused, match="stick_unreliable"):
        write_durably(tmp_path / "f", b"x", replace(Medium(), read=lambda _: b"y"))


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """The stick's folder was removed, or never there: told, and readable neither."""
    folder = tmp_path / "stick"
    folder.mkdir()
    write_durably(folder / "f", b"x")
    (folder / "f").unlink()
    folder.rmdir()
    with pytest.raises(Refused, match="stick_unwritable"):
        write_durably(folder / "f", b"x")
    with pytest.raises(Refused, match="stick_unreadable"):
        read_whole(folder / "f", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["there.tramthi", "there.tramthi.part"])
def test_a_link_laid_on_a_stick_leads_no_writing_out_of_it(tmp_path: Path, name: str) -> None:
    """To the kiosk's own database, say: the link goes, what it points to stays."""
    stick, database = tmp_path / "stick", tmp_path / "kiosk.sqlite"
    stick.mkdir()
    database.write_bytes(b"all that was confirmed")
    (stick / name).symlink_to(database)
    write_durably(stick / "there.tramthi", b"journal")
    assert database.read_bytes() == b"all that was confirmed"
    assert [(each.name, each.is_symlink()) for each in stick.iterdir()] == [("there.tramthi", False)]


@pytest.mark.skipif(sys.platform == "win32", reason="there are none there")
def test_a_pipe_on_a_stick_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Nor does a folder, or a link to nothing, under the name of a file."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    for name in ("pipe", "folder", "link"):
        with pytest.raises(Refused, match="stick_unreadable"):
            read_whole(tmp_path / name, 10)


def test_what_lies_there_is_not_written_over(tmp_path: Path) -> None:
    """The first free name; when all are taken the last one."""
    assert free_place(tmp_path, ("a", "b")) == tmp_path / "a"
    (tmp_path / "a").touch()
    assert free_place(tmp_path, ("a", "b")) == tmp_path / "b"
    (tmp_path / "b").touch()
    assert free_place(tmp_path, ("a", "b")) == tmp_path / "b"
