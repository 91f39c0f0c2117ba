"""A contest pack: rules, texts, questions and units, as one frozen value.

`parse_pack` turns JSON bytes into the value or refuses with the place of the fault; `pack_check.check_pack` finds what
is wrong with a value that parses. No file is opened here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import msgspec
from msgspec import Struct

from kiosk.contest.errors import Refused
from kiosk.contest.rules import Rules, Text

PARTS: Final = ("pack", "rules", "questions", "units")
"""Names of the JSON files a pack folder holds, without `.json`."""


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """A lawyer's sign-off of one question: without it a question is a draft."""

    state: Literal["draft", "reviewed", "withdrawn"]
    reviewed_by: str = ""
    reviewed_on: date | None = None


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One multiple-choice question; `correct` is an index into `options` in the pack's own order."""

    id: str
    topic: str
    text: Text
    options: tuple[Text, ...]
    correct: int
    citation: Text
    law_as_of: date
    review: Review
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the question may be asked on `day`: not withdrawn, and its law in force."""
        return (
            self.review.state != "withdrawn"
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A subject of the question bank."""

    code: str
    name: Text


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """A ward, agency or school for which an entrant counts, in force from `valid_from` to `valid_to` (included).

    `id` is the identity; `code` alone is not: ward codes were reused with other borders on 2025-07-01.
    `people` is the denominator of the collective formula on `people_on`, None when unknown.
    """

    id: str
    code: str
    name: Text
    level: Literal["ward", "agency", "school", "force"]
    parent_id: str | None
    valid_from: date
    valid_to: date | None = None
    people: int | None = None
    people_on: date | None = None
    is_example: bool = False

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the unit exists on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Purpose(Struct, frozen=True, forbid_unknown_fields=True):
    """One purpose of processing personal data, with the text a person consents to (Decree 13/2023, Article 11).

    `law_from`/`law_to`: the days on which this text is the one the law asks for.
    """

    id: str
    version: int
    is_required: bool
    title: Text
    text: Text
    law_from: date
    law_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether this text is the one to show on `day`."""
        return self.law_from <= day and (self.law_to is None or day <= self.law_to)


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """A titled text of a few paragraphs."""

    title: Text
    paragraphs: tuple[Text, ...]


class ContestTexts(Struct, frozen=True, forbid_unknown_fields=True):
    """What residents read about the contest."""

    name: Text
    short_name: Text
    organiser: Text
    summary: Text
    cards: tuple[Page, ...]
    rules_page: Page
    prizes_page: Page
    complaint: Text
    contact: Text


class PackHead(Struct, frozen=True, forbid_unknown_fields=True):
    """Who a pack is and what it says to people; file `pack.json`.

    `corrections`: the questions (ids) whose right answer this version corrects, also for attempts taken by an earlier one. Their
    options must be what they were.
    """

    format: int
    id: str
    version: int
    published_on: date
    valid_from: date
    valid_to: date
    texts: ContestTexts
    topics: tuple[Topic, ...]
    consents: tuple[Purpose, ...]
    notice: Page
    corrections: tuple[str, ...] = ()


class ContestPack(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole contest."""

    head: PackHead
    rules: Rules
    questions: tuple[Question, ...]
    units: tuple[Unit, ...]

    @property
    def id(self) -> str:
        """The pack's name, stable over its versions."""
        return self.head.id

    @property
    def version(self) -> int:
        """The pack's number, counted upward."""
        return self.head.version

    def question(self, question_id: str) -> Question:
        """Give a question by id; KeyError if the pack has none."""
        for each in self.questions:
            if each.id == question_id:
                return each
        raise KeyError(question_id)

    def unit(self, unit_id: str) -> Unit:
        """Give a unit by id; KeyError if the pack has none."""
        for each in self.units:
            if each.id == unit_id:
                return each
        raise KeyError(unit_id)

    def unit_by_code(self, code: str, day: date) -> Unit:
        """Give the unit offered under `code` to people who enter on `day`; KeyError if none is."""
        for each in self.units_for(day):
            if each.code == code:
                return each
        raise KeyError(code)

    def units_for(self, day: date) -> tuple[Unit, ...]:
        """Give the units offered to people who enter on `day`, in the pack's order.

        They are those of `rules.units_as_of`, if that is set.
        """
        reference = self.rules.units_as_of or day
        return tuple(each for each in self.units if each.is_valid_on(reference))

    def questions_for(self, day: date) -> tuple[Question, ...]:
        """Give the questions that may be asked on `day`, in the pack's order.

        They go by the law of `rules.law_as_of`, if that is set.
        """
        reference = self.rules.law_as_of or day
        return tuple(each for each in self.questions if each.is_valid_on(reference))

    def consents_on(self, day: date) -> tuple[Purpose, ...]:
        """Give the consent texts the law asks for on `day`, in the pack's order."""
        return tuple(each for each in self.head.consents if each.is_valid_on(day))


FORMAT: Final = 1
_TYPES: Final = {"pack": PackHead, "rules": Rules, "questions": tuple[Question, ...], "units": tuple[Unit, ...]}


def parse_pack(parts: Mapping[str, bytes]) -> ContestPack:
    """Turn the JSON parts of a pack (`PARTS`: name -> bytes) into a pack.

    Refuses with `pack_part_missing`, `pack_damaged` (facts: part, where) or `pack_format_unknown`.
    """
    values: dict[str, object] = {}
    for name in PARTS:
        if name not in parts:
            raise Refused("pack_part_missing", part=f"{name}.json")
        try:
            values[name] = msgspec.json.decode(parts[name], type=_TYPES[name])
        except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
            raise Refused("pack_damaged", part=f"{name}.json", where=str(fault)) from fault
    pack = ContestPack(
        head=values["pack"],  # type: ignore[arg-type]  # each was decoded to its type just above
        rules=values["rules"],  # type: ignore[arg-type]
        questions=values["questions"],  # type: ignore[arg-type]
        units=values["units"],  # type: ignore[arg-type]
    )
    if pack.head.format != FORMAT:
        raise Refused("pack_format_unknown", format=pack.head.format)
    return pack


def pack_bytes(pack: ContestPack) -> bytes:
    """Give the pack as canonical MessagePack, the form that is signed and sent."""
    return msgspec.msgpack.encode(pack, order="deterministic")


def pack_from_bytes(data: bytes) -> ContestPack:
    """Read what `pack_bytes` wrote; refuses with `pack_damaged` or `pack_format_unknown`."""
    try:
        pack = msgspec.msgpack.decode(data, type=ContestPack)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Refused("pack_damaged", part="pack", where=str(fault)) from fault
    if pack.head.format != FORMAT:
        raise Refused("pack_format_unknown", format=pack.head.format)
    return pack
