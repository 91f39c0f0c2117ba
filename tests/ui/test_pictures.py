"""Each screen in each language as it is meant to look: compared with the picture in docs/pictures, which is also the gallery.

What differs is written to build/pictures, the new picture and one that marks the differences. Where a change was meant,
`python3 build_scripts/pictures.py` stores new pictures.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from build_scripts import pictures
from kiosk.contest.rules import EssayRules
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.opening import open_kiosk
from tests.helpers.builders import a_text, changed
from tests.helpers.kiosks import US_PER_S, MovedClock, a_kiosk
from tests.helpers.pictures import MOST_SHARE, differences, picture_of, share_differing, store
from tests.helpers.qml import SHAPES, Hand, a_window
from tests.helpers.visits import stand_at
from ui.flow import Step

ROOT: Final = Path(__file__).parents[2]
BUILD: Final = ROOT / "build" / "pictures"
SIZE: Final = SHAPES["1366x768"]
_SETTLES_WITHIN: Final = 20

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the pictures were drawn by FreeType")


@contextmanager
def _screen(folder: Path, bot: QtBot, step: Step, language: str) -> Iterator[Hand]:
    """Give the window at a screen: the sample contest on its second day, always the same person, paper and time."""
    pack = load_pack_folder(SAMPLE_PACK)
    if step is Step.ESSAY:
        pack = changed(pack, rules=changed(pack.rules, essay=EssayRules(a_text("Bài viết"), 300, 10)))
    moved = MovedClock(at_us=round(pack.rules.rounds[0].starts_at.timestamp()) * US_PER_S + 33 * 3600 * US_PER_S)
    kiosk = a_kiosk(folder, moved, pack, url="https://thi.example.vn")
    hints, flash_ms = QGuiApplication.styleHints(), QGuiApplication.styleHints().cursorFlashTime()
    hints.setCursorFlashTime(0)
    if step is not Step.CLOSED:
        open_kiosk(kiosk, "officer-1")
    with a_window(kiosk, bot, SIZE, language) as hand:
        if step not in (Step.CLOSED, Step.ATTRACT):
            stand_at(hand, kiosk, step)
        if step is Step.RECEIPT:
            bot.waitUntil(lambda: bool(hand.window.models["receipt"].property("isPrintGood")))
        yield hand
    hints.setCursorFlashTime(flash_ms)


def _shown(hand: Hand) -> Image.Image:
    """Give the screen as drawn once nothing changes any more: what is paged arranges itself a moment later."""
    before = hand.picture()
    for _ in range(_SETTLES_WITHIN):
        QCoreApplication.processEvents()
        shown = hand.picture()
        if shown == before:
            break
        before = shown
    return picture_of(before)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("step", list(Step))
def test_a_screen_looks_as_it_is_meant_to(
    tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest, step: Step, language: str
) -> None:
    """At most `MOST_SHARE` of the pixels differ from the picture stored."""
    place = pictures.place_of(step, language)
    with _screen(tmp_path, qtbot, step, language) as hand:
        shown = _shown(hand)
    if request.config.getoption("renew_pictures"):
        store(shown, place)
        return
    assert place.exists(), f"no picture of {step} in {language}: python3 build_scripts/pictures.py makes it"
    with Image.open(place) as stored:
        share = share_differing(stored, shown)
        if share > MOST_SHARE:
            new = BUILD / language / f"{step}.png"
            store(shown, new)
            store(differences(stored, shown), new.with_name(f"{step}-difference.png"))
    assert share <= MOST_SHARE, f"{share:.3%} of {place.relative_to(ROOT)} differ: see build/pictures/{language}"


@pytest.mark.parametrize("change", ["a word", "a place", "a colour"])
def test_a_change_of_a_screen_is_seen(tmp_path: Path, qtbot: QtBot, change: str) -> None:
    """One word, three pixels to the side, one colour: each is more than what is tolerated; nothing changed is nothing."""
    with _screen(tmp_path, qtbot, Step.IDENTITY, "vi") as hand:
        before = _shown(hand)
        assert share_differing(before, _shown(hand)) == 0
        _change(hand.item("type-card"), change)
        after = _shown(hand)
    assert share_differing(before, after) > MOST_SHARE
    assert differences(before, after).getpixel((0, 0)) != (255, 0, 0)


def _change(item: QQuickItem, change: str) -> None:
    match change:
        case "a word":
            item.setProperty("text", f"{item.property('text')} sai")
        case "a place":
            item.setX(item.x() + 3)
        case _:
            background = item.property("background")
            assert isinstance(background, QQuickItem)
            background.setProperty("color", "pink")


def test_the_gallery_shows_every_picture_and_no_other() -> None:
    """docs/gallery.md names each screen in both languages, and nothing else lies beside them."""
    assert pictures.GALLERY.read_text(encoding="utf-8") == pictures.gallery()
    stored = {each for language in pictures.LANGUAGES for each in (pictures.PICTURES / language).glob("*.png")}
    assert stored == {pictures.place_of(step, language) for step in Step for language in pictures.LANGUAGES}
    assert sum(each.stat().st_size for each in stored) < 3_000_000
