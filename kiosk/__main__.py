"""`python -m kiosk` and the `tramthi` command."""

import sys

from kiosk.cli import run


def main() -> None:
    """Run the command line and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
