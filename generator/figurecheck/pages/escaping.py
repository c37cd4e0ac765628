"""Text from files and providers as text on a page: neither HTML nor Markdown of it comes through."""

import html
import json
import re

from markupsafe import Markup

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~^$&\"=]")
_LEADING = re.compile(r"^(?:[-+:!]|\d+(?=[.)]))")
_SPACES = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")


def literal(value: object) -> Markup:
    """``value`` so that a page shows exactly its characters, in Markdown, in HTML and in a quoted attribute alike.

    Characters that either language could read as a sign become numeric entities, which Markdown leaves alone; white
    space and control characters become one blank, so that a text cannot begin a block. What is Markup already is
    returned as it is. The apostrophe stays, for readable sources: templates quote attributes with double quotes only.
    """
    if isinstance(value, Markup):
        return value
    text = _SPACES.sub(" ", str(value)).strip(" ")
    text = _MARKS.sub(lambda match: _entity(match[0]), text)
    return Markup(_LEADING.sub(lambda match: _entity(match[0][0]) + match[0][1:], text))  # noqa: S704 (just escaped)


def lines(value: str) -> Markup:
    """A text of several lines for a block of code: each line as ``literal`` has it, its indentation kept."""
    indented = ((len(line) - len(line.lstrip(" ")), literal(line)) for line in value.split("\n"))
    return Markup("\n").join(Markup(" " * deep) + line for deep, line in indented)  # noqa: S704 (just escaped)


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def front_matter(value: str) -> Markup:
    """``value`` as a quoted YAML string, safe in HTML: themes print titles without escaping, in attributes too."""
    return Markup(json.dumps(quoted(value), ensure_ascii=False))  # noqa: S704 (just escaped)


def quoted(value: str) -> str:
    """``value`` safe as HTML and inside an attribute in double quotes, which is where themes print titles.

    The apostrophe stays: themes escape some titles a second time, and readers would see its entity.
    """
    return html.escape(value, quote=False).replace('"', "&quot;")
