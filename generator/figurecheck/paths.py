"""Every folder and file of a project, named once."""

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent
SHIPPED = _PACKAGE / "shipped" if (_PACKAGE / "shipped" / "templates").is_dir() else _PACKAGE.parents[1]
"""Where templates, theme, embedded data and the study lie that come with the package: inside an installed one, at the
top of a checkout."""


@dataclass(frozen=True)
class Project:
    """The folders of one project; ``root`` is the folder that holds ``mkdocs.yml`` and ``articles/``.

    What only a checkout has (templates, the study of coverage) is taken from the package where the project has none.
    """

    root: Path

    @property
    def articles(self) -> Path:
        """One YAML file an article."""
        return self.root / "articles"

    @property
    def data(self) -> Path:
        """What was observed: one CSV and one provenance record a series."""
        return self.root / "data"

    @property
    def series(self) -> Path:
        """The folder of the CSV files and their provenance records."""
        return self.data / "series"

    @property
    def corrections(self) -> Path:
        """The ledger of known provider errors."""
        return self.data / "corrections.yml"

    @property
    def datapackage(self) -> Path:
        """The Frictionless description of the data folder."""
        return self.data / "datapackage.json"

    @property
    def health(self) -> Path:
        """What became of each series at its last refresh."""
        return self.data / "health.json"

    @property
    def catalogue(self) -> Path:
        """Series that the project adds to those of the package; the file is there only where it adds some."""
        return self.data / "catalogue.yml"

    @property
    def templates(self) -> Path:
        """Jinja templates for Markdown: the project's own folder, or the package's."""
        return self._own_or_shipped("templates")

    @property
    def reports(self) -> Path:
        """Rendered Markdown, charts and results: what MkDocs reads."""
        return self.root / "reports"

    @property
    def site(self) -> Path:
        """The HTML that readers open."""
        return self.root / "site"

    @property
    def coverage_study(self) -> Path:
        """How often each kind of interval covered the truth in simulated worlds."""
        return self._own_or_shipped("studies") / "coverage.json"

    @property
    def benchmarks(self) -> Path:
        """How fast the project was when it was last measured."""
        return self.root / "studies" / "benchmarks.json"

    @property
    def mkdocs(self) -> Path:
        """The configuration of MkDocs."""
        return self.root / "mkdocs.yml"

    @property
    def addresses(self) -> Path:
        """Every address that was published, one a line; lines are only added."""
        return self.reports / "addresses.txt"

    @property
    def redirects(self) -> Path:
        """Where addresses lead that are gone; the file is there only where some are."""
        return self.root / "redirects.yml"

    def _own_or_shipped(self, name: str) -> Path:
        own = self.root / name
        return own if own.is_dir() else SHIPPED / name

    def article(self, slug: str) -> Path:
        """The file of one article."""
        return self.articles / f"{slug}.yml"

    def report(self, slug: str) -> Path:
        """The folder of one article's rendered pages."""
        return self.reports / slug

    def results(self, slug: str) -> Path:
        """The machine-readable results of one article."""
        return self.report(slug) / "results.json"

    def ledger(self, slug: str) -> Path:
        """Every figure that was ever published of one article, in order; rows are only added."""
        return self.report(slug) / "ledger.csv"

    def ledger_head(self, slug: str) -> Path:
        """How many rows the ledger has and the hash of its last one, so that a cut tail shows."""
        return self.report(slug) / "ledger.head"
