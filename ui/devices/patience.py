"""How long a printer is waited for: given to each of them, so that tests need not wait as people do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a printer is asked, how long it may take to answer, and after how long a document is taken back."""

    ask_every_ms: int = 500
    answer_within_ms: int = 10_000
    give_up_after_ms: int = 120_000
