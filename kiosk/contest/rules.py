"""The rules of a contest as data: what the Thể lệ decides is written in the pack, code only reads it.

Every number here comes from a rules file (`rules.json`); no rule may be decided elsewhere. See `domain.md` 1.4 in the
field notes for why nothing is hard-coded: contests of this family differ in every number.
"""

from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from kiosk.contest.moment import VIETNAM

AwareDatetime = Annotated[datetime, Meta(tz=True)]
Language = Literal["vi", "en"]
WhenInterrupted = Literal["clock_runs_on", "clock_pauses"]
Part = Literal["quiz", "prediction", "essay"]
WhenShown = Literal["at_once", "after_closing", "never"]
TieKey = Literal["score", "essay", "prediction", "duration", "submitted_at", "attempt_count", "registered_at", "lot"]

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2999
"""A round outside these years is a slip of the pen, and days near the ends of the calendar cannot be reckoned with."""


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages, each in NFC."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Give the text in `language` ("vi" or "en")."""
        return self.en if language == "en" else self.vi


class Who(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may enter (the plan, II.1)."""

    min_age: int
    age_reference: Literal["entry_day", "opening_day"]
    guardian_below_age: int
    foreigners: bool
    without_papers: bool
    place: Text
    excluded: Text


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A group an entrant counts under in reports (official, pupil, resident ...)."""

    code: str
    name: Text


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    """A span in which attempts count; both moments aware, `ends_at` excluded.

    ValueError for a year before 2000 or after 2999.
    """

    id: str
    name: Text
    starts_at: AwareDatetime
    ends_at: AwareDatetime

    def __post_init__(self) -> None:
        if not (_FIRST_YEAR <= self.starts_at.year <= _LAST_YEAR and _FIRST_YEAR <= self.ends_at.year <= _LAST_YEAR):
            raise ValueError("round_year_implausible")

    @property
    def first_day(self) -> date:
        """The day in Vietnam on which the round starts."""
        return self.starts_at.astimezone(VIETNAM).date()

    @property
    def last_day(self) -> date:
        """The last day in Vietnam on which an attempt may start."""
        return (self.ends_at - timedelta(microseconds=1)).astimezone(VIETNAM).date()


class TopicQuota(Struct, frozen=True, forbid_unknown_fields=True):
    """How many questions of one topic a paper holds."""

    topic: str
    count: int


class PaperRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How a paper is drawn."""

    question_count: int
    quotas: tuple[TopicQuota, ...]
    shuffle_questions: bool
    shuffle_options: bool
    limit_s: int
    points_per_question: int


class AttemptRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How often one may try, which attempt counts, and what happens to one whose program ended (a power cut).

    Its clock runs on or pauses; `resume_within_s` after it was last known to run it is handed in as it stands.
    """

    per_entrant: int
    counts: Literal["best", "last", "first"]
    when_interrupted: WhenInterrupted
    resume_within_s: int


class PredictionRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The question whose answer is known only after closing; it breaks ties."""

    about: Literal["all_correct", "entrants"]
    question: Text
    lowest: int
    highest: int


class EssayRules(Struct, frozen=True, forbid_unknown_fields=True):
    """An essay part. Words above `max_words` are told to the person and saved all the same: the jury judges them."""

    topic: Text
    max_words: int
    max_points: int


class ReviewRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What an entrant is shown, and when. "after_closing": once the last round is over."""

    score: WhenShown
    right_answers: WhenShown


class CollectiveRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How units are compared: weights of the share of people who took part, the mean score and the prizes won."""

    participation_weight: float
    mean_score_weight: float
    individual_award_weight: float
    denominator: Literal["population", "members"]


class Prize(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the prize table (the plan, IV)."""

    kind: Literal["individual", "collective"]
    name: Text
    count: int
    amount_vnd: int


class FingerprintCost(Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id cost of an identity fingerprint: passes and KiB."""

    passes: int
    memory_kib: int


class Retention(Struct, frozen=True, forbid_unknown_fields=True):
    """How long sealed personal data stays: on a kiosk after acknowledgement, at the district after the awards."""

    kiosk_days: int
    district_days: int


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the Thể lệ decides.

    `samples` maps the name of a rule ("paper.limit_s") to the reason why its value is only a sample still to be set by
    the Justice Office. `part_order` is the order in which the parts of a paper are
    met. `units_as_of` is the day whose units are offered, `law_as_of` the day whose law the questions
    ask for; None is the day of entry. A contest about the law of one day keeps its questions when that law is replaced.
    """

    who: Who
    groups: tuple[Group, ...]
    rounds: tuple[Round, ...]
    paper: PaperRules
    attempts: AttemptRules
    prediction: PredictionRules | None
    essay: EssayRules | None
    ties: tuple[TieKey, ...]
    review: ReviewRules
    collective: CollectiveRules
    prizes: tuple[Prize, ...]
    complaint_days: int
    fingerprint_cost: FingerprintCost
    retention: Retention
    samples: dict[str, Text]
    part_order: tuple[Part, ...] = ("quiz", "prediction", "essay")
    units_as_of: date | None = None
    law_as_of: date | None = None

    def parts(self) -> tuple[Part, ...]:
        """Give the parts a paper has, in the order they are met."""
        missing = {"prediction": self.prediction is None, "essay": self.essay is None}
        return tuple(each for each in self.part_order if not missing.get(each, False))

    def round_at(self, moment: datetime) -> Round | None:
        """Give the round `moment` (aware) falls into, or None outside the contest."""
        return next((each for each in self.rounds if each.starts_at <= moment < each.ends_at), None)

    def closes_at(self) -> datetime:
        """Give the moment the last round is over; ValueError if the rules have no round."""
        return max(each.ends_at for each in self.rounds)

    def opening_day(self) -> date:
        """Give the first day of the contest in Vietnam; ValueError if the rules have no round."""
        return min(each.first_day for each in self.rounds)
