"""A kiosk that cannot be begun yet: a page says what hinders it, to residents and to staff, and it is tried again and again.

How a kiosk is begun is not known here.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QTimer

from kiosk.contest.errors import Refused
from ui.application import load_fonts, the_application
from ui.last_page import LastPage, show_last_page

AGAIN_MS: Final = 5_000
_T = TypeVar("_T")


def wait_to_begin(
    begin: Callable[[], _T],
    fault: Exception,
    is_final: Callable[[Exception], bool],
    shown_ms: int,
    again_ms: int = AGAIN_MS,
) -> tuple[_T, LastPage]:
    """Show the page until `begin` does not fail any more; gives its value and the page, which lies there until it is closed.

    `fault` is what it failed with first. What it fails with last is raised after `shown_ms`, or at once where `is_final` says so.
    """
    the_application()
    load_fonts()
    waiting = QEventLoop()
    page = show_last_page(waiting.quit, shown_ms, _as_refused(fault))
    faults, begun = [fault], list[_T]()

    def try_again() -> None:
        try:
            begun.append(begin())
        except Exception as another:  # noqa: BLE001 - whatever it is, it is said, and raised in the end
            faults.append(another)
            page.say(_as_refused(another))
            if not is_final(another):
                return
        waiting.quit()

    trying = QTimer(page, interval=again_ms)
    trying.timeout.connect(try_again)
    trying.start()
    waiting.exec()
    trying.stop()
    if not begun:
        page.close()
        raise faults[-1]
    return begun[0], page


def _as_refused(fault: Exception) -> Refused:
    return fault if isinstance(fault, Refused) else Refused("unknown")
