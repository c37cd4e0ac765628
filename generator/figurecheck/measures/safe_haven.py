"""Hedge, diversifier or safe haven: the regressions of Baur-Lucey and Baur-McDermott with their classification."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, pair
from figurecheck.measures.garch_climb import highest
from figurecheck.measures.garch_likelihood import GarchLikelihood

BAUR_MCDERMOTT_TAILS = (0.10, 0.05, 0.01)
MINIMUM_TAIL_DAYS = 5
_BACKCAST_DAYS = 75
_BACKCAST_DECAY = 0.94


class Role(StrEnum):
    """What an asset is to another one, outside its lower tails (first four) or in one of them (last four)."""

    STRONG_HEDGE = "strong hedge"
    WEAK_HEDGE = "weak hedge"
    HEDGE_NOT_PROVEN = "hedge not proven"
    DIVERSIFIER = "diversifier"
    STRONG_SAFE_HAVEN = "strong safe haven"
    WEAK_SAFE_HAVEN = "weak safe haven"
    SAFE_HAVEN_NOT_PROVEN = "safe haven not proven"
    NOT_A_SAFE_HAVEN = "not a safe haven"


HEDGE_ROLES = (Role.STRONG_HEDGE, Role.WEAK_HEDGE, Role.HEDGE_NOT_PROVEN, Role.DIVERSIFIER)
SAFE_HAVEN_ROLES = (
    Role.STRONG_SAFE_HAVEN,
    Role.WEAK_SAFE_HAVEN,
    Role.SAFE_HAVEN_NOT_PROVEN,
    Role.NOT_A_SAFE_HAVEN,
)


@dataclass(frozen=True)
class Place:
    """Where an effect holds: outside every tail (no ``tail``), or where the source lies at or below ``threshold``.

    ``days`` counts the returns there.
    """

    tail: float | None
    threshold: float | None
    days: int


@dataclass(frozen=True)
class Effect:
    """A regression effect with its normal interval; judged as a hedge outside the tails, as a safe haven in a tail.

    ``effective_n`` is the number of days with normal errors that would leave it as uncertain, at most all of them.
    """

    place: Place
    value: float
    standard_error: float
    lower: float
    upper: float
    role: Role
    effective_n: float


@dataclass(frozen=True)
class SafeHavenRegression:
    """The fitted regression: ``average`` is c0, the effect outside every tail; ``tails`` those inside, widest first.

    ``increments`` and ``increment_errors`` are the coefficients themselves (c0, c1, ...), ``margin`` the bound
    below which an effect counts as nil, ``garch`` omega, alpha, beta in squared units of the asset's returns.
    """

    average: Effect
    tails: tuple[Effect, ...]
    increments: tuple[float, ...]
    increment_errors: tuple[float, ...]
    margin: float
    garch: tuple[float, float, float]
    log_likelihood: float
    level: float
    n: int


def classify(lower: float, upper: float, margin: float, roles: Sequence[Role]) -> Role:
    """Place an interval: wholly negative, nil within ``margin``, undecided, wholly positive.

    ``roles`` are the four names in that order. "Not significant, therefore a hedge" is the mistake that the
    equivalence margin avoids: an interval around zero shows a weak role only when it is also narrow.
    """
    if upper < 0:
        return roles[0]
    if lower > 0:
        return roles[3]
    return roles[1] if max(-lower, upper) <= margin else roles[2]


def safe_haven_regression(
    asset: ArrayLike,
    source: ArrayLike,
    tails: Sequence[float] = BAUR_MCDERMOTT_TAILS,
    level: float = 0.95,
    margin: float = 0.1,
) -> SafeHavenRegression:
    """Regress ``asset`` on ``source`` with an extra slope in each lower tail of ``source`` (returns, shape (n,)).

    asset_t = a + b_t source_t + e_t, b_t = c0 + c1 D1_t + c2 D2_t + ..., where Dj marks the days on which the
    source lies at or below its own quantile ``tails[j]`` over the sample, and e is GARCH(1,1); all parameters
    jointly by quasi-maximum likelihood with Bollerslev-Wooldridge errors. The effect inside a tail is the sum
    of all slopes that hold there, with its standard error by the delta method. The thresholds count as known.
    An effect is nil when its interval lies within ``margin`` times sd(asset) / sd(source).

    Source: Baur and Lucey (2010) with one tail, Baur and McDermott (2010) with 10, 5 and 1 %.
    Raises DegenerateInputError (NaN, constant, no convergence) and InsufficientDataError (under 250 days, or
    fewer than five in the narrowest tail).
    """
    y, x = pair(asset, source, "asset, source", minimum=250)
    thresholds = np.quantile(x, _ordered(tails))
    dummies = x[:, None] <= thresholds[None, :]
    _require_tail_days(dummies, tails)
    scale = float(y.std() / x.std())
    fitted = _fit(y / y.std(), np.column_stack([x[:, None], x[:, None] * dummies]) / x.std())
    slopes = fitted.theta[1:-3]
    covariance, independent = (matrix[1:-3, 1:-3] for matrix in (fitted.robust, fitted.normal))
    effects = _effects(
        _places(tails, thresholds, dummies),
        slopes * scale,
        (covariance * scale**2, independent * scale**2),
        (level, margin * scale, y.size),
    )
    omega, alpha, beta = (float(value) for value in fitted.theta[-3:])
    return SafeHavenRegression(
        average=effects[0],
        tails=effects[1:],
        increments=tuple(float(value) for value in slopes * scale),
        increment_errors=tuple(float(value) for value in np.sqrt(np.diag(covariance)) * scale),
        margin=margin * scale,
        garch=(omega * float(y.var()), alpha, beta),
        log_likelihood=fitted.log_likelihood - y.size * float(np.log(y.std())),
        level=level,
        n=y.size,
    )


def _ordered(tails: Sequence[float]) -> list[float]:
    """Return the tails; raise unless they are probabilities from wide to narrow."""
    shares = [float(tail) for tail in tails]
    if not shares or any(not 0 < share < 0.5 for share in shares) or shares != sorted(set(shares), reverse=True):
        raise DegenerateInputError(f"tails: found {shares}; give shares below 0.5 from wide to narrow")
    return shares


def _require_tail_days(dummies: np.ndarray, tails: Sequence[float]) -> None:
    """Raise InsufficientDataError when the narrowest tail holds too few days."""
    narrowest = int(dummies[:, -1].sum())
    if narrowest < MINIMUM_TAIL_DAYS:
        raise InsufficientDataError(
            f"safe haven regression: {narrowest} days in the {tails[-1]:.1%} tail, "
            f"{MINIMUM_TAIL_DAYS} are needed; take a longer window or wider tails"
        )


def _places(tails: Sequence[float], thresholds: Floats, dummies: np.ndarray) -> list[Place]:
    """List the days outside every tail first, then each tail with its threshold and its number of days."""
    counted = zip(tails, thresholds, dummies.sum(axis=0), strict=True)
    inside = [Place(float(tail), float(threshold), int(days)) for tail, threshold, days in counted]
    return [Place(None, None, int((~dummies[:, 0]).sum())), *inside]


@dataclass(frozen=True, eq=False)
class _Fitted:
    """All parameters at the top of the likelihood, their covariance, robust and under normal errors."""

    theta: Floats
    robust: Floats
    normal: Floats
    log_likelihood: float


def _fit(y: Floats, design: Floats) -> _Fitted:
    """Estimate mean and variance together; raise DegenerateInputError where it has no maximum."""
    whole = np.column_stack([np.ones(y.size), design])
    plain: Floats = np.linalg.lstsq(whole, y, rcond=None)[0].astype(np.float64)
    likelihood = GarchLikelihood(y, whole, _backcast(y - whole @ plain))
    theta = highest(likelihood, plain, float(np.mean((y - whole @ plain) ** 2)))
    try:
        return _Fitted(theta, *likelihood.covariance(theta), likelihood.value(theta))
    except np.linalg.LinAlgError as error:
        raise DegenerateInputError(f"safe haven regression: {error}; take another window") from error


def _backcast(residuals: Floats) -> float:
    """Variance before the first day: the first residuals of least squares, the first of them weighing most.

    The rule of the package arch, so that the optimum is the one that it would find.
    """
    count = min(_BACKCAST_DAYS, residuals.size)
    weights = _BACKCAST_DECAY ** np.arange(count)
    return float(weights @ residuals[:count] ** 2 / weights.sum())


def _effects(
    places: Sequence[Place], slopes: Floats, covariances: tuple[Floats, Floats], rule: tuple[float, float, int]
) -> tuple[Effect, ...]:
    """Sum the slopes cumulatively, one sum a place, and classify each; ``rule`` holds level, margin and number of days.

    The errors, and with them the effective number, are those of the whole regression.
    """
    level, margin, n = rule
    sums = np.tril(np.ones((slopes.size, slopes.size)))
    values = sums @ slopes
    errors, ideal = (np.sqrt(np.diag(sums @ covariance @ sums.T)) for covariance in covariances)
    shares = np.minimum(1.0, (ideal / errors) ** 2)
    reach = float(norm.ppf((1 + level) / 2)) * errors
    effects = []
    rows = zip(places, values, errors, values - reach, values + reach, shares, strict=True)
    for place, value, error, lower, upper, share in rows:
        roles = HEDGE_ROLES if place.tail is None else SAFE_HAVEN_ROLES
        role = classify(float(lower), float(upper), margin, roles)
        effects.append(Effect(place, float(value), float(error), float(lower), float(upper), role, float(share) * n))
    return tuple(effects)
