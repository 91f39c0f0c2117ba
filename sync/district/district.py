"""The open district: its folder, database and keys, in one frozen value that every function of this package takes.

Made by `open_district`; a new one by `founding.init_district`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kiosk.contest.pack import ContestPack
from kiosk.keys.signing import SigningKeys
from sync.district.keys import read_secrets
from sync.district.store.database import Store, open_store

DATABASE_NAME: Final = "district.sqlite"
ADDRESS_NAME: Final = "database.url"
"""Where the database is when it is not the file above; it may hold a password, so only its owner reads it."""
_LONGEST_ADDRESS: Final = 4096


@dataclass(frozen=True, slots=True)
class District:
    """One district. `folder` holds all of its state; `pepper` keys the fingerprints of its contests.

    `packs` keeps the packs that were read, by id and version: they never change once published.
    """

    folder: Path
    store: Store
    keys: SigningKeys
    pepper: bytes
    sealing_public: bytes
    packs: dict[tuple[str, int], ContestPack] = field(default_factory=dict, repr=False)

    def close(self) -> None:
        """Close this thread's connection to the database."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_district(folder: Path) -> District:
    """Open the district whose state lies in `folder`.

    Refuses with `district_missing`, `district_key_damaged` and as `open_store` does.
    """
    found = read_secrets(folder)
    store = open_store(database_place(folder))
    return District(folder, store, found.keys, found.pepper, found.sealing_public)


def database_place(folder: Path) -> Path | str:
    """Give where the database of a district is: its file, or the address that was given when it was made."""
    try:
        return (folder / ADDRESS_NAME).read_text(encoding="utf-8")[:_LONGEST_ADDRESS].strip()
    except FileNotFoundError:
        return folder / DATABASE_NAME
