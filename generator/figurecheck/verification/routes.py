"""The table of second routes: for each measure its function and its tolerance."""

from collections.abc import Callable
from dataclasses import dataclass

from figurecheck.claims.settings import Settings
from figurecheck.verification import policy, returns
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Tolerance


@dataclass(frozen=True)
class Route:
    """The second way to the figure of one measure."""

    compute: Callable[[Settings, Data], Figure]
    tolerance: Tolerance


EXACT = Tolerance("Exact arithmetic on stored prices; published figures have ten significant digits.")
COUNTED = Tolerance("A count of days.", value=0.0)

ROUTES: dict[str, Route] = {
    "window_return": Route(returns.window_return, EXACT),
    "level_change": Route(policy.level_change, EXACT),
    "rises": Route(policy.rises, COUNTED),
    "cuts": Route(policy.cuts, COUNTED),
    "unscheduled_cuts": Route(policy.unscheduled_cuts, COUNTED),
}
