"""The words beneath a specification curve, worked out by hand."""

from figurecheck.pages.specification_curves import specification_curve
from figurecheck.verdicts.rule import judge_part
from small_site import BAND, measurement, prices, reading, series


def described(*ends: float) -> str:
    """The description of a part whose readings end at ``ends``, from 1 on, against a band of 250 % to 350 %."""
    first, *others = (measurement("COIN", 1.0, end, BAND, title="Coin", proxy=False) for end in ends)
    named = tuple(reading(each, f"window {at}") for at, each in enumerate(others))
    part = judge_part("one", "Coin", reading(first, "year", primary=True), named)
    (picture,) = specification_curve("coin", part, {"COIN": (series("COIN"), prices(1.0, 2.0))})
    return picture.description.replace("\N{NO-BREAK SPACE}", " ")


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    """By hand: +10 %, +20 %, +60 %, +90 %: 40 %."""
    assert "from +10.0 % to +90.0 %; their median is +40.0 %." in described(1.6, 1.1, 1.9, 1.2)


def test_readings_that_hold_are_counted_in_words() -> None:
    assert "None of them holds, the primary one counted." in described(1.6, 1.1, 1.9)
    assert "One of them holds, the primary one counted." in described(1.6, 4.0, 1.9)
    assert "Two of them hold, the primary one counted." in described(4.1, 4.0, 1.9)
