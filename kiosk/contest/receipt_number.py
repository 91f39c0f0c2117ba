"""How a receipt's number is written and read: a running number, and from the second epoch on the one it was issued in before it.

After an old copy of a kiosk was put back the running number begins again where the copy ended, and papers are about that bear what
follows. The epoch tells them apart. Which number comes next is the storage's matter.
"""

from typing import Final

_DIGITS: Final = 6
_MOST_DIGITS: Final = 10
"""One less than a code has symbols: there are codes of digits alone."""


def written_receipt_number(number: int, epoch: int) -> str:
    """Give a receipt's number as printed and called out: "000012" of the first epoch, "2-000012" of the second."""
    return f"{number:0{_DIGITS}d}" if epoch <= 1 else f"{epoch}-{number:0{_DIGITS}d}"


def read_receipt_number(written: str) -> tuple[tuple[int, int | None], ...]:
    """Give what a written number may mean: pairs of number and epoch, None for any; none where it is no number.

    Zeros in front may be missing, and the dash too: "2000012" is the number 2000012, or 12 of the second epoch.
    """
    before, dash, after = written.strip().rpartition("-")
    digits = before + after
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS) or (dash and not (before and after)):
        return ()
    if dash:
        return ((int(after), int(before)),)
    whole: tuple[tuple[int, int | None], ...] = ((int(digits), None),)
    return (*whole, (int(digits[-_DIGITS:]), int(digits[:-_DIGITS]))) if len(digits) > _DIGITS else whole
