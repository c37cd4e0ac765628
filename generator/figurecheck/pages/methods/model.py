"""What a method page is made of: formulas, symbols, parameters, references, and the family that holds them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A work of the literature; ``source`` is the journal with volume and pages, or the publisher."""

    authors: str
    year: int
    title: str
    source: str


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX and what it says in words."""

    latex: str
    words: str


@dataclass(frozen=True)
class Symbol:
    """A sign of the formulas in LaTeX and what it stands for."""

    latex: str
    meaning: str


@dataclass(frozen=True)
class Parameter:
    """A number or rule that the code uses.

    ``code`` says where its value is read: ``module.function.parameter`` for the default of a signature,
    ``module.CONSTANT`` for a constant, both inside measures/. The value itself is never written here.
    """

    code: str
    meaning: str


@dataclass(frozen=True)
class Family:
    """One method page.

    ``modules`` are the files of measures/ that it documents; a claim uses the family when it names one of their
    measures or reads one of ``axes``, and every testable claim does when ``everywhere`` is set. ``printed`` are the
    parameters that a claim page prints.
    """

    id: str
    title: str
    lead: str
    modules: tuple[str, ...]
    computed: tuple[str, ...]
    formulas: tuple[Formula, ...]
    symbols: tuple[Symbol, ...]
    parameters: tuple[Parameter, ...]
    assumptions: tuple[str, ...]
    breaks: tuple[str, ...]
    references: tuple[Reference, ...]
    printed: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    everywhere: bool = False
