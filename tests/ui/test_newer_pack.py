"""A newer pack comes while the window is open: nobody's attempt changes, and the next person meets it."""

from pytestqt.qtbot import QtBot

from kiosk.contest.pack import pack_bytes
from kiosk.services.kiosk import Kiosk, with_newest_pack
from kiosk.storage.place_rows import save_document
from sync.protocol.envelope import close_envelope
from sync.protocol.messages import PACK_TYPE
from tests.helpers.builders import a_page, a_rules, a_text, changed
from tests.helpers.kiosks import DISTRICT
from tests.helpers.qml import Hand
from tests.helpers.visits import answer_all, hand_in, paper_of, walk_to_quiz
from ui.flow import Step


def _newer_pack_comes(kiosk: Kiosk) -> None:
    """Store the second version: another rules page, another question each, half the time."""
    pack, rules = kiosk.pack, a_rules()
    texts = changed(pack.head.texts, rules_page=a_page(title=a_text("Thể lệ mới")))
    newer = changed(
        pack,
        head=changed(pack.head, version=2, texts=texts),
        rules=changed(rules, paper=changed(rules.paper, limit_s=rules.paper.limit_s // 2)),
        questions=tuple(changed(each, text=a_text("câu mới")) for each in pack.questions),
    )
    with kiosk.store.transaction():
        save_document(kiosk.store, PACK_TYPE, 2, close_envelope(DISTRICT, PACK_TYPE, pack_bytes(newer)))


def _packs_of_attempts(kiosk: Kiosk) -> list[int]:
    return [
        version for (version,) in kiosk.store.rows("SELECT pack_version FROM attempt ORDER BY started_at_us, rowid")
    ]


def test_the_next_visit_begins_with_the_newest_pack(kiosk: Kiosk, hand: Hand, qtbot: QtBot) -> None:
    """The person at the quiz ends with the questions they began with; the next one reads the new rules and questions."""
    walk_to_quiz(hand)
    _newer_pack_comes(kiosk)
    paper = paper_of(hand)
    answer_all(hand, paper)
    hand_in(hand)
    hand.tap("continue")
    hand.tap("finish")
    hand.tap("done")
    assert hand.window.visit.kiosk.pack.version == 1
    walk_to_quiz(hand)
    assert hand.window.visit.kiosk.pack.version == 2
    assert hand.window.models["quiz"].property("text") == "câu mới"
    rules = hand.window.models["rules"]
    assert (rules.property("title"), rules.property("minutes")) == ("Thể lệ mới", kiosk.rules.paper.limit_s // 120)
    qtbot.waitUntil(lambda: hand.window.visit.at is Step.QUIZ)
    assert _packs_of_attempts(kiosk) == [1, 2]


def test_without_a_newer_pack_the_kiosk_is_the_very_same(kiosk: Kiosk) -> None:
    """Nothing is read or made anew for most visits."""
    assert with_newest_pack(kiosk) is kiosk
    _newer_pack_comes(kiosk)
    newest = with_newest_pack(kiosk)
    assert (newest.pack.version, newest.store) == (2, kiosk.store)
    assert with_newest_pack(newest) is newest
