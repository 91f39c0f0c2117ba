"""A guard against one fault of PySide6 6.12.0: it gives back references to True, False and None that it never took.

Before Python 3.12 these three are counted like any object, and the program is aborted ("none_dealloc: deallocating None")
once their counts are used up, in the middle of somebody's visit. Measured: 6.12.0 loses one `True` a `Signal.emit()`, one
`None` a call of a method without a result (`QTimer.start()`, `processEvents()`); 6.11.3 and 6.10.3 lose none.
To be deleted with the first PySide6 that does not lose them; the test says when.
"""

import ctypes
import sys
from typing import Final

_MANY: Final = 1 << 40
_IMMORTAL_SINCE: Final = (3, 12)
"""From there on (PEP 683) nothing counts these three."""


def hold_singletons() -> None:
    """Take more references to `True`, `False` and `None` than any run of the program can lose; may be called again."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for each in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(each))
        if count.value < _MANY:
            count.value += _MANY
