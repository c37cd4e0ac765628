"""What every command starts from: the project's catalogue, its articles, and the observations they need."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article, Claim
from figurecheck.errors import UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.alone import finish_refresh
from figurecheck.pipeline.basket import with_baskets
from figurecheck.pipeline.judge import series_of
from figurecheck.pipeline.locate import article_files
from figurecheck.series.catalogue import Catalogue
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.reading import Observed, read_all


@dataclass(frozen=True)
class Workspace:
    """A project with its catalogue and its articles in the order of their file names.

    ``memory`` holds the observations that were read; it is never looked at from outside.
    """

    project: Project
    catalogue: Catalogue
    articles: tuple[Article, ...]
    memory: dict[str, Observed] = field(default_factory=dict, compare=False, repr=False)

    def find(self, identifier: str) -> tuple[Article, Claim]:
        """The claim called ``id`` or ``article/id``, and its article.

        Raises UsageError with the nearest ids where there is none, and with the whole names where there are several.
        """
        slug, _, wanted = identifier.rpartition("/")
        pairs = [(article, claim) for article in self.articles for claim in article.claims]
        found = [
            (article, claim) for article, claim in pairs if claim.id == wanted and slug in {"", article.article.slug}
        ]
        if len(found) == 1:
            return found[0]
        if found:
            whole = " or ".join(f"{article.article.slug}/{claim.id}" for article, claim in found)
            raise UsageError(f"asked for the claim {identifier!r}; found it in {len(found)} articles; say {whole}")
        known = [claim.id if not slug else f"{article.article.slug}/{claim.id}" for article, claim in pairs]
        close = get_close_matches(identifier, known, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(close)}?" if close else "figurecheck check lists the articles' problems"
        raise UsageError(f"asked for the claim {identifier!r}; found no such id in {len(known)} claims; {hint}")

    def observe(self, article: Article, claims: Iterable[Claim]) -> dict[str, Observed]:
        """The observations of every series that a reading of the claims looks at, each read once."""
        return self.read(name for claim in claims for name in series_of(article, claim))

    def read(self, names: Iterable[str]) -> dict[str, Observed]:
        """The observations of the series named, each read once; a basket comes with its members."""
        wanted = sorted(set(names))
        stored = sorted({one for name in wanted for one in self.catalogue.stored(name)})
        unread = [self.catalogue.get(name) for name in stored if name not in self.memory]
        self.memory.update(read_all(self.project, unread))
        found = {name: self.memory[name] for name in stored}
        return with_baskets(found, wanted, self.catalogue)


def open_workspace(project: Project) -> Workspace:
    """Load the catalogue and every article, newest first.

    Raises ArticleError or CatalogueError for the first problem.
    """
    finish_refresh(project)
    catalogue = project_catalogue(project)
    articles = (load_article(file, catalogue) for file in article_files(project))
    newest_first = sorted(articles, key=lambda one: one.published_utc, reverse=True)
    return Workspace(project, catalogue, tuple(newest_first))
