"""The method pages: every measure documented once, every default as in the code, every reference whole."""

import ast
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from figurecheck.errors import RenderError
from figurecheck.measures.names import MEASURES
from figurecheck.pages.methods import references
from figurecheck.pages.methods.coverage import CoverageRow, CoverageStudy, clustering_sentence, coverage_page
from figurecheck.pages.methods.facts import MeasureFact, MethodFacts
from figurecheck.pages.methods.families import FAMILIES, PLUMBING
from figurecheck.pages.methods.formulas import mathml
from figurecheck.pages.methods.model import Family, Parameter, Reference
from figurecheck.pages.methods.pages import default_words, family_page
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.pipeline.method_facts import default_of, method_facts
from small_site import small_site

ROOT = Path(__file__).parents[1]
MEASURE_FILES = ROOT / "generator" / "figurecheck" / "measures"
every_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)


def row(interval: str, design: str, covered: int, *, clustered: bool, refused: int = 0) -> CoverageRow:
    return CoverageRow(
        interval=interval,
        title=f"The {interval}",
        modules=("returns",),
        design=design,
        world=f"world {design}",
        clustered=clustered,
        truth=0.4,
        truth_error=0.001,
        simulations=1000 - refused,
        covered=covered,
        below=1000 - refused - covered,
        above=0,
        refused=refused,
        resamples=99,
    )


def study() -> CoverageStudy:
    rows = (
        row("first", "a", 950, clustered=False),
        row("first", "b", 940, clustered=False),
        row("first", "c", 912, clustered=True),
        row("first", "d", 930, clustered=True),
        row("second", "a", 870, clustered=False, refused=10),
        row("second", "b", 940, clustered=False),
        row("second", "c", 951, clustered=True),
        row("second", "d", 955, clustered=True),
    )
    return CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {"numpy": "2.4"}, rows)


@cache
def facts() -> MethodFacts:
    return method_facts(Project(ROOT).coverage_study.read_text(encoding="utf-8"))


@cache
def rendered() -> dict[str, str]:
    site = small_site()
    return render_site(replace(site, methods=replace(facts(), coverage=study())), ROOT / "templates")


def read(name: str) -> str:
    return unescape(rendered()[name]).replace("\N{NO-BREAK SPACE}", " ")


def test_every_measure_is_documented_by_exactly_one_family() -> None:
    documented = {name: [f.id for f in FAMILIES if measure.topic in f.modules] for name, measure in MEASURES.items()}
    assert {name: found for name, found in documented.items() if len(found) != 1} == {}


def test_every_file_of_measures_belongs_to_exactly_one_family_or_computes_nothing() -> None:
    files = sorted(path.stem for path in MEASURE_FILES.glob("*.py") if path.stem != "__init__")
    assert sorted([module for family in FAMILIES for module in family.modules] + list(PLUMBING)) == files


def written(code: str) -> object:
    """The value behind a code, read from the text of the source file; a constant that names another is followed."""
    module, name, *parameter = code.split(".")
    tree = ast.parse((MEASURE_FILES / f"{module}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if not parameter and isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == name:
                return ast.literal_eval(node.value)
        elif parameter and isinstance(node, ast.FunctionDef) and node.name == name:
            given = node.args
            positional = given.args[len(given.args) - len(given.defaults) :]
            found = {a.arg: d for a, d in zip(positional, given.defaults, strict=True)}
            found |= {a.arg: d for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True) if d is not None}
            value = found[parameter[0]]
            return written(f"{module}.{value.id}") if isinstance(value, ast.Name) else ast.literal_eval(value)
    raise AssertionError(code)


@every_family
def test_every_default_shown_is_the_one_of_the_source(family: Family) -> None:
    """Independent route: the source is parsed as text, where the page asks the imported function."""
    shown = {row.code: row.default for row in family_page(family, facts(), ()).parameters}
    assert shown == {one.code: default_words(written(one.code)) for one in family.parameters}


def test_a_default_is_shown_as_written() -> None:
    assert default_words(written("correlation_bootstrap.bootstrap_correlation.replications")) == "9,999"
    assert default_words(written("safe_haven.BAUR_MCDERMOTT_TAILS")) == "0.1, 0.05, 0.01"
    assert default_words(None) == "by rule"
    with pytest.raises(RenderError, match="dict"):
        default_words({})


@pytest.mark.parametrize("code", ["correlation.nothing", "nothing.X", "correlation.pearson.z", "correlation.pearson.x"])
def test_a_parameter_that_the_code_does_not_have_is_an_error(code: str) -> None:
    with pytest.raises(RenderError, match=re.escape(code)):
        default_of(code)


def test_a_value_that_was_not_handed_over_is_an_error() -> None:
    wrong = replace(FAMILIES[0], parameters=(Parameter("basket.NOTHING", "a value"),))
    with pytest.raises(RenderError, match=r"basket\.NOTHING"):
        family_page(wrong, facts(), ())


@every_family
def test_a_family_is_whole(family: Family) -> None:
    assert re.fullmatch(r"[a-z]+", family.id)
    assert family.title
    assert family.lead.endswith(".")
    for texts in (family.computed, family.assumptions, family.breaks):
        assert texts
        assert all(text.endswith((".", "?")) and text[0].isupper() for text in texts)
    assert family.formulas
    assert family.symbols
    assert family.parameters
    assert family.references
    assert family.printed


@every_family
def test_every_formula_is_well_formed_mathml_without_leftovers(family: Family) -> None:
    for formula in family.formulas:
        drawn = str(mathml(formula.latex, display=True))
        assert ET.fromstring(drawn).attrib["display"] == "block"  # noqa: S314 (made by ourselves)
        assert "\\" not in unescape(drawn)
    for symbol in family.symbols:
        ET.fromstring(str(mathml(symbol.latex)))  # noqa: S314 (made by ourselves)


def test_a_formula_by_hand() -> None:
    """By hand: a fraction of two letters in presentation MathML."""
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in str(mathml(r"\frac{a}{b}"))


def test_every_reference_is_complete_and_cited() -> None:
    works = [work for work in vars(references).values() if isinstance(work, Reference)]
    for work in works:
        assert work.authors.endswith(".") or work.authors.endswith("Reuters")
        assert 1900 <= work.year <= 2026
        assert len(work.title) > 10
        assert re.search(r"\d|Springer|Press|New York", work.source)
    cited = {work for family in FAMILIES for work in family.references}
    assert set(works) == cited


def test_pages_are_there_only_with_their_facts() -> None:
    named = {f"methods/{family.id}.md" for family in FAMILIES}
    assert {path for path in rendered() if path.startswith("methods/")} == named | {
        "methods/index.md",
        "methods/coverage.md",
    }
    assert not any(path.startswith("methods/") for path in render_site(small_site(), ROOT / "templates"))
    bare = render_site(replace(small_site(), methods=replace(facts(), coverage=None)), ROOT / "templates")
    assert "methods/coverage.md" not in bare
    assert "coverage.md" not in bare["methods/returns.md"] + bare["methods/index.md"] + bare["nav.yml"]


def test_the_claims_of_a_family_are_those_that_name_its_measures() -> None:
    """By hand: both testable claims of the small article are window returns; the third cannot be tested."""
    for name in ("returns", "readings"):
        text = read(f"methods/{name}.md")
        assert "[Coin rose by 300%](../an-article/coin.md)" in text
        assert "../an-article/fund.md" in text
        assert "../an-article/mood.md" not in text
    assert "No claim uses it at the moment." in read("methods/liquidity.md")


def test_an_axis_makes_a_family_used_too() -> None:
    site = small_site()
    claim = site.articles[0].claims[0]
    part = claim.claim.parts[0]
    primary = part.primary.model_copy(update={"against": "FUND"})
    read_on = claim.claim.model_copy(update={"parts": (part.model_copy(update={"primary": primary}),)})
    article = replace(site.articles[0], claims=(replace(claim, claim=read_on),))
    alignment = next(family for family in FAMILIES if family.id == "alignment")
    assert [link.path for link in family_page(alignment, facts(), (article,)).claims] == ["../an-article/coin.md"]
    assert family_page(alignment, facts(), site.articles).claims == ()


def test_measures_are_listed_by_name() -> None:
    handed = replace(facts(), measures=(MeasureFact("a_measure", "liquidity", "What it is."),))
    liquidity = next(family for family in FAMILIES if family.id == "liquidity")
    assert [(one.name, one.summary) for one in family_page(liquidity, handed, ()).measures] == [
        ("a_measure", "What it is.")
    ]


def test_the_coverage_page_says_what_was_counted() -> None:
    """By hand from the counts above: worst clustered 912 of 1000, independent 950 and 940, so 94.5 - 91.2 = 3.3."""
    text = read("methods/coverage.md")
    assert "Counted on 2 January 2026 from the seed 7: intervals of 95 % on histories of 1,250 days." in text
    assert "On independent days, 1 of two kinds of interval in use cover the truth between 92 % and 97 %" in text
    assert "Outside of that by more than twice the error of the count: The second (87.9 % and 94.0 %)." in text
    assert "| The first | 95.0 % ± 0.7 | 94.0 % ± 0.8 | 91.2 % ± 0.9 | 93.0 % ± 0.8 | 3.3 | 1,000 |" in text
    assert "| 990 to 1,000 |" in text
    assert "Where volatility clusters, 1 of 2 fall short of 95 % by more than twice the error of the count." in text
    assert "In 10 of 8,000 histories a measure refused to answer" in text
    assert "numpy 2.4" in text


def test_the_page_of_a_family_says_by_how_much_clustering_breaks_its_intervals() -> None:
    sentence = clustering_sentence(study().rows[:4], 0.95).replace("\N{NO-BREAK SPACE}", " ")
    assert sentence == (
        "The first: 91.2 % at worst where volatility clusters (world c), 3.8 points short of the 95 % it promises; "
        "on independent days 95.0 % and 94.0 %."
    )
    assert sentence in read("methods/returns.md")
    worst = replace(study().rows[2], simulations=800, covered=742)
    rounded = clustering_sentence((*study().rows[:2], worst), 0.95).replace("\N{NO-BREAK SPACE}", " ")
    assert "92.7 % at worst where volatility clusters (world c), 2.3 points short" in rounded  # 95 less 92.7
    assert "Coverage of the intervals" not in read("methods/events.md")


def test_the_error_of_a_count_by_hand() -> None:
    """Agresti and Coull: 100 hits of 100 count as 102 of 104, error sqrt(.98077 * .01923 / 104) = .013467."""
    sure = replace(study().rows[0], simulations=100, covered=100)
    assert sure.error == pytest.approx(0.013467, abs=1e-6)


def test_the_navigation_names_every_page() -> None:
    assert all(f'"methods/{family.id}.md"' in rendered()["nav.yml"] for family in FAMILIES)
    assert "[families of methods](methods/index.md)" in rendered()["method.md"]


def test_a_count_that_chance_explains_is_not_called_outside() -> None:
    """By hand: 905 of 1000 has an error of .0093, and .905 + .0186 lies above .92."""
    near = tuple(
        replace(one, covered=905) if one.interval == "second" and one.design == "b" else one for one in study().rows
    )
    near = tuple(replace(one, covered=950) if one.interval == "second" and one.design == "a" else one for one in near)
    summary = coverage_page(replace(study(), rows=near)).summary
    assert any("1 of two kinds" in line for line in summary)
    assert not any("Outside of that" in line for line in summary)


def test_no_interval_falls_short_says_so() -> None:
    good = tuple(replace(one, covered=one.simulations * 95 // 100) for one in study().rows)
    assert any("none of them" in line for line in coverage_page(replace(study(), rows=good)).summary)


def test_the_coverage_page_names_what_covers_too_little_and_leaves_the_rest_to_the_table() -> None:
    """By hand: 870 of 990 is 87.9 %, below the 92 % aimed at; 700 and 760 of 1,000 are below 85 %, 900 is not."""
    shares = {"one, robust": 700, "one, blocks": 760, "two": 900}
    rows = [
        row(name, design, covered, clustered=clustered)
        for name, worst in shares.items()
        for design, covered, clustered in (("a", 950, False), ("b", 950, False), ("c", worst, True), ("d", 950, True))
    ]
    summary = [line.replace("\N{NO-BREAK SPACE}", " ") for line in coverage_page(replace(study(), rows=rows)).summary]
    assert not any("Below 92 % on independent days" in line for line in summary)
    assert "Where volatility clusters, 3 of 3 fall short of 95 % by more than twice the error of the count." in summary
    assert summary[-1].endswith("each in its worst such world: The one (70.0 % to 76.0 %).")
    weak = [line.replace("\N{NO-BREAK SPACE}", " ") for line in coverage_page(study()).summary]
    assert any(line.endswith("is marked on its page.") and "87.9 %" in line for line in weak)
