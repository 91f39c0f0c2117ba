"""A paper of one page, drawn from blocks: the same blocks always give the same bytes. What stands on it is not known here."""

from collections.abc import Callable, Iterable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.blocks import Block


def largest_that_fits(tries: Iterable[Block], width_pt: float, height_pt: float) -> Block:
    """Give the first of the blocks, tried from the largest letters down, that is no higher than the page; else the last.

    ValueError when there is none to try.
    """
    last: Block | None = None
    for each in tries:
        last = each
        if each.height_pt(width_pt) <= height_pt:
            break
    if last is None:
        raise ValueError
    return last


def one_page(
    block: Block, size: tuple[float, float], margin_pt: float, title: str,
    before: Callable[[Canvas], object] = lambda _: None,
) -> bytes:  # fmt: skip
    """Draw the block within the margin, a little smaller as a whole should it still be too high: nothing may be cut off.

    `size`: width and height of the page in points; `before` draws what lies under the block. Nobody is named as the author.
    """
    width_pt = size[0] - 2 * margin_pt
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("")
    before(canvas)
    scale = min(1.0, (size[1] - 2 * margin_pt) / block.height_pt(width_pt))
    canvas.translate((1 - scale) * size[0] / 2, (1 - scale) * (size[1] - margin_pt))
    canvas.scale(scale, scale)
    block.draw(canvas, margin_pt, size[1] - margin_pt, width_pt)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
