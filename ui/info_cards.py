"""What the first screen tells page by page: the pack's cards on e-identity and online services, and at the end the prizes. Pure."""

from dataclasses import dataclass
from typing import Final

from kiosk.contest.pack import ContestPack
from kiosk.texts import Catalogue
from ui.wording import written_number

_PRIZES_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class PrizeRow:
    """One step of the prize table, in words."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class InfoPage:
    """One card. `source`: where its words stand in the law, or under what condition they hold."""

    title: str
    text: str
    source: str


def prize_rows(pack: ContestPack, catalogue: Catalogue) -> tuple[PrizeRow, ...]:
    """Give the prizes for people, the highest first."""
    people = [each for each in pack.rules.prizes if each.kind == "individual"]
    return tuple(
        PrizeRow(
            catalogue.text(
                "resident.attract.prize_name", count=each.count, name=each.name.in_language(catalogue.language)
            ),
            catalogue.text("resident.attract.prize_amount", amount=written_number(each.amount_vnd, catalogue.language)),
        )
        for each in people[:_PRIZES_SHOWN]
    )


def info_pages(pack: ContestPack, catalogue: Catalogue) -> tuple[InfoPage, ...]:
    """Give the cards in their order; a card's last paragraph names its source."""
    language, texts = catalogue.language, pack.head.texts
    cards = [
        InfoPage(
            page.title.in_language(language),
            "\n\n".join(each.in_language(language) for each in page.paragraphs[:-1]),
            page.paragraphs[-1].in_language(language),
        )
        for page in texts.cards
    ]
    prizes = "\n".join(
        catalogue.text("attract.prize", name=each.name, amount=each.amount) for each in prize_rows(pack, catalogue)
    )
    if prizes:
        page = texts.prizes_page
        cards.append(InfoPage(page.title.in_language(language), prizes, page.paragraphs[-1].in_language(language)))
    return tuple(cards)
