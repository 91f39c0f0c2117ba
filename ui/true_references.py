"""A guard against one fault of PySide6 6.12.0: each `Signal.emit()` gives back a reference to `True` it never took.

Before Python 3.12 `True` is counted like any object, and the program is aborted ("bool_dealloc: deallocating True or
False") after the few hundred emits its count allows, in the middle of somebody's visit. Measured: 6.11.3 and 6.10.3 lose
none, 6.12.0 loses one an emit. To be deleted with the first PySide6 that does not lose them; the test says when.
"""

import ctypes
import sys
from typing import Final

_MANY: Final = 1 << 40
_IMMORTAL_SINCE: Final = (3, 12)
"""From there on (PEP 683) nothing counts `True`."""


def hold_true() -> None:
    """Take more references to `True` and `False` than any run of the program can lose; may be called again."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for each in (True, False):
        count = ctypes.c_ssize_t.from_address(id(each))
        if count.value < _MANY:
            count.value += _MANY
