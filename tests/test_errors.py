"""The exception tree drawn at the top of errors.py is the tree that the classes make."""

import inspect
import re
from pathlib import Path

import pytest

from figurecheck import errors

CLASSES = [
    found for _, found in inspect.getmembers(errors, inspect.isclass) if issubclass(found, errors.FigurecheckError)
]


def drawn() -> list[tuple[str, str | None]]:
    """Class and parent of every line of the drawing, by its indentation."""
    stack: list[tuple[int, str]] = []
    rows = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"^    ([| +-]*)(\w+Error)\b", line)
        if match is None:
            continue
        depth = len(match[1])
        stack = [entry for entry in stack if entry[0] < depth]
        rows.append((match[2], stack[-1][1] if stack else None))
        stack.append((depth, match[2]))
    return rows


def test_the_drawing_is_the_tree() -> None:
    real = {
        c.__name__: c.__base__.__name__ if c is not errors.FigurecheckError else None for c in CLASSES if c.__base__
    }
    assert dict(drawn()) == real


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_exit_codes_are_those_of_the_drawing(kind: type[errors.FigurecheckError]) -> None:
    branch = {errors.UsageError: 2, errors.DataError: 3, errors.SourceError: 3}
    expected = next((code for parent, code in branch.items() if issubclass(kind, parent)), 1)
    assert kind.exit_code == expected


def test_a_document_error_names_file_line_field_found_and_allowed() -> None:
    error = errors.ArticleError(Path("articles/x.yml"), 12, "claims[0].stated", "'much'", "a number")
    assert str(error) == "articles/x.yml:12: claims[0].stated: found 'much'; allowed: a number"
    assert error.located == str(error)
    placed = errors.ArticleError("x.yml", 12, "a", "'much'", "a number", 7)
    assert placed.located == "x.yml:12:7: a: found 'much'; allowed: a number"
    assert str(errors.ArticleError("x.yml", None, "", "no file", "a file")) == "x.yml: found no file; allowed: a file"
