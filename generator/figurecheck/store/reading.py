"""Reading observations from the data folder, each file checked against its record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from figurecheck.errors import ChecksumError, MalformedDataError, UsageError
from figurecheck.paths import Project
from figurecheck.series.model import Series
from figurecheck.store.files import digest, read_bytes, record_file, shown, table_file
from figurecheck.store.provenance import Provenance, parse_record
from figurecheck.store.tables import parse_table


@dataclass(frozen=True)
class Observed:
    """The observations of one series.

    ``frame`` has one row an observation, oldest first, a DatetimeIndex called ``day`` without time zone, and the
    columns of the series (float64, NaN where there is no value; ``scheduled`` is bool). ``sha256`` is the checksum
    of the whole data file, also after ``known_before``.
    """

    series: Series
    frame: pd.DataFrame
    sha256: str
    provenance: Provenance

    @property
    def first_day(self) -> date:
        """The day of the first observation."""
        return _day(self.frame.index[0])

    @property
    def last_day(self) -> date:
        """The day of the last observation."""
        return _day(self.frame.index[-1])

    def known_before(self, moment: datetime) -> "Observed":
        """Only the observations that were public before ``moment`` (an aware datetime); possibly none.

        Raises UsageError for a moment without a time zone.
        """
        if moment.tzinfo is None:
            raise UsageError(f"asked what was known before {moment}, which has no time zone; give one")
        local = moment.astimezone(ZoneInfo(self.series.timezone)).replace(tzinfo=None)
        released = pd.DatetimeIndex(self.frame.index) + self.series.release_lag
        known = released < pd.Timestamp(local)
        return replace(self, frame=self.frame.loc[known])


def read(project: Project, series: Series) -> Observed:
    """The stored observations of ``series``.

    Raises MissingDataError when the data file or its record is not there, ChecksumError when the file is not the one
    that was recorded, MalformedDataError when either cannot be read as what it should be.
    """
    record, content = _recorded(project, series)
    frame = parse_table(_text(content, series), series)
    if frame.empty or not frame.index.is_monotonic_increasing or frame.index.has_duplicates:
        name = shown(project, table_file(project, series.id))
        raise MalformedDataError(f"{series.id}: {name} has no rows, or days that are not in order")
    return Observed(series, frame, record.sha256, record)


def verified_record(project: Project, series: Series) -> Provenance:
    """The provenance record of ``series``, after comparing the checksum of its data file; raises like ``read``."""
    return _recorded(project, series)[0]


def _recorded(project: Project, series: Series) -> tuple[Provenance, bytes]:
    record = read_record(project, series)
    file = table_file(project, series.id)
    content = read_bytes(project, file, series.id)
    found = digest(content)
    if found != record.sha256:
        raise ChecksumError(
            f"{series.id}: {shown(project, file)} has the checksum {found[:12]}..., its record says "
            f"{record.sha256[:12]}...; it was edited after it was written. 'git checkout -- {shown(project, file)}' "
            f"brings the recorded file back, 'figurecheck refresh --series {series.id}' writes it anew."
        )
    return record, content


def read_all(project: Project, series: Iterable[Series]) -> dict[str, Observed]:
    """The stored observations of several series by id; raises like ``read``."""
    return {one.id: read(project, one) for one in series}


def read_record(project: Project, series: Series) -> Provenance:
    """The provenance record of ``series``; raises MissingDataError and MalformedDataError."""
    file = record_file(project, series.id)
    return parse_record(read_bytes(project, file, series.id), series.id)


def checksums(project: Project) -> dict[str, str]:
    """SHA-256 of every data file by series id, in alphabetical order; empty without a data folder."""
    files = sorted(project.series.glob("*.csv"))
    return {file.stem: digest(read_bytes(project, file, file.stem)) for file in files}


def _text(content: bytes, series: Series) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise MalformedDataError(f"{series.id}: its data file is not UTF-8 text") from problem


def _day(stamp: pd.Timestamp) -> date:
    return stamp.date()
