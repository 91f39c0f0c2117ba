"""A district on real files, and kiosks that are nothing but a key and a journal: what sends to it in tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

from msgspec.structs import replace
from nacl.pwhash import argon2id

from kiosk.clock import Clock
from kiosk.contest.draw import draw_paper
from kiosk.contest.events import AttemptAbandoned, AttemptFinished, AttemptStarted, AttemptVoided, Event, ReceiptIssued
from kiosk.contest.moment import Moment, us_from_moment
from kiosk.contest.pack import ContestPack, Question
from kiosk.contest.scoring import score_answers
from kiosk.journal.codec import encode_event
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry
from kiosk.keys.codes import receipt_code
from kiosk.keys.signing import SigningKeys, signing_keys
from sync.district.district import District, open_district
from sync.district.documents import current_pack
from sync.district.enrolment import enrol
from sync.district.founding import InitReport, init_district
from sync.district.keys import Stretching
from sync.district.receiving import receive
from sync.district.tickets import IssuedTicket, issue_ticket
from sync.protocol.envelope import close_envelope, open_envelope
from sync.protocol.messages import (
    ACKNOWLEDGEMENT_TYPE,
    BATCH_TYPE,
    ENROLMENT_REQUEST_TYPE,
    ENROLMENT_TYPE,
    Acknowledgement,
    Batch,
    Cursor,
    Enrolment,
    EnrolmentRequest,
    decode,
    encode,
)
from sync.protocol.receipt_text import ReceiptClaim, receipt_text
from sync.protocol.ticket import read_ticket

PACK = Path(__file__).parents[2] / "resources" / "packs" / "thanh-xuan-2023"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BOOT = b"\x01" * 8
QUICK = Stretching(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
"""A passphrase of a test guards nothing: to found a district takes a twentieth of a second instead of a quarter."""


def still_clock(now: datetime = NOW) -> Clock:
    """Give a clock that stands still."""
    return Clock(lambda: us_from_moment(now), lambda: 0, BOOT)


@contextmanager
def new_district(folder: Path, now: datetime = NOW, database: str = "") -> Iterator[tuple[District, InitReport]]:
    """Make a district with the sample contest in `folder` and open it; `database` "" is a file there."""
    report = init_district(folder, PACK, now, database, QUICK)
    with open_district(folder) as district:
        yield district, report


@dataclass(slots=True)
class Sender:
    """A kiosk as the district sees it: an enrolment, a key, a journal of one epoch; `random` makes its seeds and answers."""

    keys: SigningKeys
    enrolment: Enrolment
    pack: ContestPack
    random: Random
    now: datetime = NOW
    boot: bytes = BOOT
    epoch: int = 1
    entries: list[Entry] = field(default_factory=list)
    receipts: int = 0

    @property
    def id(self) -> str:
        """The name the district gave."""
        return self.enrolment.kiosk

    def write(self, event: Event) -> Entry:
        """Append one event, a second after the one before."""
        kind, version, payload = encode_event(event)
        self.now += timedelta(seconds=1)
        previous = self.entries[-1].digest if self.entries else NO_DIGEST
        moment = Moment(us_from_moment(self.now), self.boot, len(self.entries) * 1_000_000)
        entry = make_entry(
            epoch=self.epoch, seq=len(self.entries) + 1, kind=kind, version=version, moment=moment, payload=payload,
            previous=previous,
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def start(self, person: int | None = None) -> AttemptStarted:
        """Write the start of an attempt; the same `person` has the same fingerprint."""
        number = self.random.getrandbits(40) if person is None else person
        event = AttemptStarted(
            attempt=self.random.randbytes(10).hex(),
            pack=self.pack.id,
            pack_version=self.pack.version,
            seed=self.random.randbytes(16),
            drawn_on=self.now.date(),
            unit=self.enrolment.unit,
            group=self.pack.rules.groups[0].code,
            age_group="30_44",
            language="vi",
            papers="id_card",
            fingerprint=blake2b(str(number).encode(), digest_size=16).digest(),
            label="Ng*** A***",
            masked_number="001******345",
            warnings=(),
            consents=(),
            sealed=self.random.randbytes(304),
            is_assisted=False,
        )
        self.write(event)
        return event

    def finish(
        self, started: AttemptStarted, *, right: int | None = None, prediction: int | None = 100
    ) -> AttemptFinished:
        """Write the end of an attempt with `right` right answers (None: random ones), scored as a kiosk scores."""
        paper = draw_paper(self.pack, started.seed, started.drawn_on)
        correct = {each.id: each.correct for each in self.pack.questions}
        answers = {}
        for place, question in enumerate(paper.questions):
            key = correct[question.question_id]
            wrong = next(option for option in question.options if option != key)
            is_right = self.random.random() < 0.7 if right is None else place < right
            answers[question.question_id] = key if is_right else wrong
        score = score_answers(self.pack, paper, answers)
        event = AttemptFinished(
            started.attempt, "handed_in", answers, prediction, self.random.randrange(60, 600) * 1_000_000, score.points,
            score.correct,
        )  # fmt: skip
        self.write(event)
        return event

    def receipt(self, finished: AttemptFinished) -> ReceiptIssued:
        """Write the issue of a receipt."""
        self.receipts += 1
        code = receipt_code(finished.attempt, self.id)
        claim = ReceiptClaim(
            finished.attempt, self.receipts, code, us_from_moment(self.now), finished.points, len(finished.answers)
        )
        text = receipt_text(self.keys, self.enrolment.certificate, self.enrolment.url, claim)
        event = ReceiptIssued(finished.attempt, self.receipts, code, text, self.epoch)
        self.write(event)
        return event

    def visit(
        self, person: int | None = None, *, right: int | None = None, prediction: int | None = 100
    ) -> ReceiptIssued:
        """Write a whole visit: start, end, receipt."""
        return self.receipt(self.finish(self.start(person), right=right, prediction=prediction))

    def abandon(self, started: AttemptStarted) -> None:
        """Write that an attempt was given up."""
        self.write(AttemptAbandoned(started.attempt, "cancelled", {}, 5_000_000))

    def void(self, attempt: str, reason: str = "power cut") -> None:
        """Write that staff declared an attempt void."""
        self.write(AttemptVoided(attempt, "officer-1", reason))

    def batch(self, first_seq: int = 1, count: int = 500, cursors: Sequence[Cursor] = ()) -> Batch:
        """Give the batch of some entries."""
        entries = tuple(self.entries[first_seq - 1 : first_seq - 1 + count])
        head = self.entries[-1].digest if self.entries else NO_DIGEST
        return Batch(self.id, self.epoch, first_seq, entries, head, us_from_moment(self.now), tuple(cursors))

    def close(self, batch: Batch) -> bytes:
        """Sign a batch."""
        return close_envelope(self.keys, BATCH_TYPE, encode(batch))

    def envelope(self, first_seq: int = 1, count: int = 500) -> bytes:
        """Give the signed batch of some entries."""
        return self.close(self.batch(first_seq, count))

    def read(self, answer: bytes) -> Acknowledgement:
        """Read the district's signed answer."""
        return decode(open_envelope(answer, ACKNOWLEDGEMENT_TYPE, self.enrolment.district_public), Acknowledgement)

    def send(
        self, district: District, first_seq: int = 1, count: int = 500, now: datetime | None = None
    ) -> Acknowledgement:
        """Send some entries and give the answer."""
        return self.read(receive(district, self.envelope(first_seq, count), now or self.now))

    def copy(self) -> "Sender":
        """Give a clone of this kiosk's disk: the same key and journal, another run of the program."""
        return Sender(
            self.keys, self.enrolment, self.pack, Random(self.random.random()), self.now, b"\x02" * 8, self.epoch,
            list(self.entries), self.receipts,
        )  # fmt: skip


def request_for(issued: IssuedTicket, keys: SigningKeys) -> bytes:
    """Give the signed request that a ticket's kiosk sends."""
    request = EnrolmentRequest(read_ticket(issued.ticket).secret, keys.public, "test kiosk", us_from_moment(NOW))
    return close_envelope(keys, ENROLMENT_REQUEST_TYPE, encode(request))


def enrolled(district: District, seed: int = 1, unit: str | None = None, now: datetime = NOW) -> Sender:
    """Enrol a kiosk whose key and choices come from `seed`."""
    pack = current_pack(district)
    assert pack is not None
    code = unit or pack.units_for(now.date())[0].code
    keys = signing_keys(blake2b(str(seed).encode(), digest_size=32).digest())
    issued = issue_ticket(district, code, "http://127.0.0.1:1", now)
    answer = enrol(district, request_for(issued, keys), now)
    enrolment = decode(open_envelope(answer, ENROLMENT_TYPE, district.keys.public), Enrolment)
    return Sender(keys, enrolment, pack, Random(seed), now)


def with_entries(batch: Batch, entries: Sequence[Entry]) -> Batch:
    """Give a batch with other entries."""
    return replace(batch, entries=tuple(entries))


def corrected(
    pack: ContestPack, question: str, change: Callable[[Question], Question], version: int = 2
) -> ContestPack:
    """Give a later version of a pack that corrects one question."""
    questions = tuple(change(each) if each.id == question else each for each in pack.questions)
    return replace(pack, head=replace(pack.head, version=version, corrections=(question,)), questions=questions)
