"""Where a part stands when all tests of the article are counted together, in a sentence."""

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.verdicts.holm import AdjustedP, holm
from figurecheck.verdicts.outcome import AsOf

MARK = 0.05
HARDLY_EVER = 0.001
P_VALUE = "p-value"
_FIGURE = (
    "the true figure lay exactly on its mark",
    "one at least as far from it on either side",
    "that the truth lies on the mark",
)
_TEST = ("there were nothing to find", "a test result at least this strong", "that there is nothing to find")
"""What a p-value supposes, of what it then is the probability, and what a small one rejects."""


def family(article: ArticleContext) -> dict[tuple[str, str], str]:
    """Today's sentence on each part that has a p-value, by claim and part."""
    outcomes = {one.claim.id: {AsOf.TODAY: one.today} for one in article.claims}
    units = {(one.claim.id, each.part): each.unit for one in article.claims for each in one.today.measurements}
    return {key: _sentence(found, units[key]) for key, found in holm(outcomes, AsOf.TODAY).items()}


def _sentence(found: AdjustedP, unit: str) -> str:
    """What the p-value says on its one condition, that the truth lies on the mark or that there is nothing to find."""
    supposed, strange, rejected = _TEST if unit == P_VALUE else _FIGURE
    alone, after = (words.value(each, P_VALUE) for each in (found.raw, found.adjusted))
    together = (
        f"{words.whole(found.family)} parts of the article that rest on an interval or a p-value are counted together "
        "(Holm's rule)"
    )
    if found.adjusted < HARDLY_EVER:
        said = f"If {supposed}, {strange} would hardly ever come up, even when all {together}: its p-value is {after}."
        return f"{said} It decides nothing here."
    survives = found.survives(1.0 - MARK)
    side, answer = ("below", "is rejected even then") if survives else ("above", "is not rejected")
    return (
        f"If {supposed}, {strange} would come up with a probability of {alone}. When all {together}, that p-value is "
        f"{after}, {side} {words.plain(MARK)}: {rejected} {answer}. It decides nothing here."
    )
