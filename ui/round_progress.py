"""How far a round of sync has come, told so that it never goes back. Pure: what waits is seen by whoever asks."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """`total`: entries that waited when the round began, 0 while that is not known; `arrived`: those the district confirmed since.

    What residents write meanwhile waits too, so that `arrived` may be told too low, never too high.
    """

    total: int = 0
    arrived: int = 0

    def seen(self, waiting: int) -> "RoundProgress":
        """Give the progress once `waiting` entries are left."""
        if not self.total:
            return RoundProgress(waiting)
        return replace(self, arrived=max(self.arrived, self.total - waiting))

    @property
    def share(self) -> float:
        """Which part of it has arrived, 0 to 1."""
        return self.arrived / self.total if self.total else 0.0
