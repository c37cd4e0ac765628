"""What each field of an article file holds, in one sentence: the JSON Schema, editors and the guide say the same.

Axes are not among them: they are described where their values are defined.
"""

_RELATION = {
    "title": "What the relation is called on the page.",
    "why": "Why the claims stand to each other in this way.",
    "kind": "The sort of relation; it fixes the other fields.",
}
_SIDES = {"one": "The claims of one side, by their ids.", "other": "The claims of the other side, by their ids."}
_NAMED = {"id": "The name by which other parts of the file refer to it.", "title": "What it is called on the pages."}
_STANDS_FOR = "The id of the proxy that its series belong to, if they stand in for something."

WORDS: dict[str, dict[str, str]] = {
    "Article": {
        "schema": "The version of this format.",
        "article": "Who published what, and when.",
        "stale_after_days": "After so many days without new data the pages say that they are old.",
        "sections": "The article in its own order, retold.",
        "proxies": "What cannot be had, and the series that stand in for it.",
        "events": "Moments that windows are counted from.",
        "not_checked": "What the article says beside its claims, and why it is not checked.",
        "overview": "The chart of the home page, if the article has one.",
        "relations": "Where claims repeat, weaken or exclude each other.",
        "revisions": "What was changed of claims after their figures were known.",
        "claims": "What the article claims, and how each claim is read.",
    },
    "ArticleFacts": {
        "slug": "The name of the file without its ending, and of the article's folder on the site.",
        "headline": "The headline, word for word.",
        "byline": "Who wrote it; 'not named' where nobody is.",
        "publisher": "Who published it.",
        "published": "The moment of publication; what was known before it decides the verdict at publication.",
        "publication_day": "The last day whose closing prices the author could know.",
        "address": "Where the article can be read.",
        "assets": "What the article lists as its subjects.",
        "summary": "What the article holds, in two or three sentences of your own.",
        "headline_claim": "The id of the claim that the headline makes; its verdict answers the headline.",
    },
    "Section": _NAMED
    | {
        "retelling": "The section in your own words; {claim}, {claim: words} or {claim.part} marks each claim in it.",
    },
    "NotChecked": {
        "section": "The id of the section that says it.",
        "paraphrase": "What it says, in your own words.",
        "why": "Why it is not checked.",
    },
    "Revision": {
        "claim": "The id of the claim that was changed.",
        "what": "What was changed, and why, for the history on the claim's page.",
    },
    "Overview": {
        "first": "The first asset, by the id of its series.",
        "second": "The second asset, by the id of its series.",
        "rate": "The policy rate below them, by the id of its series.",
    },
    "Proxy": _NAMED
    | {
        "why": "Why the thing itself cannot be had.",
        "series": "The series that stand in for it.",
    },
    "ProxySeries": {
        "id": "The id of the series.",
        "role": "primary: it decides. admitted: other readings may use it. context: it is only shown.",
        "why": "Why it stands in well, and where it does not.",
    },
    "Event": _NAMED
    | {
        "moment": "When it became known.",
        "source": "Where that can be looked up.",
    },
    "Claim": {
        "id": "The name of the claim, and of its page; no other article of the project may use it.",
        "section": "The id of the section that makes the claim.",
        "also_in": "The ids of other sections that repeat it.",
        "kind": "The sort of statement; it fixes which targets and how many readings are owed.",
        "title": "A short name for lists; the paraphrase stands there without one.",
        "paraphrase": "What is claimed, in your own words, in one short sentence.",
        "stated": "The words or the figure as printed, such as 27%, over 300% or up.",
        "rounded_to": "What the figure is rounded to, in its own unit: 1 makes 25% mean 24.5% to just short of 25.5%.",
        "attributed_to": "Whom the article names as its source for the claim.",
        "source": "Who made the claim and where, if not the article itself.",
        "note": "What a reader must know to understand the claim or its reading.",
        "needs": "Which data would settle a claim that cannot be tested; for no other claim.",
        "parts": "What is measured, part by part; none for a claim that cannot be tested.",
        "beside": "Measurements shown beside the verdict that do not decide it.",
    },
    "Source": {
        "publisher": "Who published the piece.",
        "headline": "Its headline, or your words for it.",
        "day": "The day of its publication.",
        "publication_day": "The last day whose closing prices it could know, if that is not 'day'.",
        "address": "Where it can be read.",
    },
    "Part": _NAMED
    | {
        "stands_for": _STANDS_FOR,
        "measure": "What is computed: one of the measures of the guide.",
        "target": "What would make the part true.",
        "primary": "The one reading that decides, chosen before looking.",
        "alternatives": "Other values that a fair reader could take, axis by axis; they never decide.",
        "left_out": "Combinations of these values that no fair reader would take.",
        "every_window": "The period all of whose windows are computed; owed by claims of kind figure on window_return.",
    },
    "TargetBlock": {
        "stated": "The figure that the claim states, as a rise or a fall; for claims of kind figure, and no other.",
        "at_least": "The least value that makes the part true.",
        "at_most": "The greatest value that makes the part true.",
        "above": "A value that must be exceeded.",
        "below": "A value that must not be reached.",
        "why": "Why this threshold and no other; owed beside every threshold.",
    },
    "Primary": {"why": "Why this reading, from the words of the claim alone."},
    "Alternatives": {"proxies": "Whether every admitted series of the proxy is taken as well."},
    "Choice": {
        "value": "Another value of the axis that the list is named after.",
        "why": "Why a fair reader could take it.",
    },
    "LeftOut": {
        "series": "One series, or several of them.",
        "rules": "Rules of windows.",
        "starts": "First days of windows.",
        "shifted": "Whether the ends of the window are moved.",
        "why": "Why no fair reader would take them together.",
    },
    "WindowPeriod": {
        "from": "Its first day; the last close at or before it counts.",
        "to": "Its last day.",
        "why": "Why this period.",
    },
    "Beside": _NAMED
    | {
        "stands_for": _STANDS_FOR,
        "measure": "What is computed: one of the measures of the guide.",
        "settings": "How it is read: a value on each axis that the measure needs.",
        "why": "Why it is shown.",
    },
    "CannotBothHold": _RELATION | _SIDES,
    "AtOdds": _RELATION | _SIDES,
    "Repeats": _RELATION | {"statements": "The claims or parts that state the same thing."},
    "Statement": {"claim": "The id of the claim.", "part": "The id of its part; owed where it has several."},
    "Attribution": _RELATION | {"claims": "The claims that rest on the figure, by their ids."},
    "AssetIsSource": _RELATION
    | {
        "asset": "The asset, as 'assets' of the article has it.",
        "source": "The source, as 'attributed_to' of the claims has it.",
        "claims": "The claims that rest on the source, by their ids.",
    },
    "Slides": _RELATION
    | {
        "one": "What the article begins with.",
        "other": "What it slides to.",
    },
    "Side": {
        "proxy": "The id of the proxy that stands in for the subject.",
        "claims": "The claims that speak of it, by their ids.",
    },
}
"""For each block, named as its class is, its fields with a sentence each."""


def words(block: str) -> dict[str, str]:
    """The sentences of a block by the name of its class; none for a block of an axis."""
    return WORDS.get("Choice" if block.startswith("Choice_") else block, {})
