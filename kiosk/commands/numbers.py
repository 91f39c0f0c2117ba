"""Numbers as the command line takes them: what cannot be meant is wrong usage, told before anything is done. No command here."""

import math
from argparse import ArgumentTypeError
from typing import Final

_MOST_HOURS: Final = 24 * 366.0
_MOST_PORTS: Final = 65_535


def count(text: str) -> int:
    """Read a whole number from 1 on."""
    number = _whole(text)
    if number < 1:
        raise ArgumentTypeError(f"{text} is not 1 or more")
    return number


def port(text: str) -> int:
    """Read the number of a port, 0 to 65535; 0 lets the system choose."""
    number = _whole(text)
    if not 0 <= number <= _MOST_PORTS:
        raise ArgumentTypeError(f"{text} is not 0 to {_MOST_PORTS}")
    return number


def seconds(text: str) -> float:
    """Read a length of time of 0 s or more."""
    number = _finite(text)
    if number < 0:
        raise ArgumentTypeError(f"{text} is less than 0")
    return number


def hours(text: str) -> float:
    """Read a length of time above 0 h and of a year at most: an order that was over before it began would replace one in force."""
    number = _finite(text)
    if not 0 < number <= _MOST_HOURS:
        raise ArgumentTypeError(f"{text} is not above 0 and at most {_MOST_HOURS:.0f}")
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"{text} is not a whole number") from fault


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"{text} is not a number") from fault
    if not math.isfinite(number):
        raise ArgumentTypeError(f"{text} is not a number")
    return number
