"""The table of what staff may do beside a visit: every act is decided, and every page on which something waits says so."""

from itertools import chain

from kiosk.services.staff import MAY
from kiosk.texts import load_catalogue
from ui.staff_limits import BESIDE_VISIT, WAITING
from ui.view_models.staff_pages import PAGES


def test_every_act_is_decided() -> None:
    """A new act of staff has to be put into the table."""
    assert set(BESIDE_VISIT) == set(MAY)


def test_what_waits_is_said_on_its_page() -> None:
    """Each act that waits belongs to exactly one page, whose line names it in both languages; nothing else is said to wait."""
    assert sorted(chain.from_iterable(WAITING.values())) == sorted(
        act for act, when in BESIDE_VISIT.items() if when == "wait"
    )
    assert set(WAITING) <= set(PAGES)
    for language in ("vi", "en"):
        assert [page for page in WAITING if not load_catalogue(language).has(f"staff.visit.{page}")] == []


def test_what_the_person_in_front_needs_never_waits() -> None:
    """Help, time, and an end: it is for these that staff come to somebody."""
    assert {BESIDE_VISIT[act] for act in ("help", "assist", "extend", "void", "receipts", "handbook")} == {"now"}
