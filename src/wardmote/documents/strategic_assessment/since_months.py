"""Of which months the counts then, as revised and now are, in words: side by side they mislead where months differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardmote.analyses.months_counted import left_out
from wardmote.analyses.since import Answer, Compared, Since
from wardmote.analyses.wording import amount, listed, months_listed
from wardmote.figures.months import in_words

CALENDAR = {f"{number:02d}": in_words(f"2000-{number:02d}").split()[0] for number in range(1, 13)}
"""Names of the months by their number, 01 to 12."""


@dataclass(frozen=True)
class Counted:
    """Months of the year that counts are of, 01 to 12, and those months that were not supplied, YYYY-MM."""

    months: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def fewer(self) -> bool:
        """Whether they are of less than a year."""
        return len(self.months) < len(CALENDAR)

    @property
    def short(self) -> str:
        """``eleven months, without November``; ``twelve months``."""
        gone = [name for month, name in CALENDAR.items() if month not in self.months]
        said = amount(len(self.months), "month", "months")
        return f"{said}, without {listed(gone)}" if gone else said

    @property
    def words(self) -> str:
        """The same with what was not supplied."""
        if not self.fewer or not self.missing:
            return self.short
        were = "was" if len(self.missing) == 1 else "were"
        return f"{self.short}, as {months_listed(self.missing)} {were} not supplied"


@dataclass(frozen=True)
class MonthsOfColumns:
    """What most counts of each column are of, by the column's label; None where a column has no count."""

    columns: dict[str, Counted | None]
    rows: tuple[tuple[Compared, dict[str, Answer | None]], ...]

    @property
    def differ(self) -> bool:
        """Whether anything here must be told: a count of less than a year."""
        return any(counted.fewer for _, _, counted in self._cells())

    def head(self, label: str) -> str:
        """A column's label, with its number of months where any column has less than a year."""
        counted = self.columns.get(label)
        told = any(one is not None and one.fewer for one in self.columns.values())
        return f"{label}, {len(counted.months)} months" if counted and told else label

    def cell(self, label: str, answer: Answer | None) -> str:
        """What a cell adds when its count is of other months than most of its column."""
        counted = counted_by(answer)
        return "" if counted is None or counted == self.columns[label] else f"of {counted.short}"

    def note(self) -> str:
        """Which months each column is of, and the rows that differ; empty where every count is of a whole year."""
        if not self.differ:
            return ""
        parts = "; ".join((*self._of_columns(), *self._of_rows()))
        return f"Counts {parts}. Never set them beside counts of other months."

    def _of_columns(self) -> Iterator[str]:
        said: dict[str, list[str]] = {}
        for label, counted in self.columns.items():
            if counted is not None:
                said.setdefault(counted.words, []).append(label.lower())
        for words, labels in said.items():
            yield f"{listed(labels)}: {words}"

    def _of_rows(self) -> Iterator[str]:
        for row, label, counted in self._cells():
            if counted != self.columns[label]:
                yield f"{row.name} {label.lower()}: {counted.words}"

    def _cells(self) -> Iterator[tuple[Compared, str, Counted]]:
        for row, answers in self.rows:
            for label, answer in answers.items():
                counted = counted_by(answer)
                if counted is not None:
                    yield row, label, counted


def counted_by(answer: Answer | None) -> Counted | None:
    """The months that an answer's counts are of; None without a count."""
    if answer is None or not answer.known:
        return None
    months = tuple(sorted(month[5:] for month in answer.months))
    return Counted(months, left_out(answer.count) if len(months) < len(CALENDAR) else ())


def months_of_columns(since: Since, labels: Sequence[str]) -> MonthsOfColumns:
    """Of the columns then, as revised and now, by their labels in that order; fewer labels, fewer columns."""
    rows = tuple(
        (row, dict(zip(labels, (row.question.answer, row.revised, row.now), strict=False)))
        for row in since.rows
    )
    most: dict[str, Counted | None] = {}
    for label in labels:
        found = Counter(one for _, answers in rows if (one := counted_by(answers[label])) is not None)
        most[label] = found.most_common(1)[0][0] if found else None
    return MonthsOfColumns(most, rows)
