"""The receipt on paper: what is written can be read back, by eye and by a phone."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from kiosk.documents.receipt import ReceiptNote, ReceiptPaper, ReceiptRow, ReceiptSheet, render_receipt

_PAPERS: tuple[ReceiptPaper, ...] = ("a5", "roll80")
_POINTS_PER_MM = 72 / 25.4
_ALL_MARKS = "aăâeêioôơuưy"
_TONES = "\N{COMBINING GRAVE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}"


def a_sheet(**changes: object) -> ReceiptSheet:
    """Give the texts of an invented receipt."""
    sheet = ReceiptSheet(
        organiser="Ủy ban nhân dân quận Ví Dụ",
        contest="Cuộc thi “Tìm hiểu pháp luật về định danh điện tử”",
        title="PHIẾU XÁC NHẬN DỰ THI",
        other_title="Participation receipt",
        mark=(),
        rows=(
            ReceiptRow("Số phiếu", "Receipt no.", "000012 · K-1"),
            ReceiptRow("Đơn vị", "Unit", "Phường Khương Đình"),
            ReceiptRow("Thí sinh", "Entrant", "N*** T*** T***"),
            ReceiptRow("Số giấy tờ", "Paper number", "001******345"),
            ReceiptRow("Thời điểm cấp phiếu", "Issued at", "15/08/2023 12:00 (UTC+7)"),
        ),
        code_name="Mã phiếu / Receipt code",
        code="7K3M9-QXP24-8",
        qr_text="https://thi.example.vn/r/7K3M9-QXP24-8#" + "lMQwlrQwMDAaZ0_-" * 20,
        check=ReceiptNote("Kiểm tra: quét mã QR.", "To check: scan the QR code."),
        address="thi.example.vn/r/7K3M9-QXP24-8",
        notes=(ReceiptNote("Không phải giấy chứng nhận đạt giải.", "No prize certificate."),) * 4,
    )
    return msgspec.structs.replace(sheet, **changes)


@contextmanager
def _page(pdf: bytes) -> Iterator[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    yield document[0]
    document.close()


def _words(pdf: bytes) -> str:
    with _page(pdf) as page:
        return re.sub(r"\s+", " ", page.get_textpage().get_text_range())


def _picture(pdf: bytes, dpi: float) -> Image.Image:
    with _page(pdf) as page:
        picture: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
        return picture


def _texts(sheet: ReceiptSheet) -> tuple[str, ...]:
    rows = (text for row in sheet.rows for text in (f"{row.name} / {row.other_name}", row.value))
    notes = (text for note in (sheet.check, *sheet.notes) for text in (note.text, note.other_text))
    return (sheet.organiser, sheet.contest, sheet.title, sheet.other_title, sheet.code, sheet.address, *rows, *notes)


@pytest.mark.parametrize("paper", _PAPERS)
def test_every_text_stands_on_the_paper(paper: ReceiptPaper) -> None:
    """Each text in both languages can be read from the PDF letter by letter."""
    words = _words(render_receipt(a_sheet(), paper))
    assert [text for text in _texts(a_sheet()) if text not in words] == []


@pytest.mark.parametrize("paper", _PAPERS)
def test_every_vietnamese_letter_is_in_the_fonts(paper: ReceiptPaper) -> None:
    """All vowels with all tones, small and large, come back from the paper."""
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in _ALL_MARKS for tone in ("", *_TONES)]
    alphabet = "".join((*letters, "đ"))
    rows = tuple(ReceiptRow("a", "b", each) for each in (alphabet, alphabet.upper()))
    words = _words(render_receipt(a_sheet(rows=rows), paper)).replace(" ", "")
    assert alphabet in words
    assert alphabet.upper() in words


@pytest.mark.parametrize("paper", _PAPERS)
def test_decomposed_letters_are_composed_before_they_are_set(paper: ReceiptPaper) -> None:
    """Decomposed marks would be set beside their letters: such a sheet gives the same bytes as its composed twin."""
    decomposed = unicodedata.normalize("NFD", "Phường Khương Đình và Hạ Đình")
    composed = unicodedata.normalize("NFC", decomposed)
    assert decomposed != composed
    papers = [render_receipt(a_sheet(title=each, other_title=each), paper) for each in (decomposed, composed)]
    assert papers[0] == papers[1]


@pytest.mark.parametrize(("paper", "dpi"), [("a5", 200), ("a5", 300), ("roll80", 203)])
def test_a_phone_reads_the_qr(paper: ReceiptPaper, dpi: float) -> None:
    """The code is read from the page as printers print it, and holds exactly the text."""
    found = zxingcpp.read_barcodes(_picture(render_receipt(a_sheet(), paper), dpi))
    assert [each.text for each in found] == [a_sheet().qr_text]


def test_the_longest_text_still_makes_a_qr_that_is_read() -> None:
    """A long address and a long certificate make a denser code, not an unreadable one."""
    sheet = a_sheet(qr_text="https://thi.example.vn/r/7K3M9-QXP24-8#" + "lMQwlrQwMDAaZ0_-" * 45)
    for paper, dpi in zip(_PAPERS, (300, 203), strict=True):
        found = zxingcpp.read_barcodes(_picture(render_receipt(sheet, paper), dpi))
        assert [each.text for each in found] == [sheet.qr_text]


def test_the_sheet_is_a5_and_the_roll_as_long_as_its_text() -> None:
    """A5 portrait is 148 x 210 mm; a roll is 80 mm wide, and longer when there is more to say."""
    with _page(render_receipt(a_sheet(), "a5")) as page:
        assert [each / _POINTS_PER_MM for each in page.get_size()] == pytest.approx([148, 210], abs=0.1)
    with _page(render_receipt(a_sheet(), "roll80")) as page:
        width, length = page.get_size()
    with _page(render_receipt(a_sheet(notes=a_sheet().notes * 2), "roll80")) as page:
        assert page.get_size()[1] > length + 20
    assert width / _POINTS_PER_MM == pytest.approx(80, abs=0.1)


@pytest.mark.parametrize("paper", _PAPERS)
@pytest.mark.parametrize(
    "name",
    [
        "Trường Trung học phổ thông Ví Dụ Có Một Cái Tên Rất Dài, phường Thanh Xuân Trung, quận Thanh Xuân",
        "W" * 120,
    ],
)
def test_long_names_wrap_inside_the_margins(paper: ReceiptPaper, name: str) -> None:
    """Nothing runs over the printable edge, even a word longer than the paper is wide, and nothing is lost."""
    sheet = a_sheet(organiser=name, rows=(ReceiptRow("Đơn vị", "Unit", name), *a_sheet().rows))
    pdf = render_receipt(sheet, paper)
    assert _words(pdf).replace(" ", "").count(name.replace(" ", "")) == 2
    picture = _picture(pdf, 203)
    edge = round(3.5 / 25.4 * 203)
    strips = (
        picture.crop((0, 0, edge, picture.height)),
        picture.crop((picture.width - edge, 0, picture.width, picture.height)),
        picture.crop((0, picture.height - edge, picture.width, picture.height)),
    )
    assert [strip.getextrema()[0] for strip in strips] == [255, 255, 255]


def test_a_full_page_is_set_smaller_rather_than_cut_off() -> None:
    """With a mark, long names and long notes everything still stands on one A5 page, above its lower margin."""
    long = "Nếu quý vị thấy kết quả chưa đúng, xin gửi đơn có chữ ký đến Phòng Tư pháp trong mười lăm ngày. " * 2
    sheet = a_sheet(mark=("BẢN SAO", "DUPLICATE"), notes=(ReceiptNote(long.strip(), long.strip()),) * 4)
    picture = _picture(render_receipt(sheet, "a5"), 100)
    assert picture.crop((0, round(203 / 25.4 * 100), picture.width, picture.height)).getextrema()[0] == 255


@pytest.mark.parametrize("paper", _PAPERS)
@pytest.mark.parametrize("mark", [("BẢN SAO", "DUPLICATE"), ("KHÔNG TÍNH", "TRIAL")])
def test_a_copy_or_a_trial_says_so_in_the_largest_letters(paper: ReceiptPaper, mark: tuple[str, str]) -> None:
    """The mark stands there in both languages, larger than anything else; an original has none."""
    pdf = render_receipt(a_sheet(mark=mark), paper)
    assert all(each in _words(pdf) for each in mark)
    assert not any(each in _words(render_receipt(a_sheet(), paper)) for each in mark)
    with _page(pdf) as page:
        text = page.get_textpage()
        place = text.get_text_range().index(mark[0])
        sizes = [text.get_charbox(at)[3] - text.get_charbox(at)[1] for at in range(text.count_chars())]
    tallest = max(sizes)
    assert tallest in sizes[place : place + len(mark[0] + mark[1]) + 4]


@pytest.mark.parametrize("paper", _PAPERS)
def test_the_same_sheet_gives_the_same_bytes(paper: ReceiptPaper) -> None:
    """Nothing of the moment or the machine gets into the file."""
    assert render_receipt(a_sheet(), paper) == render_receipt(a_sheet(), paper)


@pytest.mark.parametrize("paper", _PAPERS)
def test_without_an_address_none_is_printed(paper: ReceiptPaper) -> None:
    """A kiosk that knows no address of the district prints none, and no empty line in its place."""
    with_one, without = (_words(render_receipt(a_sheet(address=each), paper)) for each in ("thi.example.vn", ""))
    assert ("thi.example.vn" in with_one, "thi.example.vn" in without) == (True, False)


def test_a_roll_is_pure_black_on_white() -> None:
    """A thermal head knows no grey: every colour set on a roll is black."""
    with _page(render_receipt(a_sheet(mark=("BẢN SAO",)), "roll80")) as page:
        red, green, blue = page.render(scale=2, optimize_mode="print").to_pil().convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
