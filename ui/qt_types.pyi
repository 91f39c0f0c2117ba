from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import Signal

_T = TypeVar("_T")
_Class = TypeVar("_Class", bound=type)

class _Readable(Generic[_T]):
    @overload
    def __get__(self, owner: None, kind: type) -> _Readable[_T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> _T: ...

def Property(
    kind: type, /, *, notify: Signal | None = None, constant: bool = False
) -> Callable[[Callable[[Any], _T]], _Readable[_T]]: ...
def QmlUncreatable(reason: str, /) -> Callable[[_Class], _Class]: ...
