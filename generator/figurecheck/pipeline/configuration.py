"""The configuration of MkDocs: the package's, with what the project's mkdocs.yml says laid over it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from figurecheck.errors import SettingsError
from figurecheck.paths import SHIPPED, Project

_PERSONAL = frozenset({"site_author"})
"""What the package's configuration says of its own site and of no other."""
_INHERITED = re.compile(r"^INHERIT:.*$", re.MULTILINE)
"""The navigation, which says nothing of addresses and is not there before the first build."""


def said_in(file: Path) -> dict[str, Any]:
    """What one mkdocs.yml says, without what it inherits; raises SettingsError where it cannot be read."""
    try:
        text = _INHERITED.sub("", file.read_text(encoding="utf-8"))
        said: object = yaml_load(text, loader=get_yaml_loader()) or {}
    except (ConfigurationError, OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{file.name} cannot be read: {' '.join(str(problem).split())}") from problem
    if not isinstance(said, dict):
        raise SettingsError(f"{file.name}: found no mapping at the top level; write fields as 'name: value'")
    return said


def configuration(project: Project) -> dict[str, Any]:
    """Everything that MkDocs is told, but the navigation and the folders: theme, style sheets, scripts, extensions.

    A mapping is merged field by field; a list of the project takes the place of the package's. The theme's overrides
    are those beside the templates that are used.
    """
    packaged = {name: value for name, value in said_in(SHIPPED / "mkdocs.yml").items() if name not in _PERSONAL}
    merged = laid_over(packaged, said_in(project.mkdocs))
    return laid_over(merged, {"theme": {"custom_dir": str(project.templates / "theme")}})


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``below`` with the values of ``above``; where both have a mapping, these are merged in the same way."""
    both = {
        name: laid_over(below[name], value) if isinstance(value, dict) and isinstance(below[name], dict) else value
        for name, value in above.items()
        if name in below
    }
    return {**below, **above, **both}
