"""Reads filled scoring sheets and gives the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.analyses.priorities.scores import Scoring
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions import Definitions
from wardmote.definitions.matrices import Matrix
from wardmote.evidence import Progress, quiet
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.given_tables import tables_of
from wardmote.operations.priorities.columns import columns_of, headings_of, matrix_for
from wardmote.operations.priorities.sheets import CellFault, ReadSheets
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class RankRequest:
    """Filled sheets; the matrix where they do not say which; and who was asked."""

    files: tuple[Path, ...]
    matrix: str = ""
    invited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """What came of it. Wrong cells count as not assessed until they are mended."""

    scoring: Scoring
    result: AnalysisResult
    faults: tuple[CellFault, ...] = ()


def rank_sheets(workspace: Workspace, request: RankRequest, progress: Progress = quiet) -> Ranked:
    """Read scoring sheets and put their issues in order.

    Raises
    ------
    AskedWronglyError
        When there is no such file or matrix, the sheets do not say which matrix it is, or hold no scores.
    EvidenceError
        When a file cannot be read.
    """
    from wardmote.analyses.priorities.result import priorities_result

    read, sheets = read_scores(request.files, workspace.definitions, request.matrix, progress)
    scoring = read.scoring(request.invited, sheets)
    notes = [*read.notes, *(one.sentence for one in read.faults), *_totals(read)]
    if read.faults:
        notes.append("Wrong cells count as not assessed until they are mended.")
    return Ranked(
        scoring, priorities_result(scoring, workspace.definitions, caveats=notes), tuple(read.faults)
    )


def read_scores(
    files: Sequence[Path], definitions: Definitions, matrix: str = "", progress: Progress = quiet
) -> tuple[ReadSheets, str]:
    """The answers in files, and in words what they were read from."""
    progress("Reading scores", 0, len(files))
    tables = tables_of(files, definitions, headings_of(definitions.matrices.values()))
    chosen = matrix_for(tables, matrix, definitions.matrices)
    fitting = [one for one in tables if columns_of(one, chosen).fits]
    if not fitting:
        raise AskedWronglyError(_no_scores(chosen, [one.name for one in tables]))
    read = ReadSheets(chosen)
    for number, table in enumerate(fitting, 1):
        read.read(table)
        progress("Reading scores", number, len(fitting))
    if not read.issues:
        raise AskedWronglyError(f"{fitting[0].name} names no issue.")
    return read, ", ".join(one.name for one in fitting)


def _no_scores(matrix: Matrix, names: Sequence[str]) -> str:
    titles = ", ".join(f"“{one.title}”" for one in matrix.criteria)
    return (
        f"{', '.join(names) or 'The file'} holds no scores of the matrix {matrix.id}. A sheet has a column “Issue” and a "
        f"column for each criterion: {titles}; or a row for each score, with the columns “Issue”, “Criterion” and “Score”."
    )


def _totals(read: ReadSheets) -> list[str]:
    """Totals printed in a sheet that are not what its scores give."""
    from wardmote.analyses.priorities.check import differing_totals

    found = differing_totals(read.matrix, tuple(read.scores.values()), read.totals)
    if read.totals and not found:
        return [f"All {len(read.totals)} totals printed in the sheets are what their scores give."]
    return list(found)
