"""Formulas as MathML, made when the site is built, so that no script has to draw them."""

from functools import lru_cache

from latex2mathml.converter import convert
from markupsafe import Markup


@lru_cache(maxsize=512)
def mathml(latex: str, *, display: bool = False) -> Markup:
    """``latex`` as presentation MathML; a formula of its own with ``display``, else one inside a line."""
    made: str = convert(latex, display="block" if display else "inline")
    return Markup(made)  # noqa: S704 (made from a text of this package)
