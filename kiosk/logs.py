"""The rotating log beside the data. It holds codes and counts, never anything personal: no scan, no name, no number."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

_MAX_BYTES: Final = 1024 * 1024
_KEPT: Final = 5
_log = logging.getLogger(__name__)


def start_log(folder: Path, name: str) -> None:
    """Write records from INFO on to `folder/logs/<name>.log`, and unexpected errors whole before the program ends."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    writer = RotatingFileHandler(
        folder / "logs" / f"{name}.log", maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(writer)
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    sys.excepthook = _log_unexpected


def _log_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("unexpected error", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
