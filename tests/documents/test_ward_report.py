"""The report as an official paper: every text can be read back, on A4, with the decree's margins and its numbered pages."""

import unicodedata

import pypdfium2
import pytest
from msgspec.structs import replace
from reportlab.lib.units import mm

from kiosk.documents.ward_report import OfficialPaper, PaperTable, render_report

_COUNTS = ("Lượt thi", "Nộp bài", "Bỏ dở", "Bị hủy")


def a_table(rows: int) -> PaperTable:
    """Give a table of so many parts and their sum."""
    parts = tuple((f"Phần {place}", "1", "2", "3", "4") for place in range(1, rows + 1))
    return PaperTable("2. Theo ngày", ("Ngày", *_COUNTS), (*parts, ("Tất cả", "10", "20", "30", "40")), has_total=True)


def a_paper(rows: int = 3) -> OfficialPaper:
    """Give the texts of an invented report."""
    return OfficialPaper(
        parent="ỦY BAN NHÂN DÂN QUẬN VÍ DỤ",
        issuer="ỦY BAN NHÂN DÂN PHƯỜNG THỬ",
        country="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        number="Số: ……/BC-UBND",
        place_and_date="Thử, ngày 05 tháng 8 năm 2023",
        draft="DỰ THẢO",
        title="BÁO CÁO",
        subject="Kết quả tham gia Cuộc thi của phường Thử",
        opening=("Ủy ban nhân dân phường Thử báo cáo <như sau> & đầy đủ:",),
        tables=(PaperTable("1. Số liệu chung", ("Nội dung", "Số liệu"), (("Lượt thi", "1.234"),)), a_table(rows)),
        closing=("Báo cáo không chứa tên người nào.",),
        recipients_title="Nơi nhận:",
        recipients=("- Ban Tổ chức Cuộc thi;", "- Lưu: VT."),
        signed_for=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    )


def pages(pdf: bytes) -> list[str]:
    """Read the words of each page, parted by single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def texts(paper: OfficialPaper) -> list[str]:
    """Give every text of a paper."""
    lines = (paper.opening, paper.closing, paper.recipients, paper.signed_for)
    cells = (cell for table in paper.tables for row in (table.head, *table.rows) for cell in (table.title, *row))
    heads = (paper.parent, paper.issuer, paper.country, paper.motto, paper.number, paper.place_and_date, paper.draft)
    return [
        *heads,
        paper.title,
        paper.subject,
        paper.recipients_title,
        *(each for line in lines for each in line),
        *cells,
    ]


def test_every_text_stands_on_the_paper() -> None:
    """Nothing is cut off, tags are letters, and marks are whole."""
    paper = a_paper()
    words = " ".join(pages(render_report(paper)))
    assert [each for each in texts(paper) if each not in words] == []


@pytest.mark.parametrize(
    ("parent", "lines"),
    [
        ("ỦY BAN NHÂN DÂN QUẬN THANH XUÂN", ["ỦY BAN NHÂN DÂN", "QUẬN THANH XUÂN"]),
        ("SỞ TƯ PHÁP", ["SỞ TƯ PHÁP"]),
    ],
)
def test_the_name_of_an_office_breaks_before_its_place(parent: str, lines: list[str]) -> None:
    """Not QUẬN at the end of one line and its name alone on the next; what is one word stays one."""
    document = pypdfium2.PdfDocument(render_report(replace(a_paper(), parent=parent)))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert [" ".join(each.split()) for each in text.splitlines()[: len(lines)]] == lines


def test_the_numbers_of_a_whole_city_fit_their_cells() -> None:
    """Six digits are not broken, in the ordinary face or in that of the sum."""
    numbers = tuple("999.999" for _ in range(8))
    table = PaperTable("T", ("Ngày", *numbers), (("Phần", *numbers), ("Tất cả", *numbers)), has_total=True)
    words = pages(render_report(replace(a_paper(), tables=(table,))))[0]
    assert " ".join(("Phần", *numbers, "Tất cả", *numbers)) in words


def test_decomposed_marks_are_set_whole() -> None:
    """A text in NFD is printed in NFC."""
    paper = replace(a_paper(), subject=unicodedata.normalize("NFD", a_paper().subject))
    assert a_paper().subject in pages(render_report(paper))[0]


def test_the_page_is_a4_with_the_margins_of_the_decree() -> None:
    """30 mm at the left, at least 15 at the right, 20 above and below; nothing is printed outside."""
    document = pypdfium2.PdfDocument(render_report(a_paper()))
    page = document[0]
    assert [round(each / mm) for each in page.get_size()] == [210, 297]
    left, bottom, right, top = zip(*(each.get_bounds() for each in page.get_objects()), strict=True)
    document.close()
    assert (round(min(left) / mm), round(max(right) / mm)) == (30, 195)
    assert min(bottom) > 20 * mm
    assert max(top) < (297 - 19) * mm


@pytest.mark.parametrize("rows", [13, 33, 34, 35, 36, 60, 90])
def test_a_long_table_is_parted_between_rows(rows: int) -> None:
    """Its head stands on each page it is on, its sum below a part, and the pages but the first are numbered."""
    first, *others = pages(render_report(a_paper(rows)))
    assert not first.startswith("1 ")
    for number, page in enumerate(others, 2):
        assert page.startswith(f"{number} ")
        assert ("Phần" in page) == ("Ngày Lượt thi" in page)
    (last,) = [page for page in (first, *others) if "Tất cả 10" in page]
    assert f"Phần {rows} 1" in last


def test_a_signature_never_stands_alone() -> None:
    """The last sentence is on the page of the signature, wherever the tables end."""
    for rows in range(20, 34):
        last = pages(render_report(a_paper(rows)))[-1]
        assert "không chứa tên người nào" in last
        assert "CHỦ TỊCH" in last


def test_the_same_paper_gives_the_same_bytes() -> None:
    """No clock and no chance in it."""
    assert render_report(a_paper()) == render_report(a_paper())
