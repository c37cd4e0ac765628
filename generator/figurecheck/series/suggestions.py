"""Which series may have been meant by a name that none has."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from figurecheck.series.model import Series

MOST = 3
"""Suggestions are few, or they say nothing."""
_TELLING = 3
"""Letters from which words say something about a title."""
_WHOLE = 5
"""Letters from which a word of a title says what is meant by a longer one, as Ether by Ethereum."""
_ALIKE = 0.65
"""How alike an id must be to be taken for a slip of the pen."""


def suggestions(words: str, known: Mapping[str, Series], others: Mapping[str, str]) -> list[str]:
    """The ids that ``words`` may have meant: the very one, those of a title, or those spelt alike.

    ``others`` are further names by which series are known, each with its id. A name that differs only in its signs or
    in capital letters, a provider's code, the first part of an id and another name are each suggested alone.
    """
    sought = _letters(words)
    exact = next((one for one in _exact(sought, known, others)), None)
    if exact is not None:
        return [exact]
    titled = [one.id for one in known.values() if _in_title(sought, one.title)]
    return titled[:MOST] or get_close_matches(words.upper(), known, n=MOST, cutoff=_ALIKE)


def _exact(sought: str, known: Mapping[str, Series], others: Mapping[str, str]) -> Iterator[str]:
    yield from (one.id for one in known.values() if sought in {_letters(one.id), _letters(one.code)})
    yield from (one for name, one in others.items() if sought == _letters(name))
    yield from (name for name in known if "-" in name and sought == _letters(name.partition("-")[0]))


def _in_title(sought: str, title: str) -> bool:
    """Whether a title has the words, begun anywhere in it, or a word that they begin with."""
    if len(sought) < _TELLING:
        return False
    words = [_letters(word) for word in re.findall(r"[\w&]+", title)]
    rests = ["".join(words[at:]) for at in range(len(words))]
    forms = (sought, re.sub(r"ies$", "y", sought), sought.removesuffix("s"))
    return any(rest.startswith(form) for rest in rests for form in forms) or any(
        len(word) >= _WHOLE and sought.startswith(word) for word in words
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
