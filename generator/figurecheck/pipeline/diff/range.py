"""The argument ``A..B``: two words with two dots between them, either of which may be a path with dots of its own."""

import re

from figurecheck.errors import UsageError

LONGEST = 500
_TWO = re.compile(r"(?P<old>(?:\.{1,2}/)*[^.\s](?:.*?[^/.])?)\.\.(?P<new>(?:\.{1,2}/)*[^.\s].*|\.{1,2}/?)", re.DOTALL)
_THREE_DOTS = re.compile(r"[^./]\.\.\.[^./]")


def two_states(words: str) -> tuple[str, str]:
    """What stands before and behind the two dots; raises UsageError for anything that has no such two words."""
    found = _TWO.fullmatch(words)
    if len(words) > LONGEST or _THREE_DOTS.search(words) or found is None or not words.isprintable():
        shown = repr(words[:80])
        raise UsageError(
            f"asked for the changes {shown}; two states with two dots between them are needed, such as "
            "publication..today, HEAD~1..today, 2026-08-20..2026-10-06, or old/results.json..new/results.json"
        )
    return found["old"], found["new"]
