"""A kiosk's readiness in words: a sentence for every finding in both languages, and the record."""

from pathlib import Path

import pypdfium2
import pytest

from kiosk.contest.moment import VIETNAM
from kiosk.services.device_checks import (
    SCANNER_TEXT,
    TARGETS,
    nothing_scanned,
    printer_found,
    scanner_found,
    screen_found,
    sound_found,
    touch_found,
)
from kiosk.services.readiness import CHECKS, VALID_S, CheckName, Facts, Found, record_check
from kiosk.services.readiness_sheet import found_sentence, readiness_paper, readiness_pdf
from kiosk.settings import Settings, write_settings
from kiosk.texts import load_catalogue
from tests.helpers.kiosks import MovedClock, a_kiosk
from ui.devices.print_job import PrintReason, PrintState

_PRINTED = [
    ("printer", printer_found(state, reason, 3.0, is_seen=is_seen))
    for state in PrintState
    for reason in PrintReason
    for is_seen in (None, True, False)
]
_FOUND: list[tuple[CheckName, Found]] = [
    ("scanner", scanner_found(SCANNER_TEXT.encode(), 1)),
    ("scanner", scanner_found(b"TRAMTHI-TEST1|", 1)),
    ("scanner", scanner_found(b"x", 1)),
    ("scanner", nothing_scanned(30)),
    ("touch", touch_found(dict.fromkeys(TARGETS, 1.5))),
    ("touch", touch_found({})),
    ("touch", touch_found(dict.fromkeys(TARGETS, 9.5))),
    ("screen", screen_found(1920, 476, 345)),
    ("sound", sound_found(frozenset(("vi",)), "none", is_heard=True)),
    ("sound", sound_found(frozenset(("vi",)), "none", is_heard=False)),
    ("sound", sound_found(frozenset(), "no_sound", is_heard=False)),
    ("sound", sound_found(frozenset(), "no_voice", is_heard=False)),
    ("disk_space", Found(is_passed=True, facts={"free_mb": 5000, "needed_mb": 1024})),
    ("disk_speed", Found(is_passed=True, facts={"writes_per_s": 90, "slow_ms": 12.5})),
    ("disk_speed", Found(is_passed=False, facts={"error": "Input/output error"})),
    ("clock", Found(is_passed=False, facts={"offset_s": -90.5, "age_h": 3})),
    ("clock", Found(is_passed=True, facts={"source": "person"})),
    ("clock", Found(is_passed=False, facts={"source": "unknown"})),
    ("database", Found(is_passed=True, facts={"integrity": "ok", "chain": "holds", "entries": 9})),
    ("database", Found(is_passed=False, facts={"integrity": "ok", "chain": "broken", "entries": 9})),
    ("database", Found(is_passed=False, facts={"integrity": "damaged"})),
    ("pack", Found(is_passed=True, facts={"version": 3, "days_left": 2})),
    ("pack", Found(is_passed=False, facts={"version": 3, "state": "over"})),
    ("pack", Found(is_passed=False, facts={"version": 3, "state": "not_begun"})),
    ("pack", Found(is_passed=False, facts={"error": "signature_wrong"})),
    ("stick", Found(is_passed=True, facts={"bytes": 1})),
    ("stick", Found(is_passed=False, facts={"error": "stick_full"})),
]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    """Each print state with each reason, and whatever else a check can find, is said whole and without a code's braces."""
    catalogue = load_catalogue(language)
    for name, found in (*_PRINTED, *_FOUND):
        sentence = found_sentence(name, found.facts, catalogue)  # type: ignore[arg-type]  # the names above are checks
        assert sentence.endswith((".", "!")), sentence
        assert "{" not in sentence


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_failed_says_what_to_do(language: str) -> None:
    """As the handbook promises, also of what was measured: nothing that failed is told in the words of what passed."""
    catalogue = load_catalogue(language)
    measured: tuple[tuple[CheckName, Facts], ...] = (
        ("screen", {"believed_mm": 300, "measured_mm": 476, "dpi": 102}),
        ("disk_space", {"free_mb": 5, "needed_mb": 1024}),
        ("disk_speed", {"writes_per_s": 3, "slow_ms": 900.5}),
        ("clock", {"offset_s": -90.5, "age_h": 3}),
        ("pack", {"version": 3, "state": "over"}),
        ("pack", {"version": 3, "state": "not_begun"}),
    )
    for name, facts in measured:
        passed = found_sentence(name, facts, catalogue)
        assert (
            found_sentence(name, facts, catalogue, is_failed=True)
            == f"{passed} {catalogue.text(f'readiness.do.{name}')}"
        )


@pytest.mark.parametrize(("language", "number"), [("vi", "-90,5"), ("en", "-90.5")])
def test_numbers_are_written_as_the_language_does(language: str, number: str) -> None:
    """Vietnamese has a comma before the tenths."""
    sentence = found_sentence("clock", {"offset_s": -90.5, "age_h": 3}, load_catalogue(language))
    assert number in sentence


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_record_names_each_check_and_what_is_lacking(tmp_path: Path, language: str) -> None:
    """All eleven checks stand in it, and below them those that hold up the opening; what is not needed does not."""
    kiosk = a_kiosk(tmp_path, url="https://district.example")
    write_settings(kiosk.folder, Settings(scanner_port="COM3"))
    for name, found in _FOUND:
        if name != "sound":
            record_check(kiosk, name, found, "officer-1")
    catalogue = load_catalogue(language)
    text = _text(readiness_pdf(kiosk, language))
    for name in CHECKS:
        assert catalogue.text(f"closing.check.{name}")[1:] in text
    lacking = ("printer", "scanner", "touch", "sound", "disk_speed", "clock", "database", "pack")
    names = ", ".join(catalogue.text(f"closing.check.{name}") for name in lacking)
    assert " ".join(catalogue.text("readiness.not_ready", which=names).split()) in text


def test_a_ready_kiosk_is_said_to_be_ready(tmp_path: Path) -> None:
    """With every needed check passed the record says so."""
    kiosk = a_kiosk(tmp_path)
    for name in CHECKS:
        record_check(kiosk, name, Found(is_passed=True, facts={}), "officer-1")
    assert load_catalogue("vi").text("readiness.ready") in _text(readiness_pdf(kiosk, "vi"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_record_is_signed_by_who_prints_it(tmp_path: Path, language: str) -> None:
    """Who made a check stands there by name; a check of another day with its day. Read by nobody, it stands unsigned."""
    moved = MovedClock()
    kiosk = a_kiosk(tmp_path, moved)
    for name, found in _FOUND:
        record_check(kiosk, name, found, "technician-1")
    made_at = kiosk.clock.now().at.astimezone(VIETNAM)
    catalogue = load_catalogue(language)
    paper = readiness_paper(kiosk, catalogue, "officer-1")
    assert paper.signer == "Cán bộ"
    assert readiness_paper(kiosk, catalogue).signer == ""
    rows = {row[0]: row[2] for row in paper.tables[0].rows}
    assert f"{made_at:%H:%M}, Kỹ thuật viên" in rows.values()
    moved.pass_s(VALID_S)
    later = readiness_paper(kiosk, catalogue, "officer-1").tables[0].rows
    assert f"{made_at:%H:%M %d/%m/%Y}, Kỹ thuật viên" in {row[2] for row in later}
