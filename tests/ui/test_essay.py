"""The essay in the real window: by touch and by a real keyboard, saved as the screen says, in every shape."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from kiosk.contest.essay import Essay, SealedEssay
from kiosk.contest.events import EssayWritten
from kiosk.contest.rules import EssayRules, Part, Text
from kiosk.journal.codec import decode_event
from kiosk.keys.sealing import unseal
from kiosk.services.attempts import read_attempt_now
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.storage.journal_rows import all_entries
from tests.helpers.builders import a_pack, a_paper_rules, a_rules
from tests.helpers.kiosks import SEALING, MovedClock, a_kiosk
from tests.helpers.layout import accessible_name, layout_faults, usable_items
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import answer_all, paper_of, press_digits, stand_at, walk_to_quiz
from tests.helpers.write_protect import lose_a_table, write_protect
from ui.flow import Step
from ui.view_models.keyboard import begins_sentence
from ui.visit_facts import VisitFacts

if TYPE_CHECKING:  # only the window loads models
    from ui.view_models.essay import EssayModel

TOPIC = Text(
    "Anh (chị) hãy nêu vai trò, ý nghĩa của việc cấp căn cước công dân gắn chíp điện tử và ứng dụng định danh điện tử"
    " trong giải quyết thủ tục hành chính; liên hệ tại địa phương nơi mình sinh sống.",
    "Describe the role and meaning of chip-based identity cards and of electronic identification in administrative"
    " procedures, and relate them to the place where you live.",
)
FEW_WORDS = 8


@pytest.fixture
def kiosk(tmp_path: Path, moved: MovedClock) -> Kiosk:
    """Give an open kiosk whose contest asks for an essay of 8 words."""
    return essay_kiosk(tmp_path, moved)


def essay_kiosk(folder: Path, moved: MovedClock, *order: Part, limit_s: int = 600, max_words: int = FEW_WORDS) -> Kiosk:
    """Give an open kiosk whose papers have an essay, in the given order of parts."""
    essay = EssayRules(TOPIC, max_words, 40)
    rules = a_rules(
        essay=essay, paper=a_paper_rules(limit_s=limit_s), part_order=order or ("quiz", "prediction", "essay")
    )
    kiosk = a_kiosk(folder / "kiosk", moved, a_pack(rules=rules))
    open_kiosk(kiosk, "officer-1")
    return kiosk


def handed_in(kiosk: Kiosk) -> tuple[str, list[str]]:
    """Give the sheet's number and the texts as the district reads them."""
    entry = next(each for each in all_entries(kiosk.store, 1) if each.kind == "essay_written")
    event = decode_event(entry.kind, entry.version, entry.payload or b"")
    assert isinstance(event, EssayWritten)
    return event.paper_number, [
        msgspec.msgpack.decode(unseal(SEALING, each), type=SealedEssay).text for each in event.parts
    ]


def go_to_essay(hand: Hand) -> None:
    """Answer everything up to the essay's topic."""
    walk_to_quiz(hand)
    answer_all(hand, paper_of(hand))
    press_digits(hand, "prediction", "12")
    hand.tap("continue")
    hand.waits_for("essay-write")


def open_page(hand: Hand, name: str) -> None:
    """Touch one of the ways of writing, once the topic has been laid out."""
    hand.waits_for(name)
    hand.picture()
    hand.tap(name)


def finish(hand: Hand) -> None:
    """Hand in from the overview."""
    hand.tap("hand-in")
    hand.tap("confirm-hand-in")
    hand.waits_for("score")


def test_an_essay_by_touch_is_saved_counted_and_sealed(hand: Hand, kiosk: Kiosk) -> None:
    """Marks, a capital at the start only, a new line, digits and a full stop; the tile of the overview counts the words."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    for key in ("key-q", "key-u", "key-ê", "key-space", "key-t", "key-ô", "key-i", "key-enter", "key-ơ", "tone-hỏi"):
        hand.tap(key)
    hand.tap("key-signs")
    for key in ("key-space", "key-5", "key-9", "key-.", "key-signs", "key-space", "key-v"):
        hand.tap(key)
    assert hand.text("essay-text") == "Quê tôi\nỞ 59. V"
    assert hand.text("essay-count") == "5/8 từ"
    hand.bot.waitUntil(lambda: hand.text("essay-saved") == "Đã lưu")
    attempt = hand.window.visit.facts.attempt
    assert attempt is not None
    assert read_attempt_now(kiosk, attempt.id).essay == Essay((5,))
    hand.tap("review")
    assert hand.text("essay-tile") == "Bài tự luận: Đã lưu 5/8 từ"
    finish(hand)
    assert handed_in(kiosk) == ("", ["Quê tôi\nỞ 59. V"])


def test_the_screen_never_says_saved_before_it_is(hand: Hand, kiosk: Kiosk) -> None:
    """A letter makes the text unsaved at once; leaving the screen saves it without waiting for the pause."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.type("mot hai ba bon nam sau bay tam chin")
    assert hand.text("essay-saved") == "Chưa lưu"
    assert hand.text("essay-count") == "9/8 từ · xin bớt 1 từ"
    hand.tap("back")
    hand.bot.waitUntil(lambda: not hand.window.visit.property("isBusy"))
    assert kiosk.store.rows("SELECT words FROM essay_part") == [(9,)]
    open_page(hand, "essay-write")
    assert hand.text("essay-text") == "mot hai ba bon nam sau bay tam chin"
    assert hand.text("essay-saved") == "Đã lưu"


def test_what_a_fault_kept_from_being_saved_is_saved_as_its_person_goes_on(hand: Hand, kiosk: Kiosk) -> None:
    """It went read-only as the essay was saved: nothing says that it is saved, and nothing typed is missing at the district."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.type("mot hai ba")
    write_protect(hand, is_on=True)
    hand.tap("review")
    hand.waits_for("go-on")
    essay = cast("EssayModel", hand.window.models["essay"])
    assert essay.property("savedText") == "Chưa lưu"
    write_protect(hand, is_on=False)
    hand.tap("go-on")
    hand.bot.waitUntil(lambda: bool(essay.property("isSaved")))
    hand.tap("review")
    finish(hand)
    assert handed_in(kiosk) == ("", ["mot hai ba"])


@pytest.mark.expects_log("the visit stopped at")
def test_an_essay_that_cannot_be_saved_keeps_nobody_from_the_rest(hand: Hand, kiosk: Kiosk) -> None:
    """It is tried once more as they go on; then they get on, are never told that it is saved, and may hand in the rest."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.type("mot hai ba")
    with lose_a_table(kiosk.folder, "essay_part"):
        hand.tap("review")
        for stopped_again in (True, False):
            hand.waits_for("go-on")
            hand.tap("go-on")
            hand.bot.waitUntil(lambda: not hand.window.visit.property("isBusy"))
            assert (hand.window.visit.at is Step.PROBLEM) == stopped_again
        assert not cast("EssayModel", hand.window.models["essay"]).property("isSaved")
    hand.tap("review")
    finish(hand)


def test_an_essay_on_paper_by_its_number(hand: Hand, kiosk: Kiosk) -> None:
    """The number is noted, shown in the overview, and reaches the district; it can be taken back."""
    go_to_essay(hand)
    open_page(hand, "essay-sheet")
    press_digits(hand, "essay-number", "42")
    hand.tap("continue")
    hand.bot.waitUntil(lambda: hand.sees("essay-write"))
    open_page(hand, "essay-sheet")
    hand.tap("no-sheet")
    hand.waits_for("essay-write")
    open_page(hand, "essay-sheet")
    press_digits(hand, "essay-number", "17")
    hand.tap("continue")
    hand.waits_for("essay-write")
    hand.tap("review")
    assert hand.text("essay-tile") == "Bài tự luận: Viết trên giấy, tờ số 17"
    finish(hand)
    assert handed_in(kiosk) == ("17", [])


def test_what_was_typed_in_the_last_seconds_is_handed_in_at_zero(
    tmp_path: Path, qtbot: QtBot, moved: MovedClock
) -> None:
    """Near the end each letter is saved at once, so that the paper goes in as it stands on the screen."""
    kiosk = essay_kiosk(tmp_path, moved, limit_s=100)
    with a_window(kiosk, qtbot) as hand:
        stand_at(hand, kiosk, Step.ESSAY)
        open_page(hand, "essay-write")
        hand.waits_for("essay-text")
        moved.pass_s(95)
        hand.type("vua kip")
        hand.bot.waitUntil(lambda: not hand.window.storage.pending)
        moved.pass_s(6)
        hand.waits_for("score")
        assert handed_in(kiosk) == ("", ["vua kip"])


def test_the_parts_come_in_the_order_of_the_rules(tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> None:
    """Essay first, then the prediction, then the questions, each with its way back; the overview comes last."""
    kiosk = essay_kiosk(tmp_path, moved, "essay", "prediction", "quiz")
    with a_window(kiosk, qtbot) as hand:
        stand_at(hand, kiosk, Step.RULES)
        hand.tap("begin")
        hand.waits_for("essay-write")
        assert not hand.sees("back")
        hand.tap("continue")
        press_digits(hand, "prediction", "7")
        hand.tap("continue")
        hand.waits_for("answer-0")
        hand.tap("back")
        hand.waits_for("prediction")
        hand.tap("back")
        hand.waits_for("essay-write")
        hand.tap("continue")
        hand.tap("continue")
        answer_all(hand, paper_of(hand))
        hand.waits_for("essay-tile")


def test_an_essay_by_a_real_keyboard(hand: Hand) -> None:
    """Return begins a line, Tab leaves the field instead of writing one, and a long text turns to the page of the cursor."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.type("mot\nhai")
    assert hand.text("essay-text") == "mot\nhai"
    hand.press(Qt.Key.Key_Tab)
    assert hand.window.view.activeFocusItem().objectName() != "essay-text"
    assert hand.text("essay-text") == "mot\nhai"
    hand.item("essay-text").forceActiveFocus()
    hand.type("\n" * 12)
    hand.waits_for("page-previous")
    assert hand.item("page-previous").isEnabled()
    assert not hand.item("page-next").isEnabled()


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("Một", False),
        ("Một ", False),
        ("Một. ", True),
        ("Một.", False),
        ("Một\n", True),
        ("Sao? ", True),
        ("59.", False),
    ],
)
def test_a_capital_comes_where_a_sentence_begins(before: str, begins: bool) -> None:  # noqa: FBT001 - a table
    """Not at each word, as in a name."""
    assert begins_sentence(before) is begins


def test_nothing_of_an_essay_is_left_in_the_window(hand: Hand, kiosk: Kiosk) -> None:
    """After the visit neither the model nor any file holds what was written; the facts are empty."""
    go_to_essay(hand)
    open_page(hand, "essay-write")
    hand.waits_for("essay-text")
    hand.type("bimatcuatoi")
    hand.tap("review")
    hand.window.visit.leave()
    hand.waits_for("start")
    hand.bot.waitUntil(lambda: not hand.window.storage.pending)
    model = hand.window.models["essay"]
    assert "bimatcuatoi" not in repr(vars(model))
    assert hand.window.visit.facts == VisitFacts()
    kept = b"".join(place.read_bytes() for place in kiosk.folder.rglob("*") if place.is_file())
    assert b"bimatcuatoi" not in kept
    assert kiosk.store.rows("SELECT * FROM essay_part") == []


@pytest.fixture(params=[(shape, language) for shape in SHAPES for language in ("vi", "en")], ids="-".join)
def shaped(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot, moved: MovedClock) -> Iterator[Hand]:
    """Give the hand at a window of each shape in each language."""
    shape, language = request.param
    with a_window(essay_kiosk(tmp_path, moved, max_words=300), qtbot, SHAPES[shape], language) as hand:
        yield hand


def test_every_page_of_the_essay_is_whole(shaped: Hand) -> None:
    """At the smallest and the largest text nothing is cut, covered, unnamed or outside, and a long text has pages to turn."""
    faults: list[str] = []
    language = shaped.window.appearance.property("language")
    for text_step in (0, 3):
        stand_at(shaped, shaped.window.kiosk, Step.ESSAY, f"0011850{text_step:05d}")
        shaped.window.appearance.choose_language(language)
        shaped.window.appearance.choose_text_step(text_step)
        faults += _faults(shaped, f"topic {text_step}")
        cast("EssayModel", shaped.window.models["essay"]).show_page("writing")
        shaped.item("essay-text").setProperty("text", "Định danh điện tử giúp người dân đi lại ít hơn. " * 40)
        faults += _faults(shaped, f"writing {text_step}")
        assert shaped.sees("page-previous")
        shaped.tap("essay-keys")
        faults += _faults(shaped, f"writing without keys {text_step}")
        cast("EssayModel", shaped.window.models["essay"]).show_page("sheet")
        faults += _faults(shaped, f"sheet {text_step}")
    assert not faults, "\n".join(faults)


def _faults(hand: Hand, where: str) -> list[str]:
    for _ in range(4):
        QCoreApplication.processEvents()
        hand.picture()
    unnamed = [f"{where}: {each.objectName()} has no name" for each in usable_items(hand) if not accessible_name(each)]
    return [f"{where}: {each}" for each in layout_faults(hand)] + unnamed
