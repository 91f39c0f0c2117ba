"""Receiving: idempotent, in any order, from any number of senders; nothing lost, nothing overwritten, nothing believed."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.contest.day_figures import DayFigures
from kiosk.contest.earlier_events import KioskClosedV1, KioskClosedV2
from kiosk.contest.errors import Refused
from kiosk.contest.events import KioskClosed, KioskOpened, KioskPaused
from kiosk.contest.moment import us_from_moment
from kiosk.keys.signing import signing_keys
from sync.district.district import District, open_district
from sync.district.enrolment import revoke
from sync.district.receiving import receive
from sync.district.status import status, verify_journals
from sync.district.store.attempt_rows import read_attempts
from sync.district.store.kiosk_rows import newest_alarms, read_kiosk
from sync.protocol.envelope import close_envelope, read_envelope
from sync.protocol.messages import BATCH_TYPE, ORDERS_TYPE, PACK_TYPE, ROSTER_TYPE, Cursor, encode
from tests.helpers.district import NOW, Sender, enrolled, new_district


def test_a_visit_arrives_whole(district: District, sender: Sender) -> None:
    """Start, end and receipt give one finished attempt, scored again to the same points."""
    receipt = sender.visit(right=15)
    answer = sender.send(district)
    assert (answer.seq, answer.digest, answer.code, answer.refused) == (3, sender.entries[-1].digest, "", ())
    found = status(district)
    assert (found.entries, found.receipts, found.attempts.finished, found.attempts.open) == (3, 1, 1, 0)
    (row,) = read_attempts(district.store, sender.id, [receipt.attempt]).values()
    assert (row.points, row.correct, row.question_count, row.differs) == (15, 15, 20, 0)
    assert (row.claimed_points, row.claimed_correct, row.prediction) == (15, 15, 100)


def test_a_repeat_changes_nothing(district: District, sender: Sender) -> None:
    """The same batch again is acknowledged again and stored once."""
    sender.visit()
    first = sender.send(district)
    assert sender.send(district) == first
    assert status(district).entries == 3


def test_any_order_ends_in_the_same_journal(district: District, sender: Sender) -> None:
    """Gaps are asked for again; overlaps are recognised."""
    for _ in range(4):
        sender.visit()
    for first, count in [(7, 3), (1, 2), (1, 5), (9, 4), (4, 4), (2, 12)]:
        sender.send(district, first, count)
    assert sender.send(district, 13).seq == 12
    assert status(district).attempts.finished == 4
    assert verify_journals(district) == ()


def test_thirty_two_senders_of_one_batch_are_one(district: District, sender: Sender) -> None:
    """Whoever is first stores it; all get the same acknowledgement."""
    for _ in range(20):
        sender.visit()
    envelope = sender.envelope()

    def send(_: int) -> bytes:
        with open_district(district.folder) as own:
            return receive(own, envelope, NOW)

    with ThreadPoolExecutor(32) as pool:
        answers = set(pool.map(send, range(32)))
    assert {(each.seq, each.code) for each in map(sender.read, answers)} == {(60, "")}
    assert (status(district).entries, status(district).attempts.finished) == (60, 20)


def test_nothing_sent_asks_for_news(district: District, sender: Sender) -> None:
    """An empty batch brings back what the kiosk lacks, and nothing it has."""
    news = sender.read(receive(district, sender.close(sender.batch(cursors=())), NOW))
    assert len(news.documents) == 2
    cursors = (Cursor(PACK_TYPE, 1), Cursor(ROSTER_TYPE, 1))
    assert sender.read(receive(district, sender.close(sender.batch(cursors=cursors)), NOW)).documents == ()


def test_a_forked_journal_is_refused_kept_and_alarmed(district: District, sender: Sender) -> None:
    """Of two disks with one key, the second to write is told; what it wrote is kept apart; the alarm names both."""
    sender.visit()
    clone = sender.copy()
    sender.visit()
    sender.send(district)
    clone.visit()
    answer = clone.send(district)
    assert (answer.code, answer.seq, answer.digest) == ("forked", 3, sender.entries[2].digest)
    assert [each.seq for each in answer.refused] == [4, 5, 6]
    found = status(district)
    assert (found.entries, found.forks, found.attempts.finished) == (6, 1, 2)
    (alarm,) = newest_alarms(district.store, 10)
    facts = msgspec.json.decode(alarm.facts)
    assert (facts["held"]["boot"], facts["sent"]["boot"]) == ("01" * 8, "02" * 8)
    (kept,) = district.store.rows("SELECT count(*) FROM quarantine WHERE reason = 'forked'")[0]
    assert kept == 3
    clone.send(district)
    assert (status(district).forks, len(newest_alarms(district.store, 10))) == (1, 1)


def test_a_revoked_kiosk_s_entries_are_kept_apart(district: District, sender: Sender) -> None:
    """From the revocation on nothing counts and nothing is dropped; of documents only the order to stop goes down."""
    sender.visit()
    sender.send(district)
    revoke(district, sender.id, NOW)
    sender.visit()
    answer = sender.send(district)
    assert (answer.code, answer.seq) == ("revoked", 3)
    assert [read_envelope(each).payload_type for each in answer.documents] == [ORDERS_TYPE], (
        "the order to stop, no more"
    )
    assert [each.code for each in answer.refused] == ["revoked"] * 3
    sender.send(district)
    found = status(district)
    assert (found.entries, found.quarantined, found.attempts.finished, found.forks) == (3, 3, 1, 0)
    revoke(district, sender.id, NOW)
    with pytest.raises(Refused, match="kiosk_unknown"):
        revoke(district, "nobody", NOW)


def test_another_key_cannot_speak_for_a_kiosk(district: District, sender: Sender) -> None:
    """A batch signed by any other key is refused and leaves nothing."""
    sender.visit()
    forged = close_envelope(signing_keys(bytes(32)), BATCH_TYPE, encode(sender.batch()))
    with pytest.raises(Refused, match="signature_wrong"):
        receive(district, forged, NOW)
    assert status(district).entries == 0


def test_a_kiosk_of_another_district_is_unknown(district: District, tmp_path: Path) -> None:
    """A second district's kiosk is refused here."""
    with new_district(tmp_path / "other") as (other, _):
        stranger = enrolled(other, seed=2)
    stranger.visit()
    with pytest.raises(Refused, match="kiosk_unknown"):
        receive(district, stranger.envelope(), NOW)


def test_one_kiosk_cannot_write_into_another_s_journal(district: District, sender: Sender) -> None:
    """Its own key opens its own name only."""
    other = enrolled(district, seed=2)
    other.visit()
    with pytest.raises(Refused, match="signature_wrong"):
        receive(district, other.close(replace(other.batch(), kiosk=sender.id)), NOW)


def test_a_damaged_envelope_is_refused(district: District, sender: Sender) -> None:
    """No cut and no flipped byte of a batch is stored."""
    sender.visit()
    envelope = sender.envelope()
    random = Random(1)
    for place in random.sample(range(len(envelope)), 60):
        for damaged in (envelope[:place], envelope[:place] + bytes([envelope[place] ^ 0x55]) + envelope[place + 1 :]):
            with pytest.raises(Refused):
                receive(district, damaged, NOW)
    assert status(district).entries == 0


def test_a_broken_chain_stores_nothing(district: District, sender: Sender) -> None:
    """A batch that leaves an entry out is refused whole, though well signed."""
    sender.visit()
    batch = replace(sender.batch(), entries=(sender.entries[0], sender.entries[2]))
    with pytest.raises(Refused, match="batch_chain_broken"):
        receive(district, sender.close(batch), NOW)
    assert status(district).entries == 0


def test_a_wrong_clock_is_noted_and_corrected(district: District, sender: Sender) -> None:
    """Two years ahead: raw times stay, corrected ones stand beside them; a stick says nothing of the clock."""
    sender.now += timedelta(days=730)
    started = sender.start()
    receive(district, sender.envelope(), NOW, "stick")
    kiosk = read_kiosk(district.store, sender.id)
    assert kiosk is not None
    assert (kiosk.offset_us, kiosk.seen_at_us) == (None, us_from_moment(NOW))
    sender.finish(started)
    sender.send(district, now=NOW)
    (row,) = read_attempts(district.store, sender.id, [started.attempt]).values()
    assert row.ended_at_us == us_from_moment(sender.now)
    assert row.ended_true_us == us_from_moment(NOW)


def test_a_clock_of_another_age_does_no_harm(district: District, sender: Sender) -> None:
    """A kiosk in the year 1, or in the year 9999, is received like any other."""
    for at_us in (-62_135_596_800_000_000, 253_402_300_799_999_999):
        assert sender.read(receive(district, sender.close(replace(sender.batch(), sent_at_us=at_us)), NOW)).code == ""


def test_the_board_knows_who_waits_and_who_is_open(district: District, sender: Sender) -> None:
    """A kiosk with more to send is waiting; opening and closing show."""
    sender.write(KioskOpened("officer"))
    sender.visit()
    sender.send(district, 1, 2)
    kiosk = read_kiosk(district.store, sender.id)
    assert kiosk is not None
    assert (kiosk.is_waiting, kiosk.is_open) == (1, 1)
    endings = (
        KioskPaused("officer"),
        KioskClosedV1("officer", 1, 1, 0, 0, 1),
        KioskClosedV2("officer", 9, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 3, 0, 0),
        KioskClosed("officer", 9, DayFigures(started=1, finished=1), 0),
    )
    for ending in endings:
        sender.write(KioskOpened("officer"))
        sender.write(ending)
        sender.send(district)
        kiosk = read_kiosk(district.store, sender.id)
        assert kiosk is not None
        assert (kiosk.is_waiting, kiosk.is_open) == (0, 0)


def test_a_restored_district_is_filled_again(district: District, sender: Sender) -> None:
    """Entries an old backup lacks are asked for by a lower number, and arrive."""
    for _ in range(3):
        sender.visit()
    sender.send(district, 1, 3)
    copy = district.folder.with_name("copy")
    sender.send(district)
    shutil.copytree(district.folder, copy)
    with open_district(copy) as restored:
        with restored.store.transaction():
            for emptied in ("DELETE FROM entry", "DELETE FROM attempt", "DELETE FROM receipt"):
                restored.store.execute(emptied)
        assert sender.send(restored, 10).seq == 0
        assert sender.send(restored).seq == 9
        assert status(restored).attempts.finished == 3


def test_integrity_tells_gaps_and_changed_entries(district: District, sender: Sender) -> None:
    """Who takes an entry out of the database, or changes one, is found out."""
    for _ in range(2):
        sender.visit()
    sender.send(district)
    with district.store.transaction():
        district.store.execute("UPDATE entry SET at_us = at_us + 1 WHERE seq = 5")
    (fault,) = verify_journals(district)
    assert (fault.kiosk, fault.fault.seq, fault.fault.fault) == (sender.id, 5, "entry_changed")
    assert status(district).integrity == "ok"
    with district.store.transaction():
        district.store.execute("DELETE FROM entry WHERE seq = 2")
    assert status(district).integrity == "gaps"


def test_a_batch_of_another_shape_is_refused(district: District, sender: Sender) -> None:
    """A well signed message that is no batch is refused with a code."""
    with pytest.raises(Refused, match="message_damaged"):
        receive(district, close_envelope(sender.keys, BATCH_TYPE, b"\xc0"), NOW)
    with pytest.raises(Refused, match="envelope_of_other_type"):
        receive(district, close_envelope(sender.keys, "other", encode(sender.batch())), NOW)
