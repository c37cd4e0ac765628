"""Reading an article file: first its schema, then what no schema can say."""

from dataclasses import dataclass
from pathlib import Path

from figurecheck.claims.crosschecks import cross_checks
from figurecheck.claims.model import Article
from figurecheck.documents import Document, load_document, problems
from figurecheck.errors import ArticleError, DocumentError
from figurecheck.series.catalogue import Catalogue


@dataclass(frozen=True)
class Examined:
    """An article file with everything that is wrong with it, in the order of the file.

    ``document`` is None where the file is not YAML, ``article`` where it does not follow the schema.
    """

    document: Document | None
    article: Article | None
    problems: tuple[DocumentError, ...]


def load_article(file: Path, catalogue: Catalogue) -> Article:
    """Read and check one article file.

    Raises ArticleError for the first problem, with file, line, field, what was found and what is allowed.
    """
    examined = examine_article(file, catalogue)
    if examined.article is None or examined.problems:
        raise examined.problems[0]
    return examined.article


def article_problems(file: Path, catalogue: Catalogue) -> list[DocumentError]:
    """Everything that is wrong with one article file, in the order of the file."""
    return list(examine_article(file, catalogue).problems)


def examine_article(file: Path, catalogue: Catalogue) -> Examined:
    """Read one article file and find everything that is wrong with it; later steps need the earlier ones sound."""
    try:
        document = load_document(file, ArticleError)
    except ArticleError as problem:
        return Examined(None, None, (problem,))
    invalid = problems(document, Article, ArticleError)
    if invalid:
        return Examined(document, None, tuple(invalid))
    article = Article.model_validate(document.data)
    checked = cross_checks(article, file.stem, catalogue)
    found = [document.error(ArticleError, problem.path, problem.found, problem.allowed) for problem in checked]
    return Examined(document, article, tuple(sorted(found, key=lambda error: error.line or 0)))
