"""What is left of a person: nothing of the too young, nothing of a raw scan, of a guardian's paper form its number under seal."""

import logging
from pathlib import Path
from typing import cast

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.contest.entrant import Guardian, SealedPerson
from kiosk.contest.events import AttemptStarted
from kiosk.journal.codec import decode_event
from kiosk.keys.sealing import unseal
from kiosk.services.kiosk import Kiosk
from kiosk.services.status import kiosk_status
from kiosk.storage.journal_rows import all_entries
from tests.helpers.kiosks import PIN, SEALING
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import Person, choose_unit_and_begin, consent, press_digits, tell_about, type_identity
from ui.flow import Step
from ui.view_models.guardian import GuardianModel

_SCAN = "001185067890|023456789|Trần Thị Hòa Bình|01121985|Nữ|Số 9 Ngõ Vắng, Thanh Xuân|22072021"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_nothing_is_stored_of_somebody_too_young(kiosk: Kiosk, qtbot: QtBot) -> None:
    """A child is told kindly when to come back; no file of the kiosk changes by one byte, the journal included."""
    with a_window(kiosk, qtbot) as hand:
        before, entries = _files(kiosk.folder), kiosk_status(kiosk).journal.entries
        consent(hand)
        type_identity(hand, Person(birth="01092015", group="pupil"))
        hand.tap("continue")
        hand.bot.waitUntil(lambda: hand.window.visit.at is Step.REFUSED)
        admission = hand.window.visit.facts.admission
        assert admission is not None
        assert (admission.decision, admission.fingerprint) == ("too_young", b"")
        hand.window.visit.leave()
        assert kiosk_status(kiosk).journal.entries == entries
        assert _files(kiosk.folder) == before


def test_a_raw_scan_is_never_logged_and_never_kept(
    kiosk: Kiosk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """With everything logged, neither log nor any file holds a part of the card, from the scan to the running attempt."""
    with caplog.at_level(logging.DEBUG), a_window(kiosk, qtbot) as hand:
        consent(hand)
        hand.waits_for("type-card")
        hand.type(_SCAN + "\n")
        hand.waits_for("sex-female")
        assert "Số 9 Ngõ Vắng" not in repr(hand.window.visit.facts)
        tell_about(hand, Person())
        hand.tap("continue")
        hand.tap("continue")
        choose_unit_and_begin(hand)
        assert hand.window.visit.facts.scan is None
        parts = [each.encode() for each in (*_SCAN.split("|"), _SCAN) if each != "Nữ"]
        found = [(name, part) for name, held in _files(kiosk.folder).items() for part in parts if part in held]
        assert found == []
        assert [part for part in _SCAN.split("|") if part != "Nữ" and part in caplog.text] == []


def _to_paper_form(hand: Hand) -> None:
    consent(hand)
    type_identity(hand, Person(birth="01092007", group="pupil"))
    hand.tap("continue")
    hand.tap("guardian-paper")


def test_whoever_goes_back_while_a_pin_is_tried_has_gone_back(kiosk: Kiosk, qtbot: QtBot) -> None:
    """The answer to a PIN comes after a moment: it opens no page of a way that was left, and notes no officer."""
    with a_window(kiosk, qtbot) as hand:
        _to_paper_form(hand)
        press_digits(hand, "guardian-pin", PIN)
        guardian = cast("GuardianModel", hand.window.models["guardian"])
        guardian.proceed()
        guardian.back()
        hand.bot.waitUntil(lambda: not hand.window.visit.property("isBusy"))
        assert guardian.property("page") == "relation"
        assert hand.window.visit.facts.guardian_officer == ""


def test_a_paper_form_is_noted_by_an_officer_alone(kiosk: Kiosk, qtbot: QtBot) -> None:
    """A wrong PIN is told and forgotten; with the right one the form's number and the officer go under seal."""
    with a_window(kiosk, qtbot) as hand:
        _to_paper_form(hand)
        press_digits(hand, "guardian-pin", "000000")
        hand.tap("continue")
        hand.bot.waitUntil(lambda: bool(hand.window.models["guardian"].property("pinRemark")))
        assert hand.text("guardian-pin") == ""
        press_digits(hand, "guardian-pin", PIN)
        hand.tap("continue")
        press_digits(hand, "guardian-form", "0147")
        hand.tap("continue")
        choose_unit_and_begin(hand)
    started = next(
        event
        for entry in all_entries(kiosk.store, 1)
        if isinstance(event := decode_event(entry.kind, entry.version, entry.payload or b""), AttemptStarted)
    )
    person = msgspec.msgpack.decode(unseal(SEALING, started.sealed), type=SealedPerson)
    assert (person.version, person.guardian) == (2, Guardian("", "", "", form_number="0147", noted_by="officer-1"))
