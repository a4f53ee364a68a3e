"""The single jobs that are measured. Each runs in a process of its own, so that its memory is its own.

    python -m wardmote.operations.bench.steps NAME

Arguments on standard input and the answer on standard output are JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore
from wardmote.figures import Area, Evidence, Row, every_area, performance_table, rows_of_areas
from wardmote.operations.bench.plain_duckdb import write_monthly_files
from wardmote.operations.bench.processes import peak_memory

Answer = dict[str, Any]
Result = TypeVar("Result")


def ingest(store: str, profile: str, police: str) -> Answer:
    """Take in the police files as a user does; the geography goes first and is not timed."""
    evidence = EvidenceStore(Path(store), load())
    evidence.ingest([Path(profile)])
    report, taken = _timed(lambda: evidence.ingest([Path(police)]))
    files = [_stored(Path(store), record.filename) for record in evidence.manifest().of_table("crime")]
    return {**taken, "rows": report.rows, "kept": report.kept, "crime": files}


def plain_ingest(months: dict[str, list[str]], folder: str, memory_gb: float) -> Answer:
    """Write the same monthly files with DuckDB alone."""
    files = {month: [Path(path) for path in paths] for month, paths in months.items()}
    rows, taken = _timed(lambda: write_monthly_files(files, Path(folder), memory_gb))
    return {**taken, "rows": rows}


def one_table(store: str, to: str, times: int) -> Answer:
    """Make one partnership's table: the first in a fresh process with the evidence opened, then others' warm."""
    definitions = load()

    def first() -> tuple[Evidence, list[Area]]:
        evidence = _open(store, definitions)
        areas = every_area(evidence.connection, "csp")
        performance_table(evidence, areas[0], to)
        return evidence, areas[1 :: max(len(areas) // times, 1)]

    def another(area: Area) -> None:
        performance_table(Evidence(evidence.connection, definitions, evidence.snapshot), area, to)

    (evidence, areas), cold = _timed(first)
    warm = [_timed(partial(another, area))[1] for area in areas]
    middle = {name: statistics.median(taken[name] for taken in warm) for name in cold}
    return {**middle, "cold": cold["seconds"], "slowest": max(taken["seconds"] for taken in warm)}


def every_table(store: str, to: str, answers: str) -> Answer:
    """Make every partnership's table, tested, in a fresh process; leave the numbers at ``answers``."""
    definitions = load()

    def make() -> list[Row]:
        evidence = _open(store, definitions)
        return rows_of_areas(evidence, every_area(evidence.connection, "csp"), to)

    rows, taken = _timed(make)
    known = [row for row in rows if row.measure.available]
    pd.DataFrame(
        {
            "area": [row.area.code for row in known],
            "measure": [row.measure.id for row in known],
            "previous": [row.previous for row in known],
            "current": [row.current for row in known],
            "z": [row.z for row in known],
            "q": [row.q for row in known],
        }
    ).to_parquet(answers)
    return {**taken, "areas": len({row.area.code for row in rows}), "rows": len(known)}


def pandas_tables(crime: list[str], lookup: str, forces: str, to: str, answers: str) -> Answer:
    """Make the same tables with the pandas script."""
    from wardmote.operations.bench.pandas_peer import (
        every_partnership,
    )  # slow to import, and for this step alone

    files = [Path(path) for path in crime]
    frame, taken = _timed(lambda: every_partnership(files, Path(lookup), Path(forces), to))
    frame.drop(columns="p").to_parquet(answers)
    return {**taken, "rows": len(frame)}


def document(sections: int) -> Answer:
    """Write a long document in every format; what a format needs is loaded within the time."""
    from wardmote.operations.bench.hundred import write_all

    size, taken = _timed(lambda: write_all(sections))
    return {**taken, "bytes": size}


def check(document: str) -> Answer:
    """Read a document and carry out every check; what both need is loaded within the time."""

    def checked() -> int:
        from wardmote.checker import check as recompute
        from wardmote.checker.reading import read_document

        read = read_document(Path(document))
        recompute(read)
        return read.pages or 0

    pages, taken = _timed(checked)
    return {**taken, "pages": pages}


def forecast(series: str, horizon: int, answers: str, workers: int) -> Answer:
    """Forecast every row of counts by the mean of four models; leave the forecasts at ``answers``."""
    from wardmote.methods.forecast import forecast_counts

    counts = np.load(series)
    found, taken = _timed(lambda: forecast_counts(counts, horizon, workers=workers))
    np.save(answers, found.mean)
    return taken


def smoothing(series: str, horizon: int, answers: str) -> Answer:
    """Forecast every row by exponential smoothing alone, in this process."""
    from wardmote.methods.forecast.ets import ets_forecast

    counts = np.load(series)
    found, taken = _timed(lambda: ets_forecast(counts, horizon))
    np.save(answers, found.mean)
    return taken


def survey(survey: str, answers: str) -> Answer:
    """Rake a survey to its margins and cross every question with the first of them, each cell with its interval."""
    from wardmote.methods.surveys.crosstab import crosstab
    from wardmote.methods.surveys.raking import rake
    from wardmote.methods.surveys.sample import Selection, raked_sample

    given = np.load(survey)
    margins, questions = given["margins"], given["questions"]
    targets = {
        f"m{margin}": {code: float(target) for code, target in enumerate(row) if target > 0}
        for margin, row in enumerate(given["targets"])
    }
    codes = {name: margins[:, margin].tolist() for margin, name in enumerate(targets)}

    def work() -> tuple[Any, list[Any]]:
        raking = rake(codes, targets)
        sample = raked_sample(raking, Selection.RANDOM)
        return raking.weights, [
            crosstab(sample, one, margins[:, 0], minimum_base=1).share for one in questions.T
        ]

    work()
    (weights, shares), taken = _timed(work)
    np.savez(answers, weights=weights, shares=np.array(shares))
    return taken


STEPS: dict[str, Callable[..., Answer]] = {
    step.__name__: step
    for step in (
        ingest,
        plain_ingest,
        one_table,
        every_table,
        pandas_tables,
        document,
        check,
        forecast,
        smoothing,
        survey,
    )
}


def main(name: str) -> None:
    """Run one step and write what it answers."""
    answer = STEPS[name](**json.load(sys.stdin))
    sys.stdout.write(json.dumps({**answer, "peak_bytes": peak_memory()}) + "\n")


def _open(store: str, definitions: Any) -> Evidence:
    snapshot = EvidenceStore(Path(store), definitions).open()
    return Evidence(snapshot.connection(), definitions, snapshot.id)


def _timed(work: Callable[[], Result]) -> tuple[Result, dict[str, float]]:
    """What it gives, with the seconds it took and the processor seconds of all its threads."""
    started, busy = time.perf_counter(), time.process_time()
    result = work()
    return result, {
        "seconds": time.perf_counter() - started,
        "processor_seconds": time.process_time() - busy,
    }


def _stored(store: Path, filename: str) -> str:
    return str(store / "files" / filename)


if __name__ == "__main__":
    main(sys.argv[1])
