"""Rendering: a frozen dataclass into the Jinja template of its page."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, meta

from figurecheck.errors import RenderError
from figurecheck.pages.escaping import front_matter, lines, literal

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_NAMING = re.compile(r"\{%[-+]?\s*(?:include|import|from|extends)\b.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\{%[-+]?\s*raw\b|['\"][^'\"\n]*\{#")
"""What may hold a tag that is none, or the beginning of a comment that is none."""


def environment(templates: Path, code: BytecodeCache | None = None) -> Environment:
    """Jinja for the folder ``templates``: undefined names are errors, everything inserted is shown literally.

    ``code`` may know templates that were compiled before, by this module as it is.
    """
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=literal,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=code,
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
        for other in referenced(jinja, found[name]):
            if other is None:
                raise RenderError(f"the template {name} includes one whose name is worked out; write it out")
            waiting.append(other)
    return found


def referenced(jinja: Environment, text: str) -> set[str | None]:
    """The names that a template includes, imports or extends; None stands for one that is worked out.

    Only the tags that name one are parsed, a tenth of the work, unless one might stand inside a quotation.
    """
    if not _QUOTED.search(text):
        text = "".join(_NAMING.findall(_COMMENT.sub("", text)))
    return set(meta.find_referenced_templates(jinja.parse(text)))
