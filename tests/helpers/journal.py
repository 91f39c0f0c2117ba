"""Journals of any length, without a kiosk."""

from kiosk.contest.moment import Moment
from kiosk.journal.entry import NO_DIGEST, Entry, make_entry

BOOT = b"bootboot"


def journal(
    count: int, *, epoch: int = 1, word: str = "payload", after: tuple[Entry, ...] = (), payload_bytes: int = 0
) -> tuple[Entry, ...]:
    """Give `after` and `count` entries that follow it; another `word` gives another history."""
    entries = list(after)
    for _ in range(count):
        seq = len(entries) + 1
        payload = f"{word} {seq}".encode().ljust(payload_bytes, b".")
        previous = entries[-1].digest if entries else NO_DIGEST
        moment = Moment(seq * 1_000_000, BOOT, seq)
        entry = make_entry(
            epoch=epoch, seq=seq, kind="test", version=1, moment=moment, payload=payload, previous=previous
        )
        entries.append(entry)
    return tuple(entries)
