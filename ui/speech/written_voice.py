"""A voice for rooms where nothing may sound: it writes down what would have been said. Used by tests and by trials."""

from pathlib import Path
from typing import Final

from ui.speech.voice import Hush, Saying


class WrittenVoice:
    """Writes each saying as one line: language, rate, volume, text, parted by tabs."""

    name: Final = "written"

    def __init__(self, file: Path, languages: frozenset[str] = frozenset(("vi", "en"))) -> None:
        self._file = file
        self._languages = languages

    @property
    def languages(self) -> frozenset[str]:
        """The languages it writes."""
        return self._languages

    def say(self, saying: Saying, hush: Hush) -> None:
        """Write it down, unless it is no longer wanted."""
        if hush.is_wanted():
            return
        line = "\t".join((saying.language, str(saying.rate), str(saying.volume), saying.text.replace("\n", " ")))
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
