"""A new article file: sound as written, complete for an editor, and never written over another."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from figurecheck.claims.loading import article_problems, load_article
from figurecheck.cli import app
from figurecheck.errors import UsageError
from figurecheck.ledger.definitions import definition_hash
from figurecheck.paths import Project
from figurecheck.pipeline.check import check
from figurecheck.pipeline.initial import STARTER
from figurecheck.pipeline.new_article import Wanted, new_article, slug_of
from figurecheck.pipeline.suspects import suspects
from figurecheck.series.catalogue import builtin_catalogue
from projects import figurecheck

WANTED = Wanted('Gold: "up" by 27%', "https://example.org/gold", "2025-01-06")
TODAY = date(2026, 9, 1)
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


def test_what_is_still_a_placeholder_is_warned_of_and_refused_when_strict(project: Project) -> None:
    shutil.copytree(ROOT / "data", project.data)
    file = new_article(project, WANTED)
    lines = file.read_text(encoding="utf-8").splitlines()
    summary, example = lines.index("  summary: >-") + 1, lines.index("  - id: example-gold-up-by-27") + 1
    done = CliRunner().invoke(app, ["check", "--strict", "--project", str(project.root)], env={"COLUMNS": "300"})
    assert done.exit_code == 1
    told = [line.partition(f"{file.name}:")[2] for line in done.output.splitlines()]
    assert [line.split(":")[0] for line in told] == [str(summary), str(example)]
    assert "the summary of a new file" in told[0]
    assert "the example of a new file" in told[1]
    assert CliRunner().invoke(app, ["check", "--project", str(project.root)]).exit_code == 0
    file.write_text(file.read_text(encoding="utf-8").replace("US shares rose in", "Shares of the US rose in"))
    assert [problem.found for problem in suspects(project, TODAY)][1] == "the id 'example-gold-up-by-27' of a new file"


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
        (Wanted("Gold", "https://example.org/a", "0025-02-20"), "the years 1900 to 2200"),
        (Wanted("Gold", "example.org", "2025-01-03"), "give another --address"),
        (Wanted("Gold", "https://example.org/a", "2025-01-03", "../x"), "give another --id"),
        (Wanted("{{ gold }}", "https://example.org/a", "2025-01-03"), "give another --headline"),
        (Wanted("金", "https://example.org/a", "2025-01-03"), "give an --id"),
    ],
)
def test_what_cannot_be_is_refused_with_nothing_written(project: Project, wanted: Wanted, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        new_article(project, wanted)
    assert list(project.articles.iterdir()) == []


def test_a_slug_has_whole_words_and_sixty_characters_at_most() -> None:
    assert slug_of("Größe zählt: 27% in 2024!") == "groe-zahlt-27-in-2024"
    assert slug_of("word " * 30) == "-".join(["word"] * 12)


def test_two_new_articles_pass_the_lint_together(project: Project) -> None:
    shutil.copytree(ROOT / "data", project.data)
    new_article(project, WANTED)
    new_article(project, Wanted("Another one", "https://example.org/b", "2025-01-06"))
    assert check(project) == []


def test_a_wrong_answer_is_asked_again_and_the_others_are_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figurecheck.cli._terminal", lambda: True)
    answers = "Gold shone\nexample.org\nhttps://example.org/a\n3 Jan 2025\n2025-01-03\n"
    done = CliRunner().invoke(app, ["new-article", "--project", str(project.root)], input=answers)
    assert done.exit_code == 0, done.output
    assert "begin it with https://" in done.output
    assert "write it as YYYY-MM-DD" in done.output
    text = (project.articles / "gold-shone.yml").read_text(encoding="utf-8")
    assert 'address: "https://example.org/a"' in text


@pytest.mark.parametrize(
    ("day", "trading_day"),
    [
        ("2025-01-02", "2024-12-31"),
        ("2025-01-06", "2025-01-03"),
        ("2022-06-21", "2022-06-17"),
        ("2001-09-17", "2001-09-10"),
    ],
)
def test_the_day_before_publication_is_one_of_the_exchange(project: Project, day: str, trading_day: str) -> None:
    """New Year's Day, a weekend, Juneteenth of 2022 after a weekend, and the week that the exchange stayed closed."""
    file = new_article(project, Wanted("Gold", "https://example.org/a", day))
    assert f"publication_day: {trading_day}\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2024-12-28", "2024-12-28, a day without trading"),
        ("2024-12-27", "2024-12-27, which is not the last with closes before publication"),
        ("2025-01-03", "2025-01-03, which is not the last with closes before publication"),
        ("2025-01-02", ""),
    ],
)
def test_a_day_of_publication_that_the_exchange_does_not_know(project: Project, day: str, found: str) -> None:
    shutil.copytree(ROOT / "data", project.data)
    file = new_article(project, Wanted("Gold", "https://example.org/a", "2025-01-03"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("publication_day: 2025-01-02", f"publication_day: {day}"), encoding="utf-8")
    told = [one for one in suspects(project, TODAY) if one.field == "article.publication_day"]
    assert [one.found for one in told] == ([found] if found else [])
    assert all(one.allowed == "2025-01-02, the last trading day before it" for one in told)
    coins = text.replace("series: SPY", "series: BTC-USD").replace("total_return", "intraday")
    file.write_text(coins.replace("publication_day: 2025-01-02", "publication_day: 2024-12-28"), encoding="utf-8")
    assert not [one for one in suspects(project, TODAY) if one.field == "article.publication_day"]


def test_what_is_odd_about_the_days_and_the_files_is_warned_of(project: Project) -> None:
    shutil.copytree(ROOT / "data", project.data)
    new_article(project, Wanted("Old", "https://example.org/b", "1999-01-05"))
    new_article(project, Wanted("New", "https://example.org/b", "2031-01-06"))
    (project.articles / "odd.yaml").write_text("", encoding="utf-8")
    shutil.copyfile(STARTER / "example.yml", project.article("example"))
    told = " ".join(str(one) for one in suspects(project, TODAY))
    assert "a window that ends on 2015-12-31, after 1999-01-04" in told
    assert "before the first day of SPY" in told
    assert "a publication on 2031-01-06, after today" in told
    assert "odd.yaml: found a file that no command reads; allowed: the name odd.yml" in told
    assert "the made-up example of a new folder beside other articles" in told


def test_readings_that_the_last_build_could_not_compute_are_warned_of_until_the_claim_changes(project: Project) -> None:
    shutil.copytree(ROOT / "data", project.data)
    file = new_article(project, WANTED)
    article = load_article(file, builtin_catalogue())
    (claim,) = article.claims
    parts = [{"id": claim.parts[0].id, "readings": {"count": 1, "holding": 1}}]
    built = {"id": claim.id, "definition": definition_hash(article, claim), "today": {"parts": parts}}
    results = project.report(article.article.slug) / "results.json"
    results.parent.mkdir(parents=True)
    results.write_text(json.dumps({"claims": [{**built, "at_publication": {"parts": parts}}]}), encoding="utf-8")
    told = [one.found for one in suspects(project, TODAY) if "computed" in one.found]
    assert told == ["2 of 3 other readings that could not be computed by the last build"]
    file.write_text(file.read_text(encoding="utf-8").replace("To rise is", "Up is"), encoding="utf-8")
    assert not any("computed" in one.found for one in suspects(project, TODAY))


def test_a_place_is_printed_as_it_is_though_terminals_know_emoji_by_such_names(project: Project) -> None:
    shutil.copytree(ROOT / "data", project.data)
    file = new_article(project, WANTED)
    lines = file.read_text(encoding="utf-8").replace("window_return", "window_retrun").splitlines()
    at = next(number for number, line in enumerate(lines) if "window_retrun" in line)
    lines[at:at] = ["# a comment"] * (99 - at)
    file.write_text("\n".join(lines), encoding="utf-8")
    done = figurecheck(project, "check")
    assert f"{file.name}:100:9: claims[0].parts[0].measure: found the unknown measure" in done.stderr


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
    text = new.read_text(encoding="utf-8")
    for right, mistake in (("kind: direction", "kind: rumour"), ("measure: window_return", "measure: window_retrun")):
        assert right in text
        wrong = new.with_name("wrong.yml")
        wrong.write_text(text.replace(right, mistake), encoding="utf-8")
        command = [program, "--schemafile", str(schema), str(wrong)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert mistake.partition(": ")[2] in done.stdout
