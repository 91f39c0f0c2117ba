"""The rotating log beside the data. It holds codes and counts, never anything personal: no scan, no name, no number."""

import contextlib
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

FOLDER_NAME: Final = "logs"
_MAX_BYTES: Final = 1024 * 1024
_KEPT: Final = 5
_log = logging.getLogger(__name__)


def start_log(folder: Path, name: str) -> None:
    """Write records from INFO on to `folder/logs/<name>.log`, and unexpected errors whole before the program ends.

    What stands in the way of that file is put aside; where nothing can be written at all the program runs without, and says so once
    where its errors go. Begun again it writes every record once.
    """
    place = folder / FOLDER_NAME / f"{name}.log"
    root = logging.getLogger()
    for before in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(before)
        before.close()
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    sys.excepthook = _log_unexpected
    kept = (_out_of_the_way(place.parent, is_folder=True), _out_of_the_way(place, is_folder=False))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        writer = RotatingFileHandler(place, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError as fault:
        _log.warning("the log cannot be written: %s", type(fault).__name__)
        return
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(writer)
    for each in filter(None, kept):
        _log.warning("something stood where the log belongs; it is kept as %s", each.name)


def _out_of_the_way(place: Path, *, is_folder: bool) -> Path | None:
    """Give something of the wrong kind another name; None where there is nothing of it, or it cannot be done."""
    if not place.exists() or place.is_dir() == is_folder:
        return None
    count = 1
    while (aside := place.with_name(f"{place.name}.other-{count}")).exists():
        count += 1
    with contextlib.suppress(OSError):
        return place.rename(aside)
    return None


def _log_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("unexpected error", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
