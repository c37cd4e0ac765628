"""Templates and dataclasses say the same: what a template uses is declared, what is declared is used."""

import dataclasses
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

from figurecheck.errors import RenderError
from figurecheck.pages.age import Age, AgeBanner
from figurecheck.pages.changes.page import ChangesPage
from figurecheck.pages.claim import ClaimPage
from figurecheck.pages.corrections.section import CorrectionsPage
from figurecheck.pages.data import DataPage
from figurecheck.pages.dispute import DisputePage
from figurecheck.pages.glossary import GlossaryPage, TermLink
from figurecheck.pages.guide.site import GuideFields, GuideIndex, GuideReference, GuideText
from figurecheck.pages.health import HealthPage
from figurecheck.pages.home import HomePage
from figurecheck.pages.method import AboutPage, MethodPage, method_page
from figurecheck.pages.methods.coverage import CoveragePage
from figurecheck.pages.methods.pages import FamiliesPage, FamilyPage
from figurecheck.pages.report import ReportPage
from figurecheck.pages.reuse import ReusePage
from figurecheck.pages.speed.page import SpeedPage
from figurecheck.pages.templating import environment, render
from figurecheck.pages.what_if import WhatIfPage

TEMPLATES = Path(__file__).parents[1] / "templates"
VIEWS: dict[str, type] = {
    "age.md.j2": Age,
    "age_banner.md.j2": AgeBanner,
    "health.md.j2": HealthPage,
    "home.md.j2": HomePage,
    "report.md.j2": ReportPage,
    "corrections.md.j2": CorrectionsPage,
    "claim.md.j2": ClaimPage,
    "changes.md.j2": ChangesPage,
    "data.md.j2": DataPage,
    "method.md.j2": MethodPage,
    "about.md.j2": AboutPage,
    "glossary.md.j2": GlossaryPage,
    "term.md.j2": TermLink,
    "term_head.md.j2": TermLink,
    "term_cell.md.j2": TermLink,
    "reuse.md.j2": ReusePage,
    "dispute.md.j2": DisputePage,
    "methods.md.j2": FamiliesPage,
    "methods_family.md.j2": FamilyPage,
    "methods_coverage.md.j2": CoveragePage,
    "what_if.md.j2": WhatIfPage,
    "speed.md.j2": SpeedPage,
    "guide_index.md.j2": GuideIndex,
    "guide_tutorial.md.j2": GuideText,
    "guide_recipes.md.j2": GuideText,
    "guide_reference.md.j2": GuideReference,
    "guide_fields.md.j2": GuideFields,
}
PARTIALS = {
    *(
        "macros.md.j2",
        "figure.md.j2",
        "claim_list.md.j2",
        "claim_null.md.j2",
        "distance.md.j2",
        "relations.md.j2",
        "retold.md.j2",
        "event_study.md.j2",
        "claim_end.md.j2",
        "article_index.md.j2",
        "guide_transcript.md.j2",
    ),
}
"""Templates that hold macros alone, or words: what they are handed is part of a view above."""

OF_JINJA = {"first", "index", "last", "revindex", "strip"}
OF_MACROS = {
    *("badge", "behind", "change", "corrections", "counts", "history", "marked"),
    *("picture", "relation", "scoreboard", "section", "table", "uncounted"),
    *("compact", "figure", "means", "paragraph", "study"),
}
every_template = pytest.mark.parametrize("name", sorted(VIEWS))


def parsed(name: str) -> nodes.Template:
    jinja = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    jinja.filters["front_matter"] = str
    return jinja.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def nested(view: type) -> Iterator[type]:
    """``view`` and every dataclass of the pages that its fields name."""
    yield view
    for field in dataclasses.fields(view):
        for word in re.findall(r"\w+", str(field.type)):
            found = getattr(sys.modules[view.__module__], word, None)
            if dataclasses.is_dataclass(found) and isinstance(found, type) and found is not view:
                yield from nested(found)


def attributes(name: str) -> set[str]:
    tree = parsed(name)
    plain = {node.attr for node in tree.find_all(nodes.Getattr)}
    mapped = {
        argument.value.value
        for node in tree.find_all(nodes.Filter)
        for argument in node.kwargs
        if argument.key == "attribute" and isinstance(argument.value, nodes.Const)
    }
    return plain | mapped


def test_every_template_has_its_view() -> None:
    files = {path.name for path in TEMPLATES.glob("*.j2")}
    assert files == {*VIEWS, *PARTIALS}


@every_template
def test_the_names_of_a_template_are_the_fields_of_its_view(name: str) -> None:
    used = meta.find_undeclared_variables(parsed(name))
    assert used == {field.name for field in dataclasses.fields(VIEWS[name])}


@every_template
def test_the_attributes_of_a_template_are_declared(name: str) -> None:
    declared = {field.name for view in nested(VIEWS[name]) for field in dataclasses.fields(view)}
    assert attributes(name) - declared - OF_JINJA - OF_MACROS == set()


@pytest.mark.parametrize("name", sorted(PARTIALS))
def test_the_attributes_of_a_partial_are_declared_by_some_view(name: str) -> None:
    views = {each for view in VIEWS.values() for each in nested(view)}
    declared = {field.name for view in views for field in dataclasses.fields(view)}
    assert attributes(name) - declared - OF_JINJA - OF_MACROS == set()


def test_every_declared_field_is_used() -> None:
    used = set().union(*(attributes(path.name) for path in TEMPLATES.glob("*.j2")))
    top = {field.name for view in VIEWS.values() for field in dataclasses.fields(view)}
    inner = {field.name for view in VIEWS.values() for each in nested(view) for field in dataclasses.fields(each)}
    assert inner - used - top == set()


@every_template
def test_every_view_and_what_is_in_it_is_frozen(name: str) -> None:
    assert all(view.__dataclass_params__.frozen for view in nested(VIEWS[name]))


@every_template
def test_attributes_are_quoted_with_double_quotes_only(name: str) -> None:
    assert re.findall(r"<[a-z][^>]*='", (TEMPLATES / name).read_text(encoding="utf-8")) == []


@every_template
def test_a_template_rounds_nothing(name: str) -> None:
    filters = {node.name for node in parsed(name).find_all(nodes.Filter)}
    assert filters <= {"front_matter", "capitalize", "lower", "map", "select", "unique", "list", "length"}


def test_an_undefined_name_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.md.j2").write_text("{{ nonsense }}", encoding="utf-8")
    with pytest.raises(RenderError, match="nonsense"):
        render(environment(tmp_path), "x.md.j2", method_page())


def test_a_missing_template_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"y\.md\.j2"):
        render(environment(tmp_path), "y.md.j2", method_page())


def test_a_broken_template_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "z.md.j2").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(RenderError, match=r"z\.md\.j2"):
        render(environment(tmp_path), "z.md.j2", method_page())
