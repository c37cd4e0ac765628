"""Each kind of input edited in a small project, and exactly what a whole build then reran."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.article import article_texts
from benchmarks.project import edit_claim
from benchmarks.workload import workload
from figurecheck.keys.digests import differing, digest, folder_digests
from figurecheck.pipeline.site_pieces import METHODS
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.datapackage import write_datapackage
from projects import ROOT, copy_project

pytestmark = pytest.mark.slow

NAMES = {"S00": "SPY", "S01": "IWM", "S02": "QQQ", "S19": "BTC-USD"}
"""The real series that stand for those of the common work that its first four claims ask for."""
CLAIMS = [f"c000{number}" for number in range(4)]
"""Three returns (of SPY, IWM and QQQ) and a correlation of SPY with Bitcoin."""
JUDGED = {f"claim {name}" for name in CLAIMS}
DRAWN = {f"charts {name}" for name in CLAIMS}
PAGES = {f"page w0/{name}.md" for name in CLAIMS}
COUNTED = {f"page methods/{name}.md" for name in ("readings", "returns")}
"""Pages of methods, which count the claims that use them."""
SITE = {"site"}
LISTING = ("w0/index", "w0/changes", "w0/what-if")
BESIDE_IT = ("w0/c0000", "w0/c0001")
"""The claims before and after the one that is added, in the order of the sections; each page leads to the next."""
CITING = {"page reuse.md"}
"""The page that lists the data releases. Another definition, series or code of a figure makes another release, which
every claim's page cites; there it is put in last, and no page is rendered for it."""


CLAIM = re.compile(r"page w0/c\d+\.md")
RELEASE = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}")


def article_of(claims: int) -> str:
    """The common work of so many claims, read on real series."""
    work = workload()
    names = {str(name): NAMES.get(str(name), "SPY") for name in work.closes}
    return article_texts(work, names, claims, lean=False)["w0"]


class Small:
    """A checkout with one small article, and its package beside it, which can be edited."""

    def __init__(self, root: Path) -> None:
        self.project = copy_project(root)
        for file in self.project.articles.iterdir():
            file.unlink()
        self.article = self.project.article("w0")
        self.article.write_text(article_of(len(CLAIMS)), encoding="utf-8")
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "generator", root / "generator", ignore=skipped)
        self.templates = self.project.templates
        self.package = root / "generator" / "figurecheck"
        self.installed = root.parent / "more" / "site-packages"
        self.installed.mkdir(parents=True)

    def build(self, *words: str) -> set[str]:
        """The units that ran."""
        path = os.pathsep.join([str(self.package.parent), str(self.installed)])
        environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": path}
        command = [sys.executable, "-m", "figurecheck", "build", "--explain", *words]
        done = subprocess.run(
            command, cwd=self.project.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        rows = ([cell.strip() for cell in line.split("│")] for line in done.stdout.splitlines())
        return {row[0] for row in rows if len(row) == 3 and row[1] == "ran"}

    def written(self) -> dict[str, str]:
        """The text of every page by the name of its unit; of a claim's page without the release that it cites."""
        names = {f"page {file.relative_to(self.project.reports)}": file for file in self.project.reports.rglob("*.md")}
        texts = {name: file.read_text(encoding="utf-8") for name, file in names.items()}
        return {name: RELEASE.sub("", text) if CLAIM.fullmatch(name) else text for name, text in texts.items()}

    def look_again(self) -> None:
        """Have the next build look at every unit."""
        (self.project.root / ".cache" / "last-build.json").unlink()

    def poison(self, before: str, after: str) -> int:
        """Edit kept results, to a text as long, and seal them again, so that they seem sound; how many those are."""
        files = {file: file.read_bytes()[64:] for file in (self.project.root / ".cache" / "units").glob("??/*")}
        edited = {file: content for file, content in files.items() if before.encode() in content}
        for file, content in edited.items():
            wrong = content.replace(before.encode(), after.encode())
            file.write_bytes(digest(wrong).encode() + wrong)
        return len(edited)

    def replace(self, before: str, after: str) -> None:
        """Edit the article in one place."""
        text = self.article.read_text(encoding="utf-8")
        assert text.count(before) >= 1
        self.article.write_text(text.replace(before, after, 1), encoding="utf-8")

    def add(self, place: Path, text: str) -> None:
        with place.open("a", encoding="utf-8") as file:
            file.write(text)

    def add_claim(self) -> None:
        """One more claim of the common work, told at the end of its section."""
        said = json.loads(self.article.read_text(encoding="utf-8"))
        claim = json.loads(article_of(len(CLAIMS) + 1))["claims"][-1]
        (section,) = (each for each in said["sections"] if each["id"] == claim["section"])
        section["retelling"] += f" It says {{{claim['id']}: this}}."
        said["claims"].append(claim)
        self.article.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")

    def remove_claim(self, name: str) -> None:
        """A claim taken out with its section, on a site that was never published: no address is owed to anybody."""
        said = json.loads(self.article.read_text(encoding="utf-8"))
        (claim,) = (each for each in said["claims"] if each["id"] == name)
        said["claims"].remove(claim)
        said["sections"] = [each for each in said["sections"] if each["id"] != claim["section"]]
        self.article.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        self.project.addresses.unlink()

    def own_series(self) -> None:
        """A catalogue of the project's own, and observations of its one series, which no claim reads."""
        for kind in (".csv", ".json"):
            text = (self.project.series / f"GLD{kind}").read_text(encoding="utf-8")
            (self.project.series / f"OWN{kind}").write_text(text.replace('"GLD"', '"OWN"'), encoding="utf-8")
        entry = "  OWN: {group: fund, code: GDX, title: A fund on gold miners, bounds: [1, 1000]}\n"
        self.project.catalogue.write_text(f"series:\n{entry}", encoding="utf-8")
        write_datapackage(self.project, project_catalogue(self.project))

    def rename_own_series(self) -> None:
        """Another title in the catalogue of the project's own."""
        text = self.project.catalogue.read_text(encoding="utf-8")
        self.project.catalogue.write_text(text.replace("gold miners", "mines"), encoding="utf-8")
        write_datapackage(self.project, project_catalogue(self.project))

    def slower(self) -> None:
        """Benchmarks of another machine."""
        file = self.project.benchmarks
        study = json.loads(file.read_text(encoding="utf-8"))
        study["machine"]["processor"] = "A slow one"
        file.write_text(json.dumps(study), encoding="utf-8")

    def install(self, package: str) -> None:
        """The record of a package, found before that of the installed one."""
        (self.installed / f"{package}.dist-info").mkdir()

    def revise(self, series: str) -> None:
        """Another last volume of a series, with a record that vouches for it."""
        file, record = (self.project.series / f"{series}{kind}" for kind in (".csv", ".json"))
        *lines, last = file.read_text(encoding="utf-8").splitlines()
        cells = last.split(",")
        at = lines[0].split(",").index("volume")
        cells[at] = str(int(float(cells[at])) + 1)
        text = "\n".join((*lines, ",".join(cells))) + "\n"
        before = sha256(file.read_bytes()).hexdigest()
        file.write_text(text, encoding="utf-8")
        told = record.read_text(encoding="utf-8")
        assert before in told
        record.write_text(told.replace(before, sha256(text.encode()).hexdigest()), encoding="utf-8")
        write_datapackage(self.project, builtin_catalogue())


EDITS: Mapping[str, tuple[Callable[[Small], None], set[str]]] = {
    "nothing": (lambda small: small.look_again(), set()),
    "words of a claim": (
        lambda small: small.replace("In case 0 what is meant rose.", "In case 0 it went up."),
        {"charts c0000", "w0/cards/c0000.png", "page w0/c0000.md", "page w0/changes.md", "site"} | CITING,
    ),
    "mark of a claim": (
        lambda small: edit_claim(small.project, 1),
        {"claim c0000", "charts c0000", "w0/cards/c0000.png", "site"}
        | {f"page {name}.md" for name in ("index", "w0/c0000", *LISTING)}
        | CITING,
    ),
    "moment of publication": (
        lambda small: small.replace("T02:29:00", "T02:30:00"),
        {"page w0/changes.md", "site"} | JUDGED | DRAWN | PAGES | CITING,
    ),
    "a series": (
        lambda small: small.revise("IWM"),
        {"claim c0001", "charts c0001", "growth IWM", "mark IWM", "page data.md", "page w0/c0001.md", "site"} | CITING,
    ),
    "template of claims": (
        lambda small: small.add(small.templates / "claim.md.j2", "\n<!-- edited -->\n"),
        PAGES | SITE,
    ),
    "style sheet": (lambda small: small.add(small.templates / "assets" / "home.css", "\n/* edited */\n"), SITE),
    "theme": (lambda small: small.add(next((small.templates / "theme").rglob("*.html")), "<!-- edited -->"), SITE),
    "mkdocs.yml": (lambda small: small.add(small.project.mkdocs, "# edited\n"), SITE),
    "studies": (lambda small: small.slower(), {"page speed.md"} | SITE),
    "redirects.yml": (lambda small: small.add(small.project.redirects, "redirects: []\n"), SITE),
    "code of a measure of all claims": (
        lambda small: small.add(small.package / "measures" / "returns.py", "EDITED = 1\n"),
        {METHODS, "basket ULTRA-SMALL-CAP-BASKET", "growth SPY", "growth IWM", "growth QQQ"}
        | JUDGED
        | DRAWN
        | CITING
        | SITE,
    ),
    "code of a measure of one claim": (
        lambda small: small.add(small.package / "measures" / "correlation_bootstrap.py", "EDITED = 1\n"),
        {METHODS, "claim c0003", "charts c0003"} | CITING | SITE,
    ),
    "code of charts": (
        lambda small: small.add(small.package / "charts" / "style.py", "EDITED = 1\n"),
        {"assets/card.png", *(f"w0/cards/{name}.png" for name in CLAIMS)} | DRAWN | SITE,
    ),
    "code of pages, without a word changed": (
        lambda small: small.add(small.package / "pages" / "home.py", "EDITED = 1\n"),
        set(),
    ),
    "a comment beside the corrections of data": (
        lambda small: small.add(small.project.data / "corrections.yml", "# edited\n"),
        set(),
    ),
    "another version of a package": (lambda small: small.install("pygments-99.0.0"), SITE),
    "another version of a package behind one": (
        lambda small: small.install("kiwisolver-99.0.0"),
        {f"assets/{name}.png" for name in ("card", "favicon", "touch-icon")}
        | {f"w0/cards/{name}.png" for name in CLAIMS}
        | DRAWN
        | SITE,
    ),
    "a claim added": (
        lambda small: small.add_claim(),
        {"claim c0004", "charts c0004", "w0/cards/c0004.png", "assets/card.png", "site"}
        | {f"page {name}.md" for name in ("index", "w0/c0004", *LISTING, *BESIDE_IT)}
        | COUNTED
        | CITING,
    ),
    "a catalogue of the project's own": (
        lambda small: small.own_series(),
        {"page data.md", "page health.md"} | SITE,
    ),
    "a title in the catalogue of the project's own": (
        lambda small: small.rename_own_series(),
        {"page data.md"} | SITE,
    ),
    "a claim removed": (
        lambda small: small.remove_claim("c0002"),
        {"assets/card.png", "site"}
        | {f"page {name}.md" for name in ("index", "w0/c0001", "w0/c0003", *LISTING)}
        | COUNTED
        | CITING,
    ),
}


def test_every_kind_of_input_reruns_exactly_what_depends_on_it(tmp_path: Path) -> None:
    """One edit after the other, each on top of those before; every build looks at every unit.

    The pages that ran are those that read otherwise now, and at the end all files are those of a build from nothing.
    """
    small = Small(tmp_path / "project")
    assert JUDGED | DRAWN | PAGES | {"site"} <= small.build()
    found, rendered, changed = {}, {}, {}
    for name, (edit, _) in EDITS.items():
        before = small.written()
        edit(small)
        found[name] = small.build()
        rendered[name] = {unit for unit in found[name] if unit.startswith("page ")}
        after = small.written()
        changed[name] = set(differing(before, after)) & after.keys()
    assert found == {name: expected for name, (_, expected) in EDITS.items()}
    assert rendered == changed
    kept = folder_digests(small.project.root, "reports", "site")
    gone = {"claim c0002", "charts c0002", "page w0/c0002.md"}
    assert (JUDGED | DRAWN | PAGES | {"site"}) - gone <= small.build("--no-cache")
    assert folder_digests(small.project.root, "reports", "site") == kept


def test_a_build_without_what_was_kept_puts_its_own_in_its_place(tmp_path: Path) -> None:
    """A wrong result that is kept under the right key is believed; afterwards nothing of it is left to be believed."""
    small = Small(tmp_path / "project")
    small.build()
    right = folder_digests(small.project.root, "reports", "site")
    assert small.poison("In case 0 what is meant rose", "In case 0 what is meant fell") > 0
    small.look_again()
    small.build()
    assert folder_digests(small.project.root, "reports", "site") != right
    assert JUDGED | DRAWN | PAGES | {"site"} <= small.build("--no-cache")
    assert folder_digests(small.project.root, "reports", "site") == right
    small.look_again()
    assert small.build() == set()
    assert folder_digests(small.project.root, "reports", "site") == right
