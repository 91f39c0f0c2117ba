"""A kiosk with a good certificate and bad intentions: whatever it signs is kept, flagged or refused, and breaks nothing."""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.events import (
    AttemptAbandoned,
    AttemptFinished,
    AttemptStarted,
    AttemptVoided,
    Event,
    ReceiptIssued,
)
from kiosk.contest.moment import Moment
from kiosk.journal.codec import encode_event
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry
from kiosk.keys.codes import receipt_code
from sync.district.board import live_board
from sync.district.district import District
from sync.district.export import export_csv
from sync.district.listing import attempt_page
from sync.district.receipts import verify_receipt
from sync.district.receiving import receive
from sync.district.standings import standings
from sync.district.status import status, verify_journals
from sync.district.store.attempt_rows import AttemptFilter
from sync.protocol.receipt_text import ReceiptClaim, receipt_text
from tests.helpers.district import NOW, Sender, enrolled

FIRST_US, LAST_US = -62_135_596_800_000_000, 253_402_300_799_999_999
names = st.sampled_from(["a", "b", ""]) | st.text(max_size=5)
numbers = st.integers(-(2**63), 2**64 - 1) | st.integers(0, 30)
walls = st.sampled_from([FIRST_US, 0, LAST_US]) | st.integers(FIRST_US, LAST_US)
answers = st.dictionaries(names, numbers, max_size=3)
events = st.one_of(
    st.builds(
        AttemptStarted,
        attempt=names,
        pack=st.just("thanh-xuan-2023") | names,
        pack_version=st.just(1) | numbers,
        seed=st.just(bytes(16)) | st.binary(max_size=80),
        fingerprint=st.just(bytes(16)) | st.binary(max_size=20),
        warnings=st.just(()),
        consents=st.just(()),
    ),
    st.builds(
        AttemptFinished,
        attempt=names,
        answers=answers,
        prediction=st.none() | numbers,
        duration_us=numbers,
        points=numbers,
        correct=numbers,
    ),
    st.builds(AttemptAbandoned, attempt=names, answers=answers, duration_us=numbers),
    st.builds(AttemptVoided, attempt=names),
    st.builds(ReceiptIssued, attempt=names, number=numbers, epoch=numbers),
)
payloads = st.tuples(
    st.sampled_from(["attempt_started", "attempt_finished", "made_up"]), numbers, st.binary(max_size=60)
)


def entry_of(said: Event | tuple[str, int, bytes], at_us: int, before: list[Entry]) -> Entry:
    """Give a well chained entry that says anything."""
    kind, version, payload = said if isinstance(said, tuple) else encode_event(said)
    return make_entry(
        epoch=1,
        seq=len(before) + 1,
        kind=kind,
        version=version % 2**16,
        moment=Moment(at_us, bytes(8), 2**63 - 1),
        payload=payload,
        previous=before[-1].digest if before else NO_DIGEST,
    )


def a_sender(district: District) -> Sender:
    """Give a kiosk of a new key."""
    return enrolled(district, seed=Random().getrandbits(64))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(events | payloads, walls, st.booleans()), max_size=12), walls)
def test_whatever_it_signs_breaks_no_page(
    district: District, said: list[tuple[Event | tuple[str, int, bytes], int, bool]], sent_at_us: int
) -> None:
    """The journal takes it all, and every page, table and report still comes out."""
    sender = a_sender(district)
    for what, at_us, is_code_right in said:
        if isinstance(what, ReceiptIssued) and is_code_right:
            what = replace(what, code=receipt_code(what.attempt, sender.id))  # noqa: PLW2901 - one that is believed
        sender.entries.append(entry_of(what, at_us, sender.entries))
    answer = sender.read(receive(district, sender.close(replace(sender.batch(), sent_at_us=sent_at_us)), NOW))
    assert (answer.seq, answer.code) == (len(said), "")
    assert verify_journals(district) == ()
    assert status(district).integrity == "ok"
    live_board(district, NOW)
    standings(district, NOW)
    attempt_page(district, AttemptFilter(), 1)
    with tempfile.TemporaryDirectory() as folder:
        export_csv(district, Path(folder) / "table.csv")


@given(*[st.integers(-(2**63), 2**64 - 1)] * 3)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_receipt_of_any_moment_is_answered(district: District, issued_at_us: int, number: int, epoch: int) -> None:
    """A claim from before or after all calendars is proven or refused, never a fault."""
    sender = a_sender(district)
    claim = ReceiptClaim("a", number, receipt_code("a", sender.id), issued_at_us, None, 20, epoch)
    try:
        found = verify_receipt(district, receipt_text(sender.keys, sender.enrolment.certificate, "", claim))
    except Refused as refused:
        assert refused.code == "message_damaged"  # noqa: PT017 - either end is right
    else:
        assert found.is_proven
        assert found.written_number
