"""What a pair of normal returns would show where two assets fall together: the benchmark beside tail dependence."""

from figurecheck.pages import words
from figurecheck.verdicts.outcome import Measurement

MEASURE = "tail_dependence"


def gaussian_benchmark(measured: Measurement) -> str:
    """The sentence beside a figure of joint falls; "" for any other figure.

    Chi is set against that of a Gaussian pair of the same correlation, chi-bar likewise (Coles, Heffernan and Tawn
    1999), with its estimate by Hill and the standard error (Poon, Rockinger and Tawn 2004).
    """
    if measured.measure != MEASURE:
        return ""
    told = {name: value for name, value in measured.parameters.items() if not isinstance(value, str)}
    days, expected = told["days on which both are beyond"], told["such days of a Gaussian pair"]
    chi, bar = told["chi of a Gaussian pair"], told["chi-bar"]
    normal, hill, error = (
        _short(told[name]) for name in ("chi-bar of a Gaussian pair", "chi-bar by Hill", "its standard error")
    )
    return (
        f"A pair of normal returns with the same rank correlation would have {words.plain(round(expected))} such days "
        f"in place of {words.plain(round(days))}, and {_short(chi)} here. How fast the link fades further out, from "
        f"{words.plain(-1.0)} to 1 (chi-bar): {_short(bar)}, {normal} for the normal pair; by Hill's estimator {hill} "
        f"(standard error {error})."
    )


def _short(value: float) -> str:
    return words.signed(f"{value:.2f}")
