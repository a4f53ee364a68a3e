"""An analysis as plain text, for a terminal and for pasting into a message."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable

from wardmote.analyses.result import AnalysisResult, Kind, ResultTable
from wardmote.analyses.result_cells import cell_words
from wardmote.cli.grids import grid

WIDEST = 100
IN_WORDS = (Kind.TEXT, Kind.YES)


def analysis_text(result: AnalysisResult) -> str:
    """What was found, the tables, how sure it is, what the data cannot bear, and what to know about the data."""
    said = [
        result.title,
        *(f"{label}: {words}" for label, words in result.asked),
        *_listed("", [one.sentence for one in result.findings if one.sentence != result.title]),
        *(part for table in result.tables for part in _table(table)),
        *_listed("What the data cannot bear", [one.sentence for one in result.refused]),
        *_listed("How sure are we?", result.sure),
        *_listed("About the data", result.caveats),
        *(["", f"Snapshot {result.snapshot}."] if result.snapshot else []),
    ]
    return "\n".join(said)


def _table(table: ResultTable) -> list[str]:
    cells = [
        [cell_words(column, cell) for column, cell in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    right = [at for at, column in enumerate(table.columns) if column.kind not in IN_WORDS]
    shown = (
        grid([column.title for column in table.columns], cells, right=right) if cells else "Nothing to list."
    )
    return ["", table.title, "", shown, *_listed("", table.notes)]


def _listed(title: str, sentences: Iterable[str]) -> list[str]:
    """Sentences as a list under a title, no wider than the terminal."""
    lines = [
        textwrap.fill(sentence, _width(), initial_indent="- ", subsequent_indent="  ")
        for sentence in sentences
    ]
    return ["", *([title] if title else []), *lines] if lines else []


def _width() -> int:
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
