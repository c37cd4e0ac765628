"""Which pages are rendered again: every kind of input is edited, and exactly what depends on it is made anew."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

import pandas as pd
import pytest

from figurecheck.keys import code
from figurecheck.keys.kept import Kept
from figurecheck.pages.context import SiteContext
from figurecheck.pages.release import Release
from figurecheck.pages.rendering import Source
from figurecheck.pages.site import render_site
from figurecheck.pipeline import page_units
from figurecheck.pipeline.page_units import KeptPages, page_unit, written
from figurecheck.verdicts.outcome import Verdict
from many_claims import many_claims

TEMPLATES = Path(__file__).parents[1] / "templates"
NUMBER = 9
CLAIMS = {f"an-article/{name}-{place}.md" for place, name in enumerate(("coin", "fund", "mood") * 3)}
ARTICLE = {"an-article/index.md", *CLAIMS}
SITE = {f"{name}.md" for name in ("index", "data", "health", "method", "about", "glossary", "reuse", "dispute")}


def sources(site: SiteContext, templates: Path = TEMPLATES) -> list[Source]:
    found: list[Source] = []

    def noted(source: Source, make: Callable[[], str]) -> str:
        found.append(source)
        return make()

    render_site(site, templates, noted)
    return found


def keys(site: SiteContext, templates: Path = TEMPLATES) -> dict[str, str]:
    return {source.path: page_unit(source).key for source in sources(site, templates)}


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys() == ARTICLE | SITE
    return {name for name in before if before[name] != after[name]}


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    return keys(many_claims(NUMBER))


def test_the_same_site_has_the_same_keys(before: dict[str, str]) -> None:
    assert differing(before, keys(many_claims(NUMBER))) == set()


def test_another_verdict_renders_its_page_its_neighbours_and_what_lists_it(before: dict[str, str]) -> None:
    site = many_claims(NUMBER)
    (told,) = site.articles
    claims = list(told.claims)
    claims[4] = replace(claims[4], today=replace(claims[4].today, verdict=Verdict.NOT_PROVEN))
    after = keys(replace(site, articles=(replace(told, claims=tuple(claims)),)))
    around = {"an-article/coin-3.md", "an-article/fund-4.md", "an-article/mood-5.md"}
    assert differing(before, after) == {"index.md", "an-article/index.md", *around}


def test_another_release_renders_what_lists_it_alone_and_every_claim_cites_it(tmp_path: Path) -> None:
    """As another definition, series or code makes one: each text is what a build from nothing gives."""
    before, after = (_released(many_claims(NUMBER), digits) for digits in ("1a2b3c4d", "5e6f7a8b"))
    assert differing(keys(before), keys(after)) == {"reuse.md"}
    texts = [render_site(site, TEMPLATES, KeptPages(Kept(tmp_path / "units"))) for site in (before, after)]
    assert texts[1] == render_site(after, TEMPLATES)
    for page in CLAIMS:
        assert texts[1][page] == texts[0][page].replace("2021-06-30-1a2b3c4d", "2021-06-30-5e6f7a8b") != texts[0][page]
    assert not any("unnamed" in text for name, text in texts[1].items() if name.endswith(".md"))


def _released(site: SiteContext, digits: str) -> SiteContext:
    release = Release(date(2021, 6, 30), f"{digits}{'0' * 56}")
    return replace(site, articles=tuple(replace(one, release=release) for one in site.articles))


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("claim.md.j2", CLAIMS),
        ("report.md.j2", {"an-article/index.md"}),
        ("health.md.j2", {"health.md"}),
        ("term.md.j2", ARTICLE),
        ("term_head.md.j2", ARTICLE),
    ],
)
def test_a_template_renders_the_pages_that_are_made_with_it(
    before: dict[str, str], tmp_path: Path, name: str, pages: set[str]
) -> None:
    edited = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    with (edited / name).open("a", encoding="utf-8") as file:
        file.write("<!-- edited -->\n")
    assert differing(before, keys(many_claims(NUMBER), edited)) == pages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package to edit, in place of the one that keys are made from."""
    copied = Path(shutil.copytree(code.ROOT, tmp_path / "figurecheck", ignore=shutil.ignore_patterns("__pycache__")))
    monkeypatch.setattr(code, "ROOT", copied)
    _forget()
    yield copied
    _forget()


def _forget() -> None:
    for each in (code._digest, code._modules, code._imports, code.depends, page_units._code):
        each.cache_clear()


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("pages/glossary_terms.py", ARTICLE | SITE),
        ("pages/escaping.py", ARTICLE | SITE),
        ("measures/fading.py", set()),
        ("pages/home.py", set()),
    ],
)
def test_code_counts_where_it_stands_between_what_is_told_and_the_text(
    before: dict[str, str], package: Path, name: str, pages: set[str]
) -> None:
    """Code before that counts by what it tells, which did not change here."""
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("\nEDITED = 1\n")
    _forget()
    assert differing(before, keys(many_claims(NUMBER))) == pages


def test_kept_pages_have_the_same_bytes_and_are_told(tmp_path: Path) -> None:
    whole = render_site(many_claims(NUMBER), TEMPLATES)
    stores = [Kept(tmp_path / "units") for _ in range(2)]
    for store in stores:
        assert render_site(many_claims(NUMBER), TEMPLATES, KeptPages(store)) == whole
        store.close()
    assert {told.unit.removeprefix("page ") for told in stores[0].told if told.ran} == ARTICLE | SITE
    assert not any(told.ran for told in stores[1].told)


def test_whoever_waits_for_the_first_page_that_changed_is_called(tmp_path: Path) -> None:
    asked = []
    stores = [Kept(tmp_path / "units") for _ in range(2)]
    for store, expected in zip(stores, (len(ARTICLE | SITE), 0), strict=True):
        asked.clear()
        render_site(many_claims(NUMBER), TEMPLATES, KeptPages(store, lambda: asked.append(1)))
        store.close()
        assert len(asked) == expected


def test_the_field_that_differed_is_told(tmp_path: Path) -> None:
    first, second = Kept(tmp_path / "units"), Kept(tmp_path / "units")
    render_site(many_claims(NUMBER), TEMPLATES, KeptPages(first))
    first.close()
    second = Kept(tmp_path / "units")
    site = many_claims(NUMBER)
    render_site(replace(site, version="9.9.9"), TEMPLATES, KeptPages(second))
    why = {told.unit.removeprefix("page "): told.why for told in second.told if told.ran}
    assert why == dict.fromkeys(why, "its version changed")
    assert why


class Shade(Enum):
    DARK = "dark"

    @property
    def sign(self) -> str:
        return SIGNS[self.value]


SIGNS = {"dark": "x"}


@dataclass(frozen=True)
class Told:
    shade: Shade
    size: int

    @property
    def twice(self) -> int:
        return 2 * self.size


def test_what_properties_work_out_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written(Told(Shade.DARK, 2))
    assert "twice=int 4" in text
    monkeypatch.setitem(SIGNS, "dark", "y")
    assert written(Told(Shade.DARK, 2)) != text


@pytest.mark.parametrize("value", [pd.DataFrame({"a": [1.0]}), {1, 2}, object()])
def test_a_type_whose_text_may_leave_something_out_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not known to be all of it"):
        written(("a", {"b": value}))


def test_values_that_look_alike_are_told_apart() -> None:
    values = [1, 1.0, "1", True, None, "None", ("a", "b"), ("a, str 'b'",), ("a", ("b",)), {"a": "b"}]
    assert len({written(value) for value in values}) == len(values)


def _kinds(value: object) -> Iterator[type]:
    if is_dataclass(value):
        yield type(value)
        for field in fields(value):
            yield from _kinds(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _kinds(one)


def test_what_pages_are_told_has_no_methods_that_a_template_could_call() -> None:
    """A key holds fields and properties; a method with arguments could hide what it depends on."""
    kinds = {kind for source in sources(many_claims(NUMBER)) for kind in _kinds(source.view)}
    assert len(kinds) > 20
    methods = {
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name, one in vars(kind).items()
        if name[0] != "_" and callable(one)
    }
    assert methods == set()
