"""A new article file: sound as written, complete for an editor, and never written over another."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from figurecheck.claims.loading import article_problems
from figurecheck.cli import app
from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.new_article import Wanted, new_article, slug_of
from figurecheck.series.catalogue import builtin_catalogue

WANTED = Wanted('Gold: "up" by 27%', "https://example.org/gold", "2025-01-06")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    return Project(tmp_path)


def test_what_is_written_is_sound_and_names_its_schema(project: Project) -> None:
    file = new_article(project, WANTED)
    text = file.read_text(encoding="utf-8")
    assert file.name == "gold-up-by-27.yml"
    assert article_problems(file, builtin_catalogue()) == []
    assert text.startswith("# yaml-language-server: $schema=../reports/schema/article.schema.json\n")
    assert (project.reports / "schema" / "article.schema.json").is_file()
    assert "publication_day: 2025-01-03" in text  # the Friday before a Monday
    assert "<<" not in text


def test_nothing_is_overwritten(project: Project) -> None:
    file = new_article(project, WANTED)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="found it there"):
        new_article(project, WANTED)
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted("Gold", "https://example.org/a", "2025-02-30"), "found no such day"),
        (Wanted("Gold", "example.org", "2025-01-03"), "give another --address"),
        (Wanted("Gold", "https://example.org/a", "2025-01-03", "../x"), "give another --id"),
        (Wanted("{{ gold }}", "https://example.org/a", "2025-01-03"), "give another --headline"),
        (Wanted("金", "https://example.org/a", "2025-01-03"), "give another --id"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_written(project: Project, wanted: Wanted, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        new_article(project, wanted)
    assert list(project.articles.iterdir()) == []


def test_a_slug_has_whole_words_and_sixty_characters_at_most() -> None:
    assert slug_of("Größe zählt: 27% in 2024!") == "groe-zahlt-27-in-2024"
    assert slug_of("word " * 30) == "-".join(["word"] * 12)


def test_without_a_terminal_every_flag_is_owed(project: Project) -> None:
    done = CliRunner().invoke(app, ["new-article", "--headline", "Gold", "--project", str(project.root)])
    assert isinstance(done.exception, UsageError)
    assert "--address, --day" in str(done.exception)


def test_both_articles_and_a_new_one_follow_the_published_schema(project: Project) -> None:
    new = new_article(project, WANTED)
    schema = project.reports / "schema" / "article.schema.json"
    program = str(Path(sys.executable).parent / "check-jsonschema")
    files = [*map(str, sorted((ROOT / "articles").glob("*.yml"))), str(new)]
    assert len(files) >= 3
    done = subprocess.run([program, "--schemafile", str(schema), *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    wrong = new.with_name("wrong.yml")
    wrong.write_text(new.read_text(encoding="utf-8").replace("kind: direction", "kind: rumour"), encoding="utf-8")
    done = subprocess.run(
        [program, "--schemafile", str(schema), str(wrong)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "rumour" in done.stdout
