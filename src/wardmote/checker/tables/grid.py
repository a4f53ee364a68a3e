"""A table as rows and columns of understood cells, with what their heads say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from wardmote.checker.quantities.cells import Value, value_of
from wardmote.checker.quantities.spans import Span, only_span
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import Table

Role = Literal[
    "words",
    "count",
    "total",
    "difference",
    "percent-change",
    "points",
    "change",
    "share",
    "count-share",
    "rate",
    "average",
    "rank",
    "trend",
    "other",
]
RowKind = Literal["normal", "total", "sub-total", "all", "of-which", "section", "other"]
NUMERIC = 0.6
PER = re.compile(r"\bper\s+(?P<many>[\d,]+|thousand|hundred|head)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Column:
    """A column: its head, what it holds, its unit and the period that its head names."""

    at: int
    head: str
    role: Role
    unit: str
    span: Span | None
    values: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Row:
    """A row of the body: its label and what it is to the rows around it."""

    at: int
    label: str
    kind: RowKind
    values: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """The body of a table."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    around: str
    """Caption, notes and the text beside it."""

    @property
    def numbers(self) -> int:
        """How many numbers it holds."""
        return sum(value.counts for row in self.rows for value in row.values)


def grid_of(table: Table, words: Vocabulary, around: str = "") -> Grid | None:
    """The body of a table understood; None for one without rows under a head."""
    width = len(table.rows[0]) if table.rows else 0
    head_rows = max(1, table.header_rows)
    if width < 2 or len(table.rows) <= head_rows:
        return None
    heads = [_head(table, column, head_rows) for column in range(width)]
    first = [" ".join(cell.text.split()) for cell in table.rows[head_rows - 1]]
    bodies = [
        tuple(value_of(cell, words) for cell in row)
        for row in table.rows[head_rows:]
        if [" ".join(cell.text.split()) for cell in row] != first
    ]
    bodies = [row for row in bodies if len(row) == width]
    columns = tuple(
        _column(at, heads[at], tuple(row[at] for row in bodies), words, at < table.header_columns)
        for at in range(width)
    )
    labelled = [column.at for column in columns if column.role == "words"] or [0]
    before = [at for at in labelled if at <= max(labelled[0], table.header_columns - 1)][:2]
    rows = tuple(_row(at, values, before, words) for at, values in enumerate(bodies))
    said = " ".join([table.caption, *table.notes, around])
    return Grid(table, columns, rows, said)


def _head(table: Table, column: int, head_rows: int) -> str:
    parts = [" ".join(row[column].text.split()) for row in table.rows[:head_rows] if column < len(row)]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _column(at: int, head: str, values: tuple[Value, ...], words: Vocabulary, label: bool) -> Column:
    filled = [value for value in values if value.says != "blank"]
    unit = Counter(
        v.number.unit for v in filled if v.number is not None and v.says != "unchanged"
    ).most_common(1)
    made = unit[0][0] if unit else ""
    role: Role = "words" if label and at == 0 else _role(at, head, filled, made, words)
    return Column(at, head, role, made, only_span(head), values)


def _role(at: int, head: str, filled: list[Value], unit: str, words: Vocabulary) -> Role:
    numeric = [v for v in filled if v.number is not None or v.says in ("suppressed", "not-known")]
    arrows = [v for v in filled if v.says == "arrow"]
    if (
        filled
        and len(arrows) + sum(v.says == "not-known" for v in filled) >= NUMERIC * len(filled)
        and arrows
    ):
        return "trend"
    if not filled or len(numeric) < NUMERIC * len(filled) or not any(v.counts for v in numeric):
        return "words"
    held = [v for v in numeric if v.number is not None]
    return _role_of_numbers(at, head, held, unit, words)


def _role_of_numbers(at: int, head: str, held: list[Value], unit: str, words: Vocabulary) -> Role:
    both = sum(v.percent is not None for v in held) * 2 > len(held)
    changed = sum(v.says in ("change", "unchanged") for v in held) * 2 > len(held)
    percent = unit == "%" or words.says("percent", head)
    change = words.says("change", head) or (changed and not words.says("share", head))
    if both:
        return "change" if change or changed else "count-share"
    if unit == "points" or (change and words.says("points", head)):
        return "points"
    if change:
        return "percent-change" if percent else "difference"
    return _plain_role(at, head, held, percent, words)


def _plain_role(at: int, head: str, held: list[Value], percent: bool, words: Vocabulary) -> Role:
    whole = all(v.number is not None and v.number.step == 1 for v in held)
    if words.says("rank", head) and whole and not percent:
        return "rank"
    if PER.search(head) or (words.says("rate", head) and not percent and not whole):
        return "rate"
    if words.says("average", head):
        return "average"
    if percent or words.says("share", head):
        return "share"
    if words.says("total", head):
        return "total"
    return "other" if _index(at, head, held, words) else "count"


def _index(at: int, head: str, held: list[Value], words: Vocabulary) -> bool:
    """Whether a column numbers its rows, or holds what nobody adds."""
    if words.says("never-added", head):
        return True
    counted = [int(v.exact) for v in held]
    return at == 0 and len(counted) > 1 and counted == list(range(counted[0], counted[0] + len(counted)))


def _row(at: int, values: tuple[Value, ...], labelled: list[int], words: Vocabulary) -> Row:
    parts = [values[column].printed for column in labelled if values[column].says != "blank"][:1]
    raw = values[labelled[0]].cell.text if labelled else ""
    label = " ".join(dict.fromkeys(part for part in parts if part))
    return Row(at, label, _row_kind(label, raw, values, words), values)


def _row_kind(label: str, raw: str, values: tuple[Value, ...], words: Vocabulary) -> RowKind:
    if not any(value.number is not None or value.says in ("suppressed", "not-known") for value in values):
        return "section"
    return kind_of(label, raw, words)


def kind_of(label: str, raw: str, words: Vocabulary) -> RowKind:
    """What a label says of its row or column: a total, a part of the row above, or a row like others."""
    lead = label.lower().lstrip("-–—•*> ")
    found = words.pattern("of-which").match(lead)
    if found or re.match(r"\s*(?:[-–—•>]|o\s)\s*\S", raw) or re.match(r"(?:\u00a0|\s){2,}\S", raw):
        return "of-which"
    if words.says("sub-total", label):
        return "sub-total"
    if words.says("average", label) or words.says("percent", label) or words.says("change", label):
        return "other"
    if words.says("total", label):
        return "total"
    return "all" if words.pattern("total-of-all").match(lead) else "normal"


def whole_units(grid: Grid) -> bool:
    """Whether its figures are printed unrounded: the words around it say nothing of rounding."""
    return not re.search(r"\bround(?:ed|ing)\b|nearest", grid.around, re.IGNORECASE)
