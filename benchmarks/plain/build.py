"""W as a typical user writes it: pandas, arch, matplotlib and Jinja make Markdown; ``mkdocs build`` follows."""

import json
import os
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from arch.bootstrap import StationaryBootstrap
from jinja2 import Environment, FileSystemLoader

WORK = Path(os.environ["BENCH_DIR"])
DOCS = Path("docs")
SPEC: dict[str, Any] = json.loads((WORK / "spec.json").read_text(encoding="utf-8"))


def closes() -> pd.DataFrame:
    """Closes of every series, one column each."""
    files = {name: WORK / "data" / "csv" / f"{name}.csv" for name in SPEC["tickers"]}
    return pd.DataFrame(
        {name: pd.read_csv(file, index_col="Date", parse_dates=["Date"])["Close"] for name, file in files.items()}
    )


def window_rows(prices: pd.DataFrame) -> list[dict[str, Any]]:
    """The return of every window and whether it is near what is claimed."""
    rows = []
    for window in SPEC["windows"]:
        path = prices.loc[window["start"] : window["end"], window["ticker"]]
        found = path.iloc[-1] / path.iloc[0] - 1
        rows.append({**window, "found": found, "near": abs(found - window["claimed"]) < 0.02})
    return rows


def fall_rows(prices: pd.DataFrame) -> list[dict[str, Any]]:
    """The deepest fall of every series."""
    rows = []
    for name in SPEC["tickers"]:
        path = prices[name]
        fall = path / path.cummax() - 1
        whole = path.iloc[-1] / path.iloc[0] - 1
        rows.append({"ticker": name, "deepest": fall.min(), "day": fall.idxmin().date(), "whole": whole})
    return rows


def pearson(x: Any, y: Any) -> Any:
    """Correlation of two samples."""
    return np.corrcoef(x, y)[0, 1]


def interval_rows(returns: pd.DataFrame) -> list[dict[str, Any]]:
    """Correlations with percentile intervals."""
    rows = []
    for seed, pair in enumerate(SPEC["boot"]):
        both = returns.loc[pair["start"] : pair["end"], [pair["a"], pair["b"]]]
        x, y = both.iloc[:, 0].to_numpy(), both.iloc[:, 1].to_numpy()
        sampler = StationaryBootstrap(20, x, y, seed=seed)
        low, high = sampler.conf_int(pearson, reps=2_000, method="percentile", size=0.95)[:, 0]
        rows.append({**pair, "value": pearson(x, y), "low": low, "high": high, "n": len(x)})
    return rows


def draw(prices: pd.DataFrame, returns: pd.DataFrame) -> None:
    """One SVG a chart."""
    (DOCS / "charts").mkdir(parents=True, exist_ok=True)
    for chart in SPEC["charts"]:
        figure, axes = plt.subplots(figsize=(8, 4))
        if chart["kind"] == "price":
            axes.plot(prices.index, prices[chart["a"]], lw=1, label=chart["a"])
            axes.set(ylabel="Price", title=f"Close of {chart['a']}")
        else:
            rolling = returns[chart["a"]].rolling(90).corr(returns[chart["b"]])
            axes.plot(rolling.index, rolling, lw=1, label=f"{chart['a']} and {chart['b']}")
            axes.axhline(0, color="black", lw=0.5)
            axes.set(ylabel="Correlation over 90 days", title=f"{chart['a']} and {chart['b']}")
        axes.legend()
        axes.grid(alpha=0.3)
        figure.tight_layout()
        figure.savefig(DOCS / "charts" / f"{chart['id']}.svg")
        plt.close(figure)


def main() -> None:
    """Compute, draw, write the pages."""
    prices = closes()
    returns = prices.apply(np.log).diff().dropna()
    windows, falls, intervals = window_rows(prices), fall_rows(prices), interval_rows(returns)
    draw(prices, returns)
    jinja = Environment(loader=FileSystemLoader("templates"), trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Markdown
    template = jinja.get_template("page.md.j2")
    for number, page in enumerate(SPEC["pages"]):
        at = number % 10
        shown = [windows[(3 * at + row) % len(windows)] for row in range(10)]
        text = template.render(page=page, windows=shown, falls=falls[at : at + 10], interval=intervals[at])
        (DOCS / f"{page['slug']}.md").write_text(text, encoding="utf-8")
    home = jinja.get_template("index.md.j2").render(pages=SPEC["pages"])
    (DOCS / "index.md").write_text(home, encoding="utf-8")


if __name__ == "__main__":
    main()
