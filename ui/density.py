"""How fine a screen is, in pixels a millimetre. No Qt here: numbers in, a number out."""

from typing import Final

_LEAST_DPI: Final = 50.0
_MOST_DPI: Final = 400.0
_USUAL_DPI: Final = 96.0
_MM_PER_INCH: Final = 25.4


def pixels_per_mm(width_px: int, dots_per_inch: float, width_mm: float | None = None) -> float:
    """Give the density of a picture `width_px` wide: by `width_mm` where somebody measured it, else as the screen says.

    Screens that say less than 50 or more than 400 dots an inch are not believed (projectors and televisions say anything): 96.
    """
    if width_mm is not None:
        return width_px / width_mm
    return (dots_per_inch if _LEAST_DPI <= dots_per_inch <= _MOST_DPI else _USUAL_DPI) / _MM_PER_INCH
