"""Measures one size of nation: ingest and tables, each beside its peer, in interleaved pairs."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.evidence.progress import Progress
from wardmote.operations.bench.agreement import differing_files, differing_tables
from wardmote.operations.bench.national import Nation
from wardmote.operations.bench.plan import Method, Plan
from wardmote.operations.bench.processes import Measured, run_step
from wardmote.operations.bench.report import Growth

_READ_AHEAD = 1 << 24


@dataclass(frozen=True)
class Pairs:
    """Ours and the peer's runs of the same job, taken in turn."""

    ours: tuple[Measured, ...]
    theirs: tuple[Measured, ...]
    difference: str
    """Where their answers differ; empty when they agree."""

    @property
    def seconds(self) -> tuple[float, float]:
        """Median of ours, median of theirs."""
        return _median(self.ours), _median(self.theirs)

    @property
    def processor_seconds(self) -> tuple[float, float]:
        """Seconds of processor time, median of ours and of theirs: they depend less on what else runs."""
        return _median(self.ours, "processor_seconds"), _median(self.theirs, "processor_seconds")

    @property
    def peak_bytes(self) -> int:
        """The most memory that one of our runs held."""
        return max(run.peak_bytes for run in self.ours)


@dataclass(frozen=True)
class Size:
    """Everything measured at one number of rows."""

    rows: int
    ingest: Pairs
    one_table: Measured
    every_table: Pairs

    def growth(self) -> Growth:
        """The line of the growth table."""
        return Growth(
            rows=self.rows,
            ingest=self.ingest.seconds[0],
            plain=self.ingest.seconds[1],
            peak_bytes=self.ingest.peak_bytes,
            one_table=self.one_table.seconds,
            every_table=self.every_table.seconds[0],
            pandas=self.every_table.seconds[1],
        )


def measure_size(nation: Nation, folder: Path, plan: Plan, progress: Progress) -> Size:
    """Measure everything on one nation; ``folder`` is scratch and is left behind."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _read_once(nation)
    steps = ("ingest", "one table", "every table")
    done = iter(range(len(steps)))

    def say(step: str) -> None:
        progress(f"Measuring {nation.rows:,} rows: {step}", next(done), len(steps))

    say("ingest")
    ingest = _ingest(nation, folder, plan)
    to = plan.month_names[-1]
    say("one table")
    one = run_step("one_table", store=str(folder / "store"), to=to, times=plan.method.warm_tables)
    say("every table")
    crime = ingest.ours[-1].answer["crime"]
    return Size(nation.rows, ingest, one, _every_table(nation, folder, plan, crime, to))


def _ingest(nation: Nation, folder: Path, plan: Plan) -> Pairs:
    store, plain = folder / "store", folder / "plain"

    def ours() -> Measured:
        shutil.rmtree(store, ignore_errors=True)
        return run_step("ingest", store=str(store), profile=str(nation.profile), police=str(nation.police))

    def theirs() -> Measured:
        shutil.rmtree(plain, ignore_errors=True)
        months = {month: [str(file) for file in files] for month, files in nation.month_files().items()}
        return run_step(
            "plain_ingest", months=months, folder=str(plain), memory_gb=plan.limits.ingest_memory_gb
        )

    def differing(runs: list[Measured]) -> str:
        return differing_files([Path(p) for p in runs[-1].answer["crime"]], sorted(plain.iterdir()))

    return _in_turn(ours, theirs, differing, plan.method)


def _every_table(nation: Nation, folder: Path, plan: Plan, crime: list[str], to: str) -> Pairs:
    mine, other = folder / "ours.parquet", folder / "pandas.parquet"
    lookup: dict[str, Any] = {"lookup": str(nation.profile), "forces": str(nation.forces)}

    def ours() -> Measured:
        return run_step("every_table", store=str(folder / "store"), to=to, answers=str(mine))

    def theirs() -> Measured:
        return run_step("pandas_tables", crime=crime, **lookup, to=to, answers=str(other))

    def differing(_: list[Measured]) -> str:
        return differing_tables(mine, other, plan.method.greatest_difference)

    return _in_turn(ours, theirs, differing, plan.method)


def _in_turn(
    ours: Callable[[], Measured],
    theirs: Callable[[], Measured],
    differing: Callable[[list[Measured]], str],
    method: Method,
) -> Pairs:
    """Run both sides in turn; one pair is enough where either takes long."""
    left: list[Measured] = []
    right: list[Measured] = []
    while len(left) < method.pairs:
        left.append(ours())
        right.append(theirs())
        if max(left[-1].seconds, right[-1].seconds) > method.long_seconds:
            break
    return Pairs(tuple(left), tuple(right), differing(left))


def _read_once(nation: Nation) -> None:
    """Read every file, so that neither side is the first to fetch it from the disk."""
    for files in nation.month_files().values():
        for path in files:
            with path.open("rb") as file:
                while file.read(_READ_AHEAD):
                    pass


def _median(runs: tuple[Measured, ...], what: str = "seconds") -> float:
    return statistics.median(float(run.answer[what]) for run in runs)
