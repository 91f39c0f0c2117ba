"""The pages in a real Chromium: nothing is blocked or missing, the board renews itself, a phone need not scroll sideways."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from kiosk.texts import load_catalogue
from sync.district.district import District
from sync.district.founding import InitReport
from sync.district.server import serving
from tests.helpers.district import NOW, Sender, enrolled, new_district, still_clock

pytestmark = pytest.mark.needs("chromium")

QUIET = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
TEXTS = load_catalogue("vi")
expect.set_options(timeout=20_000)
DESKTOP, PHONE = (1366, 768), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[District, InitReport, Sender, str]]:
    """A served district with a kiosk that has sent three visits."""
    with new_district(tmp_path / "district") as (district, report):
        sender = enrolled(district)
        for _ in range(3):
            sender.visit()
        sender.send(district, now=NOW)
        with serving(district, still_clock()) as url:
            yield district, report, sender, url


def real_failure(request: Request) -> list[str]:
    """Give what failed, if not only because the next page was asked for while it was on its way."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url} {request.failure}"]


def signed_in(browser: Browser, report: InitReport, url: str, size: tuple[int, int]) -> tuple[Page, list[str]]:
    """Sign in by keyboard in a window of a size; gives the page and what the browser complains about from now on."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.extend(real_failure(request)))
    page.goto(url)
    expect(page.get_by_label(TEXTS.text("district.login_name"))).to_be_focused()
    page.keyboard.type(report.admin)
    page.keyboard.press("Tab")
    page.keyboard.type(report.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TEXTS.text("district.board_title"))
    return page, complaints


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_shows_whole_and_without_complaint(
    browser: Browser, place: tuple[District, InitReport, Sender, str], size: tuple[int, int]
) -> None:
    """No blocked style, script or font, nothing missing, nothing wider than the window, the bundled font in use."""
    _, report, _, url = place
    page, complaints = signed_in(browser, report, url, size)
    for path in ("/", "/attempts", "/orders", "/staff", "/tickets"):
        page.goto(f"{url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"'))")
    page.get_by_label(TEXTS.text("district.ticket_url")).fill("http://10.0.0.5:8080")
    page.get_by_role("button", name=TEXTS.text("district.ticket_button")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phường")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_staff_are_added_get_a_card_and_are_dismissed(
    browser: Browser, place: tuple[District, InitReport, Sender, str], size: tuple[int, int]
) -> None:
    """From the list to a card on the clerk's disk, then off the list again; no page wider than the window, nothing blocked."""
    _, report, _, url = place
    page, complaints = signed_in(browser, report, url, size)
    page.get_by_role("link", name=TEXTS.text("district.nav_staff"), exact=True).click()
    page.get_by_label(TEXTS.text("district.staff_name")).fill("Nguyễn Thị Thanh Hương")
    page.get_by_label(TEXTS.text("district.staff_role")).select_option("technician")
    page.get_by_role("button", name=TEXTS.text("district.staff_add_button")).click()
    expect(page.locator(".pin")).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with page.expect_download() as download:
        page.get_by_role("button", name=TEXTS.text("district.staff_card_button")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("link", name=TEXTS.text("district.staff_back")).click()
    page.get_by_role("link", name="Nguyễn Thị Thanh Hương").click()
    page.get_by_label(TEXTS.text("district.staff_reason")).fill("Chuyển công tác")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name=TEXTS.text("district.staff_dismiss_button")).click()
    expect(page.get_by_role("status")).to_contain_text("Nguyễn Thị Thanh Hương")
    expect(page.get_by_role("link", name="Nguyễn Thị Thanh Hương")).to_have_count(0)
    assert complaints == []
    page.context.close()


def test_the_board_renews_itself(browser: Browser, place: tuple[District, InitReport, Sender, str]) -> None:
    """A visit that arrives now is on the board without a touch."""
    district, report, sender, url = place
    page, _ = signed_in(browser, report, url, DESKTOP)
    figure = page.locator(".figure").first
    expect(figure).to_have_text("3")
    sender.visit()
    sender.send(district, 10, now=NOW)
    expect(figure).to_have_text("4", timeout=20_000)
    page.context.close()


def test_signing_out_elsewhere_ends_the_board(
    browser: Browser, place: tuple[District, InitReport, Sender, str]
) -> None:
    """A board left open goes to the login by itself once its session is over."""
    district, report, _, url = place
    page, _ = signed_in(browser, report, url, DESKTOP)
    with district.store.transaction():
        district.store.execute("DELETE FROM web_session")
    page.wait_for_url(f"{url}/login", timeout=20_000)
    page.context.close()


def test_everything_is_reached_by_keyboard(browser: Browser, place: tuple[District, InitReport, Sender, str]) -> None:
    """The first stop jumps to the content; the tabs follow; the focus is visible."""
    _, report, _, url = place
    page, _ = signed_in(browser, report, url, DESKTOP)
    page.goto(f"{url}/attempts")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(TEXTS.text("district.skip"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("id", "unit")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.context.close()
