"""Figures that somebody pasted: a table with names of columns, one with periods across, or bare lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.periods import PeriodError, read_period
from wardmote.operations.errors import AskedWronglyError

COLUMNS = ("measure", "area", "period", "value", "says")
NEEDED = ("measure", "value")
FAR = "9999-12"
"""A month by which every period that can be named has begun."""
NUMBER = re.compile(r"[~≈c.]*\s*\d[\d,. \u00a0]*\s*(?:%|per ?cent|k|m|thousand|million)?", re.IGNORECASE)
HEAD, GROUP = re.compile(r"\d{1,3}"), re.compile(r"\d{3}(?:\.\d+)?")


@dataclass(frozen=True)
class StatedRequest:
    """A figure as somebody wrote it; absent words are the partnership and its latest year."""

    value: str
    measure: str
    area: str = ""
    period: str = ""
    says: str = ""


def read_table(text: str) -> list[StatedRequest]:
    """Figures out of what was pasted.

    Commas, semicolons, tabs or upright strokes part the cells, as a spreadsheet pastes or saves them. The first line
    names the columns (measure and value; area, period and says where wanted), or periods after the first column, or is
    a figure itself: measure, period, value.

    Raises
    ------
    AskedWronglyError
        When a line cannot be understood, or holds more cells than there are columns, or there is no figure.
    """
    separator = _separator(text)
    rows = [row for row in _rows(text, separator) if any(row[1])]
    if not rows:
        raise AskedWronglyError("Nothing was pasted: there is no line with a figure.")
    names = [cell.casefold() for cell in rows[0][1]]
    if set(NEEDED) <= set(names):
        asked = [_named(line, row, names) for line, row in rows[1:]]
    elif len(names) > 1 and all(_is_period(name) and not _is_share(name) for name in names[1:]):
        asked = [one for line, row in rows[1:] for one in _across(line, row, rows[0][1])]
    elif set(names) & set(COLUMNS) and not any(NUMBER.fullmatch(name) for name in names):
        raise AskedWronglyError(_lacking(names))
    else:
        asked = [_bare(line, row) for line, row in rows]
    if not asked:
        raise AskedWronglyError("The table holds column names and no figure.")
    return asked


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t|;,", key=first.count)


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Each line with its number; the rule under the heads of a table drawn with strokes is none."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator, skipinitialspace=True)
    found = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if separator == "|":
                cells = cells[not cells[0] : len(cells) - (not cells[-1])] if cells else cells
                if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                    continue
            found.append((reader.line_num, cells))
    except csv.Error as error:
        last = found[-1][0] if found else 0
        raise AskedWronglyError(f"The table cannot be read below line {last}: {error}.") from error
    return found


def _named(line: int, row: Sequence[str], names: Sequence[str]) -> StatedRequest:
    if any(row[len(names) :]):
        raise AskedWronglyError(
            f"Line {line} of the table has more than {len(names)} cells. Put a number with a comma in it in quotation "
            'marks, such as "1,234", or write it without.'
        )
    cells = dict(zip(names, row, strict=False))
    return StatedRequest(**{name: cells.get(name, "") for name in COLUMNS})


def _across(line: int, row: Sequence[str], head: Sequence[str]) -> list[StatedRequest]:
    """One figure a cell, its period from the head of its column; an empty cell is none."""
    if any(row[len(head) :]):
        raise AskedWronglyError(
            f"Line {line} of the table has more than {len(head)} cells. Put a number with a comma in it in quotation "
            'marks, such as "1,234", or write it without.'
        )
    return [
        StatedRequest(value, row[0], period=period)
        for value, period in zip(row[1:], head[1:], strict=False)
        if value
    ]


def _bare(line: int, row: Sequence[str]) -> StatedRequest:
    """A line without names of columns: measure, period, value; or measure and value."""
    cells = _joined([cell for cell in row if cell])
    if not 2 <= len(cells) <= 3 or not NUMBER.fullmatch(cells[-1]):
        raise AskedWronglyError(
            f"Line {line} cannot be understood. Write measure, period, value on each line, such as: burglary, 2023-24, "
            f"900; or name the columns in the first line: {', '.join(COLUMNS)}."
        )
    if len(cells) == 2:
        return StatedRequest(cells[1], cells[0])
    at = next((at for at in (1, 0) if _is_period(cells[at])), 1)
    return StatedRequest(cells[2], cells[1 - at], period=cells[at])


def _joined(cells: Sequence[str]) -> list[str]:
    """The cells, with a number that its own commas have cut put together: 1 and 234 are 1,234."""
    last = len(cells) - 1
    while last > 0 and GROUP.fullmatch(cells[last]):
        last -= 1
    if last == len(cells) - 1 or not HEAD.fullmatch(cells[last]):
        return list(cells)
    return [*cells[:last], ",".join(cells[last:])]


def _is_period(words: str) -> bool:
    try:
        read_period(words, FAR)
    except PeriodError as error:
        return "is not a period" not in str(error)
    return True


def _is_share(words: str) -> bool:
    return words.endswith("%")


def _lacking(names: Sequence[str]) -> str:
    missing = [name for name in NEEDED if name not in names]
    return (
        f"The table has no column {' and no column '.join(missing)}. Its first line must name the columns: "
        f"{', '.join(COLUMNS)}; only {' and '.join(NEEDED)} are needed."
    )
