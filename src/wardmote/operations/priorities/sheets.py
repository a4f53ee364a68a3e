"""Reads scoring sheets: a row an issue and a column a criterion, or a row a score. Every wrong cell is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wardmote.analyses.priorities.scores import Answer, Score, Scoring
from wardmote.definitions.matrices import CANNOT_SAY, DOES_NOT_APPLY, NOT_ASSESSED, Matrix
from wardmote.definitions.surveys import plain
from wardmote.evidence.rows.exact import Record
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.given_tables import GivenTable
from wardmote.operations.priorities.columns import Columns, columns_of, names_of

WHOLE = re.compile(r"-?\d+(\.0+)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FAR = 9
"""Digits beyond which a number is no score of any scale."""


@dataclass(frozen=True)
class CellFault:
    """A cell that is no answer: where it stands, what was found, what was expected."""

    file: str
    row: int
    column: str
    found: str
    expected: str

    @property
    def sentence(self) -> str:
        """As it is told."""
        where = f"{self.file}, row {self.row}" + (f", column “{self.column}”" if self.column else "")
        return f"{where}: found {self.found}, expected {self.expected}."


@dataclass
class ReadSheets:
    """What was read: answers, wrong cells, printed totals that are not the sum, and what was left aside."""

    matrix: Matrix
    issues: dict[str, str] = field(default_factory=dict)
    scorers: dict[str, str] = field(default_factory=dict)
    scores: dict[tuple[str, str, str], Score] = field(default_factory=dict)
    totals: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(issue, scorer) -> what is printed as its total, and where."""
    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def scoring(self, invited: Sequence[str], of: str) -> Scoring:
        """The answers, to be put in order."""
        return Scoring(
            self.matrix, tuple(self.issues.values()), tuple(self.scorers.values()), tuple(self.scores.values()),
            tuple(invited), of,
        )  # fmt: skip

    def read(self, table: GivenTable) -> None:
        """Add the answers of one table."""
        columns = columns_of(table, self.matrix)
        if columns.twice:
            raise AskedWronglyError(
                f"{table.name}: the column “{columns.twice[0]}” stands twice. Take one out."
            )
        if columns.aside:
            self.notes.append(f"{table.name}: left aside {_quoted(columns.aside)}, which is no criterion.")
        missing = [one.title for one in self.matrix.criteria if one.id not in columns.criteria]
        if missing and not columns.long:
            self.notes.append(f"{table.name}: no column for {_quoted(missing)}, so that is not assessed.")
        self.notes += table.faults
        for row in table.whole:
            self._row(table, columns, row)

    def _row(self, table: GivenTable, columns: Columns, row: Record) -> None:
        issue = row.cells[columns.roles["issue"]]
        if not issue:
            if any(row.cells):
                self._fault(table, row, columns.roles["issue"], "the name of an issue")
            return
        place = columns.roles.get("scorer")
        scorer = (row.cells[place] if place is not None else "") or scorer_of(table)
        issue = self.issues.setdefault(plain(issue), issue)
        scorer = self.scorers.setdefault(plain(scorer), scorer)
        for criterion, at in self._cells(table, columns, row):
            self._cell(table, columns, row, (issue, criterion, scorer), at)
        total = columns.roles.get("total")
        if total is not None and row.cells[total]:
            self.totals[issue, scorer] = row.cells[total], f"{table.name}, row {row.line}"

    def _cells(self, table: GivenTable, columns: Columns, row: Record) -> Iterator[tuple[str, int]]:
        """The criteria of a row and where their scores stand."""
        if not columns.long:
            yield from columns.criteria.items()
            return
        at = columns.roles["criterion"]
        named = [one.id for one in self.matrix.criteria if plain(row.cells[at]) in names_of(one)]
        if named:
            yield named[0], columns.roles["score"]
        else:
            self._fault(table, row, at, "a criterion of the matrix")

    def _cell(
        self, table: GivenTable, columns: Columns, row: Record, key: tuple[str, str, str], at: int
    ) -> None:
        found = answer_of(row.cells[at], self.matrix)
        where = f"{table.name}, row {row.line}, column “{table.columns[at]}”"
        if found is None:
            self._fault(table, row, at, expected_of(self.matrix))
            return
        if key in self.scores:
            if found[0] is not Answer.NOT_ASSESSED:
                self._fault(table, row, at, f"each score once; the first stands in {self.scores[key].where}")
            return
        if found[0] is Answer.NOT_ASSESSED:
            return
        said = {
            name: row.cells[columns.roles[name]] for name in ("reason", "confidence") if name in columns.roles
        }
        self.scores[key] = Score(*key, found[0], found[1], where=where, **said)

    def _fault(self, table: GivenTable, row: Record, at: int, expected: str) -> None:
        found = row.cells[at]
        shown = f"“{found[:40]}”" if found else "an empty cell"
        self.faults.append(CellFault(table.name, row.line, table.columns[at], shown, expected))


def answer_of(cell: str, matrix: Matrix) -> tuple[Answer, int | None] | None:
    """What a cell says; None where it is no answer. A word of the legend is taken for its value."""
    words = plain(cell)
    if words in NOT_ASSESSED:
        return Answer.NOT_ASSESSED, None
    if words in CANNOT_SAY:
        return Answer.CANNOT_SAY, None
    value = next((one.value for one in matrix.scale.legend if plain(one.label) == words), None)
    if value is None and WHOLE.fullmatch(words) and len(words) <= FAR:
        value = int(float(words))
    if value is None:
        return (Answer.NOT_APPLICABLE, None) if words in DOES_NOT_APPLY else None
    if not matrix.scale.least <= value <= matrix.scale.most:
        return None
    return (Answer.NOT_APPLICABLE if value in matrix.scale.not_applicable else Answer.SCORED), value


def expected_of(matrix: Matrix) -> str:
    """What a cell may hold, in words."""
    return f"a whole number from {matrix.scale.least} to {matrix.scale.most}, “can't say” or nothing"


def scorer_of(table: GivenTable) -> str:
    """Who filled in a sheet that has no column for it: as a line above the table says, else the file's name."""
    for line in table.above:
        said = re.match(r"\s*(?:scorer|scored by|partner|organisation)\s*:\s*(\S.*)", line, re.IGNORECASE)
        if said:
            return said[1].strip()
    return table.file.stem


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
