"""`Property` and `QmlUncreatable` of PySide6; their true types stand in `qt_types.pyi` beside this file.

PySide's own stubs say that reading a property gives a `Property` object and that `QmlUncreatable(...)` decorates nothing; at run
time both do what one expects. Take the two from here; they keep their names, because metaobjectdump reads the source for them.
"""

from PySide6.QtCore import Property
from PySide6.QtQml import QmlUncreatable

__all__ = ["Property", "QmlUncreatable"]
