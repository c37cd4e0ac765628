"""Texts apart from the release that they cite, whose name is another one after every edit of an article."""

from collections.abc import Collection

BLANK = "0000-00-00-zzzzzzzz"
"""Stands for the name of a release: as long, and of digits, letters and hyphens alone."""


def apart(text: str, releases: Collection[str]) -> tuple[str, str]:
    """``text`` with ``BLANK`` for the name of the one of ``releases`` that it cites, and that name.

    A text that cites none or several is given as it is, with "" for the name.
    """
    cited = [one for one in releases if one in text]
    if len(cited) != 1 or BLANK in text:
        return text, ""
    return text.replace(cited[0], BLANK), cited[0]


def cited(text: str, release: str) -> str:
    """``text`` that was worked out apart from ``release``, with its name."""
    return text.replace(BLANK, release) if release else text
