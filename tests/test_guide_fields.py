"""The guide's pages of fields, measures and axes say what the models are; its bands are those of the rule."""

import html
import re
from collections.abc import Iterator

import pytest
from lxml.html import fromstring
from markdown import markdown

from figurecheck.claims.axis_words import VALUES
from figurecheck.claims.blocks import article_blocks
from figurecheck.claims.field_words import WORDS
from figurecheck.claims.figures import parse_figure
from figurecheck.claims.model import TargetBlock
from figurecheck.claims.reference import axis_entries
from figurecheck.claims.schema import article_schema
from figurecheck.claims.settings import AXES, Price, Settings
from figurecheck.claims.statistics import Estimator, Frequency, Method, Risk, Strict, Timing
from figurecheck.claims.threshold_checks import implausible
from figurecheck.measures.names import MEASURES
from figurecheck.pages.guide.site import PAGES
from figurecheck.redirects import Redirect
from figurecheck.series.catalogue import NEEDED, entry_schema, open_groups

KINDS = (Estimator, Frequency, Method, Price, Risk, Timing)
"""The axes whose values are words."""


def test_the_reference_names_every_measure_and_every_axis(guide: dict[str, str]) -> None:
    text = guide["guide/reference.md"]
    assert re.findall(r"{ #measure-([a-z-]+) }", text) == [name.replace("_", "-") for name in MEASURES]
    assert re.findall(r"{ #axis-([a-z]+) }", text) == list(AXES)


def test_every_value_of_an_axis_has_a_sentence() -> None:
    bare = [(axis.name, value.name) for axis in axis_entries() for value in axis.values if not value.meaning]
    assert bare == []
    assert {(type(one), one) for one in VALUES} == {(kind, one) for kind in KINDS for one in kind}


def test_what_does_not_go_together_is_said_by_name(guide: dict[str, str]) -> None:
    told = html.unescape(guide["guide/reference.md"].partition("{ #restrictions }")[2])
    for rule in ("low_to_high and high_to_low alone", "low_to_end and high_to_end", "pearson or garch"):
        assert rule in told


def test_values_and_limits_of_axes_are_those_of_the_model() -> None:
    axes = {axis.name: axis for axis in axis_entries()}
    assert [value.name for value in axes["frequency"].values] == ["daily", "two_day", "weekly"]
    drawdown = next(value for value in axes["regime"].values if value.name == "drawdown")
    assert [(one.name, one.allowed) for one in drawdown.parameters] == [
        ("series", "text"),
        ("depth", "a number above 0, below 1"),
    ]
    assert "window_return" in axes["shift"].measures
    assert axes["tail"].meaning == "A number above 0, below 1"


BLOCKS = {f"figurecheck.claims.{name}" for name in ("model", "relations", "source")}
"""The files that hold the blocks of an article."""


def models(kind: type[Strict]) -> Iterator[type[Strict]]:
    """Every block of an article file as it is checked, blocks of axes and shared beginnings aside."""
    for one in kind.__subclasses__():
        named = not one.__name__.startswith("_") and "[" not in one.__name__
        if named and one.__module__ in BLOCKS:
            yield one
        yield from models(one)


def test_every_field_of_every_block_is_on_the_page_of_fields_with_a_sentence(guide: dict[str, str]) -> None:
    checked = [*models(Strict), Settings]
    expected = [sorted(one.alias or name for name, one in model.model_fields.items()) for model in set(checked)]
    found = [sorted([*(field.name for field in one.fields), *one.axes]) for one in article_blocks()]
    assert len(expected) >= 25
    assert sorted(found) == sorted(expected)
    assert [(one.place, field.name) for one in article_blocks() for field in one.fields if not field.meaning] == []
    headings = re.findall(r"^### (.+) { #article-", guide["guide/fields.md"], re.MULTILINE)
    told = [html.unescape(re.sub(r"</?code>", "", each)) for each in headings]
    assert told == [one.place or "The file itself" for one in article_blocks()]


@pytest.mark.parametrize("page", PAGES)
def test_no_reader_sees_a_tag_of_html(page: str, guide: dict[str, str]) -> None:
    """What a template means as mark-up must not pass through the escaper, in the text or in the table of contents."""
    body = guide[page].partition("---\n")[2].partition("---\n")[2]
    made = markdown(f"[TOC]\n\n{body}", extensions=["attr_list", "md_in_html", "tables", "toc", "fenced_code"])
    shown = " ".join(fromstring(f"<div>{made}</div>").itertext())
    assert not re.search(r"</?(?:code|span|div|small|br)\b", shown)


def test_a_sentence_for_a_field_that_is_gone_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WORDS, "Section", {**WORDS["Section"], "gone": "A field that is not there."})
    with pytest.raises(KeyError, match="gone"):
        article_schema()


@pytest.mark.parametrize(
    ("place", "name", "allowed", "owed", "default"),
    [
        ("", "schema", "figurecheck.article/1", True, ""),
        ("article", "published", "a moment with its offset from UTC", True, ""),
        ("article", "address", "an address that begins with https:// or http://", False, ""),
        ("article", "assets", "a list, each item text of at most 40 characters", False, ""),
        ("proxies[].series[]", "role", "primary or admitted or context", True, ""),
        ("claims[]", "paraphrase", "text of at most 239 characters", True, ""),
        ("claims[].parts[].target", "stated", "rise or fall", False, ""),
        ("claims[].parts[].alternatives", "proxies", "true or false", False, "false"),
        ("claims[].parts[].every_window", "to", "a day or publication or latest", True, ""),
        ("relations[] (repeats)", "statements", "a list of 2 or more", True, ""),
    ],
)
def test_what_may_stand_in_a_field_is_what_its_model_takes(
    place: str, name: str, allowed: str, owed: bool, default: str
) -> None:
    (block,) = (one for one in article_blocks() if one.place == place)
    (field,) = (one for one in block.fields if one.name == name)
    assert (field.allowed, field.owed, field.default) == (allowed, owed, default)


def test_series_and_redirects_have_their_fields_on_the_page_too(guide: dict[str, str]) -> None:
    rows = re.findall(r"^\| <code>(.*?)</code> \| (.*?) \| .* \| ([\w ]+) \|$", guide["guide/fields.md"], re.MULTILINE)
    told = {html.unescape(name): owed for name, meaning, owed in rows if meaning}
    assert {"group", "title", "code", "bounds", "source", "target", "why"} <= set(told)
    assert all(f"| <code>{name}</code> |" in guide["guide/fields.md"] for name in Redirect.model_fields)
    for name in ("group", "title", "start", "ended", "note"):
        assert (told[name] == "yes") is (name in entry_schema()["required"])
    assert {name for name, owed in told.items() if owed == "unless its group says it"} == set(NEEDED) - {"source"}
    groups = guide["guide/fields.md"].partition("{ #series-groups }")[2]
    for group in open_groups():
        row = next(line for line in groups.splitlines() if f"<code>{group.name}</code>" in line)
        assert html.unescape(row).endswith(f"| {', '.join(group.owed) or 'nothing more'} |")


def test_the_bands_that_the_guide_names_are_those_of_the_rule(guide: dict[str, str]) -> None:
    text = guide["guide/index.md"].partition("{ #threshold }")[2].partition("\n## ")[0]
    for figure in (*map(parse_figure, ("27%", "25%", "25.0%")), parse_figure("25%", 1)):
        low, high = (f"{figure.number + step * figure.unit / 2:f}%" for step in (-1, 1))
        assert f"{low} to just short of {high}" in text, figure
    assert parse_figure("25%", 5).band == parse_figure("25%").band
    for field, value in (("above", 0.05), ("at_most", -0.2), ("at_least", 1)):
        assert f"`{field}: {value}`" in text
        assert not [*implausible("window_return", TargetBlock.model_validate({field: value, "why": "A reason."}), ())]
    assert "`above: 100`" in text
    assert [*implausible("window_return", TargetBlock(above=100, why="A reason."), ())]
