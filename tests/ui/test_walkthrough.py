"""The walkthrough on a real kiosk with the sample contest, and the hand that walks it."""

import unicodedata
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.packs import load_pack_folder
from kiosk.paths import SAMPLE_PACK
from kiosk.services.kiosk import Kiosk
from kiosk.services.opening import open_kiosk
from kiosk.services.receipts import find_receipt
from kiosk.services.status import kiosk_status
from sync.protocol.receipt_text import prove_receipt
from tests.helpers.kiosks import DISTRICT, PIN, a_kiosk
from tests.helpers.qml import a_window, ports_of_a_place_without_devices
from ui.hand import Hand, StepFailed
from ui.walkthrough import Walked, walk


def _open_kiosk(folder: Path) -> Kiosk:
    kiosk = a_kiosk(folder / "kiosk", pack=load_pack_folder(SAMPLE_PACK), url="https://thi.example.vn")
    open_kiosk(kiosk, "officer-1")
    return kiosk


def _walked(kiosk: Kiosk, out: Path, seed: int = 1, language: str = "vi") -> Walked:
    return walk(
        kiosk,
        lambda: ports_of_a_place_without_devices(kiosk.folder / "papers"),
        out,
        language=language,
        seed=seed,
        pin=PIN,
    )


def test_a_whole_visit_is_walked(qtbot: QtBot, tmp_path: Path) -> None:
    """From the first touch to the staff corner: pictures, a proven receipt, one finished attempt, no trace of a person."""
    del qtbot
    kiosk, out = _open_kiosk(tmp_path), tmp_path / "out"
    walked = _walked(kiosk, out)
    assert _pictures(out) == [each.name for each in walked.pictures]
    assert len(walked.pictures) >= 12
    assert _proven_code(out / "receipt.pdf") == walked.receipt_code
    receipt = find_receipt(kiosk, walked.receipt_code)
    assert (walked.attempt, walked.score, walked.receipt_number) == (receipt.attempt, receipt.points, 1)
    assert walked.questions == kiosk.rules.paper.question_count
    assert kiosk_status(kiosk).attempts.finished == 1
    kiosk.store.close()
    assert _found_in(kiosk.folder, walked.typed) == []


def test_a_second_walk_is_another_person(qtbot: QtBot, tmp_path: Path) -> None:
    """In English, and on the same kiosk with the same seed: numbers differ, so that attempts are never used up."""
    del qtbot
    kiosk = _open_kiosk(tmp_path)
    first, second = (_walked(kiosk, tmp_path / str(each), 7, "en") for each in range(2))
    assert (first.receipt_number, second.receipt_number) == (1, 2)
    assert first.typed[0] != second.typed[0]
    assert first.typed[1:] == second.typed[1:]
    kiosk.store.close()


def test_a_kiosk_that_is_closed_fails_the_walk_loudly(qtbot: QtBot, tmp_path: Path) -> None:
    """The first part does not come: the step and a picture of what was there are named."""
    kiosk = a_kiosk(tmp_path / "kiosk", pack=load_pack_folder(SAMPLE_PACK))
    with a_window(kiosk, qtbot) as shown, pytest.raises(StepFailed) as failed:
        Hand(shown.window.view, tmp_path, lambda: True, within_ms=200).tap("start")
    assert failed.value.picture == tmp_path / "failed-start.png"
    assert not QImage(str(failed.value.picture)).isNull()
    assert (failed.value.step, failed.value.expected) == ("start", "start")


def test_a_part_that_is_covered_is_not_touched(qtbot: QtBot, tmp_path: Path) -> None:
    """A hand touches what lies on top: a part under another one fails the step instead of being clicked through."""
    with a_window(_open_kiosk(tmp_path), qtbot) as shown:
        hand = Hand(shown.window.view, tmp_path, lambda: True, within_ms=200)
        start = hand.see("start")
        cover = type(start)(shown.window.view.contentItem())
        cover.setSize(shown.window.view.size())
        cover.setZ(10)
        cover.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        with pytest.raises(StepFailed, match="start:top"):
            hand.tap("start")
        cover.setVisible(False)


def test_a_focus_that_never_comes_fails_the_step(qtbot: QtBot, tmp_path: Path) -> None:
    """Tabbing ends after every part has had its turn: the bar itself is no part one can use."""
    with a_window(_open_kiosk(tmp_path), qtbot) as shown:
        hand = Hand(shown.window.view, tmp_path, lambda: True, within_ms=200)
        hand.tab_to("language-en")
        hand.press_key(Qt.Key.Key_Space, " ")
        hand.wait(lambda: shown.window.appearance.property("language") == "en", "English")
        with pytest.raises(StepFailed, match="bar:focus"):
            hand.tab_to("bar")


def _pictures(out: Path) -> list[str]:
    names = sorted(each.name for each in out.glob("*.png"))
    for place, name in enumerate(names, start=1):
        picture = QImage(str(out / name))
        assert name.startswith(f"{place:02d}-")
        assert (picture.width(), picture.height()) == (1920, 1080)
        assert len({picture.pixel(x, y) for x in range(0, 1920, 8) for y in range(0, 1080, 8)}) > 3
    return names


def _proven_code(receipt: Path) -> str:
    document = pypdfium2.PdfDocument(receipt)
    picture = document[0].render(scale=3).to_pil()
    document.close()
    return prove_receipt(zxingcpp.read_barcodes(picture)[0].text, DISTRICT.public).claim.code


def _found_in(folder: Path, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give every value that stands anywhere under the folder, in either form of its letters."""
    forms = [(each, unicodedata.normalize(form, each).encode()) for each in values for form in ("NFC", "NFD")]
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert files
    return [(str(file), value) for file in files for value, raw in forms if raw in file.read_bytes()]
