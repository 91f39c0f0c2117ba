"""A search for what a person left behind: in the window's models and items, in the whole process, in files.

Everything found is told as "where: which value", so that a failure names the leak.
"""

import gc
import io
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pypdfium2
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtQml import QQmlExpression, qmlContext

from tests.helpers.canaries import marks_in, marks_in_bytes
from ui.application import KioskWindow

_NOT_HELD: Final = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.CodeType)
"""What everything reaches: a search that went through these would search the whole process."""


_SAY_ALL: Final = """(() => {
    const said = [];
    const walk = (item) => {
        for (const name in item) {
            const value = item[name];
            if (typeof value === "string" && value !== "")
                said.push(item + "." + name + "\\t" + value);
            else if ((name === "canUndo" || name === "canRedo") && value === true)
                said.push(item + "." + name + "\\t" + "can be undone");
        }
        for (const each of Array.from(item.data ?? []))
            walk(each);
    };
    walk(contentItem);
    return said.join("\\r");
})()"""
"""Written in the language of the screens: there every property of every item can be read, which Python's Qt does not know."""


def traces_in_window(window: KioskWindow) -> Iterator[str]:
    """Search every item (hidden ones too), every model, what they hold, the clipboard, and what could be undone."""
    for where, text in _said_by_items(window):
        yield from (f"{where}: {each}" for each in marks_in(text))
        if text == "can be undone":
            yield f"{where}: {text}"
    for where, text in _said_by_models(window):
        yield from (f"{where}: {each}" for each in marks_in(text))
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if clipboard.text(mode):
            yield f"{mode.name}: something to paste"
    for holder, value in _reachable((window.visit, window.models, window.storage, window.devices)):
        yield from (f"{holder}: {each}" for each in _marks_of(value))


def traces_in_process() -> Iterator[str]:
    """Search every container that Python knows of, whoever holds it, but those of the test's own runner."""
    gc.collect()
    for holder in gc.get_objects():
        if isinstance(holder, types.FrameType) or str(type(holder).__module__).startswith("_pytest"):
            continue
        for value in gc.get_referents(holder):
            if isinstance(value, (str, bytes, bytearray)):
                yield from (f"{type(holder).__name__}: {each}" for each in _marks_of(value))


def traces_in_files(folder: Path) -> Iterator[str]:
    """Search every file under a folder, a database's journal and the texts of papers included."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = file.read_bytes()
        yield from (f"{file.relative_to(folder)}: {each}" for each in marks_in_bytes(data))
        if file.suffix == ".pdf":
            yield from (f"{file.relative_to(folder)}: {each}" for each in marks_in(_paper_text(data)))


def _paper_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _said_by_items(window: KioskWindow) -> Iterator[tuple[str, str]]:
    """Give item and property, and the text it holds, for every item of the window."""
    context = qmlContext(window.view)
    assert context is not None
    expression = QQmlExpression(context, window.view, _SAY_ALL)
    value, _ = expression.evaluate()
    assert not expression.hasError(), expression.error().toString()
    assert value
    for line in str(value).split("\r"):
        where, _, text = line.partition("\t")
        yield where, text


def _said_by_models(window: KioskWindow) -> Iterator[tuple[str, str]]:
    """Give model and property, and the text it holds, for every model and what belongs to it."""
    for name, model in window.models.items():
        for each in (model, *model.findChildren(QObject)):
            meta = each.metaObject()
            # A model inside a model is no text: it is a child of its own, and read as that.
            kinds = (meta.property(place) for place in range(meta.propertyCount()))
            own = [
                str(kind.name())
                for kind in kinds
                if str(kind.typeName()) == "QObject*" or "*" not in str(kind.typeName())
            ]
            added = (bytes(raw.data()).decode() for raw in each.dynamicPropertyNames())
            yield from ((f"{name}.{prop}", str(each.property(prop))) for prop in (*own, *added))


def _reachable(roots: tuple[Any, ...]) -> Iterator[tuple[str, object]]:
    """Give what can be reached from `roots` by Python references, with the kind of what holds it."""
    seen: set[int] = set()
    waiting: list[Any] = list(roots)
    while waiting:
        holder = waiting.pop()
        for value in gc.get_referents(holder):
            if id(value) in seen or isinstance(value, _NOT_HELD):
                continue
            seen.add(id(value))
            yield type(holder).__name__, value
            waiting.append(value)


def _marks_of(value: object) -> list[str]:
    if isinstance(value, str):
        return marks_in(value)
    if isinstance(value, (bytes, bytearray)):
        return marks_in_bytes(bytes(value))
    if isinstance(value, QByteArray):
        return marks_in_bytes(bytes(value.data()))
    return ["a picture"] if isinstance(value, QImage) and not value.isNull() else []
