"""The Content-Security-Policy: hashes by hand, only the theme's scripts, nothing else that runs."""

import base64
import hashlib
from pathlib import Path

import pytest

from figurecheck.errors import SiteError
from figurecheck.pipeline.content_policy import common_programs, inline_programs, policy, protect, with_policy

SCOPE = 'var a=new URL("{}",location)'
PAGE = (
    '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<script>{}</script></head>'
    '<body>{}<script src="x.js"></script><script type="application/json">{{"a": 1}}</script></body></html>\n'
)


def digest(program: str) -> str:
    return base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()


def test_the_hash_is_that_of_the_specification() -> None:
    """The example of Content Security Policy Level 2 (W3C, 2016), "Hash usage for script elements"."""
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in policy(["alert('Hello, world.');"])


def test_a_page_gets_the_hash_of_its_own_script_before_anything_runs() -> None:
    program = SCOPE.format("../..")
    page = PAGE.format(program, "")
    guarded = with_policy(page, "a", common_programs([inline_programs(page, "a")]))
    assert guarded.index("Content-Security-Policy") < guarded.index("<script")
    assert f"script-src 'self' 'sha256-{digest(program)}';" in guarded
    assert "default-src 'none'" in guarded
    assert "unsafe-inline' 'sha" not in guarded
    assert guarded.replace(guarded[guarded.index("<meta http") : guarded.index("\n<script>")], "") == page


def test_files_and_data_need_no_hash() -> None:
    assert inline_programs(PAGE.format("one()", ""), "a") == ("one()",)


def test_scripts_that_differ_only_by_the_depth_of_the_page_are_the_themes() -> None:
    pages = {"a": PAGE.format(SCOPE.format(".."), ""), "b": PAGE.format(SCOPE.format("."), "")}
    allowed = common_programs(inline_programs(page, name) for name, page in pages.items())
    assert len(allowed) == 1
    assert all("sha256-" in with_policy(page, name, allowed) for name, page in pages.items())


def test_a_script_that_only_one_page_has_is_refused(tmp_path: Path) -> None:
    for name, body in (("a", ""), ("b", "<script>alert(1)</script>")):
        (tmp_path / f"{name}.html").write_text(PAGE.format("theme()", body), encoding="utf-8")
    with pytest.raises(SiteError, match=r"b\.html holds a script that is not the theme's \('alert\(1\)'\)"):
        protect(tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="x" onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVa\tScript&colon;alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="\x01vbscript:x">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<form action="javascript:x"></form>',
        '<iframe src="/"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<base href="https://example.org/">',
        '<meta http-equiv="refresh" content="0">',
        '<svg><a xlink:href="javascript:x">y</a></svg>',
    ],
)
def test_what_runs_without_a_script_element_is_refused(body: str) -> None:
    with pytest.raises(SiteError, match="the page a holds"):
        inline_programs(PAGE.format("theme()", body), "a")


@pytest.mark.parametrize(
    "body", ['<a href="../data/#btc">x</a>', "<p>onerror= javascript:</p>", '<img src="data:image/png,x">']
)
def test_ordinary_links_and_words_pass(body: str) -> None:
    assert inline_programs(PAGE.format("theme()", body), "a") == ("theme()",)


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(SiteError, match="no head"):
        with_policy("<p>x</p>", "a", frozenset())
