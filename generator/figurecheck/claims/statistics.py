"""The axes of statistical claims: frequency, method, regime, episodes, tails, each with the values that are allowed."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Base of every block of an article: unknown fields are errors, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class Frequency(StrEnum):
    """Over how long each return runs."""

    DAILY = "daily"
    TWO_DAY = "two_day"
    WEEKLY = "weekly"


class Method(StrEnum):
    """Which correlation is meant; ``garch`` is Pearson's on residuals standardised by a GARCH(1,1)."""

    PEARSON = "pearson"
    SPEARMAN = "spearman"
    KENDALL = "kendall"
    GARCH = "garch"


Share = Annotated[float, Field(gt=0, lt=1)]


class LevelRegime(Strict):
    """Days before which a series such as VIXCLS stood above its expanding percentile of all days since its start."""

    rule: Literal["level"]
    series: str
    percentile: Share


class VolatilityRegime(Strict):
    """Days before which the volatility of the last ``window`` returns stood above its expanding percentile."""

    rule: Literal["volatility"]
    series: str
    window: int = Field(ge=10, le=250)
    percentile: Share


class DrawdownRegime(Strict):
    """Days before which a series stood more than ``depth`` below its highest close so far."""

    rule: Literal["drawdown"]
    series: str
    depth: Share


class SinceRegime(Strict):
    """Days from ``day`` on, a break that is named beforehand."""

    rule: Literal["since"]
    day: date


Regime = Annotated[LevelRegime | VolatilityRegime | DrawdownRegime | SinceRegime, Field(discriminator="rule")]


RegimeRule = Literal["level", "volatility", "drawdown", "since"]
"""The rules of regimes by name."""


class FilteredEpisodes(Strict):
    """Corrections by the filter of Lunde and Timmermann: a fall of ``fall``, ended by a rise of ``rise``."""

    rule: Literal["filter"]
    rise: Share
    fall: Share


class ScaledEpisodes(Strict):
    """The same filter with thresholds of ``deviations`` daily standard deviations of the past year."""

    rule: Literal["volatility_scaled"]
    deviations: float = Field(gt=0, le=100)


Episodes = Annotated[FilteredEpisodes | ScaledEpisodes, Field(discriminator="rule")]


EpisodesRule = Literal["filter", "volatility_scaled"]
"""The rules of episodes by name."""


class Timing(StrEnum):
    """From which day an episode is counted: its peak, known only later, or the day the fall crossed its threshold."""

    HINDSIGHT = "hindsight"
    EX_ANTE = "ex_ante"


class Risk(StrEnum):
    """Which risk a hedge is to take away."""

    VARIANCE = "variance"
    SEMIVARIANCE = "semivariance"
    EXPECTED_SHORTFALL_95 = "expected_shortfall_95"
    EXPECTED_SHORTFALL_99 = "expected_shortfall_99"


class Estimator(StrEnum):
    """How illiquidity is measured from daily bars."""

    AMIHUD = "amihud"
    CORWIN_SCHULTZ = "corwin_schultz"
    ABDI_RANALDO = "abdi_ranaldo"
    ROLL = "roll"
    EDGE = "edge"
    ZERO_RETURNS = "zero_returns"
    FHT = "fht"
