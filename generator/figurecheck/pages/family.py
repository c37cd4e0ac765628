"""Where a part stands when all tests of the article are counted together, in a sentence."""

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.verdicts.holm import AdjustedP, holm
from figurecheck.verdicts.outcome import AsOf

MARK = 0.05
P_VALUE = "p-value"


def family(article: ArticleContext) -> dict[tuple[str, str], str]:
    """Today's sentence on each part that has a p-value, by claim and part."""
    outcomes = {one.claim.id: {AsOf.TODAY: one.today} for one in article.claims}
    units = {(one.claim.id, each.part): each.unit for one in article.claims for each in one.today.measurements}
    return {key: _sentence(found, units[key]) for key, found in holm(outcomes, AsOf.TODAY).items()}


def _sentence(found: AdjustedP, unit: str) -> str:
    luck = "a test result this strong" if unit == P_VALUE else "a figure this far from its mark"
    alone, after = (words.value(each, P_VALUE) for each in (found.raw, found.adjusted))
    answer = "more than luck" if found.survives(1.0 - MARK) else "perhaps luck"
    return (
        f"Many tests give a few lucky ones. The chance of {luck} is {alone} if this part is taken alone, and {after} "
        f"when all {words.whole(found.family)} parts of the article that rest on an interval or a p-value are counted "
        f"together (Holm's rule). With a pass mark of {words.plain(MARK)} that is {answer}. It decides nothing here."
    )
