"""One reading of a page gives what two did, and is remembered of the same page alone."""

from pathlib import Path

import pytest

from figurecheck.errors import SiteError
from figurecheck.pipeline import page_reading
from figurecheck.pipeline.content_policy import inline_programs
from figurecheck.pipeline.links.pages import read_page
from figurecheck.pipeline.page_reading import Reading, read, readings

RELEASE, OTHER = "2026-10-09-1a2b3c4d", "2026-10-16-5e6f7a8b"
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>t</title><script>theme('{0}')</script>"
    '<script type="application/ld+json">{{"url": "../?release={0}"}}</script></head>'
    '<body><h1 id="one">x</h1><a href="?release={0}">y</a><b id="one"></b><i aria-details="cite-{0}"></i></body></html>'
)


def both(page: str) -> Reading:
    return Reading(inline_programs(page, "a"), read_page(page))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pages: list[str] = []

    def reading(page: str, name: str) -> Reading:
        pages.append(name)
        return read(page, name)

    monkeypatch.setattr(page_reading, "read", reading)
    return pages


def test_it_is_what_two_readings_find() -> None:
    page = PAGE.format(RELEASE)
    assert read(page, "a") == both(page)
    assert both(page).found.repeated == ("one",)


def test_a_page_that_cites_another_release_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = counted(monkeypatch)
    for release in (RELEASE, OTHER):
        with readings(tmp_path / "readings", (release, "2026-10-09-00000000")) as known:
            expected = both(PAGE.format(release))
            assert known.programs(PAGE.format(release), "a") == expected.programs
            assert known.found == {"a": expected.found}
    assert pages == ["a"]


def test_a_page_that_differs_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = counted(monkeypatch)
    for word in ("one", "two"):
        with readings(tmp_path / "readings", (RELEASE,)) as known:
            page = PAGE.format(RELEASE).replace(">x<", f"><a href={word}>x</a><")
            known.programs(page, "a")
            assert word in known.found["a"].addresses
    assert pages == ["a", "a"]


@pytest.mark.parametrize(
    ("inside", "said"), [("<b onclick=x>", "holds onclick="), ('<script type="application/ld+json">{</script>', "JSON")]
)
def test_a_page_that_is_refused_is_refused_again(tmp_path: Path, inside: str, said: str) -> None:
    for _ in range(2):
        with readings(tmp_path / "readings", ()) as known, pytest.raises(SiteError, match=said):
            known.programs(PAGE.format(RELEASE).replace("<h1", f"{inside}<h1"), "a")


def test_without_a_file_every_page_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = counted(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        with readings(None, ()) as known:
            known.programs(PAGE.format(RELEASE), "a")
    assert pages == ["a", "a"]
    assert list(tmp_path.iterdir()) == []
