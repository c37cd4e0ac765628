"""Compiled templates are used again as long as they are the same; what a template names is found without all of it."""

from pathlib import Path

import material
import pytest
from jinja2 import Environment, meta

from figurecheck.keys.remembered import Remembered, remembered
from figurecheck.pages.site import render_site
from figurecheck.pages.templating import environment, referenced
from figurecheck.pipeline.template_code import TemplateCode
from small_site import small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
THEME = Path(material.__file__).parent / "templates"
FILES = [
    file
    for folder in (TEMPLATES, THEME)
    for file in sorted(folder.rglob("*"))
    if file.suffix in {".j2", ".html", ".xml"} and ".icons" not in file.parts
]


def test_a_site_from_compiled_templates_is_the_same_and_compiles_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = render_site(small_site(), TEMPLATES)
    with remembered(tmp_path / "memory") as memory:
        assert render_site(small_site(), TEMPLATES, code=TemplateCode(memory)) == whole
    monkeypatch.setattr(Environment, "compile", None)
    again = TemplateCode(Remembered(tmp_path / "memory"))
    assert render_site(small_site(), TEMPLATES, code=again) == whole


def test_an_edited_template_is_compiled_again(tmp_path: Path) -> None:
    file = tmp_path / "x.j2"
    told = []
    for text in ("one", "two"):
        file.write_text(text, encoding="utf-8")
        with remembered(tmp_path / "memory") as memory:
            told.append(environment(tmp_path, TemplateCode(memory)).get_template("x.j2").render())
    assert told == ["one", "two"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_names_in_a_template_are_those_that_jinja_finds(file: Path) -> None:
    jinja, text = Environment(autoescape=True), file.read_text(encoding="utf-8")
    assert referenced(jinja, text) == set(meta.find_referenced_templates(jinja.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "{# {% include 'a' %} #}{%- include 'b' -%}{% include c %}",
        "{% raw %}{% include 'a' %}{% endraw %}{% extends 'b' %}",
        "{{ '{#' }}{% from 'a' import b %}{{ '#}' }}",
        "{% if x %}{% import\n'a' ~ x as y %}{% endif %}",
    ],
)
def test_what_only_looks_like_a_tag_names_nothing(text: str) -> None:
    jinja = Environment(autoescape=True)
    assert referenced(jinja, text) == set(meta.find_referenced_templates(jinja.parse(text)))
