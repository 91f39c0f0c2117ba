"""The tables of faults have every cell, and the page about printing says what they say."""

import pytest

from tests.helpers.fault_page import PAGE, TABLES, page
from tests.helpers.print_faults import Ends, Fault, Table, When, played
from ui.devices.print_job import ENDS, PrintReason, PrintState


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_cell_is_played_or_says_why_it_cannot_be(table: Table) -> None:
    """No fault, no moment is left out."""
    assert set(table) == {(fault, when) for fault in Fault for when in When}
    ends = {place for place, cell in table.items() if isinstance(cell, Ends)}
    assert {(fault, when) for fault, when, _ in played(table)} == ends
    assert all(cell.why for cell in table.values() if not isinstance(cell, Ends))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_left_alone_is_never_printed(table: Table) -> None:
    """A paper nobody saw to ends as refused or unknown; every end is one, and a good one has no reason."""
    for cell in table.values():
        if isinstance(cell, Ends):
            assert cell.left in {None, PrintState.REFUSED, PrintState.UNKNOWN}
            assert cell.end in ENDS
            assert cell.end is not PrintState.PRINTED or cell.reason is PrintReason.NONE


def test_the_page_about_printing_is_true() -> None:
    """Its tables are these; `python -m tests.helpers.fault_page` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
