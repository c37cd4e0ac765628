"""Quantiles and chances as scipy.stats gives them."""

import pytest
from scipy.stats import norm, t

from figurecheck.verdicts.laws import outside, quantile


@pytest.mark.parametrize("share", [0.025, 0.5, 0.9, 0.975, 0.9999])
@pytest.mark.parametrize("degrees", [None, 1, 3.5, 250])
def test_quantiles(share: float, degrees: float | None) -> None:
    law = norm if degrees is None else t(degrees)
    assert quantile(share, degrees) == pytest.approx(law.ppf(share), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("distance", [0.0, 0.4, 1.96, 9.0, 30.0])
@pytest.mark.parametrize("degrees", [None, 1, 3.5, 250])
def test_chances_far_outside_too(distance: float, degrees: float | None) -> None:
    law = norm if degrees is None else t(degrees)
    assert outside(distance, degrees) == pytest.approx(2.0 * law.sf(distance), rel=1e-9, abs=0.0)
