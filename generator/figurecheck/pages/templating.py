"""Rendering: a frozen dataclass into the Jinja template of its page."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound

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
