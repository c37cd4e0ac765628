"""The normal law and Student's, from scipy.special: importing scipy.stats for them would take half a second."""


def quantile(share: float, degrees: float | None = None) -> float:
    """The number below which ``share`` of the law lies; normal without ``degrees`` of freedom."""
    from scipy.special import ndtri, stdtrit

    return float(ndtri(share)) if degrees is None else float(stdtrit(float(degrees), share))


def outside(distance: float, degrees: float | None = None) -> float:
    """The chance of a number at least ``distance`` away from 0, on either side."""
    from scipy.special import ndtr, stdtr

    return 2.0 * (float(ndtr(-distance)) if degrees is None else float(stdtr(float(degrees), -distance)))
