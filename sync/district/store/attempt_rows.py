"""Rows of what the entries say, attempt by attempt, and of receipts: a projection, made again from the entries at will.

No personal field has a column here: a masked label, a masked number and a fingerprint are all there is.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from sync.district.store.database import Store


class AttemptRow(Struct, frozen=True, gc=False):
    """One attempt. `..._at_us` are the kiosk's own clock, `..._true_us` corrected by its offset.

    `claimed_*` is what the kiosk scored, `points` and `correct` what the district found when it drew and scored again (None
    when it could not); `differs` tells that the two, or another claim, do not agree. `limit_s` is the time allowed where staff
    added to it, None where it is the pack's. `group` is the rules' group of people.
    """

    kiosk: str
    attempt: str
    state: str
    how: str
    unit: str
    group: str
    age_group: str
    language: str
    papers: str
    pack: str
    pack_version: int
    seed: bytes
    drawn_on: str
    fingerprint: bytes
    label: str
    masked_number: str
    warnings: str
    is_assisted: int
    started_at_us: int
    started_true_us: int
    ended_at_us: int | None = None
    ended_true_us: int | None = None
    duration_us: int | None = None
    prediction: int | None = None
    claimed_points: int | None = None
    claimed_correct: int | None = None
    points: int | None = None
    correct: int | None = None
    question_count: int | None = None
    differs: int = 0
    void_reason: str = ""
    limit_s: int | None = None


class ReceiptRow(Struct, frozen=True, gc=False):
    """One receipt a kiosk issued, in that `epoch` of it."""

    code: str
    kiosk: str
    number: int
    attempt: str
    issued_at_us: int
    issued_true_us: int
    epoch: int


class AttemptFilter(Struct, frozen=True):
    """Which attempts to list; None or False means all."""

    unit: str | None = None
    state: str | None = None
    only_differing: bool = False

    def condition(self) -> tuple[str, list[object]]:
        """Give the WHERE clause and its values."""
        parts, values = ["1 = 1"], list[object]()
        if self.unit is not None:
            parts.append("unit = ?")
            values.append(self.unit)
        if self.state is not None:
            parts.append("state = ?")
            values.append(self.state)
        if self.only_differing:
            parts.append("differs = 1")
        return " AND ".join(parts), values


_NAMES: Final = tuple("grp" if name == "group" else name for name in AttemptRow.__struct_fields__)
_COLUMNS: Final = ", ".join(_NAMES)
_INSERT: Final = f"INSERT INTO attempt ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"  # noqa: S608 - constant columns
_CHANGED: Final = ", ".join(f"{name} = excluded.{name}" for name in _NAMES[2:])
_UPSERT: Final = f"{_INSERT} ON CONFLICT (kiosk, attempt) DO UPDATE SET {_CHANGED}"


def insert_attempts(store: Store, rows: Sequence[AttemptRow]) -> None:
    """Store attempts of which nothing was known. Only inside a transaction."""
    store.execute_each(_INSERT, [msgspec.structs.astuple(row) for row in rows])


def save_attempts(store: Store, rows: Sequence[AttemptRow]) -> None:
    """Store attempts in place of what was known of them. Only inside a transaction."""
    store.execute_each(_UPSERT, [msgspec.structs.astuple(row) for row in rows])


def count_of_people(store: Store, fingerprints: Sequence[bytes]) -> dict[bytes, int]:
    """Give how many attempts of each person stand against the limit: all but the voided. At most as many people as a batch."""
    if not fingerprints:
        return {}
    rows = store.rows(
        "SELECT fingerprint, sum(CASE WHEN state = 'voided' THEN 0 ELSE 1 END) FROM attempt"  # noqa: S608 - placeholders
        f" WHERE fingerprint IN ({', '.join('?' * len(fingerprints))}) GROUP BY fingerprint",
        *fingerprints,
    )
    return {bytes(fingerprint): int(count) for fingerprint, count in rows}


def people_with(store: Store, attempts: int) -> list[bytes]:
    """Give the fingerprints of everyone with at least so many attempts that were not voided."""
    rows = store.rows(
        "SELECT fingerprint FROM attempt WHERE state <> 'voided' GROUP BY fingerprint HAVING count(*) >= ?", attempts
    )
    return [bytes(row[0]) for row in rows]


def read_attempts(store: Store, kiosk: str, attempts: Sequence[str]) -> dict[str, AttemptRow]:
    """Give those of a kiosk's attempts that are known, by id."""
    rows = store.rows_among(
        f"SELECT {_COLUMNS} FROM attempt WHERE kiosk = ? AND attempt IN (??)",  # noqa: S608 - constant columns
        attempts,
        kiosk,
    )
    return {row[1]: AttemptRow(*row) for row in rows}


def ended_attempts(store: Store, kiosk: str) -> dict[str, AttemptRow]:
    """Give those of a kiosk's attempts that were handed in, voided afterwards or not, by id."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM attempt WHERE kiosk = ? AND claimed_points IS NOT NULL", kiosk  # noqa: S608 - constant columns
    )  # fmt: skip
    return {row[1]: AttemptRow(*row) for row in rows}


def list_attempts(store: Store, which: AttemptFilter, limit: int, offset: int) -> tuple[AttemptRow, ...]:
    """Give one page of attempts, newest first."""
    condition, values = which.condition()
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM attempt WHERE {condition}"  # noqa: S608 - the conditions are constants
        " ORDER BY started_true_us DESC, attempt LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return tuple(AttemptRow(*row) for row in rows)


def count_attempts(store: Store, which: AttemptFilter) -> int:
    """Give how many attempts a filter lets through."""
    condition, values = which.condition()
    return int(store.rows(f"SELECT count(*) FROM attempt WHERE {condition}", *values)[0][0])  # noqa: S608 - constants


def stream_attempts(store: Store, state: str | None = None) -> Iterator[AttemptRow]:
    """Give every attempt (of one state), oldest first."""
    condition, values = AttemptFilter(state=state).condition()
    for row in store.stream(
        f"SELECT {_COLUMNS} FROM attempt WHERE {condition} ORDER BY started_true_us, attempt", *values  # noqa: S608 - constants
    ):  # fmt: skip
        yield AttemptRow(*row)


def attempts_of_unit(store: Store, unit: str) -> tuple[AttemptRow, ...]:
    """Give every attempt of the people of one unit, oldest first."""
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM attempt WHERE unit = ? ORDER BY started_true_us, attempt", unit  # noqa: S608 - constant columns
    )  # fmt: skip
    return tuple(AttemptRow(*row) for row in rows)


def count_by_state(store: Store, since_us: int | None = None) -> dict[str, int]:
    """Give how many attempts there are in each state, all or those started since a moment."""
    return dict(
        store.rows(
            "SELECT state, count(*) FROM attempt WHERE started_true_us >= ? GROUP BY state",
            -(2**62) if since_us is None else since_us,
        )
    )


def count_by_unit(store: Store) -> list[tuple[str, str, int]]:
    """Give unit, state and number of attempts."""
    return [
        (str(unit), str(state), int(count))
        for unit, state, count in store.rows("SELECT unit, state, count(*) FROM attempt GROUP BY unit, state")
    ]


def count_by_slot(store: Store, from_us: int, until_us: int, slot_us: int) -> dict[int, int]:
    """Give how many attempts started in each slot of `slot_us` from `from_us` to `until_us`, by the slot's number."""
    rows: list[tuple[Any, ...]] = store.rows(
        "SELECT (started_true_us - ?) / ? AS slot, count(*) FROM attempt"
        " WHERE started_true_us >= ? AND started_true_us < ? GROUP BY slot",
        from_us, slot_us, from_us, until_us,
    )  # fmt: skip
    return {int(slot): int(count) for slot, count in rows}


def insert_receipts(store: Store, rows: Sequence[ReceiptRow]) -> None:
    """Store receipts; the same one again stays one. Only inside a transaction."""
    store.execute_each(
        "INSERT INTO receipt (code, kiosk, number, attempt, issued_at_us, issued_true_us, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [msgspec.structs.astuple(row) for row in rows],
    )


def read_receipt(store: Store, code: str) -> ReceiptRow | None:
    """Give the receipt with this code (in its written form), or None."""
    rows = store.rows(
        "SELECT code, kiosk, number, attempt, issued_at_us, issued_true_us, epoch FROM receipt WHERE code = ?", code
    )
    return ReceiptRow(*rows[0]) if rows else None


def receipt_codes(store: Store, kiosk_attempts: Sequence[str]) -> dict[tuple[str, str], tuple[int, str]]:
    """Give number and code of the receipts of some attempts, by kiosk and attempt."""
    rows = store.rows_among("SELECT kiosk, attempt, number, code FROM receipt WHERE attempt IN (??)", kiosk_attempts)
    return {(kiosk, attempt): (number, code) for kiosk, attempt, number, code in rows}


def count_receipts(store: Store) -> int:
    """Give how many receipts were issued."""
    return int(store.rows("SELECT count(*) FROM receipt")[0][0])
