"""Consent in the window: per purpose, never ticked before, in the text of the law of the day, and without a trace when refused."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.errors import Refused
from kiosk.contest.events import AttemptStarted
from kiosk.contest.moment import us_from_moment
from kiosk.journal.codec import decode_event
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.attempts import start_attempt
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import MovedClock, a_kiosk, a_registration, an_identity
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import Person, choose_unit_and_begin, consent, type_identity
from ui.flow import Step
from ui.list_model import RowModel
from ui.visit_facts import VisitFacts

BEFORE_MIDNIGHT = us_from_moment(datetime(2025, 12, 31, 16, 55, tzinfo=UTC))
"""Five minutes before the year in Vietnam from which Law 91/2025/QH15 applies instead of Decree 13/2023/NĐ-CP."""
DECREE, LAW = "13/2023/NĐ-CP", "91/2025/QH15"


@pytest.fixture
def night(moved: MovedClock) -> MovedClock:
    """Give the clock on that evening."""
    moved.at_us = BEFORE_MIDNIGHT
    return moved


@pytest.fixture
def sample(tmp_path: Path, night: MovedClock) -> Kiosk:
    """Give an open kiosk of the sample contest on that evening."""
    kiosk = a_kiosk(tmp_path / "kiosk", night, load_pack_folder(SAMPLE_PACK))
    open_kiosk(kiosk, "officer-1")
    return kiosk


def texts(hand: Hand) -> list[tuple[str, bool]]:
    """Give the law each purpose on the screen names, and whether it is ticked."""
    rows = hand.window.models["consent"].property("purposes")
    assert isinstance(rows, RowModel)
    return [(next(each for each in (DECREE, LAW) if each in row.detail), row.isTicked) for row in rows.rows]


def test_nothing_is_ticked_and_the_way_on_stays_closed(hand: Hand) -> None:
    """Only the required purpose opens the way; its tick can be taken away again, the others are free."""
    hand.tap("start")
    hand.waits_for("consent-participate")
    rows = hand.window.models["consent"].property("purposes")
    assert [each.isTicked for each in rows.rows] == [False, False]
    assert not hand.item("continue").isEnabled()
    hand.tap("consent-news")
    assert not hand.item("continue").isEnabled()
    hand.tap("consent-participate")
    assert hand.item("continue").isEnabled()
    hand.tap("consent-participate")
    assert not hand.item("continue").isEnabled()


def test_refusing_leaves_nothing_behind(hand: Hand, kiosk: Kiosk) -> None:
    """Ticked, read, and gone back: no row, no entry, no byte of any file differs, and nothing stays in the window."""
    hand.picture()
    before = {place: place.read_bytes() for place in kiosk.folder.rglob("*") if place.is_file()}
    hand.tap("start")
    hand.tap("consent-participate")
    hand.tap("consent-news")
    hand.tap("back")
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    assert {place: place.read_bytes() for place in kiosk.folder.rglob("*") if place.is_file()} == before
    assert hand.window.visit.facts == VisitFacts()
    hand.tap("start")
    hand.waits_for("consent-participate")
    assert not any(each.isTicked for each in hand.window.models["consent"].property("purposes").rows)


def test_what_was_agreed_to_stays_over_the_change_of_day(sample: Kiosk, qtbot: QtBot, night: MovedClock) -> None:
    """Agreed before midnight in the old text, started after it: the journal keeps the version that was read."""
    with a_window(sample, qtbot) as hand:
        consent(hand)
        type_identity(hand, Person())
        hand.tap("continue")
        night.pass_s(600)
        if hand.sees("idle-stay"):
            hand.tap("idle-stay")
        choose_unit_and_begin(hand)
        (started,) = (each for each in all_entries(sample.store, 1) if each.kind == "attempt_started")
        event = decode_event(started.kind, started.version, started.payload or b"")
        assert isinstance(event, AttemptStarted)
        assert [(each.purpose, each.version, each.at_us) for each in event.consents] == [
            ("participate", 1, BEFORE_MIDNIGHT)
        ]


def test_the_text_of_the_new_law_is_never_ticked_for_the_old_one(
    sample: Kiosk, qtbot: QtBot, night: MovedClock
) -> None:
    """The text on the screen stays while it is read; whoever comes back after midnight is asked anew."""
    with a_window(sample, qtbot) as hand:
        hand.tap("start")
        hand.waits_for("consent-participate")
        assert texts(hand) == [(DECREE, False)] * 3
        night.pass_s(400)
        hand.waits_for("idle-stay")
        hand.tap("idle-stay")
        hand.tap("consent-participate")
        assert texts(hand) == [(DECREE, True), (DECREE, False), (DECREE, False)]
        assert hand.window.visit.facts.consents["participate"].version == 1
        hand.tap("continue")
        hand.waits_for("type-card")
        hand.tap("back")
        hand.waits_for("consent-participate")
        assert texts(hand) == [(LAW, False)] * 3
        assert not hand.item("continue").isEnabled()
        assert hand.window.visit.at is Step.CONSENT


def test_a_consent_the_pack_does_not_know_counts_for_nothing(sample: Kiosk) -> None:
    """A version nobody could read starts no attempt."""
    registration = a_registration(sample, identity=an_identity(group=sample.rules.groups[0].code))
    unknown = tuple(type(each)(each.purpose, 9, each.at_us) for each in registration.consents)
    with pytest.raises(Refused, match="consent_missing"):
        start_attempt(sample, type(registration)(registration.identity, registration.unit_id, unknown, "vi"))
