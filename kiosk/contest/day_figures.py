"""The numbers of one day at a kiosk: one shape for what is counted, what a closing writes down, and what staff see.

It stands in the journal inside `KioskClosed`: one number more is a new version of that. Which entry adds to which number is
`services.day`'s matter.
"""

from msgspec import Struct


class DayFigures(Struct, frozen=True, array_like=True):
    """Started attempts are finished, abandoned, voided or running, one of them only: voiding a finished one moves it.

    `printed` counts papers, `duplicates` those of them that were not the first, `print_faults` copies that became none; receipt
    numbers are 0 before the first. `assisted`: attempts somebody helped with at the screen; `help_calls`: calls for staff;
    `practices`: how often practice was turned on, none of which counts anywhere else. `acknowledged` entries of the day are held by
    the district, `waiting` ones of any day are not.
    """

    started: int = 0
    finished: int = 0
    abandoned: int = 0
    voided: int = 0
    running: int = 0
    receipts_issued: int = 0
    first_receipt: int = 0
    last_receipt: int = 0
    printed: int = 0
    duplicates: int = 0
    print_faults: int = 0
    assisted: int = 0
    help_calls: int = 0
    practices: int = 0
    acknowledged: int = 0
    waiting: int = 0
