"""Observations, each source in its own layout where that can say them; else in the layout that any partner may use.

Every word that is written is read back first by the reader of the door, so that what comes back is what is held.
"""

from __future__ import annotations

import calendar
import csv
import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq

from wardmote.definitions import Definitions, Source
from wardmote.definitions.models import Layout
from wardmote.evidence.export.job import Job, Written, header_of
from wardmote.evidence.observations.age_bands import ALL_AGES, AgeWords
from wardmote.evidence.observations.areas import Areas
from wardmote.evidence.observations.codes import mended
from wardmote.evidence.observations.items import Items
from wardmote.evidence.observations.misread import Misread, slug
from wardmote.evidence.observations.months import FINANCIAL
from wardmote.evidence.observations.periods import read_period
from wardmote.evidence.observations.staging import INCOMPLETE
from wardmote.evidence.observations.values import SHARE, Values
from wardmote.evidence.observations.weeks import read_week
from wardmote.evidence.peek import Look
from wardmote.evidence.recognise import recognise
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.rejects import harmless

ANY_PARTNER, ANY_WEEKS = "observations", "weekly-counts"
"""The sources whose layouts any partner may use, for months and for weeks."""
Row = dict[str, Any]


class _Unsaid(Exception):  # noqa: N818
    """A layout cannot say a row."""


def write_observations(job: Job) -> Iterable[Written]:
    """One file for each source."""
    for record in job.files("observations"):
        rows = pq.read_table(job.layout.stored(record)).to_pylist()
        yield _write(job, record.key, rows)


def write_weeks(job: Job) -> Iterable[Written]:
    """One file for each source of counts by week."""
    for record in job.files("weeks"):
        rows = pq.read_table(job.layout.stored(record)).to_pylist()
        yield _write(job, record.key, [_as_observed(row) for row in rows], "weeks", ANY_WEEKS)


def _as_observed(row: Row) -> Row:
    """A week in the shape of an observation; one that is incomplete is not known, and stands as not supplied."""
    week = {"start": row["week"], "end": row["week"], "base": None, "note": ""}
    if row["state"] == INCOMPLETE:
        week |= {"state": "not-supplied", "value": None}
    return {name: cell for name, cell in row.items() if name not in ("week", "file")} | week


def _write(
    job: Job, source: str, rows: Sequence[Row], table: str = "observations", any_partner: str = ANY_PARTNER
) -> Written:
    own = job.definitions.sources.get(source)
    for layout, note in (
        (own, ""),
        (
            job.definitions.sources.get(any_partner),
            f"The layout of {source} cannot be written again, so it comes back as a source of its own, {any_partner}.",
        ),
    ):
        if layout is not None and layout.reader == "observations" and layout.table == table:
            try:
                lines = list(_Sayer(job.definitions, layout).lines(rows))
            except _Unsaid:
                continue
            return _saved(job, f"{table}/{source}.csv", layout, header_of(layout), lines, note)
    header = [name for name in rows[0] if name != "file"]
    note = f"No layout can say all that is held of {source}."
    lines = [
        [harmless(row[name]) if isinstance(row[name], str) else _plain(row[name]) for name in header]
        for row in rows
    ]
    return _saved(job, f"{table}-{source}.csv", None, header, lines, note)


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)


@dataclass
class _Sayer:
    """Says observations in the layout of a source."""

    definitions: Definitions
    source: Source
    _said: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layout = self.source.layout or Layout()
        marks = list(self.definitions.marks.values())
        self._items = Items(self.definitions, self.source)
        self._areas = Areas(self.source, list(self.definitions.levels.values()), marks)
        self._values = Values(marks, self.source)
        self._ages = AgeWords(marks, self.layout)
        words = [word for mark in marks if mark.means == "suppressed" for word in mark.words]
        words += [word for word, means in self.layout.marks.items() if means == "suppressed"]
        self._hidden = next((w for w in words if self._values.read(w).state == "suppressed"), None)

    def lines(self, rows: Sequence[Row]) -> Iterator[list[str]]:
        """A line for each row, its cells in the order of the source's columns.

        Raises
        ------
        _Unsaid
            At the first row that the layout cannot say.
        """
        header = header_of(self.source)
        self._check(header)
        for row in rows:
            cells = {self.source.columns[role]: cell for role, cell in self._cells(row).items()}
            yield [cells.get(name, "") for name in header]

    def _check(self, header: Sequence[str]) -> None:
        """See that a file of these columns is taken for one of this source."""
        try:
            found = recognise(self.source.id, Look("csv", tuple(header)), self.definitions.sources.values())
        except Refused as error:
            raise _Unsaid from error
        if found.id != self.source.id or self.layout.across or self.layout.rows != "week":
            raise _Unsaid

    def _cells(self, row: Row) -> dict[str, str]:
        cells = {
            "item": self._once(self._item, row["item"]),
            "detail": self._once(self._detail, row["detail"] or "", row["item"]),
            "value": self._value(row),
            "base": "" if row["base"] is None else _number(row["base"]),
            "note": row["note"] or "",
        }
        area = self._once(self._area, row["area"], row["level"] or "")
        cells |= {"area": area, "level": row["level"] or ""}
        cells |= self._period(row["start"], row["end"])
        return {role: said for role, said in cells.items() if self._has(role, said, row)}

    def _has(self, role: str, said: str, row: Row) -> bool:
        """Whether the source has a column for it; where it has none, what is said must be said anyhow."""
        if role in self.source.columns:
            return True
        constant = self.layout.constants.get(role, "")
        implied = constant == said or (role == "level" and said in ("", self.layout.level))
        if role == "item" and constant:
            implied = self._items.read(constant) == row["item"]
        if role == "area" and constant:
            implied = self._areas.read(constant) == (row["area"], row["level"] or "")
        if said and not implied:
            raise _Unsaid
        return False

    def _once(self, say: Callable[..., str], *what: str) -> str:
        key = (say.__name__, *what)
        if key not in self._said:
            self._said[key] = say(*what)
        return self._said[key]

    def _item(self, item: str) -> str:
        words = [word for word, means in self.source.categories.items() if means == item]
        return _first([*words, item], lambda word: self._items.read(word) == item)

    def _area(self, area: str, level: str) -> str:
        words = [word for word, code in self.layout.areas.items() if code == area and not level]
        of = level if "level" in self.source.columns else ""
        return _first(
            [area, *words],
            lambda word: not self._areas.is_total(word) and self._areas.read(word, of) == (area, level),
        )

    def _detail(self, detail: str, item: str) -> str:
        if self.layout.details == "age-bands":
            return _first([detail or ALL_AGES], lambda word: self._ages.read(word)[0] == detail)
        if not detail:
            return ""
        codes = [code for code in self.layout.codes if slug(code) == detail]
        if self.layout.codes:
            return _first([*codes, detail], lambda word: mended(word, item, self.layout.codes)[0] == detail)
        return _first([detail], lambda word: slug(word) == detail)

    def _value(self, row: Row) -> str:
        if row["state"] == "not-supplied":
            return ""
        if row["state"] == "suppressed":
            if self._hidden is None:
                raise _Unsaid
            return self._hidden
        quantity = self._items.quantity(row["item"])
        said = _number(row["value"]) + ("%" if quantity == SHARE else "")
        return _first([said], lambda word: self._values.read(word, quantity).number == row["value"])

    def _period(self, start: str, end: str) -> dict[str, str]:
        """The cells of a period, in whichever way the source has them."""
        roles = set(self.source.columns)
        if self.layout.rhythm == "week":
            return self._week(start)
        first, last = f"{start}-01", f"{end}-{calendar.monthrange(int(end[:4]), int(end[5:]))[1]:02}"
        if {"start", "end"} <= roles:
            cells, text = {"start": first, "end": last}, f"{first} to {last}"
        elif "period" in roles:
            cells, text = {"period": f"{first} to {last}"}, f"{first} to {last}"
        else:
            cells, text = _in_parts(start, end, roles)
        try:
            span = read_period(text, self.layout.periods)
        except Misread as error:
            raise _Unsaid from error
        if (span.start, span.end) != (start, end):
            raise _Unsaid
        return cells

    def _week(self, monday: str) -> dict[str, str]:
        """The cell of a week: its first day, or its last where the source goes by that."""
        last = self.layout.week_named_by == "last-day"
        said = (date.fromisoformat(monday) + timedelta(days=6 if last else 0)).isoformat()
        if "period" not in self.source.columns or read_week(said, self.layout).start != monday:
            raise _Unsaid
        return {"period": said}


def _in_parts(start: str, end: str, roles: set[str]) -> tuple[dict[str, str], str]:
    """A financial year or a quarter of one, or a month, in columns of their own."""
    year, month = int(start[:4]), int(start[5:])
    months = (int(end[:4]) - year) * 12 + int(end[5:]) - month + 1
    begins = year - (month < FINANCIAL[0])
    financial = f"{begins}/{(begins + 1) % 100:02}"
    if "quarter" in roles and months == 3 and month in FINANCIAL:
        number = str(FINANCIAL.index(month) + 1)
        return {"year": financial, "quarter": number}, f"Q{number} {financial}"
    if "month" in roles and months == 1:
        name = calendar.month_name[month]
        return {"year": start[:4], "month": name}, f"{name} {start[:4]}"
    if not roles & {"quarter", "month"} and months == 12 and month == FINANCIAL[0]:
        return {"year": financial}, financial
    raise _Unsaid


def _first(words: Sequence[str], means_it: Callable[[str], bool]) -> str:
    """The first word that the reader reads as what is meant."""
    for word in words:
        try:
            if means_it(word):
                return word
        except Misread:
            continue
    raise _Unsaid


def _number(value: float) -> str:
    """A number in digits alone."""
    said = format(Decimal(repr(value)), "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def _saved(
    job: Job,
    name: str,
    source: Source | None,
    header: Sequence[str],
    lines: Sequence[Sequence[str]],
    note: str,
) -> Written:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([header, *lines])
    table = re.split("[-/]", name)[0]
    path, content = job.place(name, taken_in=source is not None), stream.getvalue().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if job.packed else content)
    if source is None:
        return Written(job.below(path), table, len(lines), taken_in=False, note=note)
    return Written(job.below(path), table, len(lines), source.reference, source.licence, note=note)
