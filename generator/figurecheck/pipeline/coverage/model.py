"""What an interval of the study is: how its limits are computed, and what they should cover."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from figurecheck.measures.state_slopes import Limits
from figurecheck.pipeline.coverage.designs import Floats, pair_correlations
from figurecheck.pipeline.coverage.samples import RHO, Sample


@dataclass(frozen=True)
class Ends:
    """Two ends, for results that call theirs otherwise."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Interval:
    """One kind of interval.

    ``modules`` are the files of measures/ that make it; without any it is shown for comparison only. The truth is
    ``known`` by the id of a world, or for all worlds under the empty id; where it is not, it is the mean ``statistic``
    of long histories: ``long`` says how many and of how many days each. ``simulations`` is what a full run takes,
    ``resamples`` what each interval draws, ``correlations`` the matrix of the shocks.
    """

    id: str
    title: str
    modules: tuple[str, ...]
    limits: Callable[[Sample], Limits]
    simulations: int
    statistic: Callable[[Sample], float] | None = None
    known: Mapping[str, float] = field(default_factory=dict)
    resamples: int = 0
    correlations: Floats = field(default_factory=lambda: pair_correlations(RHO))
    long: tuple[int, int] = (20, 25_000)

    def truth(self, design: str) -> float | None:
        """What the interval should cover in a world, where that is known without simulation."""
        return self.known.get(design, self.known.get(""))
