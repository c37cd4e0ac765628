"""What the linter asks of readings on pairs, panels and regimes, each problem with its place and its remedy."""

from pathlib import Path

import pytest

from article_text import changed, problems_of

WINDOW = "{rule: closes, from: 2020-01-01, to: latest}"
REGIME = "{rule: level, series: VIXCLS, percentile: 0.8}"
PART = f"""\
        measure: regime_correlation
        target: {{at_least: 0.5, why: Half.}}
        stands_for: small-tech
        primary:
          series: PSCT
          against: BTC-USD
          window: {WINDOW}
          regime: {REGIME}
          why: The pair.
        alternatives:
          proxies: true
          against:
            - {{value: ETH-USD, why: Another asset.}}
"""
OLD = """\
        measure: cuts
        target: {at_least: 1, why: One is enough.}
        primary:
          series: DFEDTARU
          window: {rule: closes, from: 2023-12-31, to: 2024-12-31}
          why: The upper end of the range.
        alternatives:
          series:
            - {value: DFEDTARL, why: The lower end of the range.}
"""
PRIMARY = "claims[1].parts[0].primary"
OTHERS = "claims[1].parts[0].alternatives"


def text(old: str = "", new: str = "") -> str:
    """The small article with a pair in its second claim, and one passage of it replaced."""
    assert not old or PART.count(old) == 1, f"{PART.count(old)} times {old!r}"
    return changed(OLD, PART.replace(old, new) if old else PART)


def test_a_sound_pair(tmp_path: Path) -> None:
    assert problems_of(tmp_path, text()) == []


# (passage, replacement, field, found, allowed); the last two are parts of the message
CASES = {
    "unknown second series": ("against: BTC-USD", "against: BTC-USDD", f"{PRIMARY}.against", "'BTC-USDD'", "BTC-USD"),
    "unknown other second series": (
        "value: ETH-USD", "value: ETC-USD", f"{OTHERS}.against[0].value", "'ETC-USD'", "ETH-USD",
    ),
    "unknown series of a regime": (
        "series: VIXCLS", "series: VIXCL", f"{PRIMARY}.regime.series", "'VIXCL'", "VIXCLS",
    ),
    "no second series": (
        "          against: BTC-USD\n", "", PRIMARY, "no 'against'", "series, against, window, regime",
    ),
    "axis of another measure": (
        "why: The pair.", "tail: 0.05\n          why: The pair.", f"{PRIMARY}.tail", "the field 'tail'", "frequency",
    ),
    "against itself": ("against: BTC-USD", "against: PSCT", PRIMARY, "PSCT against itself", "two series that differ"),
    "events have no returns": (
        "against: BTC-USD", "against: FOMC", PRIMARY, "FOMC, a series of kind events", "price or level",
    ),
    "a window with an extreme": (
        "rule: closes", "rule: low_to_high", PRIMARY, "several series with the window low_to_high", "not chosen",
    ),
    "drawdown of a rate": (
        REGIME, "{rule: drawdown, series: DGS2, depth: 0.2}", PRIMARY, "the regime drawdown of DGS2", "kind price",
    ),
    "ranks in a regime": (
        "why: The pair.", "method: spearman\n          why: The pair.", PRIMARY, "spearman in a regime", "garch",
    ),
    "no proxy declared": (
        "        stands_for: small-tech\n", "", "claims[1].parts[0]", "PSCT without 'stands_for'", "small-tech",
    ),
    "the first series is no proxy": (
        "series: PSCT", "series: SPY", "claims[1].parts[0].stands_for", "'small-tech' for SPY", "PSCT, IWM",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "found", "allowed"), CASES.values(), ids=CASES)
def test_a_problem_says_where_and_what(
    tmp_path: Path, old: str, new: str, field: str, found: str, allowed: str
) -> None:
    errors = problems_of(tmp_path, text(old, new))
    assert field in [error.field for error in errors]
    first = next(error for error in errors if error.field == field)
    assert found in first.found
    assert allowed in first.allowed


def test_the_proxy_may_be_the_second_series(tmp_path: Path) -> None:
    """Then the first is the thing itself, such as Bitcoin, and every second series must be admitted."""
    swapped = PART.replace("series: PSCT", "series: SPY").replace("against: BTC-USD", "against: PSCT")
    pair = swapped.replace("          proxies: true\n", "").replace("value: ETH-USD", "value: IWM")
    assert problems_of(tmp_path, changed(OLD, pair)) == []
    (error,) = problems_of(tmp_path, changed(OLD, pair.replace("value: IWM", "value: QQQ")))
    assert error.found == "'small-tech' for SPY"


PANEL = f"""\
        measure: first_component_share
        target: {{at_least: 0.6, why: Most of it.}}
        stands_for: small-tech
        primary:
          panel: [[BTC-USD, ETH-USD], [PSCT, IWM]]
          window: {WINDOW}
          why: Two of each.
        alternatives:
          frequency:
            - {{value: weekly, why: Other hours.}}
"""


def test_panels(tmp_path: Path) -> None:
    panel = PANEL.replace("          why: Two", "          frequency: daily\n          why: Two")
    assert problems_of(tmp_path, changed(OLD, panel)) == []
    (error,) = problems_of(tmp_path, changed(OLD, panel.replace("ETH-USD]", "ETH-UDS]")))
    assert (error.field, error.found) == (f"{PRIMARY}.panel[0][1]", "the unknown series 'ETH-UDS'")
    (error, _) = problems_of(tmp_path, changed(OLD, panel.replace(", [PSCT, IWM]]", "]")))
    assert (error.found, error.allowed) == (
        "'small-tech' for BTC-USD",
        "a series that is admitted for it: PSCT, IWM",
    )
    (error,) = problems_of(tmp_path, changed(OLD, panel.replace("[[BTC-USD, ETH-USD], [PSCT, IWM]]", "[[PSCT, IWM]]")))
    assert (error.field, error.found) == (PRIMARY, "1 blocks")
