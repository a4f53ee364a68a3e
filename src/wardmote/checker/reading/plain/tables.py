"""Tables in lines of text: cells told apart by tabs, by pipes, or by runs of spaces under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.headers import is_figure
from wardmote.checker.reading.plain.lines import Line, bullet
from wardmote.checker.reading.words import clean, without_emphasis

_RULE = re.compile(r"^[\s|+:=\-─━═┼│┃┬┴├┤┌┐└┘╪╫╬]+$")
_PIPE = re.compile(r"(?<!\\)[|│┃]")
_GAP = re.compile(r"\s{2,}")
_TAGS_BETWEEN = re.compile(r"</(?:p|li|div)>\s*<(?:p|li|div)[^<>]*>|<br\s*/?>", re.I)


def is_tabbed(line: Line) -> bool:
    """Whether a line has cells told apart by tabs; a bullet and its words are not."""
    text = line.text.rstrip("\n")
    if "\t" not in text or not text.strip():
        return False
    label, words, _ = bullet(text)
    return not (label and "\t" not in words.strip())


def is_piped(line: Line) -> bool:
    """Whether a line has cells told apart by pipes."""
    return len(_PIPE.findall(line.text)) >= 2 and not is_rule(line)


def is_rule(line: Line) -> bool:
    """Whether a line only rules off."""
    text = line.text.strip()
    return len(text) >= 3 and bool(_RULE.match(text)) and any(sign in text for sign in "|+─━═┼=-")


def cells_by_tabs(lines: Sequence[Line]) -> list[list[Given]]:
    """The cells of lines with tabs, each with the place of its line."""
    return [[_given(part, line) for part in line.text.split("\t")] for line in lines]


def cells_by_pipes(lines: Sequence[Line]) -> list[list[Given]]:
    """The cells of lines with pipes; lines that rule off are left out."""
    rows = []
    for line in lines:
        if is_rule(line):
            continue
        parts = _PIPE.split(line.text.strip())
        parts = parts[1:] if not parts[0].strip() else parts
        parts = parts[:-1] if parts and not parts[-1].strip() else parts
        rows.append([_given(part.replace("\\|", "|"), line) for part in parts])
    return rows


def _given(part: str, line: Line) -> Given:
    words = without_emphasis(_TAGS_BETWEEN.sub(" ", part))
    return Given(clean(words), place=replace(line.place, table=None))


def spaced_run(lines: Sequence[Line], start: int) -> int:
    """Where a table by spaces that begins at a line ends; ``start`` itself where none begins.

    At least three lines with the same number of cells, the gaps between them under one another, and figures in them.
    """
    wanted = len(_split_by_spaces(lines[start].text))
    if wanted < 2:
        return start
    end = start
    while (
        end < len(lines)
        and len(_split_by_spaces(lines[end].text)) == wanted
        and not bullet(lines[end].text)[0]
    ):
        end += 1
    rows = [_split_by_spaces(line.text) for line in lines[start:end]]
    figures = sum(any(is_figure(cell) for cell in row[1:]) for row in rows)
    return (
        end if end - start >= 3 and figures >= (end - start) // 2 and "\t" not in lines[start].text else start
    )


def cells_by_spaces(lines: Sequence[Line]) -> list[list[Given]]:
    """The cells of lines with runs of spaces."""
    return [[_given(part, line) for part in _split_by_spaces(line.text)] for line in lines]


def _split_by_spaces(text: str) -> list[str]:
    return _GAP.split(text.strip()) if text.strip() else []


def without_repeats(rows: Sequence[Sequence[Given]]) -> list[list[Given]]:
    """Rows without those that repeat the first one, as a table that goes on over pages prints them."""
    first = [given.text for given in rows[0]]
    many = sum(bool(text) for text in first) >= 2
    return [
        list(row)
        for number, row in enumerate(rows)
        if not (number and many and [g.text for g in row] == first)
    ]
