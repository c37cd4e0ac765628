"""A data release: the state of data, definitions and code that a published figure belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

_UNNAMED = "unnamed0"
"""Eight letters in the place of those digits of a checksum that a name ends with; no checksum begins so."""


@dataclass(frozen=True)
class Release:
    """One state of an article; ``day`` is the newest day of its data, ``sha256`` the checksum of what it rests on.

    A build has no clock: a release is dated by its data.
    """

    day: date
    sha256: str

    @property
    def id(self) -> str:
        """``2026-10-09-1a2b3c4d``: the day, then the first eight digits of the checksum."""
        return f"{self.day.isoformat()}-{self.sha256[:8]}"

    @property
    def unnamed(self) -> "Release":
        """The same release before it has its name, for a page that says no more of it than day and name.

        The name is another one with every definition, series and code of the article. A page that is rendered without
        it, and named afterwards, has to be rendered again only where something else of it differs.
        """
        return replace(self, sha256=_UNNAMED)

    def named(self, text: str) -> str:
        """``text`` that was rendered with ``unnamed``, as it would have been with this release."""
        return text.replace(self.unnamed.id, self.id)


def release_of(results: Mapping[str, Any]) -> Release:
    """The release of a results document, from what goes into its figures and not from the figures.

    The checksum is that of one line for the code, one for the definition of each claim and one for each series, in
    alphabetical order; figures are left out because another processor may round their last digit otherwise.
    """
    lines = [
        f"code {results['code']}",
        *(f"claim {claim['id']} {claim['definition']}" for claim in results["claims"]),
        *(f"series {name} {mark['sha256']}" for name, mark in results["series"].items()),
    ]
    text = "".join(f"{line}\n" for line in sorted(lines))
    return Release(date.fromisoformat(results["data"]["last_day"]), sha256(text.encode()).hexdigest())
