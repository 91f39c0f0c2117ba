"""What a check of a pack finds: a code, its weight and its place, never a sentence.

`LEVELS` is the table of everything that can be found; the sentences are the catalogue's (`pack.<code>`).
"""

from typing import Final, Literal

from msgspec import Struct

Level = Literal["error", "warning", "note"]

LEVELS: Final[dict[str, Level]] = {
    # A pack with one of these must not be published.
    "text_missing": "error",
    "text_not_nfc": "error",
    "citation_missing": "error",
    "id_twice": "error",
    "options_too_few": "error",
    "options_too_many": "error",
    "options_equal": "error",
    "correct_out_of_range": "error",
    "correction_unknown": "error",
    "topic_unknown": "error",
    "question_ends_before_it_begins": "error",
    "quota_topic_twice": "error",
    "quotas_do_not_sum": "error",
    "quota_above_bank": "error",
    "unit_ends_before_it_begins": "error",
    "unit_code_twice": "error",
    "unit_parent_unknown": "error",
    "unit_parent_cycle": "error",
    "units_none": "error",
    "rounds_none": "error",
    "round_ends_before_it_begins": "error",
    "rounds_overlap": "error",
    "round_outside_pack": "error",
    "pack_ends_before_it_begins": "error",
    "consent_ends_before_it_begins": "error",
    "consents_overlap": "error",
    "consent_gap": "error",
    "consent_required_none": "error",
    "number_out_of_range": "error",
    "prediction_bounds": "error",
    "tie_twice": "error",
    "tie_lot_not_last": "error",
    "tie_without_part": "error",
    "parts_incomplete": "error",
    # These may be meant, but someone should look.
    "text_too_long": "warning",
    "question_outside_contest": "warning",
    "law_replaced": "warning",
    "review_answers_tell_score": "warning",
    "units_replaced": "warning",
    "contest_over": "warning",
    "sample_unknown": "warning",
    # These are only told.
    "topic_unasked": "note",
    "questions_draft": "note",
    "sample": "note",
    "people_unknown": "note",
    "units_example": "note",
}
"""Every code with its level."""


class Finding(Struct, frozen=True):
    """One thing found in a pack.

    `where` is the place as the files have it, by id or code where there is one, else counted from 0:
    "questions[Q012].options[2].en". `facts` fill the fields of the sentence; options are named by letter (A, B ...),
    days are written dd/mm/yyyy.
    """

    level: Level
    code: str
    where: str
    facts: dict[str, str | int]

    def facts_in(self, language: str) -> dict[str, str | int]:
        """Give the facts for the sentence of one language: of `reason_vi` and `reason_en` the one that is read, as `reason`."""
        own, other = ("_en", "_vi") if language == "en" else ("_vi", "_en")
        return {name.removesuffix(own): value for name, value in self.facts.items() if not name.endswith(other)}


def finding(code: str, where: str, **facts: str | int) -> Finding:
    """Make a finding of the level its code has; KeyError for a code not in `LEVELS`."""
    return Finding(LEVELS[code], code, where, facts)
