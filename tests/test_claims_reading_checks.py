"""Readings that cannot be, are none, or are too few: each problem with its file and line."""

from pathlib import Path

import pytest

from article_text import changed, line_of, problems_of

OTHERS = "claims[0].parts[0].alternatives"
SHIFT = """\
          shift:
            - {value: {start: -1, end: -1}, why: Another time zone.}
          price:
            - {value: total_return"""
LEFT = "          - {rules: [low_to_high, from_event], shifted: true, why: Days of their own.}\n"
RULE = "          - {rules: [calendar_year, from_event], price: intraday"


def shifted(left_out: str = LEFT, base: str = "{start: 0, end: 0}") -> str:
    text = changed("          price:\n            - {value: total_return", SHIFT)
    text = text.replace("          price: close\n", f"          shift: {base}\n          price: close\n", 1)
    return text.replace(RULE, left_out + RULE)


def test_a_moved_calendar_year_is_a_reading(tmp_path: Path) -> None:
    assert problems_of(tmp_path, shifted()) == []


def test_a_window_of_extremes_cannot_be_moved(tmp_path: Path) -> None:
    text = shifted(left_out="")
    (error,) = problems_of(tmp_path, text)
    assert (error.field, error.line) == (OTHERS, line_of(text, "        alternatives:"))
    assert error.found == "the window low_to_high moved by -1 and -1"
    assert "shifted: true" in error.allowed


def test_a_shift_of_more_than_a_month_of_sessions_is_refused(tmp_path: Path) -> None:
    text = shifted().replace("{start: -1, end: -1}", "{start: -21, end: -1}")
    error = problems_of(tmp_path, text)[0]
    assert (error.field, error.line) == (f"{OTHERS}.shift[0].value.start", line_of(text, "start: -21"))
    assert error.found == "-21"


def test_the_same_shift_twice(tmp_path: Path) -> None:
    text = shifted(base="{start: -1, end: -1}")
    error = next(error for error in problems_of(tmp_path, text) if "shift" in error.field)
    assert (error.field, error.line) == (f"{OTHERS}.shift[0]", line_of(text, "why: Another time zone"))
    assert error.found.endswith("a second time")


def test_a_shift_for_a_measure_that_does_not_use_it(tmp_path: Path) -> None:
    text = changed("          why: The upper end", "          shift: {start: 0, end: 0}\n          why: The upper end")
    (error,) = problems_of(tmp_path, text)
    assert (error.field, error.line) == ("claims[1].parts[0].primary.shift", line_of(text, "shift:"))
    assert error.found == "the field 'shift'"


@pytest.mark.parametrize(("value", "rule"), [("total_return", "price: total_return"), ("intraday", "price: intraday")])
def test_a_value_of_an_axis_that_yields_no_reading(tmp_path: Path, value: str, rule: str) -> None:
    text = changed(RULE, f"          - {{{rule}, why: All of them.}}\n{RULE}")
    error = next(error for error in problems_of(tmp_path, text) if error.field.startswith(f"{OTHERS}.price"))
    assert error.line == line_of(text, f"value: {value}")
    assert error.found == f"the price {value}, which yields no reading"
    assert error.file == str(tmp_path / "small.yml")


def test_proxies_that_yield_no_reading(tmp_path: Path) -> None:
    text = changed("      - {id: IWM, role: admitted, why: The right size.}\n", "")
    error = problems_of(tmp_path, text)[0]
    assert (error.field, error.line) == (f"{OTHERS}.proxies", line_of(text, "proxies: true"))
    assert error.found == "true, which yields no reading"


@pytest.mark.parametrize(("kind", "least"), [("strength", 12), ("hedge", 12), ("policy", 1)])
def test_a_claim_has_at_least_so_many_readings(tmp_path: Path, kind: str, least: int) -> None:
    text = changed("    kind: policy\n", f"    kind: {kind}\n")
    found = problems_of(tmp_path, text)
    if least == 1:
        assert found == []
        return
    (error,) = found
    assert (error.field, error.line) == ("claims[1].parts", line_of(text, "      - id: count") - 1)
    assert error.found == "1 other reading of the claim 'cuts', the primary not counted"
    assert error.allowed.startswith(f"{least} to 40 for the kind {kind}; under alternatives add values")
