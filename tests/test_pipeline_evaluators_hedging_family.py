"""The hedging claims' figures against plain pandas, numpy and statsmodels, and what leaves when a series has ended."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from bidask import edge
from scipy.stats import norm

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from worlds import ended

PROJECT = Project(Path(__file__).parents[1])
BASKET = "ULTRA-SMALL-CAP-BASKET"
NAMES = ["BTC-USD", "IWC", "FDM", "SPY", "QQQ", "PSCT", "GLD", BASKET]
SINCE_2014 = {"rule": "closes", "from": "2014-09-17", "to": "latest"}
TO_BASKET_END = {"rule": "closes", "from": "2014-01-02", "to": "2024-03-08"}
PUBLISHED = date(2025, 10, 2)

Ask = Callable[..., Evaluated]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(PROJECT)


@pytest.fixture(scope="module")
def then(workspace: Workspace) -> World:
    article = workspace.articles[0]
    return World(article, known_at_publication(article, workspace.read(NAMES)), PUBLISHED, replications=200)


@pytest.fixture(scope="module")
def now(workspace: Workspace) -> World:
    observed = dict(workspace.read(NAMES))
    observed["FDM"] = ended(observed["FDM"], "2025-12-24")
    return World(workspace.articles[0], observed, observed["BTC-USD"].last_day, replications=200)


@pytest.fixture(scope="module")
def ask(then: World) -> Ask:
    def asked(measure: str, **settings: object) -> Evaluated:
        return evaluate(measure, Settings.model_validate({"window": SINCE_2014, **settings}), then)

    return asked


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True)


def returns(name: str, against: str, first: str = "2014-09-17", last: str = "2025-10-02") -> tuple[np.ndarray, ...]:
    """Total returns of two series over the days that both have."""
    paths = {}
    for one in (name, against):
        t = table(one).loc[first:last]
        dividends = 0.0 if one.endswith("-USD") else t.dividend.fillna(0)
        paths[one] = (t.close / (t.close.shift(1) - dividends)).fillna(1.0).cumprod()
    both = pd.DataFrame(paths).dropna()
    changes = both.pct_change().iloc[1:]
    return tuple(changes[one].to_numpy() for one in (name, against))


PAIR = {"series": "IWC", "against": "BTC-USD", "price": "total_return", "frequency": "daily"}
TWENTY = {"rule": "filter", "rise": 0.2, "fall": 0.2}


def test_slopes_carry_two_intervals_and_their_parameters(ask: Ask) -> None:
    asset, source = returns("IWC", "BTC-USD")
    marks = [source <= np.quantile(source, tail) for tail in (0.10, 0.05, 0.01)]
    design = sm.add_constant(np.column_stack([source, *(source * mark for mark in marks)]))
    slopes = np.cumsum(sm.OLS(asset, design).fit().params[1:])
    average, tail = ask("hedge_slope", **PAIR), ask("tail_slope", **PAIR, tail=0.05)
    assert average.parameters["least squares"] == pytest.approx(slopes[0], rel=1e-6)
    assert tail.parameters["least squares"] == pytest.approx(slopes[2], rel=1e-6)
    for found in (average, tail):
        assert found.interval is not None
        assert found.second_interval is not None
        assert found.interval.lower < found.value < found.interval.upper
        assert {"block length", "replications", "seed", "role", "nil within"} <= set(found.parameters)
    assert (average.n, average.end) == (asset.size, PUBLISHED)
    assert tail.parameters["returns it rests on"] == int(marks[1].sum())


def test_a_tail_of_too_few_weeks_says_so(ask: Ask) -> None:
    with pytest.raises(InsufficientDataError, match="wider tail"):
        ask("tail_slope", **{**PAIR, "frequency": "weekly"}, tail=0.01)


def test_excess_in_corrections_by_plain_windows(ask: Ask) -> None:
    """The mean by hand from the peaks and troughs that the reading found; the excess is that less its placebos."""
    found = ask("excess_episode_return", series="GLD", against="BTC-USD", episodes=TWENTY, timing="hindsight")
    prices = table("GLD").close.loc["2014-09-17":"2025-10-02"]
    bitcoin = table("BTC-USD").close.loc[:"2025-10-02"]
    values = []
    for peak, trough in turning_points(bitcoin):
        first, last = (prices.loc[:day].iloc[-1] for day in (peak, trough))
        values.append(last / first - 1)
    assert found.n == len(values) == 35
    assert found.parameters["mean return in episodes"] == pytest.approx(np.mean(values))
    usual = found.parameters["mean return over equally long times"]
    assert isinstance(usual, float)
    assert found.value == pytest.approx(100 * (np.mean(values) - usual))
    assert found.hindsight
    assert found.interval is not None
    assert found.second_interval is not None


def turning_points(prices: pd.Series) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    found, high, low, falling = [], prices.index[0], prices.index[0], False
    for day, price in prices.items():
        if falling:
            low = day if price <= prices[low] else low
            if price >= 1.2 * prices[low]:
                found.append((high, low))
                falling, high = False, day
        else:
            high = day if price >= prices[high] else high
            if price <= 0.8 * prices[high]:
                falling, low = True, day
    return [*found, (high, low)] if falling else found


def test_ex_ante_begins_when_the_fall_has_crossed(ask: Ask) -> None:
    settings = {"series": "GLD", "against": "BTC-USD", "episodes": TWENTY}
    hindsight, ex_ante = (ask("excess_episode_return", **settings, timing=t) for t in ("hindsight", "ex_ante"))
    assert not ex_ante.hindsight
    assert ex_ante.value != pytest.approx(hindsight.value)


def test_adding_bitcoin_out_of_sample_by_a_plain_loop(ask: Ask) -> None:
    portfolio, asset = returns("SPY", "BTC-USD")
    mixed = []
    for day in range(250, portfolio.size):
        p, a = portfolio[day - 250 : day], asset[day - 250 : day]
        covariance = np.cov(p, a, ddof=0)
        free = (covariance[0, 0] - covariance[0, 1]) / (covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
        weight = min(1.0, max(0.0, free))
        mixed.append((1 - weight) * portfolio[day] + weight * asset[day])
    settings = {**PAIR, "series": "SPY"}
    variance = ask("risk_reduction", **settings, risk="variance")
    assert variance.value == pytest.approx(1 - np.var(mixed) / np.var(portfolio[250:]), rel=1e-6)
    shortfall = ask("risk_reduction", **settings, risk="expected_shortfall_95")
    worst = round(0.05 * len(mixed), 9)
    assert shortfall.value == pytest.approx(1 - tail_mean(np.array(mixed), worst) / tail_mean(portfolio[250:], worst))
    assert variance.second_interval is not None


def test_the_best_hedge_of_all_days_takes_away_the_squared_correlation(ask: Ask) -> None:
    """Ederington (1979): the share of variance is that of the regression, whichever way the two move."""
    fund, coin = returns("SPY", "BTC-USD")
    told = ask("hedge_effectiveness", **{**PAIR, "series": "BTC-USD", "against": "SPY"}, risk="variance")
    assert told.value == pytest.approx(np.corrcoef(fund, coin)[0, 1] ** 2, rel=1e-9)
    assert told.interval is not None
    assert told.interval.lower < told.value < told.interval.upper
    assert told.parameters["mean ratio sold"] == pytest.approx(np.polyfit(fund, coin, 1)[0])
    assert told.parameters["variance hedged in the sample"] == pytest.approx(told.value)


def test_a_hedge_with_the_ratio_of_the_year_before_by_a_plain_loop(ask: Ask) -> None:
    fund, coin = returns("SPY", "BTC-USD")
    ratios = [np.polyfit(fund[day - 250 : day], coin[day - 250 : day], 1)[0] for day in range(250, coin.size)]
    hedged, bare = coin[250:] - np.array(ratios) * fund[250:], coin[250:]
    settings = {**PAIR, "series": "BTC-USD", "against": "SPY"}
    variance, semivariance, shortfall = (
        ask("hedge_effectiveness_ahead", **settings, risk=risk)
        for risk in ("variance", "semivariance", "expected_shortfall_95")
    )
    assert variance.value == pytest.approx(1 - hedged.var() / bare.var(), rel=1e-9)
    losses = [float((np.minimum(values, 0) ** 2).mean()) for values in (hedged, bare)]
    assert semivariance.value == pytest.approx(1 - losses[0] / losses[1], rel=1e-9)
    worst = round(0.05 * bare.size, 9)
    assert shortfall.value == pytest.approx(1 - tail_mean(hedged, worst) / tail_mean(bare, worst), rel=1e-9)
    assert variance.parameters["returns hedged by a sale"] == sum(ratio > 0 for ratio in ratios)
    assert variance.parameters["window of the ratio"] == 250


def tail_mean(values: np.ndarray, count: float) -> float:
    """Mean of the worst ``count`` days, the last one by the fraction that fits."""
    ordered, whole = np.sort(values), int(count)
    return float((ordered[:whole].sum() + (count - whole) * ordered[whole]) / count)


def test_room_below_the_line_of_one_over_k(ask: Ask) -> None:
    portfolio, asset = returns("SPY", "BTC-USD")
    expected = portfolio.std() / asset.std() - np.corrcoef(portfolio, asset)[0, 1]
    assert ask("correlation_room", **{**PAIR, "series": "SPY"}).value == pytest.approx(expected)


def test_trend_of_the_correlation_by_blocks(ask: Ask) -> None:
    portfolio, asset = returns("SPY", "BTC-USD")
    blocks = portfolio.size // 63
    pairs = [(v[-63 * blocks :].reshape(blocks, 63)) for v in (portfolio, asset)]
    z = [np.arctanh(np.corrcoef(p, a)[0, 1]) for p, a in zip(*pairs, strict=True)]
    found = ask("correlation_trend", series="SPY", against="BTC-USD", price="total_return")
    assert found.value == pytest.approx(np.polyfit(np.arange(blocks) / 4, z, 1)[0])
    assert found.interval is not None


def test_joint_crashes_are_counted(ask: Ask) -> None:
    portfolio, asset = returns("SPY", "BTC-USD")
    found = ask("tail_dependence", **{**PAIR, "series": "SPY"}, tail=0.05)
    ranks = [pd.Series(v).rank(ascending=False).to_numpy() / (v.size + 1) for v in (portfolio, asset)]
    joint = int(((ranks[0] > 0.95) & (ranks[1] > 0.95)).sum())
    assert found.parameters["days on which both are beyond"] == joint
    assert {"such days of a Gaussian pair", "chi of a Gaussian pair", "chi-bar"} <= set(found.parameters)


def test_amihud_of_the_basket_is_the_mean_over_its_stocks(ask: Ask, workspace: Workspace) -> None:
    days = {}
    for name in (*workspace.catalogue.stored(BASKET), "SPY"):
        t = table(name).loc[:"2024-03-08"]
        dollars = (t.close * t.volume).where(t.volume > 0)
        days[name] = (1e6 * t.close.pct_change().abs() / dollars).iloc[1:]
    frame = pd.DataFrame(days)
    expected = frame.drop(columns="SPY").mean(axis=1).mean() / frame["SPY"].mean()
    found = ask("illiquidity_ratio", series=BASKET, against="SPY", window=TO_BASKET_END, estimator="amihud")
    assert found.value == pytest.approx(expected)
    assert found.parameters["stocks averaged"] == 19
    assert found.end == date(2024, 3, 8)


def roll_of(t: pd.DataFrame) -> float:
    moves = np.diff(np.log(t.close))
    return float(2 * np.sqrt(max(-np.cov(moves[1:], moves[:-1], bias=True)[0, 1], 0.0)))


def fht_of(t: pd.DataFrame) -> float:
    moves = np.diff(np.log(t.close))
    return float(2 * moves.std(ddof=1) * norm.ppf((1 + np.mean(np.diff(t.close) == 0)) / 2))


@pytest.mark.parametrize(
    ("estimator", "plain"),
    [("edge", lambda t: float(edge(t.open, t.high, t.low, t.close))), ("roll", roll_of), ("fht", fht_of)],
)
def test_the_spread_of_the_basket_is_the_mean_over_its_stocks_from_their_own_bars(
    ask: Ask, workspace: Workspace, estimator: str, plain: Callable[[pd.DataFrame], float]
) -> None:
    """Each stock's file by the library of EDGE's authors, or by a line of numpy; the fund's file beside them."""
    stocks = [plain(table(name).loc["2014-01-02":"2024-03-08"]) for name in workspace.catalogue.stored(BASKET)]
    fund = plain(table("SPY").loc["2014-01-02":"2024-03-08"])
    found = ask("illiquidity_ratio", series=BASKET, against="SPY", window=TO_BASKET_END, estimator=estimator)
    assert found.value == pytest.approx(np.mean(stocks) / fund)
    assert found.parameters[f"estimate of {BASKET}"] == pytest.approx(np.mean(stocks))
    assert found.parameters["lowest estimate of a stock"] == pytest.approx(min(stocks), abs=1e-15)
    assert found.parameters["highest estimate of a stock"] == pytest.approx(max(stocks))
    assert (found.parameters["stocks averaged"], found.n, found.end) == (19, 2563, date(2024, 3, 8))
    assert found.interval is None
    assert str(found.parameters["interval"]).startswith("none, as")


def test_a_spread_of_two_funds_has_an_interval_by_fht_alone(ask: Ask) -> None:
    """FHT covers about as often as it promises where spreads are narrow (studies/coverage.json), EDGE does not."""
    asked = {"series": "IWC", "against": "SPY", "window": TO_BASKET_END}
    assert ask("illiquidity_ratio", **asked, estimator="fht").interval is not None
    found = ask("illiquidity_ratio", **asked, estimator="edge")
    assert found.interval is None
    assert "stocks averaged" not in found.parameters


def test_losses_and_sharp_drops(ask: Ask) -> None:
    settings = {"series": "IWC", "against": "SPY", "window": TO_BASKET_END, "price": "total_return"}
    fund, market = returns("IWC", "SPY", "2014-01-02", "2024-03-08")
    worst = round(0.05 * fund.size, 9)
    losses = ask("shortfall_ratio", **settings, frequency="daily", risk="expected_shortfall_95")
    assert losses.value == pytest.approx(tail_mean(fund, worst) / tail_mean(market, worst))
    assert losses.interval is not None
    assert losses.interval.lower < losses.value < losses.interval.upper
    drops = ask("sharp_drop_ratio", **settings)
    assert drops.parameters["falls of IWC"] == int((fund <= -0.05).sum())
    assert drops.parameters["falls of SPY"] == int((market <= -0.05).sum())
    assert drops.second_interval is not None


def test_falls_of_single_stocks_by_plain_pandas(ask: Ask) -> None:
    """Each stock's own closes and dividends, without the project's code; the portfolio of them falls far less often."""
    counts = []
    for name in builtin_catalogue().stored(BASKET):
        table = pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True)
        table = table.loc["2014-01-02":"2024-03-08"]
        moves = (table.close / (table.close.shift(1) - table.dividend.fillna(0)) - 1).iloc[1:]
        counts.append(int((moves <= -0.05 + 1e-12).sum()))
    settings = {"window": TO_BASKET_END, "price": "total_return"}
    found = ask("sharp_drops_per_stock", series=BASKET, **settings)
    assert found.value == pytest.approx(sum(counts) / len(counts))
    assert (found.parameters["fewest falls of a stock"], found.parameters["most falls of a stock"]) == (
        min(counts),
        max(counts),
    )
    whole = ask("sharp_drop_ratio", series=BASKET, against="SPY", **settings)
    assert ask("sharp_drops_per_stock", series="SPY", **settings).value == whole.parameters["falls of SPY"]
    assert found.value > 10 * int(whole.parameters[f"falls of {BASKET}"])


@pytest.mark.parametrize("name", ["FDM", BASKET])
def test_a_series_that_has_ended_leaves_todays_readings(now: World, name: str) -> None:
    with pytest.raises(WindowError, match=r"^the observations of [\w-]+ end on 202\d-\d\d-\d\d, before 20"):
        evaluate("hedge_slope", Settings.model_validate({**PAIR, "series": name, "window": SINCE_2014}), now)


def test_at_publication_the_basket_is_read_to_its_end(ask: Ask) -> None:
    assert ask("hedge_slope", **{**PAIR, "series": BASKET}).end == date(2024, 3, 8)


def test_the_same_world_gives_the_same_intervals(then: World) -> None:
    settings = Settings.model_validate({**PAIR, "window": SINCE_2014})
    again = World(then.article, then.observed, then.latest, replications=200)
    assert evaluate("hedge_slope", settings, again) == evaluate("hedge_slope", settings, then)
