"""Every error the project raises, drawn as one tree.

::

    FigurecheckError                exit 1
    +-- UsageError                  exit 2   the command was called wrongly
    +-- DocumentError               exit 1   a file written by people is wrong (file, line, field)
    |   +-- ArticleError                     articles/<slug>.yml
    |   +-- CatalogueError                   the catalogue of series
    |   +-- CorrectionError                  the corrections ledger
    |   +-- RedirectError                    redirects.yml
    |   +-- LedgerError                      reports/<slug>/ledger.csv: edited, cut short or not a ledger
    +-- DataError                   exit 3   observations are missing, edited or refused
    |   +-- MissingDataError                 no file, or no record of where it came from
    |   +-- ChecksumError                    the file is not the one that was recorded
    |   +-- MalformedDataError               the file cannot be read as the project's format
    |   +-- RefusedDataError                 a download failed a check; the old file stays
    |       +-- RevisedHistoryError          the provider now says something else about days that are stored
    +-- SourceError                 exit 3   a provider could not be read
    |   +-- UnreachableError                 no connection, no answer in time, or an error of its own (5xx)
    |   +-- RateLimitedError                 it asks for patience (429)
    |   +-- AccessRefusedError               it wants a key, or refuses the one it got (400, 401, 403)
    |   +-- GarbledAnswerError               what it sent is not in its own format
    |   +-- WrongAnswerError                 another series, currency or time zone than the one asked for
    |   +-- ClockError                       the machine's clock contradicts the provider's, or the stored days
    +-- MeasureError                exit 1   a number cannot be computed from these observations
    |   +-- WindowError                      the window is outside the data, or ends before it starts
    |   +-- InsufficientDataError            too few observations
    |   +-- DegenerateInputError             constant, infinite or contradictory input
    +-- BuildError                  exit 1   the output could not be written or rendered
        +-- OutputError                      a folder or file cannot be written
        +-- RenderError                      a template asked for something it was not given
        +-- SiteError                        MkDocs refused the pages
        |   +-- MovedAddressError            an address that was published would be gone
        +-- SettingsError                    mkdocs.yml names an address that is none
        +-- ClusterError                     a Dask cluster was not there, or cannot do the work
        |   +-- ClusterGoneError             it went away; this machine does the rest
        +-- WorkerLostError                  processes of this machine were killed, again and again
        +-- VerificationError                an independent route gives another number

A message says what was asked, what was found and what to do.
"""

import unicodedata
from pathlib import Path
from typing import Any

LONGEST = 300
"""So many characters of what a provider says are repeated."""


def one_line(text: str, longest: int = LONGEST) -> str:
    """``text`` as one bounded line that neither a terminal nor the log of a build server takes for a command.

    Control, format and separator characters become spaces; ``::`` and ``##[`` are broken up.
    """
    text = text[: longest * 20]
    plain = "".join(" " if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else each for each in text)
    while "::" in plain:
        plain = plain.replace("::", ": :")
    plain = " ".join(plain.replace("##[", "# #[").split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}\N{HORIZONTAL ELLIPSIS}"


class FigurecheckError(Exception):
    """Base of every error of the project; ``exit_code`` is what the command line returns."""

    exit_code = 1


class UsageError(FigurecheckError):
    """The command was called with words it does not know."""

    exit_code = 2


class DocumentError(FigurecheckError):
    """A file that people write is wrong; carries where, so that an editor can jump to it.

    Parameters: ``file`` and ``line`` (1-based; None when the whole file is meant), ``field`` as a dotted path,
    ``found`` and ``allowed`` in words, and ``column`` (1-based; None when the whole line is meant).
    """

    def __init__(
        self, file: Path | str, line: int | None, field: str, found: str, allowed: str, column: int | None = None
    ) -> None:
        self.file, self.line, self.field = str(file), line, field
        self.found, self.allowed, self.column = found, allowed, column
        super().__init__(self._told(self.file, line))

    @property
    def located(self) -> str:
        """The message with the column behind the line, as editors and terminals follow it."""
        return self._told(self.file, self.line, self.column)

    def _told(self, *place: str | int | None) -> str:
        where = ":".join(str(each) for each in place if each is not None)
        where = f"{where}: {self.field}" if self.field else where
        return f"{where}: found {self.found}; allowed: {self.allowed}"


class ArticleError(DocumentError):
    """An article file is malformed or names something that does not exist."""


class CatalogueError(DocumentError):
    """The catalogue of series is malformed, or a series is not in it."""


class CorrectionError(DocumentError):
    """An entry of the corrections ledger does not match what the source now says."""


class RedirectError(DocumentError):
    """redirects.yml names a page that is there, or leads to one that is not."""


class LedgerError(DocumentError):
    """A ledger of published figures was edited, cut short, or is none."""


class DataError(FigurecheckError):
    """Observations are missing, edited or refused."""

    exit_code = 3


class MissingDataError(DataError):
    """A series has no file or no provenance record."""


class ChecksumError(DataError):
    """A data file differs from the one its provenance record describes."""


class MalformedDataError(DataError):
    """A data file cannot be read as the project's own format."""


class RefusedDataError(DataError):
    """A download failed a check and was refused; what was stored before stays."""


class RevisedHistoryError(RefusedDataError):
    """A provider now says something else about days that are stored; ``changes`` are those values."""

    def __init__(self, message: str, changes: tuple[Any, ...]) -> None:
        self.changes = changes
        super().__init__(message)


class SourceError(FigurecheckError):
    """A provider could not be read; of what it says one bounded line is kept."""

    exit_code = 3

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class UnreachableError(SourceError):
    """No connection, no answer in time, or an error of the provider's own (5xx)."""


class RateLimitedError(SourceError):
    """A provider asks for patience (429)."""


class AccessRefusedError(SourceError):
    """A provider wants a key, or refuses the one that it got."""


class GarbledAnswerError(SourceError):
    """What a provider sent is not in its own format."""


class WrongAnswerError(SourceError):
    """A provider answered with another series, currency or time zone than the one asked for."""


class ClockError(SourceError):
    """The clock of this machine contradicts the provider's, or the days that are stored."""


class MeasureError(FigurecheckError):
    """A number cannot be computed from these observations."""


class WindowError(MeasureError):
    """A window lies outside the observations, or ends before it starts."""


class InsufficientDataError(MeasureError):
    """There are fewer observations than the statistic needs."""


class DegenerateInputError(MeasureError):
    """The input is constant, infinite, misaligned or contradictory."""


class BuildError(FigurecheckError):
    """The output could not be made."""


class OutputError(BuildError):
    """A folder or file cannot be written."""


class RenderError(BuildError):
    """A template asked for something it was not given."""


class SiteError(BuildError):
    """MkDocs refused the pages, or the built site holds what must not be published."""


class MovedAddressError(SiteError):
    """An address that was published would be gone, and nothing says where it leads."""


class SettingsError(BuildError):
    """mkdocs.yml names an address that is none, or cannot be read."""


class ClusterError(BuildError):
    """A Dask cluster could not be used: not reached, other code, or a task that kills its workers."""


class ClusterGoneError(ClusterError):
    """A Dask cluster went away in the midst of the work; whoever asked it does the rest."""


class WorkerLostError(BuildError):
    """Processes that do the work of a build were killed, and those that took their place too."""


class VerificationError(BuildError):
    """An independent route gives another number than the published one."""
