"""Run `tramthi` in this process and die at a counted commit: as a power cut would, with nothing said, nothing closed.

    python -m tests.helpers.dies_at before|after|count N tramthi-arguments...

"before" dies when the N-th commit is about to begin (what it holds must not count), "after" at the first statement that follows it
(what it holds must be there). Exit code 0 means that the command ended before there were N commits.
"count" never dies, and says on the last line of stderr how many commits there were.
SQLite itself tells each statement; the product's own code runs unchanged.
"""

import atexit
import os
import signal
import sqlite3
import sys
from typing import Any

from kiosk.cli import run


def die_at(when: str, number: int) -> None:
    """Arrange for the death of this process."""
    commits = 0
    is_due = False

    def look(statement: str) -> None:
        nonlocal commits, is_due
        if is_due:
            os.kill(os.getpid(), signal.SIGKILL)
        if statement.strip().upper().startswith("COMMIT"):
            commits += 1
            if commits == number and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            is_due = commits == number and when == "after"

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - passed on as they are
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(look)
        return connection

    connect = sqlite3.connect
    sqlite3.connect = traced  # type: ignore[assignment]  # the standard library's, in this process only: our own code runs as it is
    if when == "count":
        atexit.register(lambda: sys.stderr.write(f"{commits}\n"))


if __name__ == "__main__":
    die_at(sys.argv[1], int(sys.argv[2]))
    sys.exit(run(sys.argv[3:]))
