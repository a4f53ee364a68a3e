"""What the bench answers: one line for each thing measured, how it grows, and the same as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One comparison: ours beside the peer or the limit."""

    what: str
    ours: str
    beside: str
    """What the peer took, or the limit, with its name."""
    ratio: str = ""
    met: bool | None = None
    """Whether the target was met; None where there is none, or nothing could be measured."""
    remark: str = ""

    @property
    def verdict(self) -> str:
        """Met, not met, or nothing."""
        return "" if self.met is None else "met" if self.met else "not met"


@dataclass(frozen=True)
class Growth:
    """How long things take at one number of rows; seconds, and bytes at most."""

    rows: int
    ingest: float
    plain: float
    peak_bytes: int
    one_table: float
    every_table: float
    pandas: float


@dataclass(frozen=True)
class BenchReport:
    """The whole run."""

    machine: str
    rows: int
    rows_of_targets: int
    """The number of rows that the targets are set for: with fewer, speed and memory are not judged."""
    lines: tuple[Line, ...]
    growth: tuple[Growth, ...]

    @property
    def met(self) -> bool:
        """Whether no target was missed."""
        return all(line.met is not False for line in self.lines)

    def text(self) -> str:
        """The report as Markdown tables, which read well as plain text too."""
        head = ("What", "Wardmote", "Beside it", "Ratio", "Target")
        lines = [(line.what, line.ours, line.beside, line.ratio, line.verdict) for line in self.lines]
        remarks = [f"- {line.what}: {line.remark}" for line in self.lines if line.remark]
        growth_head = (
            *(
                "Rows",
                "Ingest",
                "DuckDB alone",
                "Most memory",
                "One table",
                "Every table",
                "pandas, every table",
            ),
        )
        parts = [
            " ".join(self._opening()),
            table(head, lines, right=()),
            *(["\n".join(remarks)] if remarks else []),
            table(growth_head, [_growth(one) for one in self.growth], right=range(7)),
        ]
        return "\n\n".join(parts) + "\n"

    def _opening(self) -> list[str]:
        words = [f"{self.rows:,} rows. {self.machine}"]
        if all(line.met is None for line in self.lines if line.ratio):
            words.append(
                f"The targets are set for {self.rows_of_targets:,} rows, so speed is not judged here."
            )
        return words


def seconds(value: float) -> str:
    """A duration as people read it: 38 ms, 1.24 s, 31.0 s."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def gigabytes(value: int) -> str:
    """Memory in units of 10^9 bytes; a dash where it is not known."""
    return f"{value / 1e9:.2f} GB" if value else "–"


def _growth(one: Growth) -> tuple[str, ...]:
    times = (seconds(one.ingest), seconds(one.plain), gigabytes(one.peak_bytes))
    return (f"{one.rows:,}", *times, *(seconds(v) for v in (one.one_table, one.every_table, one.pandas)))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: range | tuple[int, ...]) -> str:
    """Rows as a Markdown table that reads well as plain text; ``right``: columns that are set to the right."""
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]

    def line(cells: tuple[str, ...]) -> str:
        padded = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return "| " + " | ".join(padded) + " |"

    rule = "|" + "|".join(
        "-" * (width + 1) + (":" if index in right else "-") for index, width in enumerate(widths)
    )
    return "\n".join([line(head), rule + "|", *(line(row) for row in rows)])
