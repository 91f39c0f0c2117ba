"""Essays on a real database: sealed at each saving, handed in as last saved, never readable on the kiosk."""

from pathlib import Path

import msgspec
import pytest

from kiosk.contest.errors import Refused
from kiosk.contest.essay import Essay, SealedEssay
from kiosk.contest.events import AttemptFinished, EssayWritten, Event
from kiosk.contest.rules import EssayRules
from kiosk.journal.codec import decode_event
from kiosk.keys.sealing import unseal
from kiosk.services.attempts import abandon_attempt, finish_attempt, read_attempt_now, settle_interrupted, start_attempt
from kiosk.services.essays import note_essay_paper, save_essay
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.services.resuming import resume_attempt
from kiosk.storage.journal_rows import all_entries
from tests.helpers.builders import a_pack, a_rules, a_text
from tests.helpers.kiosks import SEALING, MovedClock, a_kiosk, a_registration, counted_bytes

ESSAY = EssayRules(a_text("Vì sao nên dùng định danh điện tử?"), 6, 40)
WORDS = "Quê tôi ở làng Khương Hạ"


@pytest.fixture
def moved() -> MovedClock:
    """Give the clock."""
    return MovedClock()


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give a kiosk whose contest has an essay of 6 words."""
    return a_kiosk(tmp_path, moved, a_pack(rules=a_rules(essay=ESSAY)))


def events(kiosk: Kiosk) -> list[Event]:
    """Give the journal's events."""
    entries = all_entries(kiosk.store, 1)
    return [decode_event(each.kind, each.version, each.payload or b"") for each in entries]


def opened(box: bytes) -> str:
    """Open a part as the district does."""
    return msgspec.msgpack.decode(unseal(SEALING, box), type=SealedEssay).text


def kept(kiosk: Kiosk) -> bytes:
    """Give every byte of every file of the kiosk."""
    return b"".join(place.read_bytes() for place in kiosk.folder.rglob("*") if place.is_file())


def test_the_district_gets_the_last_text_saved_and_the_kiosk_keeps_none(kiosk: Kiosk) -> None:
    """Each saving replaces the last; the entry stands just before the finish; no file holds the words, then or after."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    save_essay(kiosk, attempt.id, 0, "bản nháp bị thay")
    attempt = save_essay(kiosk, attempt.id, 0, WORDS)
    assert attempt.essay == Essay((6,))
    assert "Khương".encode() not in kept(kiosk)
    finish_attempt(kiosk, attempt.id)
    written, finished = events(kiosk)[-2:]
    assert isinstance(written, EssayWritten)
    assert isinstance(finished, AttemptFinished)
    assert (written.words, written.paper_number, [opened(each) for each in written.parts]) == (6, "", [WORDS])
    assert "Khương".encode() not in kept(kiosk)
    assert kiosk.store.rows("SELECT * FROM essay_part") == []


def test_what_was_saved_is_handed_in_after_a_power_cut(kiosk: Kiosk, moved: MovedClock) -> None:
    """Nobody came back: the essay goes in with the answers, once the time is over."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    save_essay(kiosk, attempt.id, 0, WORDS)
    moved.boot, moved.elapsed_us = b"boot-two", 0
    again = load_kiosk(kiosk.folder, moved.clock(), counted_bytes())
    moved.pass_s(attempt.limit_s + 1)
    assert settle_interrupted(again) == (attempt.id,)
    written = events(again)[-2]
    assert isinstance(written, EssayWritten)
    assert [opened(each) for each in written.parts] == [WORDS]


def test_who_goes_on_after_a_power_cut_adds_a_part(kiosk: Kiosk, moved: MovedClock) -> None:
    """The kiosk cannot show what it sealed; the district gets both parts in order, and the words of both are counted."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    save_essay(kiosk, attempt.id, 0, WORDS)
    moved.boot, moved.elapsed_us = b"boot-two", 0
    again = load_kiosk(kiosk.folder, moved.clock(), counted_bytes())
    attempt = resume_attempt(again, attempt.id, "officer-1")
    assert attempt.essay == Essay((6,))
    save_essay(again, attempt.id, 1, "và nay ở Khương Trung")
    finish_attempt(again, attempt.id)
    written = events(again)[-2]
    assert isinstance(written, EssayWritten)
    assert (written.words, [opened(each) for each in written.parts]) == (11, [WORDS, "và nay ở Khương Trung"])


def test_an_essay_on_paper_is_noted_by_its_number(kiosk: Kiosk) -> None:
    """The number goes to the district without any part; taken back, nothing is written."""
    for number, expected in (("0042", ("0042", ())), ("", None)):
        attempt = start_attempt(kiosk, a_registration(kiosk))
        note_essay_paper(kiosk, attempt.id, "17")
        note_essay_paper(kiosk, attempt.id, number)
        finish_attempt(kiosk, attempt.id)
        written = events(kiosk)[-2]
        found = (written.paper_number, written.parts) if isinstance(written, EssayWritten) else None
        assert found == expected


def test_an_abandoned_essay_is_erased(kiosk: Kiosk) -> None:
    """What nobody will judge is not kept, not even sealed."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    save_essay(kiosk, attempt.id, 0, WORDS)
    abandon_attempt(kiosk, attempt.id)
    assert kiosk.store.rows("SELECT * FROM essay_part") == []
    assert not [each for each in events(kiosk) if isinstance(each, EssayWritten)]


def test_too_long_a_text_is_refused_and_the_last_one_stays(kiosk: Kiosk) -> None:
    """Too many words are saved and told; far too many characters are not taken."""
    attempt = start_attempt(kiosk, a_registration(kiosk))
    assert save_essay(kiosk, attempt.id, 0, "một hai ba bốn năm sáu bảy").essay.words == 7
    with pytest.raises(Refused, match="essay_too_long limit=90"):
        save_essay(kiosk, attempt.id, 0, "a" * 91)
    assert read_attempt_now(kiosk, attempt.id).essay.words == 7


def test_a_contest_without_essay_takes_none(tmp_path: Path, moved: MovedClock) -> None:
    """The rules of the attempt's pack decide."""
    kiosk = a_kiosk(tmp_path, moved)
    attempt = start_attempt(kiosk, a_registration(kiosk))
    with pytest.raises(Refused, match="essay_not_asked"):
        save_essay(kiosk, attempt.id, 0, WORDS)
    assert kiosk.store.rows("SELECT * FROM essay_part") == []
