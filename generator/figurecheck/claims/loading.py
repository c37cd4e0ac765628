"""Reading an article file: first its schema, then what no schema can say."""

from pathlib import Path

from figurecheck.claims.crosschecks import cross_checks
from figurecheck.claims.model import Article
from figurecheck.documents import Document, load_document, problems, validate
from figurecheck.errors import ArticleError, DocumentError
from figurecheck.series.catalogue import Catalogue


def load_article(file: Path, catalogue: Catalogue) -> Article:
    """Read and check one article file.

    Raises ArticleError for the first problem, with file, line, field, what was found and what is allowed.
    """
    document = load_document(file, ArticleError)
    article = validate(document, Article, ArticleError)
    for error in _cross(document, article, catalogue):
        raise error
    return article


def article_problems(file: Path, catalogue: Catalogue) -> list[DocumentError]:
    """Everything that is wrong with one article file, in the order of the file."""
    try:
        document = load_document(file, ArticleError)
    except ArticleError as problem:
        return [problem]
    found = problems(document, Article, ArticleError)
    return found or _cross(document, Article.model_validate(document.data), catalogue)


def article_lines(file: Path) -> Document:
    """The file with the line of every field, for errors that arise after loading."""
    return load_document(file, ArticleError)


def _cross(document: Document, article: Article, catalogue: Catalogue) -> list[DocumentError]:
    checked = cross_checks(article, document.file.stem, catalogue)
    found = [document.error(ArticleError, problem.path, problem.found, problem.allowed) for problem in checked]
    return sorted(found, key=lambda error: error.line or 0)
