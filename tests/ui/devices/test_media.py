"""Which sheet a page is printed on."""

import pytest

from ui.devices.media import page_mm, sheet_for

_A4 = "iso_a4_210x297mm"
_A5 = "iso_a5_148x210mm"
_LETTER = "na_letter_8.5x11in"
_ROLL = ("custom_min_40x40mm", "custom_max_80x2000mm")


@pytest.mark.parametrize(
    ("page", "supported", "sheet"),
    [
        ((148, 210), (_A4, _A5), _A5),
        ((147.9, 210.1), ("custom_148.52x209.9mm_148.52x209.9mm", _A4), "custom_148.52x209.9mm_148.52x209.9mm"),
        ((148, 210), ("iso_a3_297x420mm", _A4), _A4),
        ((148, 210), (_LETTER,), _LETTER),
        ((80, 240), _ROLL, "custom_page_80x240mm"),
        ((80, 240), (*_ROLL, _A4), "custom_page_80x240mm"),
        ((148, 210), (*_ROLL, _A4), _A4),
        ((148, 210), _ROLL, None),
        ((148, 210), ("iso_a6_105x148mm", "nonsense", "none"), None),
        ((148, 210), (), None),
    ],
)  # fmt: skip
def test_the_sheet_fits_the_page(page: tuple[float, float], supported: tuple[str, ...], sheet: str | None) -> None:
    """The page's own size first, then one cut to it, then the smallest that holds it, and none that would cut it off."""
    assert sheet_for(*page, supported) == sheet


def test_a_page_knows_its_size() -> None:
    """The size stands in the page's dictionary, in points."""
    assert page_mm(b"<< /MediaBox [ 0 0 419.52756 595.27559 ] >>") == pytest.approx((148, 210), abs=0.01)


def test_bytes_without_a_page_have_no_size() -> None:
    """Of something that is no PDF of ours nothing is guessed."""
    assert page_mm(b"%PDF-1.4 nothing here") is None
