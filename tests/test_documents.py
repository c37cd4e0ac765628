from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from figurecheck.documents import MAXIMUM_BYTES, Document, dotted, load_document, problems, validate
from figurecheck.errors import ArticleError, CatalogueError


class Claim(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    stated: float
    window: tuple[date, date] | None = None


class Article(BaseModel):
    model_config = ConfigDict(extra="forbid")
    headline: str
    claims: list[Claim]


TEXT = """headline: A headline
claims:
  - id: first
    stated: 3
  - id: second
    stated: 0.4
    window: [2020-01-01, 2020-12-31]
"""


def write(folder: Path, text: str | bytes) -> Path:
    file = folder / "article.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_values_know_their_line(tmp_path: Path) -> None:
    document = load_document(write(tmp_path, TEXT), ArticleError)
    assert validate(document, Article, ArticleError).claims[1].window == (date(2020, 1, 1), date(2020, 12, 31))
    assert document.line(("claims", 1, "stated")) == 6
    assert document.line(("claims", 1, "not there", "at all")) == 5
    assert document.line(("nowhere",)) == 1


def test_paths_are_written_with_dots_and_brackets() -> None:
    assert dotted(("claims", 3, "readings", 0)) == "claims[3].readings[0]"
    assert dotted(()) == ""


UNREADABLE: list[tuple[str | bytes, int | None, str]] = [
    ("headline: [1, 2\nclaims: []\n", 2, "expected"),
    ("headline: one\nheadline: two\n", 2, "duplicate key"),
    ("b: 1\na: &x {b: 1}\nc: *x\n", 2, "article.yml:2: a: found the anchor '&x'"),
    ("a: 1\nb: &x 2\n", 2, "article.yml:2: b: found the anchor '&x'"),
    ("a: 1\nc: *x\n", 2, "undefined alias"),
    ("%YAML 1.1\n---\na: 1\n", 1, "the directive '%YAML 1.1'"),
    ("a: {b: 1, <<: {c: 2}}\n", 1, "a: found the key '<<'"),
    ("a: 1\n2: 3\n", 2, "found the key '2'"),
    ("a: 1\n? [b]\n: 3\n", 2, "a list or mapping as a key"),
    ("a: 1\nb: !!binary aGk=\n", 2, "b: found the tag '!!binary'"),
    ("- 1\n- 2\n", 1, "no mapping at the top level"),
    ("", 1, "an empty file"),
    ("just words\n", 1, "no mapping at the top level"),
    ("a: 1\n---\nb: 2\n", 2, "another document"),
    ("a: 1\nday: 2023-02-29\n", 2, "'2023-02-29' (day is out of range for month)"),
    ("a: !!python/object/apply:os.system ['true']\n", 1, "could not determine a constructor"),
    ("a: " + "[" * 25 + "]" * 25, 1, "nesting deeper than 20"),
    ("a: " + "[" * 600 + "]" * 600, 1, "nesting deeper than 20"),
    ("a: 1\nb: " + "[" * 200_000, 2, "nesting deeper than 20"),
    ("a: 1\nb: " + "{a: " * 100_000, 2, "nesting deeper than 20"),
    ("\n".join(" " * depth + "a:" for depth in range(600)), 21, "nesting deeper than 20"),
    ("a:\n\tb: c\n", 2, "character"),
    (b"b: 1\na: \xff\xfe\n", 2, "bytes that are not UTF-8 at 8"),
    ("b: 1\na: \x07\n", 2, "YAML"),
    ("a: " + "x" * MAXIMUM_BYTES, None, "a file of"),
]


@pytest.mark.parametrize(("text", "line", "words"), UNREADABLE, ids=[str(number) for number in range(len(UNREADABLE))])
def test_text_that_is_not_one_plain_yaml_mapping_is_refused(
    tmp_path: Path, text: str | bytes, line: int | None, words: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_document(write(tmp_path, text), CatalogueError)
    if line is not None:
        assert caught.value.line == line
    assert words in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"none\.yml: found a file that cannot be read \(No such file"):
        load_document(tmp_path / "none.yml", ArticleError)
    with pytest.raises(ArticleError, match="Is a directory"):
        load_document(tmp_path, ArticleError)


WRONG = [
    ("stated: 3", "stated: three", 4, "claims[0].stated", "found 'three'"),
    ("id: first\n", "id: 7\n", 3, "claims[0].id", "found 7"),
    ("    stated: 0.4\n", "", 5, "claims[1].stated", "found nothing"),
    ("stated: 0.4", "statd: 0.4", 6, "claims[1].statd", "the unknown field 'statd'"),
    ("2020-12-31]", "soon]", 7, "claims[1].window[1]", "found 'soon'"),
    ("headline: A headline\n", "", 1, "headline", "found nothing"),
]


@pytest.mark.parametrize(("said", "instead", "line", "field", "words"), WRONG)
def test_what_the_model_does_not_allow_is_named_with_its_line(
    tmp_path: Path, said: str, instead: str, line: int, field: str, words: str
) -> None:
    assert said in TEXT
    document = load_document(write(tmp_path, TEXT.replace(said, instead)), ArticleError)
    found = {error.field: error for error in problems(document, Article, ArticleError)}
    assert found[field].line == line
    assert words in str(found[field])


def test_problems_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = TEXT.replace("stated: 0.4", "stated: x").replace("stated: 3", "stated: y")
    document = load_document(write(tmp_path, text), ArticleError)
    assert [error.line for error in problems(document, Article, ArticleError)] == [4, 6]
    with pytest.raises(ArticleError, match=r"article\.yml:4: claims\[0\]\.stated: found 'y'"):
        validate(document, Article, ArticleError)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_our_own_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "article.yml"
    file.write_text(text, encoding="utf-8", errors="replace")
    with suppress(ArticleError):
        assert isinstance(load_document(file, ArticleError), Document)


BOMB = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
"""Nine to the power of twenty-nine words, if anything expanded it."""


def test_a_yaml_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"article\.yml:1: a0: found the anchor '&a0'"):
        load_document(write(tmp_path, BOMB), ArticleError)


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
    secret = write(outside, TEXT)
    (inside / "article.yml").symlink_to(secret)
    (tmp_path / "folder").symlink_to(outside)
    for place in (inside, tmp_path / "folder"):
        with pytest.raises(ArticleError, match="a symbolic link"):
            load_document(place / "article.yml", ArticleError)
