"""A folder or file that the system does not let a command use, told by a code. Faults of anything else stay what they are: bugs."""

import errno
from typing import Final

from kiosk.contest.errors import Refused

_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT))
_OF_A_PLACE: Final = frozenset(
    (
        errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY,
        errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO,
    )
)  # fmt: skip


def place_fault(fault: OSError) -> Refused | None:
    """Give what to say of a fault that names a place (`disk_full`, `disk_failing`, `place_unusable`); None for any other."""
    if fault.errno in _FULL:
        return Refused("disk_full")
    if fault.errno == errno.EIO:
        return Refused("disk_failing")
    if fault.filename is None or fault.errno not in _OF_A_PLACE:
        return None
    return Refused("place_unusable", place=fault.filename)
