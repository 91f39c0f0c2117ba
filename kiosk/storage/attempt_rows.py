"""Rows of attempts with their answers, and of receipts: what a kiosk needs to go on after a power cut.

No personal field has a column here: a masked label, a masked number and a fingerprint are all there is.
"""

from datetime import date
from typing import Final

from msgspec import Struct

from kiosk.contest.moment import Moment
from kiosk.storage.database import Store

_COLUMNS: Final = (
    "id, state, seed, drawn_on, pack_id, pack_version, unit, language, label, masked_number, fingerprint, limit_s,"
    " started_at_us, started_boot, started_elapsed_us, prediction, ended_us, points, correct, seen_at_us, seen_boot,"
    " seen_elapsed_us, seen_us, essay_paper, is_assisted"
)


class AttemptRow(Struct, frozen=True):
    """One attempt as stored, its answers, flags and the word counts of its essay's parts beside it.

    `seen` is the last moment it was known to run, `seen_us` the time used by then.
    """

    id: str
    state: str
    seed: bytes
    drawn_on: date
    pack_id: str
    pack_version: int
    unit: str
    language: str
    label: str
    masked_number: str
    fingerprint: bytes
    limit_s: int
    started: Moment
    prediction: int | None
    ended_us: int | None
    points: int | None
    correct: int | None
    seen: Moment
    seen_us: int = 0
    essay_paper: str = ""
    is_assisted: bool = False
    answers: dict[str, int] = {}
    flagged: frozenset[str] = frozenset()
    essay_words: tuple[int, ...] = ()


class ReceiptRow(Struct, frozen=True):
    """One receipt as stored; `copies` counts what was made of it, the original included. `epoch`: the one it was issued in."""

    number: int
    attempt: str
    code: str
    text: str
    issued_at_us: int
    copies: int
    epoch: int


def insert_attempt(store: Store, row: AttemptRow) -> None:
    """Store a new attempt. Only inside a transaction."""
    store.execute(
        f"INSERT INTO attempt ({_COLUMNS}) VALUES ({', '.join('?' * 25)})",  # noqa: S608 - constant columns
        row.id, row.state, row.seed, row.drawn_on.isoformat(), row.pack_id, row.pack_version, row.unit, row.language,
        row.label, row.masked_number, row.fingerprint, row.limit_s, row.started.at_us, row.started.boot,
        row.started.elapsed_us, row.prediction, row.ended_us, row.points, row.correct, row.seen.at_us, row.seen.boot,
        row.seen.elapsed_us, row.seen_us, row.essay_paper,
        int(row.is_assisted),
    )  # fmt: skip


def read_attempt(store: Store, attempt: str) -> AttemptRow | None:
    """Give one attempt with its answers and flags, or None."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM attempt WHERE id = ?", attempt)  # noqa: S608 - constant columns
    if not rows:
        return None
    (
        id_, state, seed, drawn_on, pack_id, pack_version, unit, language, label, masked_number, fingerprint, limit_s,
        at_us, boot, elapsed_us, prediction, ended_us, points, correct, seen_at_us, seen_boot, seen_elapsed_us, seen_us,
        essay_paper, is_assisted,
    ) = rows[0]  # fmt: skip
    answers = store.rows("SELECT question, choice FROM answer WHERE attempt = ?", attempt)
    flags = store.rows("SELECT question FROM flag WHERE attempt = ?", attempt)
    parts = store.rows("SELECT words FROM essay_part WHERE attempt = ? ORDER BY part", attempt)
    return AttemptRow(
        id=id_,
        state=state,
        seed=seed,
        drawn_on=date.fromisoformat(drawn_on),
        pack_id=pack_id,
        pack_version=pack_version,
        unit=unit,
        language=language,
        label=label,
        masked_number=masked_number,
        fingerprint=fingerprint,
        limit_s=limit_s,
        started=Moment(at_us, boot, elapsed_us),
        prediction=prediction,
        ended_us=ended_us,
        points=points,
        correct=correct,
        seen=Moment(seen_at_us, seen_boot, seen_elapsed_us),
        seen_us=seen_us,
        essay_paper=essay_paper,
        is_assisted=bool(is_assisted),
        answers=dict(answers),
        flagged=frozenset(each[0] for each in flags),
        essay_words=tuple(each[0] for each in parts),
    )


def attempts_in_state(store: Store, state: str) -> tuple[str, ...]:
    """Give the ids of the attempts in a state, oldest first."""
    rows = store.rows("SELECT id FROM attempt WHERE state = ? ORDER BY started_at_us", state)
    return tuple(row[0] for row in rows)


def count_attempts(store: Store) -> dict[str, int]:
    """Give how many attempts there are in each state."""
    return dict(store.rows("SELECT state, count(*) FROM attempt GROUP BY state"))


def count_by_fingerprint(store: Store, fingerprint: bytes) -> int:
    """Give how many attempts of this person stand against the limit: all but the voided."""
    (count,) = store.rows("SELECT count(*) FROM attempt WHERE fingerprint = ? AND state <> 'voided'", fingerprint)[0]
    return int(count)


def save_answer(store: Store, attempt: str, question: str, choice: int, at_us: int) -> None:
    """Store one answer in place of an earlier one. Only inside a transaction."""
    store.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT (attempt, question) DO UPDATE SET"
        " choice = excluded.choice, at_us = excluded.at_us",
        attempt, question, choice, at_us,
    )  # fmt: skip


def save_flag(store: Store, attempt: str, question: str, *, is_flagged: bool) -> None:
    """Set or take away one flag. Only inside a transaction."""
    if is_flagged:
        store.execute("INSERT OR IGNORE INTO flag VALUES (?, ?)", attempt, question)
    else:
        store.execute("DELETE FROM flag WHERE attempt = ? AND question = ?", attempt, question)


def save_prediction(store: Store, attempt: str, prediction: int) -> None:
    """Store the answer to the prediction question. Only inside a transaction."""
    store.execute("UPDATE attempt SET prediction = ? WHERE id = ?", prediction, attempt)


def save_assisted(store: Store, attempt: str) -> None:
    """Note that somebody helps the person of an attempt. Only inside a transaction."""
    store.execute("UPDATE attempt SET is_assisted = 1 WHERE id = ?", attempt)


def save_limit(store: Store, attempt: str, limit_s: int) -> None:
    """Store the time allowed for an attempt. Only inside a transaction."""
    store.execute("UPDATE attempt SET limit_s = ? WHERE id = ?", limit_s, attempt)


def receipts_of_person(store: Store, fingerprint: bytes) -> tuple[ReceiptRow, ...]:
    """Give the receipts of a person's attempts, newest first."""
    rows = store.rows(
        "SELECT r.number, r.attempt, r.code, r.text, r.issued_at_us, r.copies, r.epoch FROM receipt r"
        " JOIN attempt a ON a.id = r.attempt WHERE a.fingerprint = ? ORDER BY r.number DESC",
        fingerprint,
    )
    return tuple(ReceiptRow(*row) for row in rows)


def finished_without_receipt(store: Store, fingerprint: bytes) -> tuple[str, ...]:
    """Give the finished attempts of a person that have no receipt, oldest first."""
    rows = store.rows(
        "SELECT a.id FROM attempt a WHERE a.fingerprint = ? AND a.state = 'finished'"
        " AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.attempt = a.id) ORDER BY a.started_at_us",
        fingerprint,
    )
    return tuple(str(each[0]) for each in rows)


def save_seen(store: Store, attempt: str, seen: Moment, seen_us: int) -> None:
    """Store that an attempt ran at `seen` with `seen_us` of its time used. Only inside a transaction."""
    store.execute(
        "UPDATE attempt SET seen_at_us = ?, seen_boot = ?, seen_elapsed_us = ?, seen_us = ? WHERE id = ?",
        seen.at_us, seen.boot, seen.elapsed_us, seen_us, attempt,
    )  # fmt: skip


def end_attempt(
    store: Store,
    attempt: str,
    *,
    state: str,
    ended_us: int | None,
    points: int | None = None,
    correct: int | None = None,
) -> None:
    """Store how an attempt ended. Only inside a transaction."""
    store.execute(
        "UPDATE attempt SET state = ?, ended_us = ?, points = ?, correct = ? WHERE id = ?",
        state, ended_us, points, correct, attempt,
    )  # fmt: skip


def insert_receipt(store: Store, row: ReceiptRow) -> None:
    """Store a new receipt. Only inside a transaction."""
    store.execute(
        "INSERT INTO receipt (number, attempt, code, text, issued_at_us, copies, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)",
        row.number, row.attempt, row.code, row.text, row.issued_at_us, row.copies, row.epoch,
    )  # fmt: skip


def last_receipt_number(store: Store) -> int:
    """Give the number of the newest receipt, 0 for none."""
    (number,) = store.rows("SELECT coalesce(max(number), 0) FROM receipt")[0]
    return int(number)


def count_receipts(store: Store) -> int:
    """Give how many receipts were issued."""
    (count,) = store.rows("SELECT count(*) FROM receipt")[0]
    return int(count)


def count_receipts_between(store: Store, first: int, last: int) -> int:
    """Give how many receipts have a number from `first` to `last`, both counted; 0 where `first` is 0."""
    (count,) = store.rows("SELECT count(*) FROM receipt WHERE number BETWEEN ? AND ? AND ? > 0", first, last, first)[0]
    return int(count)


def read_receipt(store: Store, *, number: int | None = None, code: str = "", attempt: str = "") -> ReceiptRow | None:
    """Give the receipt with this number, code or attempt, or None."""
    rows = store.rows(
        "SELECT number, attempt, code, text, issued_at_us, copies, epoch FROM receipt"
        " WHERE number = ? OR code = ? OR attempt = ?",
        number, code, attempt,
    )  # fmt: skip
    return ReceiptRow(*rows[0]) if rows else None


def count_copy(store: Store, number: int) -> int:
    """Count one more copy of a receipt and give its running number (1 is the original). Only inside a transaction."""
    store.execute("UPDATE receipt SET copies = copies + 1 WHERE number = ?", number)
    (copies,) = store.rows("SELECT copies FROM receipt WHERE number = ?", number)[0]
    return int(copies)
