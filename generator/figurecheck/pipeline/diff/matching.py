"""Whether the results of a project were made from the data and the article that lie beside them."""

from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article
from figurecheck.errors import DocumentError
from figurecheck.ledger.definitions import definition_hash
from figurecheck.ledger.entry import State
from figurecheck.paths import Project
from figurecheck.series.catalogue import Catalogue
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.files import digest, table_file


def unlike(project: Project, slug: str, state: State) -> str:
    """What the results of an article were not made from: ``data of PSCT``, ``definition of since``; "" where all fits.

    Data are compared by the bytes of each table that the results name, definitions by their hash. Results that are
    older than a record of checksums or definitions, and articles that the present code cannot read, are not compared.
    """
    catalogue = project_catalogue(project)
    data = _other_data(project, state, catalogue)
    if data:
        return f"data of {', '.join(data)}"
    try:
        article = load_article(project.article(slug), catalogue)
    except DocumentError:
        return ""
    claims = _other_definitions(article, state)
    return f"definition of {', '.join(claims)}" if claims else ""


def _other_data(project: Project, state: State, catalogue: Catalogue) -> list[str]:
    built_from = {name: sha for files in state.reads.values() for name, sha in files.items()}
    built_from |= {name: mark.sha256 for name, mark in state.series.items()}
    stored = {name: sha for name, sha in built_from.items() if name in catalogue and catalogue.stored(name) == (name,)}
    return sorted(name for name, sha in stored.items() if _checksum(project, name) != sha)


def _checksum(project: Project, name: str) -> str:
    file = table_file(project, name)
    return digest(file.read_bytes()) if file.is_file() else ""


def _other_definitions(article: Article, state: State) -> list[str]:
    """Claims whose definition is another, and claims that only the article or only the results have."""
    built_from = {entry.claim: entry.definition for entry in state.entries.values()}
    defined = {claim.id: definition_hash(article, claim) for claim in article.claims}
    changed = {name for name, known in built_from.items() if known and name in defined and known != defined[name]}
    return sorted(changed | (built_from.keys() ^ defined.keys()))
