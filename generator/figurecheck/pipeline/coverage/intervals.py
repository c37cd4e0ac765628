"""Every kind of interval that a claim may carry, in the order of the study."""

from figurecheck.pipeline.coverage.illiquidity import ILLIQUIDITY
from figurecheck.pipeline.coverage.links import LINKS
from figurecheck.pipeline.coverage.risks import RISKS

INTERVALS = (*LINKS, *RISKS, *ILLIQUIDITY)
