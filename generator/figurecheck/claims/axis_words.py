"""What each value of an axis means, in one sentence: for the guide's page and for people who choose between them."""

from enum import StrEnum

from figurecheck.claims.settings import Price
from figurecheck.claims.statistics import Estimator, Frequency, Method, Risk, Timing

VALUES: dict[StrEnum, str] = {
    Price.CLOSE: "the closing price, without dividends, as charts and newspapers show it",
    Price.TOTAL_RETURN: "the closing price with dividends reinvested, which is what an investor gains",
    Price.INTRADAY: "the highest and lowest price of the day, for windows between two extremes only",
    Frequency.DAILY: "every day on which both series have a price",
    Frequency.TWO_DAY: "returns over two days, which cover most hours that days of two markets do not share",
    Frequency.WEEKLY: "returns over weeks, which let go what is undone within days; a year has too few of them",
    Method.PEARSON: "the plain correlation of returns; the one that is meant when none is named",
    Method.SPEARMAN: "the correlation of ranks, so that a few extreme days do not rule it",
    Method.KENDALL: "the share of pairs of days that agree less those that do not; another count of ranks",
    Method.GARCH: "the correlation of returns that are divided by their volatility of the day",
    Timing.HINDSIGHT: "from the peak, which is known only later",
    Timing.EX_ANTE: "from the day on which the fall has crossed its threshold",
    Risk.VARIANCE: "all movement, up and down",
    Risk.SEMIVARIANCE: "movement below zero only",
    Risk.EXPECTED_SHORTFALL_95: "the mean of the worst twentieth of days",
    Risk.EXPECTED_SHORTFALL_99: "the mean of the worst hundredth of days; it needs a long window",
    Estimator.AMIHUD: "how far a dollar of turnover moves the price",
    Estimator.CORWIN_SCHULTZ: "the spread, from the highs and lows of two days",
    Estimator.ABDI_RANALDO: "the spread, from closes and the middle of each day's range",
    Estimator.ROLL: "the spread, from how far a return undoes the one before",
    Estimator.EDGE: "the spread, from open, high, low and close together",
    Estimator.ZERO_RETURNS: "the share of days on which the price does not move",
    Estimator.FHT: "the spread, from the share of days on which the price does not move and its volatility",
}


def meaning(kind: str, value: str) -> str:
    """The sentence on ``value`` of the axis whose values are of the type called ``kind``; "" where there is none."""
    return next((said for one, said in VALUES.items() if (type(one).__name__, one.value) == (kind, value)), "")
