"""Tables in lines of text whose gaps are lost: lines below one another that end in as many figures, one space apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.plain.lines import Line, bullet

FEWEST_ROWS = 3
LONGEST_LABEL = 70
_FIGURE = r"[+\-−–]?[£€$]?[+\-−–]?\d[\d,]*(?:\.\d+)?(?:%|pp|[km]\b)?"
_WITH_SHARE = rf"{_FIGURE}(?:\s+\(\s*{_FIGURE}\s*\))?"
_CELL = rf"(?:(?:up|down)\s+{_WITH_SHARE}|no\s+change|n/a|[↑↓→←▲▼]|{_WITH_SHARE})"
_ROW = re.compile(
    rf"^\s*(?P<label>[^\W\d_].*?)(?P<cells>(?:\s+{_CELL}){{2,}})\s*$",
    re.I,
)
_CELLS = re.compile(_CELL, re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+['’]?\d{{2,4}}|(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?|Q[1-4](?:\s+\d{{4}}(?:[/–-]\d{{2,4}})?)?)"
_PERIOD = re.compile(rf"{_DAY}(?:\s+(?:[–-]|to)\s+{_DAY})?", re.I)

_NAME = re.compile(r"%\s+\S+|\S+\s+%|\S+")


def tailed_run(lines: Sequence[Line], start: int) -> int:
    """Where lines that end in as many figures as the first one end; ``start`` where fewer than three do."""
    wanted = len(_cells(lines[start]))
    end = start
    while wanted and end < len(lines) and len(_cells(lines[end])) == wanted:
        end += 1
    return end if end - start >= FEWEST_ROWS else start


def cells_by_tails(lines: Sequence[Line]) -> list[list[Given]]:
    """The cells of such lines: the words, and each figure behind them."""
    return [[_given(cell, line) for cell in _cells(line)] for line in lines]


def names_by_periods(line: Line, columns: int) -> list[Given]:
    """The names of columns in the line above, where periods tell them apart; none where they do not."""
    found = list(_PERIOD.finditer(line.text))
    if not found or not line.text[: found[0].start()].strip():
        return []
    last = _NAME.findall(line.text[found[-1].end() :])
    if any(line.text[one.end() : other.start()].strip() for one, other in itertools.pairwise(found)):
        return []
    names = [line.text[: found[0].start()].strip(), *(one[0] for one in found), *last]
    return [_given(name, line) for name in names] if len(names) == columns else []


def _cells(line: Line) -> list[str]:
    found = None if bullet(line.text)[0] or "\t" in line.text else _ROW.match(line.text)
    if not found or len(found["label"]) > LONGEST_LABEL or found["label"][-1] in ".:;,":
        return []
    return [found["label"].strip(), *(cell[0] for cell in _CELLS.finditer(found["cells"]))]


def _given(text: str, line: Line) -> Given:
    return Given(" ".join(text.split()), place=replace(line.place, table=None))
