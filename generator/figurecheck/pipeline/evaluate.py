"""From the settings of a reading to its figure: finds the evaluator of a measure by its topic and calls it."""

from importlib import import_module

from figurecheck.claims.settings import Settings
from figurecheck.measures.names import MEASURES
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.iterated import told


def evaluate(measure: str, settings: Settings, world: World) -> Evaluated:
    """The figure of ``measure`` under ``settings``.

    The evaluator lies in the file of ``evaluators/`` that is named like the measure's topic, and is imported only when
    it is needed. What a likelihood gave is rounded to the digits that hold on every machine. Raises MeasureError or
    MissingDataError where the figure cannot be had.
    """
    topic = import_module(f"figurecheck.pipeline.evaluators.{MEASURES[measure].topic}")
    found: Evaluated = topic.EVALUATORS[measure](settings, world)
    return told(measure, settings, found)
