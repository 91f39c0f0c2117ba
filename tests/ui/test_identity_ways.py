"""Other ways to say who one is: passports, scans that are no card, corrections, ways back, the guardian, the list of units."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.status import kiosk_status
from tests.helpers.builders import a_pack, a_rules, a_text, changed
from tests.helpers.kiosks import a_kiosk
from tests.helpers.qml import Hand, a_window
from tests.helpers.visits import (
    Person,
    choose_unit_and_begin,
    consent,
    press_digits,
    stand_at,
    tell_about,
    type_identity,
    walk_to_quiz,
)
from ui.flow import Step

ZONE = b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""The specimen of ICAO Doc 9303-4, appendix A."""


@pytest.fixture
def hand(kiosk: Kiosk, qtbot: QtBot) -> Iterator[Hand]:
    """Give the hand at the screen that asks who one is."""
    with a_window(kiosk, qtbot) as hand:
        consent(hand)
        hand.waits_for("type-card")
        yield hand


def test_a_foreigner_types_a_passport(hand: Hand, kiosk: Kiosk) -> None:
    """Nationality by one touch, number with letters; then the same lines as everybody, and the attempt starts."""
    hand.tap("type-passport")
    hand.tap("nationality-KOR")
    hand.waits_for("id-number")
    hand.type("M12345678")
    hand.tap("continue")
    hand.waits_for("full-name")
    hand.type("Kim Minsu")
    hand.tap("continue")
    press_digits(hand, "birth-date", "1980")
    hand.tap("continue")
    tell_about(hand, Person(sex="male"))
    hand.tap("continue")
    identity = hand.window.visit.facts.identity()
    assert (identity.papers, identity.number, identity.nationality) == ("passport", "M12345678", "KOR")
    assert (identity.full_name, identity.birth.year, identity.birth.month) == ("Kim Minsu", 1980, None)
    hand.tap("continue")
    choose_unit_and_begin(hand)
    assert kiosk_status(kiosk).attempts.open == 1


def test_who_touched_another_nationality_by_mistake_is_no_foreigner(tmp_path: Path, qtbot: QtBot) -> None:
    """The group that came with it goes with it."""
    kiosk = a_kiosk(tmp_path / "sample", pack=load_pack_folder(SAMPLE_PACK))
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        consent(hand)
        hand.tap("type-passport")
        facts = hand.window.visit.facts
        for country, group in (("KOR", "foreigner"), ("VNM", ""), ("KOR", "foreigner")):
            hand.tap(f"nationality-{country}")
            hand.waits_for("id-number")
            assert facts.group == group
            hand.tap("back")
        hand.tap("back")
        hand.tap("type-card")
        hand.waits_for("id-number")
        assert facts.group == ""


@pytest.mark.parametrize("number", ["M1234!56", "Hộ chiếu 5", "A     B", "--------", "M12"])
def test_a_number_no_passport_has_is_told_at_once(hand: Hand, number: str) -> None:
    """The way on stays closed, in words; spaces and hyphens between the signs of a real one do no harm."""
    hand.tap("type-passport")
    hand.tap("nationality-KOR")
    hand.waits_for("id-number")
    hand.type(number)
    hand.bot.waitUntil(lambda: hand.window.visit.facts.number == number)
    assert not hand.item("continue").isEnabled()
    assert "20" in hand.window.models["identity"].property("numberReading")
    for _ in number:
        hand.tap("key-backspace")
    hand.type("m12 345-678")
    hand.bot.waitUntil(lambda: hand.item("continue").isEnabled())
    assert hand.window.models["identity"].property("numberReading") == ""


def test_a_number_of_other_papers_is_not_taken_over(hand: Hand) -> None:
    """Whoever began to type the wrong paper's number begins anew with the right one's."""
    hand.tap("type-passport")
    hand.tap("nationality-KOR")
    hand.waits_for("id-number")
    hand.type("M12345678")
    hand.bot.waitUntil(lambda: hand.item("continue").isEnabled())
    hand.tap("back")
    hand.tap("back")
    hand.tap("type-card")
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.NUMBER)
    assert hand.window.visit.facts.number == ""


def test_a_card_scanned_to_correct_the_number_is_looked_at_line_by_line(hand: Hand) -> None:
    """What the scan lost is asked for, also where the person had come back from the overview."""
    type_identity(hand, Person())
    hand.tap("correct-edit_number")
    hand.waits_for("id-number")
    hand.window.models["identity"].scanned("001185067890||Tr?n|31021985|N?|Hà Nội|22072021".encode())  # type: ignore[attr-defined]  # a scanner's slot
    hand.waits_for("full-name")
    hand.type("An")
    hand.tap("continue")
    hand.waits_for("birth-date")
    assert not hand.item("continue").isEnabled()


def test_a_zone_without_a_number_asks_for_the_number(hand: Hand) -> None:
    """A reader may find lines of the right length and nothing in them that can be a number."""
    hand.window.models["identity"].scanned(ZONE.replace(b"L898902C3", b"<<<<<<<<<"))  # type: ignore[attr-defined]  # a scanner's slot
    hand.bot.waitUntil(lambda: hand.window.visit.at is Step.NUMBER)
    hand.waits_for("id-number")
    assert not hand.item("continue").isEnabled()
    assert hand.window.visit.facts.full_name == "Eriksson Anna Maria"


def test_the_way_back_from_a_passport_leads_over_the_nationality(hand: Hand) -> None:
    """Back goes to what was asked before, on each way its own."""
    hand.tap("type-passport")
    hand.tap("nationality-JPN")
    hand.waits_for("id-number")
    hand.tap("back")
    assert hand.item("nationality-JPN").property("isChosen")
    hand.tap("back")
    hand.tap("no-papers")
    hand.waits_for("full-name")
    hand.tap("back")
    hand.waits_for("type-card")


def test_a_passport_held_to_the_scanner_fills_the_lines(hand: Hand) -> None:
    """Number, name, birth date, sex and nationality are read; only the group is asked."""
    hand.type(ZONE.decode() + "\n")
    hand.waits_for("sex-female")
    facts = hand.window.visit.facts
    assert (facts.papers, facts.number, facts.full_name) == ("passport", "L898902C3", "Eriksson Anna Maria")
    assert (facts.birth_text, facts.sex, facts.nationality) == ("12/08/1974", "female", "XXX")


def test_a_passport_read_line_by_line_is_one_scan(hand: Hand) -> None:
    """Readers send each line of the zone by itself; together they are the passport."""
    for line in (ZONE[:44], ZONE[44:]):
        hand.type(line.decode() + "\n")
    hand.waits_for("sex-female")
    assert hand.window.visit.facts.number == "L898902C3"


@pytest.mark.parametrize("scan", ["https://example.vn/abcdefgh\n", "8934567890123|chai nước\n", "x" * 900 + "\n"])
def test_a_scan_that_is_no_card_changes_nothing(hand: Hand, scan: str) -> None:
    """The person is told to try again or to type, and both still work."""
    hand.type(scan)
    hand.bot.waitUntil(lambda: bool(hand.window.models["identity"].property("scanProblem")))
    assert hand.window.visit.at is Step.IDENTITY
    assert hand.window.visit.facts.number == ""
    hand.tap("type-card")
    hand.waits_for("id-number")


def test_a_card_with_a_damaged_name_asks_for_the_name(hand: Hand) -> None:
    """What was lost in reading is typed; the rest stays as read."""
    hand.type("001185067890||Tr?n Th? H?a|01121985|Nữ|Hà Nội|22072021\n")
    hand.waits_for("full-name")
    assert hand.window.visit.facts.number == "001185067890"
    assert hand.window.visit.facts.full_name == ""


def test_typing_without_an_end_is_never_taken_for_a_scan(hand: Hand) -> None:
    """On the number's screen a real keyboard types into the line, however fast the fingers are."""
    hand.tap("type-card")
    hand.waits_for("id-number")
    hand.type("001185067890")
    hand.bot.waitUntil(lambda: hand.text("id-number") == "001185067890")


def test_each_line_can_be_corrected_from_the_overview(hand: Hand) -> None:
    """Correcting one line leads straight back to the overview, with all others as they were."""
    type_identity(hand, Person())
    hand.tap("correct-edit_birth")
    hand.waits_for("birth-date")
    hand.tap("key-clear")
    press_digits(hand, "birth-date", "02031990")
    hand.tap("continue")
    hand.waits_for("correct-edit_birth")
    hand.tap("correct-edit_number")
    hand.waits_for("id-number")
    hand.tap("key-backspace")
    hand.tap("key-1")
    hand.tap("continue")
    hand.waits_for("correct-edit_about")
    hand.tap("correct-edit_about")
    hand.tap("sex-male")
    hand.tap("continue")
    hand.waits_for("correct-edit_phone")
    facts = hand.window.visit.facts
    assert (facts.birth_text, facts.number, facts.sex) == ("02/03/1990", "001185067891", "male")
    assert (facts.full_name, facts.phone) == (Person().name, Person().phone)


def test_a_contradiction_warns_and_does_not_refuse(hand: Hand) -> None:
    """A number that does not fit the birth date is pointed out; the person may go on."""
    type_identity(hand, Person(birth="01121986"))
    assert hand.window.models["check"].property("warning")
    hand.tap("continue")
    hand.waits_for("unit-00343")


@pytest.mark.parametrize("birth", ["3013", "99999999", "32011985"])
def test_a_date_that_is_none_cannot_be_gone_on_from(hand: Hand, birth: str) -> None:
    """The button to go on waits for a date that can be."""
    hand.tap("type-card")
    press_digits(hand, "id-number", Person().number)
    hand.tap("continue")
    hand.waits_for("full-name")
    hand.type("An")
    hand.tap("continue")
    press_digits(hand, "birth-date", birth)
    assert not hand.item("continue").isEnabled()
    assert hand.window.visit.at is Step.BIRTH


def test_the_lines_lead_back_one_by_one(hand: Hand) -> None:
    """From the overview back to the very first choice, nothing typed is lost on the way."""
    type_identity(hand, Person())
    steps = []
    for _ in range(6):
        hand.tap("back")
        steps.append(hand.window.visit.at)
    assert steps == [Step.PHONE, Step.ABOUT, Step.BIRTH, Step.NAME, Step.NUMBER, Step.IDENTITY]
    assert hand.window.visit.facts.full_name == Person().name


def test_refusing_to_consent_leaves_nothing(hand: Hand, kiosk: Kiosk) -> None:
    """Back from the consents ends the visit; the notice on data can be read and left before."""
    before = kiosk_status(kiosk).journal.entries
    hand.tap("back")
    hand.tap("data-notice")
    hand.bot.waitUntil(lambda: not hand.sees("data-notice"))
    hand.tap("back")
    hand.tap("consent-participate")
    assert not hand.item("continue").isEnabled()
    hand.tap("back")
    hand.waits_for("start")
    assert kiosk_status(kiosk).journal.entries == before


def test_a_guardian_may_go_back_and_change_their_mind(hand: Hand) -> None:
    """Without their tick nobody goes on; the pages lead back as they led on."""
    type_identity(hand, Person(birth="01092007", group="pupil"))
    hand.tap("continue")
    hand.tap("relation-father")
    assert not hand.item("continue").isEnabled()
    hand.tap("guardian-consent")
    hand.tap("continue")
    hand.waits_for("guardian-name")
    hand.tap("back")
    hand.tap("guardian-consent")
    assert not hand.item("continue").isEnabled()
    hand.tap("back")
    hand.waits_for("correct-edit_name")


def test_a_guardian_named_as_the_entrant_is_asked_to_look_again(hand: Hand) -> None:
    """A warning, since father and son may share a name; a telephone number too short is told in words."""
    type_identity(hand, Person(birth="01092007", group="pupil"))
    hand.tap("continue")
    hand.tap("relation-father")
    hand.tap("guardian-consent")
    hand.tap("continue")
    hand.waits_for("guardian-name")
    hand.type("nguyễn thị thường")
    assert hand.window.models["guardian"].property("nameRemark")
    hand.type("g")
    assert hand.window.models["guardian"].property("nameRemark") == ""
    hand.tap("key-backspace")
    hand.tap("continue")
    press_digits(hand, "guardian-phone", "0912")
    assert not hand.item("continue").isEnabled()
    assert hand.window.models["guardian"].property("phoneReading")


def test_units_are_found_without_marks(tmp_path: Path, qtbot: QtBot) -> None:
    """A few plain letters find the ward with its marks; the touch keyboard comes by touch and goes with the choice."""
    units = tuple(
        changed(unit, name=a_text(name))
        for unit, name in zip(a_pack().units, ("Phường Khương Đình", "Phường Nhân Chính"), strict=True)
    )
    kiosk = a_kiosk(tmp_path / "units", pack=a_pack(units=units))
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        stand_at(hand, kiosk, Step.UNIT)
        hand.tap("unit-search")
        for key in "nhan":
            hand.tap(f"key-{key}")
        hand.bot.waitUntil(lambda: not hand.sees("unit-00343"))
        hand.tap("unit-00346")
        hand.bot.waitUntil(lambda: not hand.sees("key-q"))
        hand.tap("continue")
        hand.waits_for("begin")
        assert hand.window.visit.facts.unit_id == "ward-00346"


def test_rules_that_admit_only_citizens_with_papers_offer_nothing_else(tmp_path: Path, qtbot: QtBot) -> None:
    """What the rules do not allow is not on the screen."""
    who = changed(a_rules().who, foreigners=False, without_papers=False)
    kiosk = a_kiosk(tmp_path / "citizens", pack=a_pack(rules=a_rules(who=who, prediction=None)))
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        consent(hand)
        hand.waits_for("type-card")
        assert not hand.sees("type-passport")
        assert not hand.sees("no-papers")


def test_without_a_prediction_the_last_question_leads_to_the_review(tmp_path: Path, qtbot: QtBot) -> None:
    """The prediction is a rule of the contest, not a screen everybody sees."""
    kiosk = a_kiosk(tmp_path / "plain", pack=a_pack(rules=a_rules(prediction=None)))
    open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, qtbot) as hand:
        walk_to_quiz(hand)
        for _ in range(3):
            hand.tap("next")
        hand.waits_for("hand-in")
        assert not hand.sees("prediction-tile")
