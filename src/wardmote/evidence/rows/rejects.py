"""Rejected rows: written down one by one, summed up in words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from wardmote.evidence.file_names import bare_name
from wardmote.evidence.recognise import given_row, row_in_words
from wardmote.evidence.rows.exact import Record
from wardmote.evidence.rows.files import ArrivedFile, Reason, Tally

HEADER = ("file", "line", "column", "found", "expected", "row")
SPREADSHEET_DATE = re.compile(
    r"(?i)(\d{1,2}[-/ ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]\d{2,4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}( 00:00:00)?|\d{5}"
)
"""What spreadsheets make of a month such as 2024-04."""
FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that a spreadsheet may take for a formula."""
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class RejectsPart:
    """The rejected rows of one file, in a CSV file that is made when the first of them comes."""

    def __init__(self, file: ArrivedFile, path: Path) -> None:
        self.path = path
        self._file = file
        self._stream: io.TextIOWrapper | None = None

    def __enter__(self) -> RejectsPart:
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()

    def add_broken(self, record: Record, tally: Tally) -> None:
        """Write down a record whose cells cannot be told apart."""
        self._count("whole row", record.line, record.found, record.expected, tally)
        self._write(record.line, "whole row", record.found, record.expected, record.cells)
        tally.by_unit[(None, None)] = tally.by_unit.get((None, None), 0) + 1

    def add(
        self,
        line: int,
        role: str,
        found: str,
        unit: tuple[str | None, str | None],
        cells: Sequence[str],
        tally: Tally,
    ) -> None:
        """Write down a row that the check of one role refuses."""
        source = self._file.file.source
        expected = source.checks[role].expected
        if role == "category" and found in source.ended:
            expected += f" that it uses today (“{found}” ended with {source.ended[found]})"
        self.add_found(line, self._file.column(role), found, expected, cells, tally)
        tally.by_unit[unit] = tally.by_unit.get(unit, 0) + 1

    def add_found(
        self, line: int, column: str, found: str, expected: str, cells: Sequence[str], tally: Tally
    ) -> None:
        """Write down a row in which something else was found than expected."""
        self._count(column, line, found, expected, tally)
        self._write(line, column, found, expected, cells)

    def too_many(self, tally: Tally, total: int, limit: float) -> str:
        """Why a file with so many rejected rows is refused whole."""
        worst = max(tally.reasons.values(), key=lambda reason: reason.rows)
        months = self._file.column("month") if self._file.has("month") else None
        if worst.column == months and SPREADSHEET_DATE.fullmatch(worst.found):
            return (
                f"{self._file.name}, {worst.where}, column {worst.column}: found “{worst.found}”, expected "
                f"{worst.expected}. Excel or another spreadsheet has turned {worst.rows:,} months into dates and "
                "saved them so. Download the file again and take it in without opening it in a spreadsheet."
            )
        return (
            f"{self._file.name}: {tally.rejected:,} of {total:,} rows ({_share(tally.rejected / total)}) cannot be "
            f"taken, more than the {_share(limit)} allowed. {describe(worst)} Mend the file or download it again."
        )

    def _count(self, column: str, line: int, found: str, expected: str, tally: Tally) -> None:
        tally.rejected += 1
        reason = tally.reasons.setdefault(
            (column, expected), Reason(column, expected, 0, line, found, row_in_words(self._file.file, line))
        )
        reason.rows += 1

    def _write(self, line: int, column: str, found: str, expected: str, cells: Sequence[str]) -> None:
        if self._stream is None:
            self._stream = self.path.open("w", encoding="utf-8", newline="")
        csv.writer(self._stream).writerow(
            (
                harmless(bare_name(self._file.name)),
                given_row(self._file.file, line),
                harmless(column),
                harmless(found),
                expected,
                harmless(_as_text(cells)),
            )
        )


def harmless(cell: str) -> str:
    """A cell of the input as a spreadsheet shows it and does not run it: an apostrophe before what could be a formula."""
    if FORMULA.match(cell) and not PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def describe(reason: Reason) -> str:
    """A reason in a sentence, with the first row it concerns."""
    found = f"“{reason.found}”" if reason.found else "nothing"
    rows = "1 row" if reason.rows == 1 else f"{reason.rows:,} rows"
    on = "on" if reason.where.startswith("line") else "in"
    return (
        f"{rows} because of column {reason.column}, first {on} {reason.where}: found {found}, expected "
        f"{reason.expected}."
    )


def _as_text(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _share(share: float) -> str:
    return f"{share * 100:.3g}%"
