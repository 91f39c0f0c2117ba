"""What is on the window for one who cannot see it: the things a screen reader would find, in the order it would find them.

Also what one can move to by keys. A page that covers the others hides them here as it does on the screen. An item is never
asked for its meta-object: PySide remembers that by an address at which another item may be made later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.speech.parts import Kind, Seen

_KINDS: Final = {
    QAccessible.Role.Heading: Kind.HEADING,
    QAccessible.Role.AlertMessage: Kind.ALERT,
    QAccessible.Role.Button: Kind.BUTTON,
    QAccessible.Role.RadioButton: Kind.CHOICE,
    QAccessible.Role.CheckBox: Kind.TICK,
    QAccessible.Role.EditableText: Kind.FIELD,
}
_FIELDS: Final = ("QQuickTextInput", "QQuickTextEdit")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing on the screen and the item that shows it."""

    seen: Seen
    item: QQuickItem


def look_around(view: QQuickWindow) -> list[Found]:
    """Give everything on the screen that has a name, the bar at the top last."""
    return [found for root in open_roots(view) for item in _shown_below(root) if (found := _found(item)) is not None]


def usable_items(view: QQuickWindow) -> list[QQuickItem]:
    """Give what one can press or type into now, in the order of reading."""
    return [item for root in open_roots(view) for item in _shown_below(root) if is_usable(item)]


def open_roots(view: QQuickWindow) -> list[QQuickItem]:
    """Give the roots of what is not covered: the page on top, or the screen; and the bar unless it is covered too."""
    content = view.contentItem()
    place = view.findChild(QQuickItem, "cover-place")
    bars = [each for each in content.childItems() if each.objectName() == "bar"]
    cover = None if place is None else _cover(place)
    if cover is not None:
        return [cover, *bars] if float(cover.property("barHeight") or 0) > 0 else [cover]
    return [each for each in content.childItems() if each != place and each not in bars] + bars


def is_usable(item: QQuickItem) -> bool:
    """Tell whether one can press this or type into it."""
    is_kind = item.inherits("QQuickAbstractButton") or is_field(item)
    return is_kind and item.isVisible() and item.isEnabled() and item.width() > 0 and item.height() > 0


def is_field(item: QQuickItem) -> bool:
    """Tell whether one can type into this."""
    return any(item.inherits(each) for each in _FIELDS)


def is_long_field(item: QQuickItem) -> bool:
    """Tell whether this field has lines, among which arrow keys go up and down."""
    return bool(item.inherits("QQuickTextEdit"))


def is_key(item: QQuickItem) -> bool:
    """Tell whether this is a key of a touch keyboard or of a digit pad."""
    return bool(item.property("isKey"))


def seen_at(item: QQuickItem) -> Seen | None:
    """Give what this item is to one who cannot see it; None when it has no name."""
    found = _found(item)
    return None if found is None else found.seen


def _cover(place: QQuickItem) -> QQuickItem | None:
    """Give the topmost page that covers the screen: a focus scope in which something can be used."""
    layers = [layer for covers in place.childItems() for layer in covers.childItems()]
    return next(
        (
            each
            for each in reversed(layers)
            if each.isVisible() and each.inherits("QQuickFocusScope") and any(map(is_usable, _shown_below(each)))
        ),
        None,
    )


def _shown_below(root: QQuickItem) -> Iterator[QQuickItem]:
    if not root.isVisible():
        return
    yield root
    if root.inherits("QQuickAbstractButton"):
        return  # its parts are said by its name
    for child in root.childItems():
        yield from _shown_below(child)


def _found(item: QQuickItem) -> Found | None:
    interface = cast("QAccessibleInterface | None", QAccessible.queryAccessibleInterface(item))
    if interface is None or not (name := interface.text(QAccessible.Text.Name).strip()):
        return None
    role = interface.role()
    kind = Kind.FIELD if is_field(item) else _KINDS.get(role, Kind.TEXT)
    seen = Seen(
        kind=kind,
        name=name,
        value=_readable(item) if kind is Kind.FIELD else "",
        is_on=any(bool(item.property(each)) for each in ("isChosen", "isTicked", "checked")),
        is_enabled=item.isEnabled(),
        is_key=is_key(item),
        is_clock=role == QAccessible.Role.Clock,
    )
    return Found(seen, item)


def _readable(field: QQuickItem) -> str:
    """Give what stands in a field as far as the screen shows it: what is hidden by points is not said either."""
    text, shown = str(field.property("text")), field.property("displayText")
    return text if shown is None or str(shown) == text else ""
