"""What the pipeline hands to the method pages, which may not look into measures themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from figurecheck.pages.methods.coverage import CoverageStudy


@dataclass(frozen=True)
class MeasureFact:
    """A measure that an article may name: the file of measures/ that holds it, and what it is."""

    name: str
    module: str
    summary: str


@dataclass(frozen=True)
class MethodFacts:
    """Values of parameters by their code (see ``model.Parameter``), the measures, the coverage study if any."""

    defaults: Mapping[str, object]
    measures: tuple[MeasureFact, ...]
    coverage: CoverageStudy | None
