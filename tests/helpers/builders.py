"""Small values for tests, each sound as it stands; a test changes only what it is about.

The contest of `a_pack` runs from 2023-08-01 to 2023-08-31 with two topics, six questions, two wards and two consents.
`IN_CONTEST` is a day of it. Nothing here opens a file or reads a clock.
"""

from datetime import date, datetime
from typing import Final, TypeVar

from msgspec import Struct, structs

from kiosk.contest.moment import VIETNAM
from kiosk.contest.pack import (
    ContestPack,
    ContestTexts,
    PackHead,
    Page,
    Purpose,
    Question,
    Review,
    Topic,
    Unit,
)
from kiosk.contest.rules import (
    AttemptRules,
    CollectiveRules,
    FingerprintCost,
    Group,
    PaperRules,
    PredictionRules,
    Prize,
    Retention,
    ReviewRules,
    Round,
    Rules,
    Text,
    TopicQuota,
    Who,
)

IN_CONTEST: Final = date(2023, 8, 15)
SEED: Final = bytes(range(16))
_S = TypeVar("_S", bound=Struct)


def changed(value: _S, **changes: object) -> _S:
    """Give `value` with some of its fields changed."""
    return structs.replace(value, **changes)


def a_text(words: str = "chữ") -> Text:
    """Give a text whose languages differ."""
    return Text(words, f"{words} (en)")


def a_page(**changes: object) -> Page:
    """Give a page of one paragraph."""
    return changed(Page(a_text("tiêu đề"), (a_text("đoạn"),)), **changes)


def a_question(question_id: str = "Q1", topic: str = "law", **changes: object) -> Question:
    """Give a question of four options whose second is right, reviewed, without end of validity."""
    question = Question(
        id=question_id,
        topic=topic,
        text=a_text(f"câu {question_id}"),
        options=(a_text("một"), a_text("hai"), a_text("ba"), a_text("bốn")),
        correct=1,
        citation=a_text("Điều 1"),
        law_as_of=date(2023, 7, 31),
        review=Review("reviewed", "Luật gia", date(2023, 7, 31)),
    )
    return changed(question, **changes)


def a_unit(unit_id: str = "ward-00343", code: str = "00343", **changes: object) -> Unit:
    """Give a ward of 1,000 people, in force since 1996."""
    unit = Unit(
        id=unit_id,
        code=code,
        name=a_text(f"Phường {code}"),
        level="ward",
        parent_id=None,
        valid_from=date(1996, 11, 22),
        people=1_000,
        people_on=date(2023, 1, 1),
    )
    return changed(unit, **changes)


def a_purpose(purpose_id: str = "participate", **changes: object) -> Purpose:
    """Give a required consent text that holds from 2023-07-01 without end."""
    purpose = Purpose(
        id=purpose_id,
        version=1,
        is_required=purpose_id == "participate",
        title=a_text("đồng ý"),
        text=a_text("nội dung"),
        law_from=date(2023, 7, 1),
    )
    return changed(purpose, **changes)


def a_round(round_id: str = "round-1", first: date = date(2023, 8, 1), last: date = date(2023, 8, 31)) -> Round:
    """Give a round from midnight of the first day to the end of the last, in Vietnam."""
    midnight = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=VIETNAM)
    return Round(round_id, a_text("đợt"), midnight, end)


def a_paper_rules(**changes: object) -> PaperRules:
    """Give papers of three questions, two of the law and one of services, 10 minutes, 5 points each."""
    quotas = (TopicQuota("law", 2), TopicQuota("services", 1))
    return changed(
        PaperRules(3, quotas, shuffle_questions=True, shuffle_options=True, limit_s=600, points_per_question=5),
        **changes,
    )


def a_rules(**changes: object) -> Rules:
    """Give sound rules of one round, three attempts, a prediction and no essay; nothing in them is a sample."""
    rules = Rules(
        who=Who(
            14, "entry_day", 16, foreigners=True, without_papers=True, place=a_text("Hà Nội"), excluded=a_text("BTC")
        ),
        groups=(Group("resident", a_text("người dân")), Group("pupil", a_text("học sinh"))),
        rounds=(a_round(),),
        paper=a_paper_rules(),
        attempts=AttemptRules(3, "best", "clock_runs_on", 600),
        prediction=PredictionRules("all_correct", a_text("bao nhiêu người"), 0, 10_000),
        essay=None,
        ties=("score", "prediction", "duration", "submitted_at", "lot"),
        review=ReviewRules("at_once", "at_once"),
        collective=CollectiveRules(0.5, 0.3, 0.2, "population"),
        prizes=(Prize("individual", a_text("giải Nhất"), 2, 3_000_000),),
        complaint_days=15,
        fingerprint_cost=FingerprintCost(1, 8),
        retention=Retention(30, 365),
        samples={},
    )
    return changed(rules, **changes)


def a_head(**changes: object) -> PackHead:
    """Give the head of the pack "test", version 1, for August 2023."""
    texts = ContestTexts(
        name=a_text("cuộc thi"),
        short_name=a_text("thi"),
        organiser=a_text("ban tổ chức"),
        summary=a_text("tóm tắt"),
        cards=(a_page(),),
        rules_page=a_page(),
        prizes_page=a_page(),
        complaint=a_text("khiếu nại"),
        contact=a_text("liên hệ"),
    )
    head = PackHead(
        format=1,
        id="test",
        version=1,
        published_on=date(2023, 7, 31),
        valid_from=date(2023, 8, 1),
        valid_to=date(2023, 8, 31),
        texts=texts,
        topics=(Topic("law", a_text("pháp luật")), Topic("services", a_text("dịch vụ"))),
        consents=(a_purpose(), a_purpose("news")),
        notice=a_page(),
    )
    return changed(head, **changes)


def a_pack(**changes: object) -> ContestPack:
    """Give a pack in which `check_pack` finds nothing at all on `IN_CONTEST`."""
    pack = ContestPack(
        head=a_head(),
        rules=a_rules(),
        questions=(
            *(a_question(f"L{number}") for number in range(1, 5)),
            *(a_question(f"S{number}", "services") for number in range(1, 3)),
        ),
        units=(a_unit(), a_unit("ward-00346", "00346")),
    )
    return changed(pack, **changes)
