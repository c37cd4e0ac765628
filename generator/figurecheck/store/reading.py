"""Reading observations from the data folder, each file checked against its record.

A file is parsed when its observations are asked for: a build knows by the checksum that nothing of most series is new,
and then needs neither their tables nor the library that holds them.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from figurecheck.errors import ChecksumError, MalformedDataError, UsageError
from figurecheck.paths import Project
from figurecheck.series.model import SATURDAY, WEEK, Calendar, Series
from figurecheck.store.files import digest, read_bytes, record_file, shown, table_file
from figurecheck.store.provenance import Provenance, parse_record
from figurecheck.store.tables import parse_table, table_days

if TYPE_CHECKING:
    import pandas as pd

_PARSED = 64
"""Files whose tables a process keeps, the longest unused going first; a table takes about as much room as its file."""


@dataclass(frozen=True)
class Observed:
    """The observations of one series.

    ``frame`` has one row an observation, oldest first, a DatetimeIndex called ``day`` without time zone, and the
    columns of the series (float64, NaN where there is no value; ``scheduled`` is bool); of a file that ``verified``
    read it is parsed when it is first asked for, which raises MalformedDataError where it cannot be. ``sha256`` is the
    checksum of the whole data file, also after ``known_before``.
    """

    series: Series
    frame: "pd.DataFrame"
    sha256: str
    provenance: Provenance

    @classmethod
    def unparsed(cls, series: Series, content: bytes, record: Provenance) -> "Observed":
        """The observations in a data file, whose checksum is that of its ``record``, before it is parsed."""
        one = cls.__new__(cls)
        one.__dict__.update(series=series, sha256=record.sha256, provenance=record, _content=content)
        return one

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> "pd.DataFrame":
            """What is not there yet: the frame of a file that was not parsed."""
            if name != "frame" or "_content" not in self.__dict__:
                raise AttributeError(name)
            # A copy that copies when it is written to, so that nobody can change what others are given.
            self.__dict__["frame"] = _parsed(self.__dict__["_content"], self.series).copy(deep=False)
            del self.__dict__["_content"]
            return self.__dict__["frame"]

    @property
    def days(self) -> list[str]:
        """The day of every observation as YYYY-MM-DD, oldest first; this parses no file."""
        content: bytes | None = self.__dict__.get("_content")
        if content is not None:
            return table_days(_text(content, self.series), self.series)
        days: list[str] = self.frame.index.to_numpy().astype("datetime64[D]").astype(str).tolist()
        return days

    @property
    def first_day(self) -> date:
        """The day of the first observation."""
        return self._day(0)

    @property
    def last_day(self) -> date:
        """The day of the last observation."""
        return self._day(-1)

    def _day(self, at: int) -> date:
        if "_content" in self.__dict__:
            return date.fromisoformat(self.days[at])
        day: date = self.frame.index[at].date()
        return day

    def count_before(self, moment: datetime) -> int:
        """How many observations were public before ``moment``, an aware datetime: the length of ``known_before``."""
        return bisect_left(self.days, moment, key=lambda day: self.series.known_at(date.fromisoformat(day)))

    def known_before(self, moment: datetime) -> "Observed":
        """Only the observations that were public before ``moment`` (an aware datetime); possibly none.

        The same as asking ``Series.known_at`` of every day, for all days at once.

        Raises UsageError for a moment without a time zone.
        """
        if moment.tzinfo is None:
            raise UsageError(f"asked what was known before {moment}, which has no time zone; give one")
        import pandas as pd

        local = moment.astimezone(ZoneInfo(self.series.timezone)).replace(tzinfo=None)
        released = pd.DatetimeIndex(self.frame.index) + self.series.release_lag
        if self.series.calendar is Calendar.BUSINESS:
            weekdays = released.day_of_week.to_numpy()
            released += pd.to_timedelta((WEEK - weekdays) * (weekdays >= SATURDAY), unit="D")
        return replace(self, frame=self.frame.loc[released < pd.Timestamp(local)])


def read(project: Project, series: Series) -> Observed:
    """The stored observations of ``series``.

    Raises MissingDataError when the data file or its record is not there, ChecksumError when the file is not the one
    that was recorded, MalformedDataError when either cannot be read as what it should be.
    """
    found = verified(project, series)
    return replace(found, frame=found.frame)


def verified(project: Project, series: Series) -> Observed:
    """The stored observations of ``series``, parsed when their frame is asked for; raises like ``read`` before that."""
    record, content = _recorded(project, series)
    return Observed.unparsed(series, content, record)


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
    """The stored observations of several series by id, as ``verified`` gives them."""
    return {one.id: verified(project, one) for one in series}


def read_record(project: Project, series: Series) -> Provenance:
    """The provenance record of ``series``; raises MissingDataError and MalformedDataError."""
    file = record_file(project, series.id)
    return parse_record(read_bytes(project, file, series.id), series.id)


def checksums(project: Project) -> dict[str, str]:
    """SHA-256 of every data file by series id, in alphabetical order; empty without a data folder."""
    files = sorted(project.series.glob("*.csv"))
    return {file.stem: digest(read_bytes(project, file, file.stem)) for file in files}


@lru_cache(maxsize=_PARSED)
def _parsed(content: bytes, series: Series) -> "pd.DataFrame":
    """What is in a data file; tasks that one process does after the other ask for the same files again and again."""
    frame = parse_table(_text(content, series), series)
    if frame.empty or not frame.index.is_monotonic_increasing or frame.index.has_duplicates:
        raise MalformedDataError(f"{series.id}: its data file has no rows, or days that are not in order")
    return frame


def _text(content: bytes, series: Series) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise MalformedDataError(f"{series.id}: its data file is not UTF-8 text") from problem
