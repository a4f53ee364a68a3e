"""Writes blank scoring sheets for those who will not log in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

EMPTY_ROWS = 3
"""Rows for issues that a partner adds."""


@dataclass(frozen=True)
class SheetRequest:
    """A blank sheet: by which matrix, of which issues, where to, and perhaps for whom."""

    matrix: str
    issues: Sequence[str]
    file: Path
    scorer: str = ""
    beside: tuple[str, ...] = ()
    """Headings of columns for words after the scores, such as the reason."""
    evidence: Sequence[tuple[str, Sequence[str]]] = ()
    """For each issue what is known of it, in sentences; they stand in a sheet of their own."""


def write_sheet(workspace: Workspace, request: SheetRequest) -> Path:
    """Write a blank scoring sheet.

    Raises
    ------
    AskedWronglyError
        When there is no such matrix, no issue, one stands twice, or the file is not to be a workbook.
    OSError
        When it cannot be written.
    """
    from wardmote.publishing.score_sheet import score_sheet

    matrices = workspace.definitions.matrices
    if request.matrix not in matrices:
        raise AskedWronglyError(
            f"There is no matrix called {request.matrix!r}. There are {', '.join(sorted(matrices))}."
        )
    issues = [" ".join(one.split()) for one in request.issues if one.strip()]
    if not issues:
        raise AskedWronglyError('A sheet needs at least one issue: --issues "Shop theft, Knife crime".')
    said = [one.casefold() for one in issues]
    twice = next((one for one in issues if said.count(one.casefold()) > 1), "")
    if twice:
        raise AskedWronglyError(f"The issue “{twice}” stands twice.")
    if request.file.suffix.lower() != ".xlsx":
        raise AskedWronglyError(f"A scoring sheet is written as .xlsx: {request.file.name} ends otherwise.")
    matrix, scorer = matrices[request.matrix], request.scorer.strip()
    sheet = score_sheet(matrix, issues, scorer, EMPTY_ROWS, request.beside, request.evidence)
    request.file.write_bytes(sheet)
    return request.file
