"""The handbook: complete in both languages, in the words of the screens, its pictures those of a ward's day played as it is now.

What differs is written to build/handbook, the new picture and one that marks the differences. Where a change was meant,
`python3 build_scripts/pictures.py --handbook` stores new pictures.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from build_scripts import pictures
from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.attempts import settle_interrupted
from kiosk.services.kiosk import Kiosk, load_kiosk
from kiosk.texts import LANGUAGES, load_catalogue
from sync.protocol.messages import StaffMember
from tests.helpers.kiosks import PIN, US_PER_S, MovedClock, a_kiosk, hashed
from tests.helpers.pictures import MOST_SHARE, differences, picture_of, share_differing, store
from tests.helpers.qml import SHAPES, a_window, ports_of_a_place_without_devices
from tests.helpers.staff import give_staff, sign_in
from ui.handbook import PICTURES, load_handbook, picture_place
from ui.ports import Ports, SyncReport, SyncState
from ui.tray_printer import TrayPrinter
from ui.walkthrough_day import walk_day

ROOT: Final = Path(__file__).parents[2]
BUILD: Final = ROOT / "build" / "handbook"
SIZE: Final = SHAPES["1366x768"]
TOPICS: Final = 18
_MOST_BYTES: Final = 80_000
"""A receipt's small print is what does not pack well."""


class _Sent:
    """A round that left nothing waiting."""

    sent = 57
    waiting = 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the pictures were drawn by FreeType")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_those_of_a_day_as_it_is_now(
    tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest, language: str
) -> None:
    """Each picture a page names, and no other, is stored, is small, and shows what the walkthrough of a day shows."""
    del qtbot
    drawn = _drawn(tmp_path, language)
    wanted = {each.picture for each in load_handbook(language) if each.picture}
    if request.config.getoption("renew_pictures"):
        for old in (PICTURES / language).glob("*.png"):
            old.unlink()
        for name in wanted:
            store(drawn[name], picture_place(name, language))
        return
    assert {each.stem for each in (PICTURES / language).glob("*.png")} == wanted
    shares = {}
    for name in wanted:
        place = picture_place(name, language)
        assert place.stat().st_size <= _MOST_BYTES
        with Image.open(place) as stored:
            shares[name] = share_differing(stored, drawn[name])
            if shares[name] > MOST_SHARE:
                new = BUILD / language / place.name
                store(drawn[name], new)
                store(differences(stored, drawn[name]), new.with_name(f"{name}-difference.png"))
    assert not {name for name, share in shares.items() if share > MOST_SHARE}, f"see {BUILD.relative_to(ROOT)}"


def test_both_languages_have_the_same_pages() -> None:
    """Page by page the same pictures and as many sentences, and a caption wherever there is a picture."""
    vietnamese, english = (load_handbook(each) for each in LANGUAGES)
    assert len(vietnamese) == TOPICS
    assert [(each.picture, len(each.paragraphs)) for each in vietnamese] == [
        (each.picture, len(each.paragraphs)) for each in english
    ]
    assert all(bool(each.picture) is bool(each.caption) for each in (*vietnamese, *english))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_quotation_marks_stands_on_the_screens(language: str) -> None:
    """A button that is called otherwise one day is called otherwise here too."""
    words = set(load_catalogue(language).texts.values())
    quoted = {
        each for page in load_handbook(language) for text in page.paragraphs for each in re.findall("“([^”]*)”", text)
    }
    assert len(quoted) > TOPICS
    assert quoted <= words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_its_picture_in_the_readers_language(tmp_path: Path, qtbot: QtBot, language: str) -> None:
    """With what it shows as its accessible name."""
    number, page = next((n, each) for n, each in enumerate(load_handbook(language), start=1) if each.picture)
    with a_window(a_kiosk(tmp_path / "kiosk", MovedClock()), qtbot, SIZE, language) as hand:
        sign_in(hand)
        hand.tap("tab-handbook")
        hand.tap(f"handbook-open-{number}")
        hand.waits_for("handbook-caption")
        assert hand.text("handbook-caption") == page.caption
        source = hand.item("handbook-picture").property("source")
        assert Path(source.toLocalFile()) == picture_place(page.picture, language)
        hand.bot.waitUntil(lambda: hand.item("handbook-picture").width() > SIZE[0] / 4)


def test_pictures_py_asks_for_this_file() -> None:
    """The way to new pictures that a failure names exists."""
    assert (ROOT / pictures.HANDBOOK_TEST).samefile(Path(__file__))


def _drawn(folder: Path, language: str) -> dict[str, Image.Image]:
    """Play a day of the sample contest, always the same, and give its pictures by step."""
    pack = load_pack_folder(SAMPLE_PACK)
    at_us = round(pack.rules.rounds[0].starts_at.timestamp()) * US_PER_S + 8 * 3600 * US_PER_S
    moved = MovedClock(at_us=at_us)
    kiosk = a_kiosk(folder / "kiosk", moved, pack, url="https://thi.example.vn")
    give_staff(kiosk, StaffMember("officer-1", "Lê Thị Mẫu", "officer", hashed(PIN)))
    out = folder / "out"
    papers = folder / "papers"
    for each in (out, papers):
        each.mkdir()

    def start_again() -> Kiosk:
        moved.boot = moved.boot[:-1] + bytes([moved.boot[-1] + 1])
        again = load_kiosk(kiosk.folder, moved.clock(), kiosk.randomness)
        settle_interrupted(again)
        return again

    hints, flash_ms = QGuiApplication.styleHints(), QGuiApplication.styleHints().cursorFlashTime()
    hints.setCursorFlashTime(0)
    ended = walk_day(
        kiosk,
        start_again,
        lambda _: _ports(folder, moved),
        TrayPrinter(papers),
        out,
        language=language,
        seed=1,
        pin=PIN,
        size=SIZE,
    )
    hints.setCursorFlashTime(flash_ms)
    ended.store.close()
    return {each.stem[3:]: picture_of(QImage(str(each))) for each in out.glob("*.png")}


def _ports(folder: Path, moved: MovedClock) -> Ports:
    def sync_now() -> SyncReport:
        return _Sent()

    return replace(
        ports_of_a_place_without_devices(folder),
        sync_now=sync_now,
        sync_state=lambda: SyncState(0, moved.clock().now().at, ""),
    )
