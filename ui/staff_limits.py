"""What staff may do while somebody's visit runs beneath the console, act by act. No Qt, no texts; nothing is done here."""

from typing import Final, Literal

from kiosk.services.staff import Act

When = Literal["now", "afterwards", "wait"]
"""`now`: done at once. `afterwards`: noted at once, felt by whoever comes next. `wait`: not before the visit has ended."""

BESIDE_VISIT: Final[dict[Act, When]] = {
    "open": "afterwards",
    "pause": "afterwards",
    "close": "wait",  # an attempt that runs, or is about to start, would belong to no day
    "practice": "wait",  # the person in front takes part in earnest
    "queue": "now",
    "help": "now",
    "assist": "now",
    "extend": "now",
    "resume": "wait",  # the screen is somebody else's
    "void": "now",
    "receipts": "now",
    "reprint": "now",
    "readiness": "wait",  # trial pages among receipts, sounds and codes to scan in the middle of somebody's paper
    "override": "afterwards",
    "sync": "now",
    "journal": "now",
    "export": "now",
    "settings": "wait",  # another printer or text size in the middle of somebody's visit
    "support": "now",
    "handbook": "now",
    "leave": "wait",  # the paper in front would be interrupted
}
WAITING: Final[dict[str, tuple[Act, ...]]] = {
    "today": ("close", "practice"),
    "sessions": ("resume",),
    "devices": ("readiness",),
    "settings": ("settings",),
    "leave": ("leave",),
}
"""The pages of the console on which something waits, and what: each of these pages says so."""
