"""What every analysis gives: findings in sentences, tables, pictures, and how sure it is.

One form for all of them, so that a terminal, a file, a notebook, a page of the site and a document show any analysis
without knowing which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wardmote.analyses.finding import Finding
from wardmote.analyses.pictures import Picture

Cell = str | int | float | bool | None
"""None is not available: no number can stand here. It is never zero."""


class Kind(StrEnum):
    """What a column holds, and so how its cells are written."""

    TEXT = "text"
    COUNT = "count"
    """A whole number of something counted; a forecast of one may have decimals and is written without them."""
    NUMBER = "number"
    """A number with one decimal."""
    RATIO = "ratio"
    """A number with two decimals, such as a rate ratio or an index."""
    PERCENT = "percent"
    """A share or change in percent (12.5 is 12.5%)."""
    POINTS = "points"
    """A difference of two percentages."""
    CHANCE = "chance"
    """A probability between 0 and 1."""
    YES = "yes"
    """Whether something holds."""
    MONEY = "money"
    """Pounds."""


@dataclass(frozen=True)
class ResultColumn:
    """A column: its identifier in data, its heading for people, and what it holds."""

    id: str
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class ResultTable:
    """Rows of an analysis; each row has one cell a column. ``title`` says what they are."""

    id: str
    title: str
    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """Each row as names and values."""
        return [
            {column.id: cell for column, cell in zip(self.columns, row, strict=True)} for row in self.rows
        ]


@dataclass(frozen=True)
class Refusal:
    """What the data cannot bear: what was asked, why it cannot be said, and which data would bear it."""

    what: str
    why: str
    would: str

    @property
    def sentence(self) -> str:
        """All three, to be read together."""
        return f"{self.what} {self.why} {self.would}"


class CannotBearError(Exception):
    """The data cannot bear the whole analysis; ``refusal`` says why, and which data would."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


@dataclass(frozen=True)
class AnalysisResult:
    """An analysis as people and programs get it.

    ``analysis``: its name in the catalogue. ``title``: a sentence that says what was found, or what was looked at.
    ``asked``: what it is of, as (label, words) to be read: measure, area, period. ``tables``: the first is the one
    that a spreadsheet would want. ``sure``: how sure we are and what it rests on, a sentence each (the method with
    its name, its assumptions, its limits). ``refused``: parts that the data cannot bear. ``caveats``: sentences
    about the data. ``options``: what decides the numbers beside the evidence, for whoever repeats it.
    """

    analysis: str
    title: str
    asked: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    tables: tuple[ResultTable, ...]
    pictures: tuple[Picture, ...]
    sure: tuple[str, ...]
    snapshot: str
    refused: tuple[Refusal, ...] = ()
    caveats: tuple[str, ...] = ()
    options: str = ""
    marking: str = "OFFICIAL"

    def table(self, name: str = "") -> ResultTable:
        """A table by its identifier; the first without one.

        Raises
        ------
        KeyError
            When there is none of that name; names those there are.
        """
        found = {table.id: table for table in self.tables}
        if name and name not in found:
            raise KeyError(f"There is no table {name!r} here; there are {', '.join(found)}.")
        return found[name] if name else self.tables[0]
