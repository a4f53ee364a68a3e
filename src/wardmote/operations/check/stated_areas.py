"""The figures of a document that are of a part of the partnership: a ward that its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wardmote.checker.checks.context import Context
from wardmote.checker.findings import Where
from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.spans import Span, only_span
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.tables.grid import Column, Grid
from wardmote.definitions import Definitions
from wardmote.operations.check.stated import (
    ELSEWHERE,
    Names,
    StatedFigure,
    is_count,
    period_asked,
    plain,
)
from wardmote.operations.pasted_figures import StatedRequest

FEWEST = 2
"""Rows of a table that name areas."""
_WARD = re.compile(r"\s+wards?$")


class Areas:
    """The parts of a partnership by their names, each with its code. A name that two of them have is left out."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        self.codes = {_plain_area(name): code for name, code in codes.items()}
        ordered = "|".join(re.escape(name) for name in sorted(self.codes, key=len, reverse=True)) or r"(?!)"
        self._named = re.compile(
            rf"(?<!\w)(?:(?P<before>{ordered}) wards?|wards? of (?P<after>{ordered}))(?!\w)"
        )

    def of_label(self, label: str) -> str:
        """The code of the area that a label names, and nothing else; "" for none."""
        return self.codes.get(_plain_area(label), "")

    def of_text(self, text: str) -> str:
        """The code of the one area that a sentence calls a ward; "" for none or several."""
        found = {self.codes[one["before"] or one["after"]] for one in self._named.finditer(plain(text))}
        return found.pop() if len(found) == 1 else ""


def figures_of_areas(
    document: ReadDocument, definitions: Definitions, codes: Mapping[str, str]
) -> list[StatedFigure]:
    """Every figure that names its measure, its period and one of the areas whose names are given with their codes.

    In tables the rows name the areas, and the head of the column or the caption names measure and period; in sentences
    the name stands beside the word ward, since many are everyday words.
    """
    context = Context(document, Vocabulary(definitions))
    names, areas = Names(definitions), Areas(codes)
    return [
        *_in_tables(context, names, areas, document.name),
        *_in_sentences(context, names, areas, document.name),
    ]


def _in_tables(context: Context, names: Names, areas: Areas, says: str) -> Iterator[StatedFigure]:
    for reading in context.tables:
        grid = reading.grid
        rows = [(row, code) for row in grid.rows if (code := areas.of_label(row.label))]
        if len(rows) < FEWEST or context.words.says(ELSEWHERE, grid.table.caption):
            continue
        for column in grid.columns:
            measure, span = _meant(column, grid, names)
            unlike = context.words.says(ELSEWHERE, column.head) or context.words.says("target", column.head)
            if column.role != "count" or not measure or span is None or span.open or unlike:
                continue
            for row, code in rows:
                if is_count(row.values[column.at].number):
                    yield _of_cell(row.values[column.at], (measure, code), span, row.label, says)


def _meant(column: Column, grid: Grid, names: Names) -> tuple[str, Span | None]:
    """The measure and the period of a column: its own, else those of the caption."""
    caption = grid.table.caption
    measure = names.of_text(column.head) or names.of_text(caption)
    return measure, column.span or only_span(caption)


def _of_cell(value: Value, of: tuple[str, str], span: Span, label: str, says: str) -> StatedFigure:
    measure, code = of
    where = Where(value.cell.place, f"{label} {value.printed}")
    asked = StatedRequest(value.printed, measure, code, period_asked(span), says)
    return StatedFigure(asked, where, value.printed)


def _in_sentences(context: Context, names: Names, areas: Areas, says: str) -> Iterator[StatedFigure]:
    for sentence in context.sentences:
        passage = sentence.passage
        counts = [number for number in passage.numbers if is_count(number)]
        if len(passage.spans) != 1 or passage.spans[0].open or len(counts) != 1 or sentence.role == "note":
            continue
        code, measure = areas.of_text(sentence.text), names.of_text(sentence.text)
        if code and measure and not context.words.says(ELSEWHERE, sentence.text):
            number = counts[0]
            asked = StatedRequest(number.text, measure, code, period_asked(passage.spans[0]), says)
            yield StatedFigure(asked, sentence.where(number), number.text)


def _plain_area(name: str) -> str:
    return _WARD.sub("", plain(name))
