"""Which words two routes allow: intervals made by hand, and errors of limits against many draws."""

import numpy as np
import pytest

from figurecheck.verification.figures import Published, compare_words
from figurecheck.verification.resampling import middle
from figurecheck.verification.role_words import HAVENS, HEDGES, agreed, allowed, drawn_errors, span, told, word

MARGIN = 0.02


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        ((-0.2, -0.1), 0),
        ((-0.02, 0.02), 1),
        ((-0.02, 0.021), 2),
        ((0.0, 0.3), 2),
        ((0.001, 0.3), 3),
    ],
)
def test_a_word_is_where_the_interval_lies(limits: tuple[float, float], name: int) -> None:
    assert (word(limits, MARGIN, HEDGES), word(limits, MARGIN, HAVENS)) == (HEDGES[name], HAVENS[name])


def test_the_published_word_follows_from_both_intervals_and_the_errors() -> None:
    clear = span((0.01, 0.09), (0.001, 0.001), 2.0)
    assert agreed(clear, (0.02, 0.08), MARGIN, HEDGES) == ("diversifier", False)
    assert agreed(clear, (-0.01, 0.08), MARGIN, HEDGES) == ("hedge not proven", True)
    assert agreed(span((0.001, 0.09), (0.001, 0.001), 2.0), (0.02, 0.08), MARGIN, HEDGES) == ("hedge not proven", True)
    assert agreed(span((0.001, 0.09), (0.0, 0.0), 2.0), None, MARGIN, HEDGES) == ("diversifier", False)


def test_a_second_route_that_cannot_tell_allows_both_words() -> None:
    near = span((0.001, 0.09), (0.001, 0.001), 4.0)
    assert allowed(near, (0.02, 0.08), MARGIN, HEDGES) == {("diversifier", False), ("hedge not proven", True)}
    clear = span((0.01, 0.09), (0.001, 0.001), 4.0)
    assert allowed(clear, (0.02, 0.08), MARGIN, HEDGES) == {("diversifier", False)}
    assert allowed(clear, (-0.01, 0.08), MARGIN, HEDGES) == {("hedge not proven", True)}
    straddling = span((-0.05, 0.09), (0.001, 0.001), 4.0)
    assert allowed(straddling, (-0.04, 0.08), MARGIN, HEDGES) == {("hedge not proven", False)}


def test_the_errors_of_limits_are_their_spread() -> None:
    random = np.random.default_rng(3)
    samples = [random.standard_normal(999) for _ in range(200)]
    spread = np.std([middle(each) for each in samples], axis=0, ddof=1)
    assert np.mean([drawn_errors(each) for each in samples], axis=0) == pytest.approx(spread, rel=0.2)


def test_a_word_that_is_not_allowed_says_both() -> None:
    published = Published("corrections", "role", "today", None)
    assert compare_words(published, "weak hedge", told({("weak hedge", False)})).agrees
    differs = compare_words(published, "weak hedge", told({("diversifier", False), ("hedge not proven", True)}))
    assert not differs.agrees
    assert differs.reason == "published: weak hedge; second route: diversifier or hedge not proven, fragile"
