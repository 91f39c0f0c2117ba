"""A report's files: paper, workbook and text table say the same, in the forms of Vietnam, and appear whole or not at all."""

import csv
import re
import zipfile
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from msgspec.structs import replace

from kiosk.contest.errors import Refused
from kiosk.contest.pack import pack_bytes
from kiosk.texts import load_catalogue
from sync.district.district import District, open_district
from sync.district.founding import init_district, read_pack
from sync.district.report_files import FORMS, write_report
from sync.district.report_tables import report_tables, written
from sync.district.reports import participation
from tests.helpers.district import NOW, PACK, Sender, enrolled

CODE = "00343"
_SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def filled(district: District, sender: Sender) -> District:
    """Give a district with three attempts of one unit, one of them of a group that begins like a formula."""
    sender.finish(sender.start(1), right=20)
    sender.finish(sender.start(2), right=15)
    begun = sender.start(3)
    sender.entries.pop()
    sender.write(replace(begun, group="=1+1", language="en"))
    sender.send(district)
    return district


def words(file: Path) -> str:
    """Read the words of a PDF, parted by single spaces."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    text = " ".join(word for page in document for word in page.get_textpage().get_text_range().split())
    document.close()
    return text


def sheets(file: Path) -> dict[str, list[list[str | float]]]:
    """Read the cells of every sheet of a workbook, and refuse any formula."""
    with zipfile.ZipFile(file) as opened:
        shared = ["".join(each.itertext()) for each in _part(opened, "sharedStrings.xml").findall("m:si", _SHEET)]
        names = [each.attrib["name"] for each in _part(opened, "workbook.xml").findall(".//m:sheet", _SHEET)]
        found: dict[str, list[list[str | float]]] = {}
        for number, name in enumerate(names, 1):
            root = _part(opened, f"worksheets/sheet{number}.xml")
            assert root.findall(".//m:f", _SHEET) == []
            found[name] = [[_cell(cell, shared) for cell in row] for row in root.findall(".//m:row", _SHEET)]
    return found


def _part(opened: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(opened.read(f"xl/{name}"))  # noqa: S314 - we wrote it ourselves a moment ago


def _cell(cell: ET.Element, shared: list[str]) -> str | float:
    text = cell.findtext("m:v", default="", namespaces=_SHEET)
    if not text:
        return ""
    return shared[int(text)] if cell.attrib.get("t") == "s" else float(text)


def test_the_paper_says_every_figure(filled: District, tmp_path: Path) -> None:
    """Who reports, where and when, for which unit; each cell of each table; that nobody is named."""
    write_report(filled, "participation", CODE, tmp_path / "r.pdf", "vi", NOW)
    text = words(tmp_path / "r.pdf")
    for part in (
        "ỦY BAN NHÂN DÂN QUẬN THANH XUÂN", "ỦY BAN NHÂN DÂN PHƯỜNG NHÂN CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "DỰ THẢO", "Nhân Chính, ngày 24 tháng 11 năm 2026", "10:00 ngày 24/11/2026", "TM. ỦY BAN NHÂN DÂN", "Nơi nhận:",
        "chưa có số liệu",
    ):  # fmt: skip
        assert part in text
    catalogue = load_catalogue("vi")
    for table in report_tables(participation(filled, CODE, NOW), catalogue):
        for row in table.rows:
            assert " ".join(written(cell, catalogue) for cell in row) in text
    assert "Ng***" not in text


@pytest.mark.parametrize("ending", FORMS)
def test_no_file_holds_anything_personal(filled: District, tmp_path: Path, ending: str) -> None:
    """Neither masked labels nor masked numbers, nor receipts, nor the kiosk's name."""
    write_report(filled, "participation", CODE, tmp_path / f"r{ending}", "vi", NOW)
    if ending == ".pdf":
        text = words(tmp_path / "r.pdf")
    elif ending == ".xlsx":
        text = str(sheets(tmp_path / "r.xlsx"))
    else:
        text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert "***" not in text


def test_the_text_table_opens_with_its_marks(filled: District, tmp_path: Path) -> None:
    """UTF-8 with a mark, decimals with a comma, days as dd/MM/yyyy, no cell a formula."""
    write_report(filled, "participation", CODE, tmp_path / "r.csv", "vi", NOW)
    data = (tmp_path / "r.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert ["Đơn vị", "Phường Nhân Chính"] in rows
    assert ["Lượt thi đã bắt đầu", "3"] in rows
    assert ["Điểm trung bình của các bài đã nộp", "17,50"] in rows
    assert ["Số liệu đến", "24/11/2026 10:00:00 (UTC+7)"] in rows
    assert ["24/11/2026", "3", "1", "2", "0", "0", "2", "17,50", "1"] in rows
    assert ["'=1+1", "1", "1", "0", "0", "0", "0", "", "0"] in rows


def test_the_workbook_holds_numbers_and_days(filled: District, tmp_path: Path) -> None:
    """A sheet for each table; counts are numbers, days are days, a text that begins like a formula stays a text."""
    write_report(filled, "participation", CODE, tmp_path / "r.xlsx", "vi", NOW)
    found = sheets(tmp_path / "r.xlsx")
    assert list(found) == ["Báo cáo", "Số liệu chung", "Nhóm tuổi", "Đối tượng", "Ngôn ngữ", "Ngày"]
    assert ["Mã đơn vị", CODE] in found["Báo cáo"]
    assert ["Lượt thi đã bắt đầu", 3.0] in found["Số liệu chung"]
    assert found["Đối tượng"][2][:3] == ["=1+1", 1.0, 1.0]
    serial = (date(2026, 11, 24) - date(1899, 12, 30)).days
    assert found["Ngày"][1] == [float(serial), 3.0, 1.0, 2.0, 0.0, 0.0, 2.0, 17.5, 1.0]
    assert found["Ngày"][-1][:2] == ["Tất cả", 3.0]


def test_english_has_english_words_and_numbers(filled: District, tmp_path: Path) -> None:
    """The same report, read by somebody who has no Vietnamese."""
    write_report(filled, "participation", CODE, tmp_path / "r.pdf", "en", NOW)
    text = words(tmp_path / "r.pdf")
    assert "Participation in the contest at the quiz stations of Nhân Chính Ward" in text
    assert "Mean score of the attempts handed in 17.50" in text
    assert re.search("[Ll]ượt|chưa|Điểm", text) is None


def test_a_known_number_of_people_gives_a_share(tmp_path: Path) -> None:
    """With the day it was counted on, and thousands parted by points."""
    pack = read_pack(PACK)
    units = (replace(pack.units[0], people=1600, people_on=date(2023, 4, 1)), *pack.units[1:])
    file = tmp_path / "pack.tramthi"
    file.write_bytes(pack_bytes(replace(pack, units=units)))
    init_district(tmp_path / "d", file, NOW)
    with open_district(tmp_path / "d") as district:
        sender = enrolled(district)
        sender.finish(sender.start(1))
        sender.finish(sender.start(2))
        sender.send(district)
        write_report(district, "participation", CODE, tmp_path / "r.pdf", "vi", NOW)
    text = words(tmp_path / "r.pdf")
    assert "Số người của đơn vị (ngày 01/04/2023) 1.600" in text
    assert "đơn vị (%) 0,12" in text


def test_an_empty_unit_says_so(district: District, tmp_path: Path) -> None:
    """One table of noughts and a sentence; a school signs as itself and leaves its place open."""
    write_report(district, "participation", "TH-01", tmp_path / "r.pdf", "vi", NOW)
    text = words(tmp_path / "r.pdf")
    assert "chưa nhận được lượt thi nào" in text
    assert "2. Theo nhóm tuổi" not in text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in text
    assert "…………, ngày 24 tháng 11 năm 2026" in text
    for ending in (".csv", ".xlsx"):
        write_report(district, "participation", "TH-01", tmp_path / f"r{ending}", "vi", NOW)
        assert (tmp_path / f"r{ending}").stat().st_size > 100


def test_days_and_first_months_have_two_digits(district: District, tmp_path: Path) -> None:
    """05 and 02, but 3: as the decree asks."""
    for at, said in (
        (datetime(2027, 2, 5, tzinfo=NOW.tzinfo), "ngày 05 tháng 02 năm 2027"),
        (datetime(2027, 3, 4, tzinfo=NOW.tzinfo) + timedelta(hours=17), "ngày 05 tháng 3 năm 2027"),
    ):
        write_report(district, "participation", CODE, tmp_path / "r.pdf", "vi", at)
        assert said in words(tmp_path / "r.pdf")


def test_a_commune_that_is_no_ward_keeps_its_whole_name(tmp_path: Path) -> None:
    """Only the word for a ward is taken out of a name."""
    pack = read_pack(PACK)
    name = replace(pack.units[0].name, vi="Xã Đại Thanh", en="Đại Thanh Commune")
    file = tmp_path / "pack.tramthi"
    file.write_bytes(pack_bytes(replace(pack, units=(replace(pack.units[0], name=name), *pack.units[1:]))))
    init_district(tmp_path / "d", file, NOW)
    with open_district(tmp_path / "d") as district:
        write_report(district, "participation", CODE, tmp_path / "r.pdf", "vi", NOW)
    text = words(tmp_path / "r.pdf")
    assert "ỦY BAN NHÂN DÂN XÃ ĐẠI THANH" in text
    assert "Xã Đại Thanh, ngày 24" in text


def test_what_cannot_be_written_is_refused(district: District, tmp_path: Path) -> None:
    """An unknown ending, a folder that is not there, a folder in the file's place; nothing is left behind."""
    for name in ("r.doc", "r"):
        with pytest.raises(Refused, match="report_form_unknown"):
            write_report(district, "participation", CODE, tmp_path / name, "vi", NOW)
    with pytest.raises(Refused, match="report_unwritable"):
        write_report(district, "participation", CODE, tmp_path / "none" / "r.csv", "vi", NOW)
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(Refused, match="report_unwritable"):
        write_report(district, "participation", CODE, tmp_path / "taken.csv", "vi", NOW)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["district", "taken.csv"]


def test_an_ending_may_be_in_capitals(district: District, tmp_path: Path) -> None:
    """As some file dialogs write it."""
    write_report(district, "participation", CODE, tmp_path / "R.PDF", "vi", NOW)
    assert (tmp_path / "R.PDF").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("ending", FORMS)
def test_the_same_moment_gives_the_same_bytes(filled: District, tmp_path: Path, ending: str) -> None:
    """No clock of its own in any form."""
    for name in ("a", "b"):
        write_report(filled, "participation", CODE, tmp_path / f"{name}{ending}", "vi", NOW)
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
