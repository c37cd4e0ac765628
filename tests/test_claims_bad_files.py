"""Article files as careless or hostile people write them: a clear error with its line, never a traceback."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed
from figurecheck.claims.loading import article_problems
from figurecheck.claims.problems import unknown
from figurecheck.errors import ArticleError
from figurecheck.measures.names import MEASURES
from figurecheck.series.catalogue import builtin_catalogue

HEAD = ARTICLE[: ARTICLE.index("claims:")]
SPAN = "{rule: closes, from: 2023-12-31, to: 2024-12-31}"
COUNT = "{at_least: 1, why: One is enough.}"
PUBLISHED = '"2025-10-03T02:29:00-04:00"'
MOMENT = 'moment: "2024-09-18T14:00:00-04:00"'
LEVELS = "".join(f"{chr(98 + at)}: &{chr(98 + at)} [{','.join(['*' + chr(97 + at)] * 9)}]\n" for at in range(9))
THIRD = (
    "      - {id: count, title: x, measure: cuts, target: {at_least: 1, why: w}, primary: {series: DFEDTARU, window: "
)


def relation(text: str) -> str:
    return f"{ARTICLE}relations:\n  - {{title: Both, why: So., {text}}}\n"


def span(text: str) -> str:
    return changed(SPAN, text)


def threshold(text: str) -> str:
    return changed(COUNT, text)


# name: (text, line of the error or None where there is none to name, what the message says)
CASES: dict[str, tuple[str | bytes, int | None, str]] = {
    "tab": (changed("  slug: small", "\tslug: small"), 4, "spaces, no tab"),
    "key twice": (changed("  slug: small", "  slug: small\n  slug: small"), 5, 'duplicate key "slug"'),
    "misspelt field": (changed("  headline: A", "  headlin: A"), 3, "article.headline: found nothing"),
    "headline of no claim": (
        changed("  publisher: A", "  headline_claim: raly\n  publisher: A"),
        7,
        "did you mean rally?",
    ),
    "misspelt optional field": (changed("    needs: [", "    neds: ["), 80, "did you mean needs?"),
    "field of another block": (changed("  publisher: A", "  parts: []\n  publisher: A"), 7, "unknown field 'parts'"),
    "python name of a field": (changed("schema: fig", "schema_: fig"), 1, "found the unknown field 'schema_'"),
    "schema missing": (changed("schema: figurecheck.article/1\n", ""), 1, "schema: found nothing"),
    "schema number": (changed("schema: figurecheck.article/1", "schema: 1"), 1, "schema: found 1"),
    "not a number": (changed("at_least: 1", "at_least: .nan"), 67, "finite number"),
    "beyond all numbers": (changed("at_least: 1", "at_least: 1e999"), 67, "finite number"),
    "five thousand digits": (changed("at_least: 1", "at_least: " + "9" * 5000), 67, "a number of 5000 digits"),
    "truth as a number": (changed("at_least: 1", "at_least: true"), 67, "found True"),
    "text as a number": (changed("at_least: 1", 'at_least: "1"'), 67, "found '1'"),
    "truth as a count": (changed("stale_after_days: 14", "stale_after_days: true"), 2, "a whole number"),
    "negative count": (changed("stale_after_days: 14", "stale_after_days: -1"), 2, "a number of at least 1"),
    "text as a year": (changed("2024}\n          price", '"2024"}\n          price'), 42, "a whole number"),
    "year of no market": (
        changed("2024}\n          price", "999999}\n          price"),
        42, "a number of at most 2200",
    ),
    "day as a number": (changed("publication_day: 2025-10-02", "publication_day: 20251002"), 9, "found 20251002"),
    "day after publication": (changed("day: 2025-10-02", "day: 2025-10-04"), 9, "last trading day before publication"),
    "day long before": (changed("day: 2025-10-02", "day: 2025-01-02"), 9, "last trading day before publication"),
    "moment as a number": (changed(PUBLISHED, "1759472940"), 8, "a moment with its time zone"),
    "moment before all data": (changed(MOMENT, 'moment: "0001-01-01T00:00:00+04:00"'), 26, "years 1900 to 2200"),
    "moment after all data": (changed(PUBLISHED, '"9999-12-31T23:59:00-04:00"'), 8, "years 1900 to 2200"),
    "event without zone": (changed("14:00:00-04:00", "14:00:00"), 26, "its offset from UTC"),
    "no headline": (changed("headline: A headline", 'headline: ""'), 5, "at least 1 character"),
    "headline of spaces": (changed("headline: A headline", 'headline: "   "'), 5, "words, not spaces alone"),
    "headline of nothing": (changed("headline: A headline", "headline:"), 5, "found None"),
    "headline as a list": (changed("headline: A headline", "headline: [a]"), 5, "text; put it in quotes"),
    "no claims": (f"{HEAD}claims: []\n", 28, "at least 1 item"),
    "claims of nothing": (f"{HEAD}claims:\n", 28, "found None"),
    "claims missing": (HEAD, 1, "claims: found nothing"),
    "claims as words": (f"{HEAD}claims: hello\n", 28, "found 'hello'"),
    "an empty claim": (f"{ARTICLE}  -\n", 81, "claims[3]: found None"),
    "no parts": (changed("    needs: [Data that nobody has]\n", "    needs: [x]\n    parts: [1]\n"), 81, "parts[0]"),
    "target missing": (changed("        target: {stated: rise}\n", ""), 35, "target: found nothing"),
    "target empty": (changed("{stated: rise}", "{}"), 39, "one of stated, at_least"),
    "thresholds crossed": (threshold("{at_least: 2, at_most: 1, why: x}"), 67, "do not contradict"),
    "thresholds that leave nothing": (threshold("{above: 1, below: 1, why: x}"), 67, "do not contradict"),
    "thresholds that just miss": (threshold("{at_least: 1, below: 1, why: x}"), 67, "do not contradict"),
    "two lower thresholds": (threshold("{at_least: 1, above: 2, why: x}"), 67, "do not contradict"),
    "threshold beside the figure": (changed("{stated: rise}", "{stated: rise, above: 0, why: x}"), 39, "of the two"),
    "a day that is not": (span("{rule: closes, from: 2023-02-30, to: 2024-12-31}"), 70, "day is out of range"),
    "a quoted day that is not": (span('{rule: closes, from: "2023-02-30", to: 2024-12-31}'), 70, "a day as YYYY-MM-DD"),
    "a thirteenth month": (span("{rule: closes, from: 2023-13-01, to: 2024-12-31}"), 70, "month must be in 1..12"),
    "a day in words": (span("{rule: closes, from: yesterday, to: 2024-12-31}"), 70, "found 'yesterday'"),
    "window end before start": (span("{rule: closes, from: 2024-12-31, to: 2024-01-02}"), 70, "after the start"),
    "window without a rule": (span("{from: 2023-12-31, to: 2024-12-31}"), 70, "'rule'"),
    "window as a list": (span("[1, 2]"), 70, "found [1, 2]"),
    "anchor and alias": (
        changed("The right sector.", "&a The right sector.").replace("The right size.", "*a"),
        20, "'&a'",
    ),
    "anchor for nobody": (changed("headline: A", "headline: &a A"), 5, "the anchor '&a'"),
    "merged mapping": (changed("  headline: A", "  <<: {x: y}\n  headline: A"), 5, "found the key '<<'"),
    "YAML bomb": (f"a: &a [x,x,x,x,x,x,x,x,x]\n{LEVELS}", 1, "the anchor '&a'"),
    "control character": (changed("A headline", "A\x00headline"), 5, "#x0000"),
    "escaped control character": (changed("headline: A headline", 'headline: "A\\0"'), 5, "invisible characters"),
    "right to left": (changed("A headline", "A \u202eheadline"), 5, "invisible characters"),
    "half a character": (changed("headline: A headline", 'headline: "A \\ud800"'), 5, "valid string"),
    "UTF-16": (ARTICLE.encode("utf-16"), 1, "not UTF-8"),
    "Latin-1": (changed("A headline", "\u00c4 headline").encode("latin-1"), 5, "not UTF-8"),
    "empty file": ("", 1, "an empty file"),
    "comment alone": ("# nothing\n", 1, "no mapping at the top level"),
    "null": ("~\n", 1, "no mapping at the top level"),
    "two documents": (f"{ARTICLE}---\n{ARTICLE}", 81, "another document"),
    "number as a field": (f"{ARTICLE}1: 2\n", 81, "found the key '1'"),
    "truth as a field": (f"{ARTICLE}true: 2\n", 81, "found the key 'true'"),
    "list as a field": (f"{ARTICLE}? [a, b]\n: 2\n", 81, "a list or mapping as a key"),
    "mapping as a field": (f"{ARTICLE}? {{a: b}}\n: 2\n", 81, "a list or mapping as a key"),
    "code in a tag": (changed("headline: A", "headline: !!python/name:os.system A"), 5, "constructor for the tag"),
    "unknown tag": (changed("headline: A", "headline: !foo A"), 5, "constructor for the tag '!foo'"),
    "bytes in a tag": (changed("headline: A headline", "headline: !!binary aGVsbG8="), 5, "the tag '!!binary'"),
    "directive": (f"%YAML 1.1\n---\n{ARTICLE}", 1, "the directive '%YAML 1.1'"),
    "deep nesting": (changed("What the article says.", "[" * 30 + "]" * 30), 10, "nesting deeper than 20"),
    "large file": (f"{ARTICLE}# {'x' * 1_100_000}", None, "at most 1000000"),
    "section twice": (
        changed("  - id: only", "  - {id: only, title: x, retelling: y}\n  - id: only"),
        13, "second time",
    ),
    "event twice": (
        changed("events:", f"events:\n  - {{id: first-cut, title: x, {MOMENT}, source: y}}"),
        25, "a second time",
    ),
    "part twice": (
        changed("      - id: count\n", f"{THIRD}{{rule: calendar_year, year: 2023}}, why: z}}}}\n      - id: count\n"),
        65, "ids that differ in one claim",
    ),
    "id that leaves its folder": (changed("id: rally", "id: ../rally"), 29, "found '../rally'"),
    "id of a page": (changed("id: rally", "id: index"), 29, "no page of the report has"),
    "id as a number": (changed("id: rally", "id: 7"), 29, "text; put it in quotes"),
    "endless id": (changed("id: rally", "id: " + "r" * 300), 29, "at most 60"),
    "slug of a folder": (changed("slug: small", "slug: ../small"), 4, "small letters, digits"),
    "figure below zero": (changed('"25%"', '"-25%"'), 33, "a number such as"),
    "figure in words": (changed('"25%"', '"a quarter"'), 33, "a number such as"),
    "figure without end": (changed('"25%"', f'"{"9" * 30}%"'), 33, "a number below"),
    "address that runs": (changed("  publisher: A", '  address: "javascript:alert(1)"\n  publisher: A'), 7, "begins"),
    "address that closes": (changed("  publisher: A", '  address: "https://x>y"\n  publisher: A'), 7, "begins"),
    "markup as an asset": (changed("  publisher: A", '  assets: ["<b>"]\n  publisher: A'), 7, "HTML tags"),
    "overview of one": (f"{ARTICLE}overview: {{first: PSCT, second: PSCT, rate: DFEDTARU}}\n", 81, "a second time"),
    "overview without rate": (f"{ARTICLE}overview: {{first: PSCT, second: IWM, rate: SPY}}\n", 81, "a policy rate"),
    "old contradictions": (f"{ARTICLE}contradictions: []\n", 81, "unknown field 'contradictions'"),
    "revision of an unknown claim": (
        f"{ARTICLE}revisions:\n  - {{claim: raly, what: A reason.}}\n", 82, "did you mean rally?",
    ),
    "relation of nothing": (f"{ARTICLE}relations:\n", 81, "found None"),
    "relation of no kind": (relation("one: [rally], other: [cuts]"), 82, "'kind'"),
    "relation of an unknown kind": (relation("kind: fights, one: [rally], other: [cuts]"), 82, "cannot_both_hold"),
    "relation of an unknown claim": (relation("kind: at_odds, one: [raly], other: [cuts]"), 82, "did you mean rally?"),
    "relation to itself": (relation("kind: at_odds, one: [rally], other: [rally]"), 82, "none is related to itself"),
    "relation of an untestable claim": (
        relation("kind: cannot_both_hold, one: [cause], other: [cuts]"), 82, "'cause', which no public data can settle",
    ),
    "relation twice": (
        relation("kind: at_odds, one: [rally], other: [cuts]")
        + "  - {title: Again, why: So., kind: at_odds, one: [cuts], other: [rally]}\n",
        83, "every relation once",
    ),
    "relation of one side": (relation("kind: at_odds, one: [rally], other: []"), 82, "at least 1 item"),
    "repeat of one statement": (relation("kind: repeats, statements: [{claim: rally}]"), 82, "at least 2 item(s)"),
    "repeat of itself": (relation("kind: repeats, statements: [{claim: rally}, {claim: rally}]"), 82, "second time"),
    "repeat of an unknown part": (
        relation("kind: repeats, statements: [{claim: rally, part: smal}, {claim: cuts}]"), 82, "did you mean small?",
    ),
    "repeat of different things": (
        relation("kind: repeats, statements: [{claim: rally}, {claim: cuts}]"), 82, "on another series or window",
    ),
    "attribution without a figure": (relation("kind: attribution, claims: [cuts]"), 82, "claims with a figure"),
    "attribution to nobody": (relation("kind: attribution, claims: [rally]"), 82, "two sources or more"),
    "asset that is none": (
        relation("kind: asset_is_source, asset: X, source: Y, claims: [cuts]"),
        82, "the unknown asset 'X'",
    ),
    "slide of an unknown proxy": (
        relation(
            "kind: slides, one: {proxy: small-tec, claims: [rally]}, other: {proxy: small-tech, claims: [rally]}"
        ).replace("other: {proxy: small-tech, claims: [rally]}", "other: {proxy: small-tech, claims: [cuts]}"),
        82, "did you mean small-tech?",
    ),
    "slide of a claim on something else": (
        relation("kind: slides, one: {proxy: small-tech, claims: [rally]}, other: {proxy: small-tech, claims: [cuts]}"),
        82, "a part that stands for small-tech",
    ),
}  # fmt: skip


def problems(file: Path, text: str | bytes) -> list[str]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    found = article_problems(file, builtin_catalogue())
    assert all(isinstance(problem, ArticleError) for problem in found)
    return [str(problem) for problem in found]


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    text, line, said = CASES[name]
    file = tmp_path / "small.yml"
    found = problems(file, text)
    start = f"{file}: " if line is None else f"{file}:{line}: "
    assert any(problem.startswith(start) and said in problem for problem in found), found
    assert all("\n" not in problem for problem in found)


def test_a_folder_that_is_called_like_an_article(tmp_path: Path) -> None:
    (tmp_path / "small.yml").mkdir()
    (found,) = article_problems(tmp_path / "small.yml", builtin_catalogue())
    assert "a file that cannot be read" in str(found)


REPEATED = ARTICLE.replace(
    "  - id: cuts",
    """\
  - id: again
    section: only
    kind: figure
    paraphrase: Small technology gained it again.
    stated: "STATED"
    parts:
PARTS
  - id: cuts""",
).replace("PARTS", ARTICLE[ARTICLE.index("      - id: small\n") : ARTICLE.index("  - id: cuts")].rstrip())
REPEATED += "relations:\n  - {kind: repeats, title: T, why: W, statements: [{claim: rally}, {claim: again}]}\n"


def test_a_repeat_must_differ_in_text_or_direction(tmp_path: Path) -> None:
    assert problems(tmp_path / "small.yml", REPEATED.replace("STATED", "over 25%")) == []
    (same,) = problems(tmp_path / "small.yml", REPEATED.replace("STATED", "25%"))
    assert "'25%' in 'again' as in 'rally', equal in text and in direction" in same
    assert "'also_in' says that a claim is made again" in same


@pytest.mark.parametrize("text", [f"\ufeff{ARTICLE}", ARTICLE.replace("\n", "\r\n"), f"{ARTICLE}...\n"])
def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path / "small.yml", text) == []


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("volatility", "did you mean volatility_adjusted_correlation?"),
        ("zzz", f", {sorted(MEASURES)[11]} and {len(MEASURES) - 12} more, which the guide lists"),
    ],
)
def test_a_wrong_measure_is_answered_with_what_holds_it_or_with_how_many_more_there_are(
    name: str, allowed: str
) -> None:
    (told,) = unknown((), name, MEASURES, "measure")
    assert told.allowed.endswith(allowed)
