"""Bad article files: every one is a clear error with file, line, field, what was found and what is allowed."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed, line_of, problems_of, written
from figurecheck.claims.loading import load_article
from figurecheck.errors import ArticleError
from figurecheck.series.catalogue import builtin_catalogue

WINDOW = "{rule: calendar_year, year: 2024}"
PRIMARY = "claims[0].parts[0].primary"
OTHERS = "claims[0].parts[0].alternatives"

# (passage, replacement, marker of the line, field, found, allowed); the last two are parts of the message
CASES = {
    "unknown field": ("sections:", "extra: 1\nsections:", "extra: 1", "extra", "'extra'", "only schema, article"),
    "missing field": ("  publisher: A publisher\n", "", "article:", "article.publisher", "nothing",
     "which must be there"),
    "wrong schema": ("figurecheck.article/1", "figurecheck.article/9", "article/9", "schema", "article/9", "article/1"),
    "slug of another file": ("slug: small", "slug: other", "slug: other", "article.slug", "'other'", "'small'"),
    "no time zone": ("02:29:00-04:00", "02:29:00", "02:29:00", "article.published", "02:29:00", "its offset from UTC"),
    "claim id twice": ("id: cuts", "id: rally", None, "claims[1].id", "'rally' a second time", "every id once"),
    "malformed id": ("id: cuts", "id: Cuts!", "Cuts!", "claims[1].id", "'Cuts!'", "small letters"),
    "unknown kind": ("kind: policy", "kind: opinion", "opinion", "claims[1].kind", "'opinion'",
     "one of figure, direction"),
    "unknown section": (
        "section: only\n    kind: policy", "section: onyl\n    kind: policy",
        "onyl", "claims[1].section", "unknown section 'onyl'", "did you mean only?",
    ),
    "unknown series": ("series: PSCT", "series: PSTC", "PSTC", f"{PRIMARY}.series", "unknown series 'PSTC'", "PSCT"),
    "series that cannot be had": (
        "series: PSCT", "series: ^RUT", "^RUT", f"{PRIMARY}.series", "unknown series '^RUT'", "cannot be had",
    ),
    "unknown alternative series": (
        "value: DFEDTARL", "value: DFEDTRL", "DFEDTRL",
        "claims[1].parts[0].alternatives.series[0].value", "unknown series 'DFEDTRL'", "DFEDTARL",
    ),
    "unknown proxy series": ("id: IWM,", "id: IWN,", "IWN", "proxies[0].series[1].id", "unknown series 'IWN'", "IWM"),
    "unknown measure": (
        "measure: window_return", "measure: window_retrun", "retrun",
        "claims[0].parts[0].measure", "unknown measure 'window_retrun'", "did you mean window_return?",
    ),
    "unknown event": (
        "event: first-cut,", "event: frist-cut,", "frist-cut",
        f"{OTHERS}.window[1].value.event", "unknown event 'frist-cut'", "did you mean first-cut?",
    ),
    "unknown proxy": (
        "stands_for: small-tech", "stands_for: small-tehc", "tehc",
        "claims[0].parts[0].stands_for", "unknown proxy 'small-tehc'", "did you mean small-tech?",
    ),
    "unknown window rule": (WINDOW, "{rule: decade}", "decade", f"{PRIMARY}.window.rule", "decade", "calendar_year"),
    "end before start": (
        "from: 2023-12-31, to: 2024-12-31", "from: 2024-12-31, to: 2024-01-02", "to: 2024-01-02",
        "claims[1].parts[0].primary.window.to", "2024-01-02", "an end after the start 2024-12-31",
    ),
    "end before an event": (
        "event: first-cut, to: publication", "event: first-cut, to: 2024-06-30", "2024-06-30",
        f"{OTHERS}.window[1].value.to", "an end on 2024-06-30", "a day after 2024-09-17",
    ),
    "start after publication": (
        "from: 2023-12-31, to: 2024-12-31", "from: 2025-11-01, to: publication", "2025-11-01",
        "claims[1].parts[0].primary.window.to", "an end on 2025-10-02", "a day after 2025-11-01",
    ),
    "figure that is no number": (
        '"25%"', '"a quarter"', "a quarter\"", "claims[0].stated", "'a quarter'", "a number such as '300%'",
    ),
    "figure of zero": ('"25%"', '"0%"', '"0%"', "claims[0].stated", "'0%'", "a number above zero"),
    "figure that is not text": ('stated: "25%"', "stated: 25", "stated: 25", "claims[0].stated", "25",
     "text; put it in quotes"),
    "threshold without a reason": (
        "{at_least: 1, why: One is enough.}", "{at_least: 1}", "at_least: 1",
        "claims[1].parts[0].target", "a threshold without a reason", "'why', with the reason",
    ),
    "threshold that is no number": (
        "at_least: 1,", "at_least: many,", "many", "claims[1].parts[0].target.at_least", "'many'",
         "a number, without quotes",
    ),
    "infinite threshold": (
        "at_least: 1,", "at_least: .inf,", ".inf", "claims[1].parts[0].target.at_least", "inf", "finite number",
    ),
    "contradicting thresholds": (
        "at_least: 1,", "at_least: 1, at_most: 0,", "at_most: 0",
        "claims[1].parts[0].target", "'at_most': 0", "do not contradict",
    ),
    "stated figure of a policy claim": (
        "target: {at_least: 1, why: One is enough.}", "target:  {stated: rise}", "target:  {",
        "claims[1].parts[0].target", "'stated' in a claim of kind policy", "is for the kind figure",
    ),
    "untestable without needs": (
        "    needs: [Data that nobody has]\n", "", "id: cause", "claims[2]", "without 'needs'", "which data",
    ),
    "long paraphrase": (
        "The rate was lowered.", "x" * 240, "xxx", "claims[1].paraphrase", "xxx", "at most 239 characters, not 240",
    ),
    "alternatives on an unused axis": (
        "            - {value: DFEDTARL, why: The lower end of the range.}\n",
        "            - {value: DFEDTARL, why: The lower end of the range.}\n"
        "          price:\n            - {value: close, why: Why not.}\n",
        None, "claims[1].parts[0].alternatives.price", "does not use", "primary reading",
    ),
    "setting the measure does not know": (
        "          why: The upper end of the range.",
        "          price: close\n          why: The upper end of the range.",
        None, "claims[1].parts[0].primary.price", "the field 'price'", "series, window for the measure cuts",
    ),
    "setting the measure needs": (
        f"          window: {WINDOW}\n", "", "primary:", PRIMARY, "no 'window'", "series, window for the measure",
    ),
    "value of an axis twice": (
        "value: DFEDTARL", "value: DFEDTARU", "- {value: DFEDTARU",
        "claims[1].parts[0].alternatives.series[0]", "the series DFEDTARU a second time", "once",
    ),
    "no other reading": (
        "        alternatives:\n          series:\n            - {value: DFEDTARL, why: The lower end of the range.}\n",
        "",
        None, "claims[1].parts", "0 other readings of the claim 'cuts'", "1 to 40 for the kind policy",
    ),
    "left out for nothing": (
        "rules: [calendar_year, from_event]", "rules: [closes]", "rules: [closes]",
        "claims[0].parts[0].left_out[0]", "leaves nothing out", "some combination",
    ),
    "primary left out": (
        "price: intraday, why: Fixed", "price: close, why: Fixed", "why: Fixed",
        "claims[0].parts[0].left_out[0]", "leaves out the primary reading", "other combinations",
    ),
    "intraday with fixed ends": (
        "        left_out:\n          - {rules: [calendar_year, from_event], price: intraday, why: Fixed ends.}\n", "",
        None, OTHERS, "intraday prices with the window calendar_year", "leave the others out",
    ),
    "proxies of nothing": (
        "        stands_for: small-tech\n        measure: window_return\n        target: {stated: rise}\n"
        "        primary:\n          series: PSCT",
        "        measure: window_return\n        target: {stated: rise}\n        primary:\n          series: BTC-USD",
        None, f"{OTHERS}.proxies", "true without 'stands_for'", "the proxy that the part stands for",
    ),
    "measure of another kind of series": (
        "series: DFEDTARU", "series: BTC-USD", None,
        "claims[1].parts[0].primary", "BTC-USD, a series of kind price", "level for the measure cuts",
    ),
    "undeclared proxy": (
        "        stands_for: small-tech\n", "", None, "claims[0].parts[0]", "PSCT without 'stands_for'", "small-tech",
    ),
    "context series as a stand-in": (
        "series: PSCT", "series: QQQ", "stands_for", "claims[0].parts[0].stands_for", "for QQQ", "PSCT, IWM",
    ),
    "two primary proxies": (
        "role: admitted", "role: primary", None, "proxies[0].series", "2 series with the role primary", "exactly one",
    ),
}  # fmt: skip


def test_the_small_article_is_right(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ARTICLE) == []
    assert load_article(written(tmp_path, ARTICLE), builtin_catalogue()).article.slug == "small"


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_says_where_and_what(tmp_path: Path, name: str) -> None:
    old, new, marker, field, found, allowed = CASES[name]
    text = changed(old, new)
    error = next(error for error in problems_of(tmp_path, text) if error.field == field)
    assert error.file == str(tmp_path / "small.yml")
    assert found in error.found
    assert allowed in error.allowed
    if marker is not None:
        assert error.line == line_of(text, marker)
    assert str(error).startswith(f"{error.file}:{error.line}: {field}: found ")


@pytest.mark.parametrize("name", CASES)
def test_loading_raises_the_first_problem(tmp_path: Path, name: str) -> None:
    text = changed(*CASES[name][:2])
    first = problems_of(tmp_path, text)[0]
    with pytest.raises(ArticleError) as raised:
        load_article(written(tmp_path, text), builtin_catalogue())
    assert str(raised.value) == str(first)


def test_the_line_of_a_nested_field_is_exact(tmp_path: Path) -> None:
    text = changed("from: 2023-12-31, to: 2024-12-31", "from: 2024-12-31, to: 2024-01-02")
    (error,) = problems_of(tmp_path, text)
    assert error.line == line_of(text, "to: 2024-01-02")


def test_the_second_of_two_equal_ids_is_named(tmp_path: Path) -> None:
    text = changed("id: cuts", "id: rally")
    (error,) = problems_of(tmp_path, text)
    assert error.line == line_of(text, "id: rally") + text.split("id: rally")[1].count("\n")


def test_the_total_return_of_a_coin_is_refused(tmp_path: Path) -> None:
    text = ARTICLE.replace("        stands_for: small-tech\n", "").replace("          proxies: true\n", "")
    (error,) = problems_of(tmp_path, text.replace("series: PSCT", "series: BTC-USD"))
    assert error.found == "the total return of BTC-USD"
    assert error.allowed == "close or intraday, for it pays no dividend"


def test_more_than_forty_readings_are_refused(tmp_path: Path) -> None:
    years = "".join(
        f"            - value: {{rule: calendar_year, year: {year}}}\n              why: Another year.\n"
        for year in range(2000, 2024)
    )
    (error,) = problems_of(tmp_path, changed("          window:\n", f"          window:\n{years}").replace(
        "rules: [calendar_year, from_event]", "rules: [calendar_year, from_event, first_to_last]"
    ))  # fmt: skip
    assert error.field == "claims[0].parts"
    assert error.allowed.startswith("6 to 40 for the kind figure; under alternatives take values away")


def test_every_problem_is_listed_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        changed("series: PSCT", "series: PSTC").replace("slug: small", "slug: other").replace("id: cuts", "id: rally")
    )
    lines = [error.line or 0 for error in problems_of(tmp_path, text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("schema: [1,\nother: }", 2, "'}'"),
        ("a: 1\nb: 2\na: 3\n", 3, 'duplicate key "a"'),
        (ARTICLE.replace("from: 2024-01-01", "from: 2024-02-30"), line_of(ARTICLE, "from: 2024-01-01"), "'2024-02-30'"),
        ("- one\n- two\n", 1, "no mapping at the top level"),
        ("a: 1\n---\nb: 2\n", 2, "document"),
        ("a: !!python/object:os.system 1\n", 1, "could not determine a constructor"),
        ("a:\n\t- 1\n", 2, "cannot start any token"),
        ("", 1, "an empty file"),
        ("claims: [\n  - id: x\n", 2, "'-' where the node content was expected"),
    ],
)
def test_malformed_yaml_names_its_line(tmp_path: Path, text: str, line: int, found: str) -> None:
    (error,) = problems_of(tmp_path, text)
    assert isinstance(error, ArticleError)
    assert error.line == line
    assert found in error.found


def test_bytes_that_are_not_text_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "small.yml").write_bytes(b"a: \xff\xfe")
    with pytest.raises(ArticleError, match="not UTF-8"):
        load_article(tmp_path / "small.yml", builtin_catalogue())
    with pytest.raises(ArticleError, match="cannot be read"):
        load_article(tmp_path / "absent.yml", builtin_catalogue())
