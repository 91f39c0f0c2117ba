"""Opening a kiosk's support bundle at the district, with the passphrase of its sealing key."""

from pathlib import Path

from kiosk.storage.durable_file import write_durably
from sync.district.district import District
from sync.district.keys import unlock_sealing_key
from sync.protocol.support import SupportFiles, read_support


def open_support(district: District, data: bytes, passphrase: str) -> SupportFiles:
    """Open a bundle; refuses with `passphrase_wrong`, or as `read_support` does."""
    return read_support(data, district.keys.public, unlock_sealing_key(district.folder, passphrase))


def write_files(support: SupportFiles, folder: Path) -> None:
    """Write the files of an opened bundle into `folder`, which is made when missing; refuses as `write_durably` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in support.files.items():
        write_durably(folder / name, data)
