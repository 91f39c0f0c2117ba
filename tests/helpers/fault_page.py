"""The page docs/printing.md, written from the tables that the tests of printers play: it cannot say what is not tested.

    python -m tests.helpers.fault_page

writes it anew.
"""

from pathlib import Path
from typing import Final

from tests.helpers.print_faults import CannotBe, Cell, Fault, Table, When
from tests.ui.devices import test_faults_cups, test_faults_escpos, test_faults_file, test_faults_windows
from ui.devices.print_job import PrintReason

PAGE: Final = Path(__file__).parents[2] / "docs" / "printing.md"
TABLES: Final[dict[str, Table]] = {
    "The system's spooler on Linux (CUPS)": test_faults_cups.TABLE,
    "The system's spooler on Windows": test_faults_windows.TABLE,
    "A receipt printer on the network (ESC/POS)": test_faults_escpos.TABLE,
    "No printer: files are kept": test_faults_file.TABLE,
}
_HEAD: Final = """# What becomes of a paper

Written from the tables that `tests/ui/devices/test_faults_*.py` play, cell by cell, before the real window: with Debian's own
CUPS, with a receipt printer on a real line, behind the names of `win32print`, and with files. A test holds this page to them.
In each cell the resident's screen says what the job says, the journal is told its end once, "printed" is said only where one
whole paper came out, nothing stays in the spool, the visit can be ended, and the next person's paper comes out.

A cell names the reason the job is *stuck* with and how it ends once somebody saw to it; "left alone" how it ends when nobody
does, after two minutes. A cell in parentheses cannot be, and says why. *unknown*: it may have come out, and nobody says that
it has. Where there is no spooler, a paper "in the queue" waits for its turn behind another one, which the fault befalls.
"""


def page() -> str:
    """Give the whole page."""
    return "\n".join((_HEAD, *(_section(name, table) for name, table in TABLES.items())))


def _section(name: str, table: Table) -> str:
    rows = [f"| {fault} | " + " | ".join(_row([table[fault, when] for when in When])) + " |" for fault in Fault]
    head = "| fault | " + " | ".join(When) + " |"
    return "\n".join((f"## {name}", "", head, "|---" * (len(When) + 1) + "|", *rows, ""))


def _row(cells: list[Cell]) -> list[str]:
    """Write one fault's cells; a reason that holds for all of them stands there once."""
    is_one = isinstance(cells[0], CannotBe) and len({*cells}) == 1
    return [_written(cells[0]), *("″" for _ in cells[1:])] if is_one else [_written(each) for each in cells]


def _written(cell: Cell) -> str:
    if isinstance(cell, CannotBe):
        return f"({cell.why})"
    reason = f" ({_words(cell.reason)})" if cell.reason else ""
    end = f"{cell.end}{reason}" + (" or unknown" if cell.or_unknown else "")
    stuck = f"*stuck: {_words(cell.stuck)}*, then {end}" if cell.stuck else end
    return f"{stuck}; left alone: {cell.left}" if cell.left else stuck


def _words(reason: PrintReason) -> str:
    return reason.value.replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
