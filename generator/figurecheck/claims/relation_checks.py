"""What must be true of the relations of an article: claims that exist, differ, and can be compared as is said."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Claim, Part
from figurecheck.claims.problems import Problem, unknown
from figurecheck.claims.relations import AssetIsSource, Attribution, Relation, Repeats, Slides, Statement, claims_of
from figurecheck.documents import Path_


def check_relations(article: Article) -> Iterator[Problem]:
    """Everything that is wrong with the relations of an article, in their order."""
    seen: list[tuple[str, frozenset[object]]] = []
    for at, relation in enumerate(article.relations):
        path: Path_ = ("relations", at)
        if _essence(relation) in seen:
            yield Problem(
                (*path, "kind"), f"the same relation a second time, {relation.title!r}", "every relation once"
            )
        seen.append(_essence(relation))
        yield from _relation(article, relation, path)


def _essence(relation: Relation) -> tuple[str, frozenset[object]]:
    """The kind of a relation and what it names; two sides are the same in either order."""
    if isinstance(relation, Repeats):
        return relation.kind, frozenset((each.claim, each.part) for each in relation.statements)
    sides: dict[str, set[str]] = {}
    for field, name in claims_of(relation):
        sides.setdefault(field, set()).add(name)
    return relation.kind, frozenset(frozenset(side) for side in sides.values())


def _relation(article: Article, relation: Relation, path: Path_) -> Iterator[Problem]:
    found = [*_names(article, relation, path)]
    yield from found
    if found:
        return
    if isinstance(relation, Repeats):
        yield from _repeats(article, relation, path)
    elif isinstance(relation, Attribution):
        yield from _attribution(article, relation, path)
    elif isinstance(relation, AssetIsSource):
        yield from _asset(article, relation, path)
    elif isinstance(relation, Slides):
        yield from _slides(article, relation, path)


def _names(article: Article, relation: Relation, path: Path_) -> Iterator[Problem]:
    """Claims that do not exist, are named twice, or have no verdict where one is needed."""
    claims = {claim.id: claim for claim in article.claims}
    judged = not isinstance(relation, Attribution | AssetIsSource)
    for place, name, again in _places(relation, path):
        yield from unknown(place, name, claims, "claim")
        if again:
            yield Problem(place, f"the claim {name!r} a second time", "claims that differ: none is related to itself")
        elif name in claims and judged and not claims[name].testable:
            yield Problem(place, f"{name!r}, which no public data can settle", "a claim that gets a verdict")


def _places(relation: Relation, path: Path_) -> Iterator[tuple[Path_, str, bool]]:
    """Where each claim is named, its id, and whether it was named before."""
    inner: Path_ = ("claims",) if isinstance(relation, Slides) else ()
    counts: dict[str, int] = {}
    seen: set[object] = set()
    for field, name in claims_of(relation):
        at = counts.get(field, 0)
        counts[field] = at + 1
        end: Path_ = ("claim",) if isinstance(relation, Repeats) else ()
        key: object = relation.statements[at] if isinstance(relation, Repeats) else name
        yield (*path, field, *inner, at, *end), name, key in seen
        seen.add(key)


def _repeats(article: Article, relation: Repeats, path: Path_) -> Iterator[Problem]:
    found = [
        problem
        for at, statement in enumerate(relation.statements)
        for problem in _part(article.claim(statement.claim), statement, (*path, "statements", at))
    ]
    yield from found
    if found:
        return
    stated = [(article.claim(each.claim), part_of(article.claim(each.claim), each)) for each in relation.statements]
    for at, (claim, part) in enumerate(stated):
        place = (*path, "statements", at)
        first = stated[0][1].primary
        if (part.primary.series, part.primary.window) != (first.series, first.window):
            yield Problem(
                place, f"{claim.id!r}, read on another series or window", "statements of one and the same thing"
            )
        for before, other in stated[:at]:
            if (before.stated, other.target.stated) == (claim.stated, part.target.stated):
                same = f"{claim.stated!r} in {claim.id!r} as in {before.id!r}, equal in text and in direction"
                yield Problem(place, same, "other words or another strength; 'also_in' says that a claim is made again")


def _part(claim: Claim, statement: Statement, path: Path_) -> Iterator[Problem]:
    names = [part.id for part in claim.parts]
    if statement.part is not None:
        yield from unknown((*path, "part"), statement.part, names, "part")
    elif len(names) > 1:
        yield Problem((*path, "claim"), f"{claim.id!r}, which has {len(names)} parts", f"part: {' or '.join(names)}")


def part_of(claim: Claim, statement: Statement) -> Part:
    """The part that a statement means: the one that it names, or the only one; raises KeyError."""
    wanted = statement.part or claim.parts[0].id
    return {part.id: part for part in claim.parts}[wanted]


def _attribution(article: Article, relation: Attribution, path: Path_) -> Iterator[Problem]:
    claims = [article.claim(name) for name in relation.claims]
    numbers = []
    for at, claim in enumerate(claims):
        try:
            numbers.append(claim.figure.number)
        except ValueError:
            yield Problem((*path, "claims", at), f"{claim.id!r}, which states {claim.stated!r}", "claims with a figure")
    if len(set(numbers)) > 1:
        found = ", ".join(claim.stated for claim in claims)
        yield Problem((*path, "claims"), f"different figures: {found}", "claims that state the same figure")
    sources = {source for claim in claims for source in claim.attributed_to}
    if len(sources) < 2:
        yield Problem((*path, "claims"), f"the sources {sorted(sources)}", "claims with two sources or more")


def _asset(article: Article, relation: AssetIsSource, path: Path_) -> Iterator[Problem]:
    yield from unknown((*path, "asset"), relation.asset, article.article.assets, "asset")
    told = {claim.id for claim in article.claims if relation.source in claim.attributed_to}
    for at, name in enumerate(relation.claims):
        if name not in told:
            sources = ", ".join(article.claim(name).attributed_to) or "nobody"
            yield Problem((*path, "claims", at), f"{name!r}, attributed to {sources}", f"claims of {relation.source}")
    left_out = sorted(told - set(relation.claims))
    if left_out:
        yield Problem((*path, "claims"), f"a list without {', '.join(left_out)}", f"every claim of {relation.source}")


def _slides(article: Article, relation: Slides, path: Path_) -> Iterator[Problem]:
    proxies = {proxy.id for proxy in article.proxies}
    for field, side in (("one", relation.one), ("other", relation.other)):
        yield from unknown((*path, field, "proxy"), side.proxy, proxies, "proxy")
        for at, name in enumerate(side.claims):
            if side.proxy in proxies and side.proxy not in {part.stands_for for part in article.claim(name).parts}:
                allowed = f"a claim with a part that stands for {side.proxy}"
                yield Problem((*path, field, "claims", at), f"{name!r}", allowed)
    if relation.one.proxy == relation.other.proxy:
        yield Problem((*path, "other", "proxy"), f"{relation.other.proxy!r} a second time", "two subjects that differ")
