"""Relations between claims in words."""

from figurecheck.pages.words.texts import capital, count, listed, number
from figurecheck.verdicts.relations import Finding

RELATIONS: dict[str, str] = {
    "cannot_both_hold": "Claims that exclude each other",
    "at_odds": "Claims that weaken each other",
    "repeats": "One thing, said in several ways",
    "attribution": "One figure, several sources",
    "asset_is_source": "A source that is also an asset",
    "slides": "A subject that slides",
}
"""What each kind of relation between claims is called."""

SIDES = ("", "first", "second")
"""The side of a relation that a claim stands on; no word where there are no sides."""

FINDINGS: dict[tuple[str, Finding], str] = {
    ("repeats", Finding.SAME): "All wordings get the same verdict.",
    ("repeats", Finding.DIFFER): "The wordings get different verdicts: which of them is quoted decides.",
}
"""What the outcomes say of a relation, in a sentence; two sides are told by ``opposed``."""


def sources_named(sources: tuple[str, ...]) -> str:
    """``The sources named are Cryptopolitan and Bankrate; ...``."""
    if len(sources) < 2:
        return f"The only source named is {listed(sources or ('nobody',))}; whether it said so is not checked here."
    return f"The sources named are {listed(sources)}; whether any of them said it is not checked here."


def swapped(alike: int, compared: int) -> str:
    """How often a series of the first subject, put in the place of one of the second, gives the same answer."""
    if not compared:
        return "No reading puts a series of the first subject in the place of one of the second."
    differing = capital(count(compared, "reading differs", "readings differ"))
    swap = f"{differing} from another one only in having a series of the first subject in the place of the second's"
    if alike == compared:
        return f"Does it matter? {swap}. All of them give the same answer as before."
    same = f"{number(alike)} {'gives' if alike == 1 else 'give'}"
    return f"Does it matter? {swap}. Of these, {same} the same answer as before."
