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

    Refuses with `district_missing`, `district_key_damaged`, `database_newer` or a fault of the database.
    """
    found = read_secrets(folder)
    store = open_store(folder / DATABASE_NAME)
    return District(folder, store, found.keys, found.pepper, found.sealing_public)
