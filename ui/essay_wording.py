"""How much of an essay there is, in words for its person. Pure; the words themselves are in the catalogue."""

from kiosk.contest.essay import Essay
from kiosk.contest.rules import EssayRules
from kiosk.texts import Catalogue


def is_essay_good(essay: Essay, rules: EssayRules) -> bool:
    """Tell whether there is an essay to judge within the limit of words; what is on paper is not counted here."""
    return essay.is_given and (essay.paper_number != "" or essay.words <= rules.max_words)


def essay_sentence(essay: Essay, rules: EssayRules, catalogue: Catalogue) -> str:
    """Say what is saved: nothing, so many words (too many?), or which sheet."""
    if essay.paper_number:
        return catalogue.text("resident.essay.on_paper", number=essay.paper_number)
    if not essay.words:
        return catalogue.text("resident.essay.nothing")
    key = "resident.essay.words" if essay.words <= rules.max_words else "resident.essay.too_long"
    return catalogue.text(key, words=essay.words, limit=rules.max_words)
