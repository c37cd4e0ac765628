"""Rendering: a frozen dataclass into the Jinja template of its page."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, meta

from figurecheck.errors import RenderError
from figurecheck.pages.escaping import front_matter, lines, literal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def environment(templates: Path) -> Environment:
    """Jinja for the folder ``templates``: undefined names are errors, everything inserted is shown literally."""
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=literal,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters["front_matter"] = front_matter
    jinja.filters["lines"] = lines
    return jinja


def render(jinja: Environment, template: str, view: "DataclassInstance") -> str:
    """``view`` in ``template``; raises RenderError where the template is missing, broken or asks for something else."""
    values: dict[str, Any] = {field.name: getattr(view, field.name) for field in fields(view)}
    try:
        text = jinja.get_template(template).render(values)
    except TemplateNotFound as problem:
        raise RenderError(f"asked for the template {problem.name}; it is not in the folder of templates") from problem
    except TemplateError as problem:
        raise RenderError(f"{template}: {problem.message}; see the fields of {type(view).__name__}") from problem
    return text.rstrip("\n") + "\n"


@cache
def sources(jinja: Environment, template: str) -> Mapping[str, str]:
    """The text of ``template`` and of every template that it includes, imports or extends, by name.

    Raises RenderError where one is missing, and where its name is worked out while rendering and thus not known here.
    """
    found: dict[str, str] = {}
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = jinja.loader.get_source(jinja, name)[0] if jinja.loader else ""
        except TemplateNotFound as problem:
            raise RenderError(f"asked for the template {name}; it is not in the folder of templates") from problem
        for other in meta.find_referenced_templates(jinja.parse(found[name])):
            if other is None:
                raise RenderError(f"the template {name} includes one whose name is worked out; write it out")
            waiting.append(other)
    return found
