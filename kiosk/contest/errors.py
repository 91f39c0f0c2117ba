"""The one expected failure of the contest's rules: a code, never a sentence.

Sentences for people live in the catalogue (`errors.<code>.resident`, `errors.<code>.staff`). Nothing here may know a language.
"""

from typing import Final


class Refused(Exception):
    """An act the rules, the papers or the place refuse.

    `code` names why (stable, lower_snake); `facts` fills the fields of the sentence and never holds anything personal.
    """

    def __init__(self, code: str, **facts: str | float) -> None:
        super().__init__(code)
        self.code: Final = code
        self.facts: Final = facts

    def __str__(self) -> str:
        """Give the code and its facts, for logs."""
        return self.code + "".join(f" {name}={value}" for name, value in self.facts.items())
