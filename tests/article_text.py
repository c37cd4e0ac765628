"""A small article file that is right, and ways to make it wrong in one place."""

from pathlib import Path

from figurecheck.claims.loading import article_problems
from figurecheck.errors import DocumentError
from figurecheck.series.catalogue import builtin_catalogue

ARTICLE = """\
schema: figurecheck.article/1
stale_after_days: 14
article:
  slug: small
  headline: A headline
  byline: Somebody
  publisher: A publisher
  published: "2025-10-03T02:29:00-04:00"
  publication_day: 2025-10-02
  summary: What the article says.
sections:
  - id: only
    title: Only section
    retelling: It says something.
proxies:
  - id: small-tech
    title: Small technology
    why: The index cannot be had.
    series:
      - {id: PSCT, role: primary, why: The right sector.}
      - {id: IWM, role: admitted, why: The right size.}
      - {id: QQQ, role: context, why: Large companies.}
events:
  - id: first-cut
    title: the first cut
    moment: "2024-09-18T14:00:00-04:00"
    source: The statement
claims:
  - id: rally
    section: only
    kind: figure
    paraphrase: Small technology gained a quarter.
    stated: "25%"
    parts:
      - id: small
        title: Small technology
        stands_for: small-tech
        measure: window_return
        target: {stated: rise}
        primary:
          series: PSCT
          window: {rule: calendar_year, year: 2024}
          price: close
          why: The year is named.
        alternatives:
          proxies: true
          window:
            - value: {rule: low_to_high, from: 2024-01-01, to: 2024-12-31}
              why: From low to high.
            - value: {rule: from_event, event: first-cut, to: publication}
              why: From the cut on.
          price:
            - {value: total_return, why: Dividends count.}
            - {value: intraday, why: Extremes of the day.}
        left_out:
          - {rules: [calendar_year, from_event], price: intraday, why: Fixed ends.}
        every_window: {from: 2023-12-30, to: 2025-01-02, why: The year with a day to spare.}
  - id: cuts
    section: only
    kind: policy
    paraphrase: The rate was lowered.
    stated: cuts
    parts:
      - id: count
        title: Number of cuts
        measure: cuts
        target: {at_least: 1, why: One is enough.}
        primary:
          series: DFEDTARU
          window: {rule: closes, from: 2023-12-31, to: 2024-12-31}
          why: The upper end of the range.
        alternatives:
          series:
            - {value: DFEDTARL, why: The lower end of the range.}
  - id: cause
    section: only
    kind: untestable
    paraphrase: Something is the reason.
    stated: cause
    needs: [Data that nobody has]
"""


def changed(old: str, new: str) -> str:
    """The article with one passage replaced; the passage must be there exactly once."""
    assert ARTICLE.count(old) == 1, f"{ARTICLE.count(old)} times {old!r}"
    return ARTICLE.replace(old, new)


def line_of(text: str, marker: str) -> int:
    """The line on which ``marker`` stands for the first time, counted from 1."""
    return 1 + [marker in line for line in text.splitlines()].index(True)


def written(folder: Path, text: str) -> Path:
    """The article as a file."""
    file = folder / "small.yml"
    file.write_text(text, encoding="utf-8")
    return file


def problems_of(folder: Path, text: str) -> list[DocumentError]:
    """What is wrong with the article, told from its file."""
    return article_problems(written(folder, text), builtin_catalogue())
