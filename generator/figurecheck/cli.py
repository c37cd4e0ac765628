"""The command line: words in, steps out, exit codes."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from figurecheck import __version__
from figurecheck.errors import FigurecheckError, UsageError
from figurecheck.interruption import listen
from figurecheck.keys.answers import KeptAnswer
from figurecheck.keys.kept import LIMIT
from figurecheck.keys.unit import Told
from figurecheck.paths import Project

EPILOG = (
    "Exit codes: 0 fine (stale data included), 1 a check failed, 2 wrong use, 3 data missing, edited or refused, "
    "130 interrupted (nothing was published)."
)

T = TypeVar("T")
Step = Callable[[str, int, int], None]

app = typer.Typer(
    name="figurecheck",
    help="Recompute the figures a published market article claims, and judge each by a rule fixed beforehand.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

ProjectOption = Annotated[
    Path | None, typer.Option("--project", help="Folder of the project; as a rule the current one.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

out = Console(soft_wrap=True, emoji=False)
err = Console(stderr=True, soft_wrap=True, emoji=False)


def main() -> None:
    """Run the command line; every error of ours becomes one line and its exit code."""
    listen()
    try:
        app()
    except FigurecheckError as problem:
        err.print(f"error: {problem}", style="red", markup=False, highlight=False)
        sys.exit(problem.exit_code)


@app.command(epilog="Examples: figurecheck init checks; figurecheck init checks --action OWNER/NAME@COMMIT")
def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A folder that is not there yet, is empty, or holds a fresh repository."),
    ],
    action: Annotated[
        str, typer.Option(metavar="OWNER/NAME@COMMIT", help="The action that its weekly workflow calls.")
    ] = "",
) -> None:
    """Make a folder to check articles in: an example article, the packaged observations, a weekly workflow."""
    from figurecheck.pipeline.initial import make_project

    _print_lines(make_project(folder, action).lines)


@app.command(epilog="Examples: figurecheck build; figurecheck build --explain; figurecheck build --no-cache")
def build(
    project: ProjectOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of every unit whether it ran, and the one input that made it.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Remove what earlier builds kept, and compute everything.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let the workers of a Dask scheduler do the work (extra: cluster)."),
    ] = None,
    keep: Annotated[
        float, typer.Option(metavar="MIB", min=0, help="How much to keep of results that only older builds used.")
    ] = LIMIT,
) -> None:
    """Recompute what changed since the last build, render the reports and build the site."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.scheduler_address import require_address
    from figurecheck.pipeline.workers import start_server

    place = find_project(project or Path.cwd())
    if scheduler is None:
        start_server(None if no_cache else place.root)
    else:
        require_address(scheduler)
    from figurecheck.pipeline.build import build as run

    report = _with_progress(lambda step: run(place, step, cold=no_cache, scheduler=scheduler or "", keep=keep))
    if explain:
        print_units(report.units)
    _print_lines(report.lines)


def print_units(units: Iterable[Told]) -> None:
    """The table of ``build --explain``."""
    _print_table("", ("unit", "", "because"), tuple(_told(unit) for unit in units))


def _told(unit: Told) -> tuple[str, str, str]:
    return unit.unit, "ran" if unit.ran else "reused", unit.why


def _with_progress(run: Callable[[Step], T]) -> T:
    """Run a long step with a progress bar, which stays away where the output is not a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        return run(lambda words, done, total: bar.update(task, description=words, completed=done, total=total))


@app.command(epilog="Examples: figurecheck claim rally-btc-2020; figurecheck claim rally-btc-2020 --json")
def claim(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim, as on its page.")],
    project: ProjectOption = None,
    json: JsonOption = False,
) -> None:
    """Recompute one claim: its figure, verdict, trace and readings."""
    from figurecheck.pipeline.locate import find_project

    place = find_project(project or Path.cwd())
    kept = KeptAnswer(place.root, identifier)
    found = kept.find()
    if found is None:
        found = _answered(place, kept)
    if json:
        typer.echo(found["json"], nl=False)
        return
    _print_lines(found["lines"])
    for block in found["tables"]:
        _print_table(block["title"], block["header"], block["rows"])


def _answered(place: Project, kept: KeptAnswer) -> dict[str, Any]:
    """Judge a claim, and keep what is said about it."""
    from dataclasses import asdict

    from figurecheck.pipeline.answer import answer

    found = answer(place, kept.claim)
    told = asdict(found)
    kept.keep(told, list(found.data))
    return told


def _print_table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(title=title, title_justify="left", show_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    Console(width=None if out.is_terminal else 200, emoji=False).print(table)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        out.print(line, markup=False, highlight=False)


def _plain(cell: str) -> str:
    """A cell whose brackets are text, not markup."""
    return cell.replace("[", r"\[")


@app.command(epilog="Examples: figurecheck check; figurecheck check --strict")
def check(
    project: ProjectOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail for warnings too.")] = False,
) -> None:
    """Lint the article files: every error, and every warning, with its file, line and column."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.suspects import linted

    place = find_project(project or Path.cwd())
    problems, doubts = linted(place, datetime.now(UTC).date())
    for kind, style, told in (("error", "red", problems), ("warning", "yellow", doubts)):
        for problem in told:
            err.print(f"{kind}: {problem.located}", style=style, markup=False, highlight=False)
    if problems or (strict and doubts):
        raise typer.Exit(1)
    out.print("The articles are fine." if not doubts else f"No errors; warnings: {len(doubts)}.", highlight=False)


@app.command(
    name="new-article",
    epilog='Example: figurecheck new-article --headline "Shares rose" --address https://example.org/a --day 2025-01-02',
)
def new_article(
    headline: Annotated[str | None, typer.Option(help="Headline of the article.", show_default=False)] = None,
    address: Annotated[str | None, typer.Option(help="Where it can be read.", show_default=False)] = None,
    day: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.", show_default=False)] = None,
    identifier: Annotated[
        str, typer.Option("--id", help="Name of the file and of its pages; as a rule made from the headline.")
    ] = "",
    project: ProjectOption = None,
) -> None:
    """Write the file of a new article, with comments that say what to write where; nothing is overwritten."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.new_article import Wanted
    from figurecheck.pipeline.new_article import new_article as run

    place = find_project(project or Path.cwd())
    said = {"headline": headline, "address": address, "day": day}
    missing = [f"--{name}" for name, value in said.items() if value is None]
    if missing and not _terminal():
        raise UsageError(f"asked for a new article without a terminal; found no {', '.join(missing)}; give them all")
    answers = {name: _asked(name) if value is None else value for name, value in said.items()}
    file = run(place, Wanted(answers["headline"], answers["address"], answers["day"], identifier))
    out.print(f"Wrote {file}. Next: edit it, then run: figurecheck check", markup=False, highlight=False)


def _terminal() -> bool:
    return sys.stdin.isatty()


def _asked(name: str) -> str:
    """Ask for one fact of an article until the answer can stand in its file; what was answered before is kept."""
    from figurecheck.pipeline.new_article import ASKED, CHECKS

    while True:
        given = str(typer.prompt(ASKED[name]))
        try:
            CHECKS[name](given)
        except UsageError as problem:
            err.print(str(problem), style="yellow", markup=False, highlight=False)
        else:
            return given


@app.command(epilog="Examples: figurecheck verify; figurecheck verify --json")
def verify(project: ProjectOption = None, json: JsonOption = False) -> None:
    """Recompute the published primary figures by a second, independent route; fail where the two differ."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.verify import HEADER
    from figurecheck.pipeline.verify import verify as run

    found = run(find_project(project or Path.cwd()))
    if json:
        typer.echo(found.json, nl=False)
    else:
        _print_table("", HEADER, found.rows)
        out.print(f"{len(found.compared)} numbers compared, {len(found.differing)} differ", highlight=False)
    if found.differing:
        raise typer.Exit(1)


@app.command(epilog="Example: figurecheck serve --port 8000")
def serve(
    project: ProjectOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine.", min=0, max=65535)] = 8000,
) -> None:
    """Serve the built site on this machine only, until interrupted."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.serve import server

    with server(find_project(project or Path.cwd()), port) as running:
        out.print(f"Reading the site at http://127.0.0.1:{running.server_address[1]}/ (end with Ctrl-C)")
        running.serve_forever()


@app.command(epilog="Examples: figurecheck series; figurecheck series BTC-USD")
def series(
    identifier: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One series; all of them without it.")
    ] = None,
    project: ProjectOption = None,
    json: JsonOption = False,
) -> None:
    """List the series: what they are, their source, span, last day and checksum."""
    from figurecheck.pipeline.listing import listing
    from figurecheck.pipeline.locate import find_project

    found = listing(find_project(project or Path.cwd()), identifier)
    if json:
        typer.echo(found.json, nl=False)
        return
    _print_table("", found.header, found.rows)


@app.command(epilog="Examples: figurecheck refresh; figurecheck refresh --series SPY --dry-run")
def refresh(
    source: Annotated[
        str, typer.Option(help="providers (Yahoo and FRED), yahoo, fred, or archive:DIR, a folder of observations.")
    ] = "providers",
    series: Annotated[list[str] | None, typer.Option("--series", help="Only this series; may be repeated.")] = None,
    project: ProjectOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    accept_revisions: Annotated[
        bool, typer.Option("--accept-revisions", help="Store what a provider says now about days that are stored.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Read new observations, check them, and store what passes; what is refused stays as it was."""
    from figurecheck.pipeline.locate import find_project
    from figurecheck.pipeline.refresh_command import Wishes, refresh_from

    place = find_project(project or Path.cwd())
    wishes = Wishes(source, tuple(series or ()), dry_run, accept_revisions)
    report = _with_progress(lambda step: refresh_from(place, wishes, datetime.now(UTC), step))
    if json:
        typer.echo(report.json, nl=False)
    else:
        _print_table("", report.header, report.rows)
        _print_lines(report.notices)
    if report.refused:
        raise typer.Exit(3)


@app.command(epilog="Examples: figurecheck diff publication..today; figurecheck diff HEAD~1..today --markdown")
def diff(
    states: Annotated[
        str,
        typer.Argument(
            metavar="A..B",
            help="Two states: publication, today, a ledger date, a git revision, a results.json or a project folder.",
        ),
    ],
    project: ProjectOption = None,
    article: Annotated[str | None, typer.Option(help="Compare this article only (its id).", metavar="ID")] = None,
    json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a pull request.")] = False,
) -> None:
    """Say which verdicts and figures changed between two states, and why: flips first, each with its causes.

    JSON has verdict_flipped, and calm: no flip, and figures moved only inside their intervals.
    """
    from figurecheck.pipeline.diff.report import HEADER, diff_report
    from figurecheck.pipeline.locate import find_project

    if json and markdown:
        raise UsageError("asked for --json and --markdown; choose one of the two")
    place = find_project(project or Path.cwd())
    found = _with_progress(lambda step: diff_report(place, states, step, article))
    if json or markdown:
        typer.echo(found.json if json else found.markdown, nl=False)
        return
    for block in found.blocks:
        _print_table(block.title, HEADER, block.rows)
        _print_lines(block.lines)
    _print_lines(found.notices)


@app.command(epilog="Examples: figurecheck ledger; figurecheck ledger --verify")
def ledger(
    project: ProjectOption = None,
    verify: Annotated[bool, typer.Option("--verify", help="Only check; the same check that listing makes.")] = False,
    json: JsonOption = False,
) -> None:
    """Check the ledgers of published figures and list their rows; fail with the line where one was edited or cut."""
    from figurecheck.pipeline.ledger import ledger_report
    from figurecheck.pipeline.locate import find_project

    found = ledger_report(find_project(project or Path.cwd()))
    if json:
        typer.echo(found.json, nl=False)
        return
    if not verify:
        _print_table("", found.header, found.rows)
    _print_lines(found.lines)


@app.command(epilog="Examples: figurecheck doctor; figurecheck doctor --json")
def doctor(project: ProjectOption = None, json: JsonOption = False) -> None:
    """Say what is missing, edited, stale, refused or unset, and what to run."""
    from figurecheck.pipeline.doctor import HEADER, diagnose
    from figurecheck.pipeline.locate import find_project

    found = diagnose(find_project(project or Path.cwd()), datetime.now(UTC).date())
    if json:
        typer.echo(found.json, nl=False)
    elif found.rows:
        _print_table("", HEADER, found.rows)
    else:
        out.print("Everything is there and up to date.")
    if found.exit_code:
        raise typer.Exit(found.exit_code)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"figurecheck {__version__}")
