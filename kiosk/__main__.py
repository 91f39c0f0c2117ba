"""`python -m kiosk` and the `tramthi` command."""

import sys
from io import TextIOWrapper

from kiosk.cli import run


def main() -> None:
    """Run the command line and end with its exit code."""
    if sys.argv[1:2] != ["district"]:
        spare_server_driver()
    speak_utf8()
    sys.exit(run(sys.argv[1:]))


def spare_server_driver() -> None:
    """Keep peewee from loading PostgreSQL's driver where it finds one: a kiosk has no server, and its first frame waits for it.

    Only a district may lie on a server; its commands come here with the driver left alone.
    """
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]  # None is what the import system takes for "not there"


def speak_utf8() -> None:
    """Write UTF-8 also into files and pipes of a Windows whose own code page has no Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    main()
