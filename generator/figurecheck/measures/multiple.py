"""Many tests at once: p-values adjusted for the family (Holm 1979) or for the rate (Benjamini and Hochberg 1995)."""

from dataclasses import dataclass
from typing import Literal

import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import observations, probability

Method = Literal["holm", "benjamini_hochberg"]

_STATSMODELS: dict[Method, str] = {"holm": "holm", "benjamini_hochberg": "fdr_bh"}


@dataclass(frozen=True)
class Adjusted:
    """Adjusted p-values and rejections, in the order in which the p-values came."""

    p_values: tuple[float, ...]
    rejected: tuple[bool, ...]
    method: Method
    level: float


def adjust(p_values: npt.ArrayLike, method: Method = "holm", level: float = 0.05) -> Adjusted:
    """Adjust ``p_values``, shape (tests,), at least one, each in [0, 1].

    "holm" bounds the chance of a single false rejection under any dependence; "benjamini_hochberg" the expected
    share of false ones among the rejections, for independent or positively dependent tests. Raises
    DegenerateInputError for NaN and for values outside [0, 1].
    """
    values = observations(p_values, "p-values")
    if values.min() < 0.0 or values.max() > 1.0:
        raise DegenerateInputError(f"p-values: found {values.min():g} to {values.max():g}; they lie in [0, 1]")
    from statsmodels.stats.multitest import multipletests

    rejected, adjusted, *_ = multipletests(values, alpha=probability(level, "level"), method=_STATSMODELS[method])
    return Adjusted(tuple(map(float, adjusted)), tuple(map(bool, rejected)), method, level)
