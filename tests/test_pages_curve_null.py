"""The null of a curve in words: counts as they are, nothing said where no part has one."""

from dataclasses import replace

import pytest

from figurecheck.claims.model import ClaimKind
from figurecheck.pages.curve_null import null_section
from figurecheck.verdicts.outcome import AsOf, SpecificationNull
from small_site import coin_part, outcome

NULL = SpecificationNull(20, 499, 0.25, 3, 7, 12, larger=True, p_value=0.008, shifted="COIN", nearest=0.05, seed=7)


def test_a_claim_without_correlations_has_no_section() -> None:
    found = null_section(*(outcome("coin", as_of, (coin_part(),)) for as_of in AsOf), ClaimKind.STRENGTH)
    assert (found.rows, found.sentences) == ((), ())


@pytest.mark.parametrize(
    ("null", "said"),
    [
        (NULL, "a median as large (+25.0 %) would appear in 3 of 499 shifts, one with 7 readings that meet"),
        (replace(NULL, holding=0, as_many=499), "in 3 of 499 shifts. No reading meets the mark by its value alone."),
        (replace(NULL, larger=False, median=-0.1), "a median as low (\N{MINUS SIGN}10.0 %)"),
    ],
)
def test_a_sentence_gives_the_counts(null: SpecificationNull, said: str) -> None:
    outcomes = (outcome("coin", as_of, (replace(coin_part(), null=null),)) for as_of in AsOf)
    found = null_section(*outcomes, ClaimKind.STRENGTH)
    (sentence,) = found.sentences
    assert said.replace("7 readings", "seven readings") in sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert found.shifted == "COIN"
    assert found.settings.replace("\N{NO-BREAK SPACE}", " ") == (
        "499 times, by 5 % to 95 % of its length, drawn at random from the seed 7"
    )
    assert [row.when for row in found.rows] == ["at publication", "today"]
    assert found.rows[0].as_large == "3 of 499"


def test_a_strength_claim_of_ratios_says_why_it_has_no_null() -> None:
    part = coin_part()
    assert part.primary.measurement is not None
    ratio = replace(part, primary=replace(part.primary, measurement=replace(part.primary.measurement, unit="ratio")))
    told = [outcome("coin", as_of, (ratio,)) for as_of in AsOf]
    assert "moving one of them in time" in null_section(told[0], told[1], ClaimKind.STRENGTH).missing
    assert null_section(told[0], told[1], ClaimKind.FIGURE).missing == ""
