"""A rehearsal of the weekly workflow: its own steps, in a scratch clone, against a provider on this machine.

``python tests/rehearsal.py calm`` (or ``flip``, or ``dead``) prints what each step said and the pull request that it
would open. Only the forge is played: ``gh`` writes down what it is told; git pushes to a bare repository beside.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.calendars import sessions
from figurecheck.store.health import SeriesHealth, State, write_health
from local_providers import KEY, Providers, frames_of, serving
from projects import ROOT, copy_project
from workflows import Ran, run_job, workflow

SCENARIOS = ("calm", "flip", "dead")
FILES = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", ".gitignore", ".gitattributes")
PAGES = "https://owner.forge.invalid/figurecheck"
"""What the forge would say of the address of the site."""
VALUES = {
    "secrets.FRED_API_KEY": KEY,
    "github.token": "no-token",
    "github.server_url": "https://forge.invalid",
    "github.repository": "owner/figurecheck",
    "github.run_id": "1",
    "steps.pages.outputs.base_url": PAGES,
}
TESTED = '''"""What make test runs in a rehearsal: the data that came can be read."""

from pathlib import Path


def test_bitcoin_is_there() -> None:
    assert Path("data/series/BTC-USD.csv").stat().st_size > 1000
'''
SMALLER = (
    "'make test' ran as written, on one test of this repository of three claims; the project's own tests on data that "
    "have grown are tests/test_data_that_grows.py and 'make test' itself."
)
CLOSED = "http://127.0.0.1:9"
"""The discard port, on which nothing listens: a provider that is gone."""
GH = """#!{python}
import json, pathlib, sys
words = sys.argv[1:]
named = [words[at + 1] for at, word in enumerate(words) if word == "--body-file"]
body = "".join(pathlib.Path(name).read_text(encoding="utf-8") for name in named)
with pathlib.Path({record!r}).open("a", encoding="utf-8") as stream:
    stream.write(json.dumps({{"words": words, "body": body}}) + "\\n")
print("[]" if words[1] == "list" else "https://forge.invalid/pull/7" if words[:2] == ["pr", "create"] else "")
"""


def article() -> str:
    """Three claims: one on a fixed year, two up to the newest day, each with six other readings. JSON is YAML."""
    facts = {
        "slug": "rehearsal",
        "headline": "Three claims to rehearse with",
        "byline": "Nobody",
        "publisher": "Nobody",
        "published": "2025-10-03T02:29:00-04:00",
        "publication_day": "2025-10-02",
        "summary": "Bitcoin gained in 2024, and it and a large fund stand higher than in September 2024.",
    }
    cut = {"id": "first-cut", "title": "the first cut", "moment": "2024-09-18T14:00:00-04:00", "source": "A statement"}
    year, since = {"rule": "calendar_year", "year": 2024}, {"rule": "from_event", "event": "first-cut", "to": "latest"}
    risen = {"above": 0, "why": "A rise is more than nothing."}
    claims = [
        _claim("year", "BTC-USD", "121%", {"stated": "rise"}, year, ("2023-12", "2024-12-31")),
        _claim("since-bitcoin", "BTC-USD", "up", risen, since, ("2024-09", "latest")),
        _claim("since-fund", "SPY", "up", risen, since, ("2024-09", "latest")),
    ]
    content = {
        "schema": "figurecheck.article/1",
        "stale_after_days": 14,
        "article": facts,
        "sections": [{"id": "only", "title": "Only section", "retelling": "Three claims."}],
        "events": [cut],
        "claims": claims,
    }
    return json.dumps(content, indent=1) + "\n"


def _claim(
    name: str, series: str, stated: str, target: dict[str, object], window: dict[str, object], span: tuple[str, str]
) -> dict[str, object]:
    others = [
        {"value": {"rule": "closes", "from": f"{span[0]}-{day}", "to": span[1]}, "why": f"From the {day}th on."}
        for day in range(11, 17)
    ]
    part: dict[str, object] = {
        "id": "one",
        "title": series,
        "measure": "window_return",
        "target": target,
        "primary": {"series": series, "window": window, "price": "close", "why": "As it is told."},
        "alternatives": {"window": others},
    }
    if "stated" in target:
        part["every_window"] = {"from": "2023-12-31", "to": "2024-12-31", "why": "The words name the year."}
    return {
        "id": name,
        "section": "only",
        "kind": "figure" if "stated" in target else "direction",
        "paraphrase": f"The price of {series} rose.",
        "stated": stated,
        "parts": [part],
    }


@dataclass(frozen=True)
class Told:
    """One call of gh."""

    words: list[str]
    body: str


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal after its end: what ran, what the forge was told, and the project with what was committed."""

    ran: Ran
    told: list[Told]
    project: Project
    heartbeat: Ran
    published: Ran | None
    deployed: Ran | None

    def call(self, *words: str) -> Told | None:
        """The first call of gh that begins with ``words``."""
        return next((one for one in self.told if tuple(one.words[: len(words)]) == words), None)

    def git(self, *words: str) -> str:
        """What git says in the clone."""
        return _git(self.project.root, *words)


def baseline(folder: Path) -> Path:
    """A repository with three claims, all data, and one build that was committed; returns its folder."""
    project = copy_project(folder)
    for name in FILES:
        shutil.copy(ROOT / name, project.root)
    for file in project.articles.glob("*.yml"):
        file.unlink()
    (project.articles / "rehearsal.yml").write_text(article(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "figurecheck", "build"], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    shutil.copytree(ROOT / "generator", project.root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (project.root / "tests").mkdir(exist_ok=True)
    (project.root / "tests" / "test_data.py").write_text(TESTED, encoding="utf-8")
    _git(project.root, "init", "--quiet", "--initial-branch", "main")
    _git(project.root, "add", "--all")
    _git(project.root, "commit", "--quiet", "--message", "The last week")
    return project.root


def rehearse(scenario: str, base: Path, folder: Path) -> Rehearsed:
    """Run the steps of all jobs of the workflow in a clone of ``base`` below ``folder``.

    Where the refresh merges itself, the forge's part is played: the branch becomes the main branch, and the site is
    built from it. In place of other people's actions, ``stand_ins`` do the equivalent on this machine and say so.
    """
    clone, origin = folder / "clone", folder / "origin.git"
    _git(folder, "clone", "--quiet", "--bare", str(base), str(origin))
    _git(folder, "clone", "--quiet", str(origin), str(clone))
    if scenario == "dead":
        _refused_before(clone)
    record = _tools(folder, clone)
    stored = Project(base)
    frames = offered(stored, fall="BTC-USD" if scenario == "flip" else "")
    with serving(Providers(frames, datetime.now(UTC))) as server:
        environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "FIGURECHECK_PROVIDERS": CLOSED if scenario == "dead" else server.address,
        }
        ran = run_job(workflow("weekly")["jobs"]["refresh"], clone, VALUES, environment)
    result = "failure" if ran.failed else "success"
    published = deployed = None
    if ran.outputs.get("merged") == "true":
        _git(clone, "push", "--quiet", "origin", "weekly-refresh:main")
        _git(clone, "switch", "--quiet", "--detach", "weekly-refresh")
        published = run_job(workflow("pages")["jobs"]["build"], clone, VALUES, environment)
        deployed = run_job(workflow("pages")["jobs"]["deploy"], clone, VALUES, environment)
    later = folder / "later" / "clone"
    later.parent.mkdir()
    _git(folder, "clone", "--quiet", str(origin), str(later))
    values = {**VALUES, "needs.refresh.result": result, "needs.publish.result": _ended(published, deployed)}
    heartbeat = run_job(workflow("weekly")["jobs"]["heartbeat"], later, values, environment)
    _git(clone, "fetch", "--quiet", "origin")
    lines = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    return Rehearsed(ran, [Told(**json.loads(line)) for line in lines], Project(clone), heartbeat, published, deployed)


def _refused_before(clone: Path) -> None:
    """The weeks before: every series was refused twice in a row, which is on the main branch by now."""
    day = datetime.now(UTC).date() - timedelta(days=7)
    wanted = [one for one in builtin_catalogue().refreshed if one.ended is None]
    health = {
        one.id: SeriesHealth(one.id, one.source, State.REFUSED, day, None, "no answer", refusals=2) for one in wanted
    }
    write_health(Project(clone), health)
    _git(clone, "add", "--all", "data")
    _git(clone, "commit", "--quiet", "--message", "The second week without an answer")
    _git(clone, "push", "--quiet", "origin", "HEAD:main")


def _ended(*jobs: Ran | None) -> str:
    if None in jobs:
        return "skipped"
    return "failure" if any(job.failed for job in jobs if job is not None) else "success"


def _tools(folder: Path, clone: Path) -> Path:
    """What ``uses:`` steps and the installation leave in a runner, and a gh that writes down what it is told."""
    (clone / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (clone / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    for name in ("site.stamp", "dev.stamp"):
        (clone / ".venv" / name).touch()
    record = folder / "gh.jsonl"
    (folder / "bin").mkdir()
    gh = folder / "bin" / "gh"
    gh.write_text(GH.format(python=sys.executable, record=str(record)), encoding="utf-8")
    gh.chmod(0o755)
    return record


def offered(project: Project, fall: str = "") -> dict[str, pd.DataFrame]:
    """What the providers have: the stored observations continued to yesterday; ``fall`` loses a hundredth a day."""
    frames = frames_of(project)
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    for series in builtin_catalogue():
        if series.code in frames and series.ended is None:
            frames[series.code] = continued(frames[series.code], series, yesterday, falls=series.id == fall)
    for second in builtin_catalogue().refreshed:
        if second.compares is not None:
            first = frames[builtin_catalogue().get(second.compares).code]
            frames[second.code] = pd.DataFrame({"value": first["close"]})
    return frames


def continued(frame: pd.DataFrame, series: Series, until: date, *, falls: bool) -> pd.DataFrame:
    """``frame`` with an observation for each expected day up to ``until``: prices sway or fall, levels stay."""
    days = _expected(frame.index[-1], pd.Timestamp(until), series.calendar)
    if days.empty:
        return frame
    last = frame.iloc[-1]
    if series.kind is not Kind.PRICE:
        more = pd.DataFrame({"value": float(last["value"])}, index=days)
        return pd.concat([frame, more])
    steps = np.full(len(days), 0.99) if falls else np.where(np.arange(len(days)) % 2 == 0, 1.002, 0.9985)
    close = np.array([float(f"{value:.7g}") for value in float(last["close"]) * np.cumprod(steps)])
    opening = np.concatenate([[float(last["close"])], close[:-1]])
    more = pd.DataFrame(
        {
            "open": opening,
            "high": np.maximum(opening, close) * 1.001,
            "low": np.minimum(opening, close) * 0.999,
            "close": close,
            "volume": 100_000.0 + np.arange(len(days)),
            "dividend": 0.0,
        },
        index=days,
    )
    return pd.concat([frame, more])


def _expected(last: pd.Timestamp, until: pd.Timestamp, calendar: Calendar) -> pd.DatetimeIndex:
    first = last + pd.Timedelta(days=1)
    if calendar is Calendar.XNYS:
        return sessions(first, until)
    rule = {Calendar.BUSINESS: "B", Calendar.WEEKLY: "7D", Calendar.MONTHLY: "MS"}.get(calendar, "D")
    start = last + pd.Timedelta(days=7) if calendar is Calendar.WEEKLY else first
    return pd.date_range(start, until, freq=rule).as_unit("s")


def _git(folder: Path, *words: str) -> str:
    author = ("-c", "user.name=rehearsal", "-c", "user.email=rehearsal@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *author, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def main(scenario: str) -> int:
    """Play one scenario and print it; returns 1 where a step failed."""
    if scenario not in SCENARIOS:
        sys.stderr.write(f"asked for {scenario!r}; there are: {', '.join(SCENARIOS)}\n")
        return 2
    with tempfile.TemporaryDirectory() as place:
        base = baseline(Path(place) / "base")
        (Path(place) / "run").mkdir()
        found = rehearse(scenario, base, Path(place) / "run")
        jobs = [one for one in (found.ran, found.published, found.deployed, found.heartbeat) if one is not None]
        for name, said in (step for job in jobs for step in job.said.items()):
            sys.stdout.write(f"=== {name}\n{said}\n")
        sys.stdout.write(f"=== Not the whole\n{SMALLER}\n")
        sys.stdout.write(f"=== Summary of the job\n{found.ran.summary}\n")
        for one in found.told:
            sys.stdout.write(f"=== gh {' '.join(one.words)}\n{one.body}\n")
    return 1 if any(job.failed for job in jobs) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["calm"]))
