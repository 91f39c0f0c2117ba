"""Pictures of screens: how one is stored, and how much another differs from it. Knows no screen."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

STEP: Final = 32
"""Of 255, in any channel. Shades that rounding or another build of the font renderer changes differ by less; the closest two
colours of a theme, paper and a pale warning, differ by more where something is to be seen."""
MOST_SHARE: Final = 0.0001
"""Of all pixels: at 1366 x 768 about 100. The ink of one word of three small letters is twice that; on one machine two drawings
of the same screen do not differ at all."""
_COLOURS: Final = 256


def picture_of(shown: QImage) -> Image.Image:
    """Give what a window shows, in all its colours."""
    image = shown.convertToFormat(QImage.Format.Format_RGB888)
    size, raw = (image.width(), image.height()), bytes(image.constBits())
    return Image.frombytes("RGB", size, raw, "raw", "RGB", image.bytesPerLine())


def store(picture: Image.Image, place: Path) -> None:
    """Write a picture in 256 colours; screens have fewer, but for the shaded edges of letters.

    The palette covers the range of colours, not the most frequent ones: a thin line of gold is to stay gold.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(place, optimize=True)


def share_differing(stored: Image.Image, shown: Image.Image) -> float:
    """Give the share of pixels that differ by more than `STEP`; 1 when the sizes do."""
    if stored.size != shown.size:
        return 1.0
    marks = _marks(stored, shown)
    return marks.histogram()[255] / (marks.width * marks.height)


def differences(stored: Image.Image, shown: Image.Image) -> Image.Image:
    """Give the picture shown, pale, with what differs from the stored one in red."""
    pale = Image.blend(shown.convert("RGB"), Image.new("RGB", shown.size, "white"), 0.7)
    if stored.size == shown.size:
        pale.paste(Image.new("RGB", shown.size, "red"), mask=_marks(stored, shown))
    return pale


def _marks(stored: Image.Image, shown: Image.Image) -> Image.Image:
    """Give 255 where any channel differs by more than `STEP`, else 0."""
    channels = ImageChops.difference(stored.convert("RGB"), shown.convert("RGB")).split()
    largest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return largest.point([255 if value > STEP else 0 for value in range(256)])
