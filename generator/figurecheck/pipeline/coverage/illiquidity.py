"""Intervals of ratios of illiquidity, as something that can be tried on histories whose spreads are known."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from figurecheck.measures.liquidity import amihud, liquidity_ratio
from figurecheck.measures.ratio_of_means import robust_ratio_of_means
from figurecheck.measures.state_slopes import Limits
from figurecheck.pipeline.coverage import limits as of
from figurecheck.pipeline.coverage import spreads
from figurecheck.pipeline.coverage.designs import Floats
from figurecheck.pipeline.coverage.model import Interval
from figurecheck.pipeline.coverage.samples import Sample

_DAYS = ("ratio_of_means", "daily_illiquidity")
_TWO = (
    ("", "of a share that seldom trades and a fund", spreads.MIXED),
    ("-narrow", "as narrow as those of funds", spreads.NARROW),
)
_WHOLE = (
    ("", "as wide as those of shares that seldom trade", spreads.WIDE),
    ("-narrow", "as narrow as those of funds", spreads.NARROW),
)


def _both_ways(
    identifier: str,
    title: str,
    days: Callable[[Sample], tuple[Floats, Floats]],
    statistic: Callable[[Sample], float] | None = None,
    known: Mapping[str, float] | None = None,
) -> Iterator[Interval]:
    """The ratio of two means of days, by the influence of each day and by blocks of days."""
    truth = {} if known is None else known
    yield Interval(
        f"{identifier}-hac",
        f"{title}, robust",
        _DAYS,
        lambda s: robust_ratio_of_means(*days(s)),
        2000,
        statistic,
        truth,
    )
    yield Interval(
        f"{identifier}-blocks",
        f"{title}, blocks of days",
        _DAYS,
        lambda s: spreads.resampled_days(days(s), s),
        750,
        statistic,
        truth,
        resamples=299,
    )


def _mean_ratio(days: Callable[[Sample], tuple[Floats, Floats]]) -> Callable[[Sample], float]:
    return lambda s: spreads.ratio_of_means(days(s))


def _spreads(identifier: str, name: str, estimator: str) -> Iterator[Interval]:
    """Means of days: against what they tend to, and against the spreads that were put in, where bias is a miss."""
    for ending, where, two in _TWO:
        days = partial(spreads.days_of_spreads, estimator, two)
        title = f"Ratio of {name} spreads {where} against what it tends to"
        yield from _both_ways(f"{identifier}{ending}", title, days, _mean_ratio(days))
        if two is spreads.MIXED:
            title = f"Ratio of {name} spreads {where} against those that were put in"
            known = {"": spreads.true_ratio(two)}
            yield from _both_ways(f"{identifier}-put-in", title, days, known=known)


def _still() -> Iterator[Interval]:
    for ending, where, two in _TWO:
        yield from _both_ways(
            f"still-days{ending}",
            f"Ratio of shares of days without a move, at spreads {where}",
            partial(spreads.still_days, two),
            _mean_ratio(partial(spreads.still_days, two)),
        )


def _whole_bars(
    identifier: str,
    name: str,
    ratio: Callable[[spreads.Two, Sample], Limits],
    used: tuple[spreads.Two, ...] = (),
) -> Iterator[Interval]:
    """The ratio of two spreads that need whole bars; figures carry its interval for the spreads in ``used`` alone."""
    for ending, where, two in _WHOLE:
        modules, unused = (("liquidity",), "") if two in used else ((), " (not used)")
        yield Interval(
            f"{identifier}{ending}",
            f"Ratio of {name} spreads {where}, whole bars laid end to end{unused}",
            modules,
            partial(ratio, two),
            800,
            known={"": spreads.true_ratio(two)},
            resamples=199,
        )


ILLIQUIDITY = (
    *_both_ways("liquidity", "Ratio of Amihud's illiquidity", lambda s: s.illiquidity, of.amihud_ratio),
    Interval(
        "liquidity-chained",
        "Ratio of Amihud's illiquidity, whole bars laid end to end",
        ("liquidity",),
        lambda s: liquidity_ratio(*s.bars, amihud, s.seed, s.resamples),
        500,
        of.amihud_ratio,
        resamples=199,
    ),
    *_whole_bars("spread-edge", "EDGE", spreads.efficient_ratio),
    *_whole_bars("spread-fht", "FHT", spreads.still_ratio, used=(spreads.NARROW,)),
    *_spreads("spread-corwin-schultz", "Corwin and Schultz", "corwin_schultz"),
    *_spreads("spread-abdi-ranaldo", "Abdi and Ranaldo", "abdi_ranaldo"),
    *_still(),
)
