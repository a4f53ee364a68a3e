"""A blank scoring sheet as a workbook: the issues, a column a criterion that takes the scale's values only, the legend."""

from __future__ import annotations

import io
from collections.abc import Sequence

from wardmote.definitions.matrices import CANNOT_SAY, Matrix
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.theme import theme
from wardmote.publishing.xlsx.looks import Looks, new_workbook

ISSUE, CRITERION, MEANING = 34, 16, 60
"""Widths of columns in characters."""


def score_sheet(
    matrix: Matrix,
    issues: Sequence[str],
    scorer: str = "",
    empty_rows: int = 0,
    beside: Sequence[str] = (),
    evidence: Sequence[tuple[str, Sequence[str]]] = (),
) -> bytes:
    """The sheet as an XLSX file; the same matrix and issues give the same bytes, and no cell holds a formula.

    Scores go under the criteria, one row an issue. A cell takes a value of the scale or "can't say"; anything else is
    refused by the spreadsheet with a sentence. ``empty_rows``: rows for issues that somebody adds; ``beside``:
    headings of columns for words after the scores, such as the reason; ``evidence``: for each issue what is known of it,
    in sentences, which stand in a sheet of their own.
    """
    buffer = io.BytesIO()
    book = new_workbook(buffer)
    looks = Looks(book, theme())
    sheet = book.add_worksheet("Scores")
    heads = ["Issue", *(["Scorer"] if scorer else []), *(one.title for one in matrix.criteria), *beside]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, looks.head("left", indented=False))
    sheet.set_column(0, 0, ISSUE)
    sheet.set_column(1, len(heads) - 1, CRITERION)
    for row, issue in enumerate(issues, 1):
        sheet.write_string(row, 0, issue, looks(text_wrap=True))
        if scorer:
            sheet.write_string(row, 1, scorer, looks())
    last = len(issues) + empty_rows
    first = 2 if scorer else 1
    values = [str(one) for one in range(matrix.scale.least, matrix.scale.most + 1)]
    for at, one in enumerate(matrix.criteria, first):
        sheet.data_validation(
            1, at, max(last, 1), at,
            {
                "validate": "list",
                "source": [*values, CANNOT_SAY[0]],
                "input_title": one.title[:32],
                "input_message": one.question[:255],
                "error_title": "No score",
                "error_message": f"Take {values[0]} to {values[-1]}, or “{CANNOT_SAY[0]}”. An empty cell is not assessed.",
            },
        )  # fmt: skip
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _legend(book.add_worksheet("Legend"), matrix, looks)
    if evidence:
        _evidence(book.add_worksheet("Evidence"), evidence, looks)
    book.close()
    return packed(parts_of(buffer.getvalue()))


def _evidence(sheet: object, evidence: Sequence[tuple[str, Sequence[str]]], looks: Looks) -> None:
    """What is known of each issue, a sentence a row."""
    write = sheet.write_string  # type: ignore[attr-defined]
    sheet.set_column(0, 0, ISSUE)  # type: ignore[attr-defined]
    sheet.set_column(1, 1, 2 * MEANING)  # type: ignore[attr-defined]
    for at, head in enumerate(("Of", "What is known")):
        write(0, at, head, looks.head("left", indented=False))
    rows = [(issue, words) for issue, told in evidence for words in told]
    for row, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            write(row, at, cell, looks(text_wrap=True))


def _legend(sheet: object, matrix: Matrix, looks: Looks) -> None:
    """What each score of each criterion means."""
    write = sheet.write_string  # type: ignore[attr-defined]
    sheet.set_column(0, 0, ISSUE)  # type: ignore[attr-defined]
    sheet.set_column(1, 2, MEANING)  # type: ignore[attr-defined]
    for at, head in enumerate(("Criterion", "Question", "Score")):
        write(0, at, head, looks.head("left", indented=False))
    row = 1
    for one in matrix.criteria:
        for value in range(matrix.scale.least, matrix.scale.most + 1):
            words = matrix.words_for(one, value) or "no words"
            cells = (one.title, one.question) if value == matrix.scale.least else ("", "")
            for at, cell in enumerate((*cells, f"{value}  {words}")):
                write(row, at, cell, looks(text_wrap=True))
            row += 1
