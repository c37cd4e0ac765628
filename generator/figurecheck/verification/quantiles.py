"""Second route to the slope of a conditional quantile, by the iteration of a library."""

import statsmodels.api as sm

from figurecheck.claims.settings import Settings
from figurecheck.errors import MissingDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.pairs import returns


def quantile_slope(settings: Settings, data: Data) -> Figure:
    """Quantile regression of statsmodels; the value alone, for its iteration is too slow to resample."""
    if settings.tail is None:
        raise MissingDataError("the reading names no quantile")
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    units = pair.std(axis=0)
    y, x = (pair / units).T
    fitted = sm.QuantReg(y, sm.add_constant(x)).fit(q=settings.tail, max_iter=20_000, p_tol=1e-12)
    return Figure(float(fitted.params[1] * units[0] / units[1]))
