"""The table of measures that an article may name; a package without dependencies, so that claims can read it."""

from figurecheck.measures.names.links import LINKS
from figurecheck.measures.names.model import (
    CORRELATION,
    COUNT,
    FRACTION,
    P_VALUE,
    RATIO,
    SHARE,
    MeasureName,
)
from figurecheck.measures.names.moves import MOVES
from figurecheck.measures.names.risks import RISKS

__all__ = ["CORRELATION", "COUNT", "FRACTION", "MEASURES", "P_VALUE", "RATIO", "SHARE", "MeasureName"]

MEASURES: dict[str, MeasureName] = {measure.name: measure for measure in (*MOVES, *LINKS, *RISKS)}
