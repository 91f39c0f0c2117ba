"""A page of blocks: the largest letters that fit, and nothing cut off."""

import pypdfium2
import pytest

from kiosk.documents.blocks import Paragraph, Space, Stack
from kiosk.documents.fonts import REGULAR, register_fonts
from kiosk.documents.page import largest_that_fits, one_page


@pytest.mark.parametrize(("height_pt", "chosen"), [(50, 40), (25, 20), (5, 10)])
def test_the_largest_try_that_fits_is_taken(height_pt: float, chosen: float) -> None:
    """From the largest down; the smallest where none fits."""
    found = largest_that_fits((Space(each) for each in (40, 20, 10)), 100, height_pt)
    assert found.height_pt(100) == chosen


def test_something_must_be_tried() -> None:
    """Without any there is no page."""
    with pytest.raises(ValueError, match=r"^$"):
        largest_that_fits((), 100, 100)


def test_what_is_too_high_is_drawn_smaller_and_whole() -> None:
    """Every line is on the page, within its margin; the same blocks give the same bytes."""
    register_fonts()
    lines = Stack(tuple(Paragraph(f"Dòng {number}", REGULAR, 12) for number in range(40)))
    pdf = one_page(lines, (200, 200), 10, "thử")
    assert pdf == one_page(lines, (200, 200), 10, "thử")
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage()
    assert "Dòng 39" in words.get_text_range()
    boxes = [words.get_charbox(place) for place in range(words.count_chars())]
    assert min(bottom for _, bottom, _, _ in boxes) >= 9
    assert max(top for _, _, _, top in boxes) <= 191
    document.close()
