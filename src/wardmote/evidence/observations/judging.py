"""Judges one cell of a table: the observation that it is, or what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar, cast

from wardmote.definitions import Definitions
from wardmote.definitions.models import Layout
from wardmote.evidence.observations.age_bands import AgeWords
from wardmote.evidence.observations.areas import Areas
from wardmote.evidence.observations.codes import mended
from wardmote.evidence.observations.columns import Columns, columns_of
from wardmote.evidence.observations.dates import Read as Day
from wardmote.evidence.observations.dates import read_date
from wardmote.evidence.observations.items import Items
from wardmote.evidence.observations.misread import Misread, slug
from wardmote.evidence.observations.months import CALENDAR, Span
from wardmote.evidence.observations.spans import read_span
from wardmote.evidence.observations.values import Value, Values
from wardmote.evidence.rows.files import ArrivedFile
from wardmote.evidence.rows.rejects import harmless

Row = tuple[int, str, str, str, str, str, str, float | None, str, float | None, str]
FIELDS = ("line", "item", "detail", "area", "level", "start", "end", "value", "state", "base", "note")
"""Parts of a row."""
FORMULA = ("=", "+", "@", "\t")
"""How no name begins, and a formula may."""
NO_FORMULA = "a name: this begins like a formula, which a spreadsheet would run"
Key = tuple[str, str, str, str, str, str]
"""Item, detail, area, level, first and last month: what a row is of."""
Short = tuple[str | None, str | None, str | None]
"""Item, area and day of an incident that cannot be counted; None where it cannot be read."""
Read = TypeVar("Read")
Cells = tuple[str, ...]


class Fault(Exception):  # noqa: N818
    """What is wrong with one cell: its column, what was found, what was expected."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(expected)
        self.column, self.found, self.expected = column, found, expected
        self.key: Key | None = None
        """What the row is of, where that is known; without a detail where the detail cannot be read."""
        self.of_a_part = False
        """Whether the row is one of several that make up a count: without it their sum is not known."""
        self.short: Short | None = None
        """Of an incident: what it would have been counted under, as far as that can be read."""


class Judge:
    """Reads the cells of one file; a word that comes again is read once.

    Raises
    ------
    Refused
        When its columns do not say what an observation needs.
    """

    def __init__(self, file: ArrivedFile, definitions: Definitions) -> None:
        source = file.file.source
        self._layout = source.layout or Layout()
        self.areas = Areas(source, list(definitions.levels.values()), list(definitions.marks.values()))
        self.items = Items(definitions, source)
        self._values = Values(definitions.marks.values(), source)
        self._ages = AgeWords(definitions.marks.values(), self._layout)
        self.columns: Columns = columns_of(file, self.areas, self.items)
        self._names = file.file.columns
        self._read: dict[tuple[str, ...], object] = {}
        self._wrong: dict[tuple[str, ...], str] = {}
        self._totals: dict[str, bool] = {}
        having = {*self.columns.places, *self.columns.constants}
        self._time = [role for role in ("start", "end", "year", "quarter", "month", "week") if role in having]
        self.mended: Counter[tuple[str, str]] = Counter()
        """Codes that a spreadsheet had damaged, as found and as put right."""

    def total(self, cells: Cells) -> str:
        """The word for a sum of other rows, where the row is one; else nothing."""
        word = "" if self.columns.role == "area" else self.columns.cell(cells, "area")
        if word not in self._totals:
            self._totals[word] = bool(word) and self.areas.is_total(word)
        return word if self._totals[word] else ""

    def row(self, line: int, cells: Cells, cell: str, at: int | None = None) -> Row:
        """The observation of one cell.

        Parameters
        ----------
        at
            Place of the cell's column in a wide table; None where a row is one observation.

        Raises
        ------
        Fault
            When something of it cannot be taken.
        """
        try:
            return self._row(line, cells, cell, at)
        except Fault as fault:
            if self._layout.rows == "incident":
                fault.short = self._short(cells)
            raise

    def _short(self, cells: Cells) -> Short:
        """What can be read of an incident that is not counted."""
        item = area = day = None
        with suppress(Fault):
            item = self._once("item", self.items.read, self._said("item", cells, {}))
        with suppress(Fault):
            words = self._said("area", cells, {}), self.columns.cell(cells, "level")
            area = self._once("area", self.areas.read, *words)[0]
        with suppress(Fault):
            day = self._period(cells, {}).start
        return item, area, day

    def _row(self, line: int, cells: Cells, cell: str, at: int | None) -> Row:
        said = self.columns.said[at] if at is not None else {}
        name = self._names[at] if at is not None else ""
        item = self._once("item", self.items.read, self._said("item", cells, said))
        words = self._said("area", cells, said), self.columns.cell(cells, "level")
        area, level = self._once("area", self.areas.read, *words)
        span = self._period(cells, said)
        detail = ""
        try:
            detail = self._detail(cells, item)
            unit, quantity = self.items.unit(item), self.items.quantity(item)
            value = self._once("value", self._values.read, cell, quantity, unit, column=name)
            base = self._base(cells, value, quantity, at)
        except Fault as fault:
            fault.key = (item, detail, area, level, span.start, span.end)
            fault.of_a_part = bool(self.columns.cell(cells, "detail"))
            raise
        note = harmless(self.columns.cell(cells, "note"))
        return (
            line, item, detail, area, level, span.start, span.end, value.number, value.state, base, note,
        )  # fmt: skip

    def quarters_as_dates(self) -> bool:
        """Whether every period is a date that could be the first day of a quarter: they were taken for months."""
        texts = [words[1] for words in self._read if words[0] == "period"]
        days = [_date(text) for text in texts]
        firsts = [day.day for day in days if day is not None and day.day.month in CALENDAR]
        months = self._layout.rhythm == "month" and not self._layout.periods
        return len(texts) > 1 and months and len(firsts) == len(texts)

    def _said(self, role: str, cells: Cells, in_name: Mapping[str, str]) -> str:
        said = in_name[role] if role in in_name else self.columns.cell(cells, role)
        if said.startswith(FORMULA):
            raise Fault(self.columns.names.get(role, role), said, NO_FORMULA)
        return said

    def _period(self, cells: Cells, in_name: Mapping[str, str]) -> Span:
        if "period" in in_name:
            return self._once("period", self._months, in_name["period"])
        said = {role: cell for role in self._time if (cell := self.columns.cell(cells, role))}
        if not said:
            return self._once("period", self._months, self.columns.cell(cells, "period"))
        if "start" in said or "end" in said:
            return self._once("start", self._months, f"{said.get('start', '')} to {said.get('end', '')}")
        if self._layout.rhythm == "week":
            return self._once("week", self._months, f"{said.get('year', '')}-W{said.get('week', '')}")
        quarter = said.get("quarter", "")
        part = f"Q{quarter}" if quarter.isdigit() else quarter or said.get("month", "")
        role = next(role for role in ("quarter", "month", "year") if role in said)
        return self._once(role, self._months, f"{part} {said.get('year', '')}".strip())

    def _months(self, text: str) -> Span:
        return read_span(text, self._layout)

    def _detail(self, cells: Cells, item: str) -> str:
        words = self.columns.cell(cells, "detail")
        if self._layout.details == "age-bands":
            code, put_right = self._once("detail", self._ages.read, words)
        elif not words or not self._layout.codes:
            return slug(words)
        else:
            code, put_right = self._once("detail", self._mended, words, item)
        if put_right:
            self.mended[words, code] += 1
        return code

    def _mended(self, text: str, item: str) -> tuple[str, bool]:
        return mended(text, item, self._layout.codes)

    def _base(self, cells: Cells, value: Value, unit: str, at: int | None) -> float | None:
        beside = self.columns.bases.get(at) if at is not None else None
        cell = self.columns.cell(cells, "base") if beside is None else cells[beside]
        if not cell:
            return None
        try:
            return self._values.base(cell, value, unit)
        except Misread as error:
            column = self.columns.names.get("base", "base") if beside is None else self._names[beside]
            raise Fault(column, cell, error.expected) from error

    def _once(self, role: str, read: Callable[..., Read], *words: str, column: str = "") -> Read:
        key = (role, *words)
        if key not in self._read:
            try:
                self._read[key] = read(*words)
            except Misread as error:
                self._read[key], self._wrong[key] = None, error.expected
        if key in self._wrong:
            raise Fault(column or self.columns.names.get(role, role), words[0], self._wrong[key])
        return cast("Read", self._read[key])


def _date(text: str) -> Day | None:
    """The date that a text is; None where it is none, or none of the calendar."""
    try:
        return read_date(text)
    except Misread:
        return None
