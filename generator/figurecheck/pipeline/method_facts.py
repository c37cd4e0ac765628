"""What the method pages need from the code itself: values of parameters, the measures, the coverage study."""

from importlib import import_module
from inspect import Parameter, signature

from figurecheck.errors import RenderError
from figurecheck.measures.names import MEASURES
from figurecheck.pages.methods.facts import MeasureFact, MethodFacts
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pipeline.coverage.record import study_of


def method_facts(study: str | None) -> MethodFacts:
    """Every value that the method pages show, read from signatures and constants of measures/.

    ``study`` is the text of the coverage study, None before its first run; raises what ``study_of`` raises.
    """
    codes = {parameter.code for family in FAMILIES for parameter in family.parameters}
    measures = tuple(MeasureFact(one.name, one.topic, one.summary) for one in MEASURES.values())
    return MethodFacts(
        {code: default_of(code) for code in sorted(codes)}, measures, None if study is None else study_of(study)
    )


def default_of(code: str) -> object:
    """The value behind ``module.CONSTANT`` or ``module.function.parameter``; raises RenderError where there is none."""
    module, name, *parameter = code.split(".")
    try:
        found = getattr(import_module(f"figurecheck.measures.{module}"), name)
        if not parameter:
            return found
        value = signature(found).parameters[parameter[0]].default
    except (ImportError, AttributeError, KeyError) as problem:
        raise RenderError(
            f"asked for the value of {code}; measures/ has no such name; mend the method page"
        ) from problem
    if value is Parameter.empty:
        raise RenderError(f"asked for the value of {code}; the parameter has no default; name another on the page")
    return value
