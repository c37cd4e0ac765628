"""A comparison as a comment on a pull request: short, flips first, under the limit of 65,000 characters."""

from collections.abc import Iterable

from figurecheck.ledger.changes import Comparison, Diff
from figurecheck.pages import words
from figurecheck.pages.changes import table
from figurecheck.pages.changes import words as said
from figurecheck.pages.escaping import literal

LIMIT = 65_000
ROOM = 400
"""Characters kept for the line that says how much was left out."""


def comment(found: Comparison) -> str:
    """The Markdown of all articles; rows that do not fit are counted instead."""
    lines = ["## What changed in the figures", ""]
    for one in found.left_out:
        lines += [str(literal(said.left_out(one))), ""]
    for diff in found.articles:
        lines += _article(diff)
    return _cut(lines)


def _article(diff: Diff) -> list[str]:
    heading = [f"### {literal(diff.article)}", "", f"{literal(table.states(diff))}", ""]
    heading += [f"**{literal(table.summary(diff))}** {literal(table.attention(diff))}", ""]
    rows = table.rows(diff)
    changes = [_row(table.HEADER), _row((":--",) * len(table.HEADER), plain=True), *map(_row, rows)] if rows else []
    notes = [f"- {literal(note)}" for note in dict.fromkeys(c.note for c in diff.claims if c.note)]
    series = [f"- {literal(one.series)}: {literal(said.series(one))}" for one in diff.series]
    below = (
        ["", "<details><summary>What changed in the data</summary>", "", *series, "", "</details>"] if series else []
    )
    code = ["", f"Code: {literal(diff.code[0] or 'unknown')} to {literal(diff.code[1] or 'unknown')}."]
    return [
        *heading,
        *changes,
        *([""] if notes else []),
        *notes,
        *below,
        *(code if len(set(diff.code)) > 1 else []),
        "",
    ]


def _row(cells: Iterable[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else str(literal(cell)) or ' ' for cell in cells)} |"


def _cut(lines: list[str]) -> str:
    """As many whole lines as fit, with a closing line that counts the others."""
    text = "\n".join(lines).rstrip("\n") + "\n"
    if len(text) <= LIMIT:
        return text
    kept: list[str] = []
    room = LIMIT - ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    left = words.count(len(lines) - len(kept), "line", "lines")
    closing = (
        "</details>\n\n" if any(line.startswith("<details>") for line in kept) and "</details>" not in kept else ""
    )
    return "\n".join(kept) + f"\n\n{closing}{words.capital(left)} left out for length; run figurecheck diff for all.\n"
