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
from pathlib import Path
from typing import Any

import pandas as pd

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore
from wardmote.figures import Area, Evidence, every_area, performance_table, rows_of_areas
from wardmote.operations.bench.pandas_peer import every_partnership
from wardmote.operations.bench.plain_duckdb import write_monthly_files
from wardmote.operations.bench.processes import peak_memory

Answer = dict[str, Any]


def ingest(store: str, profile: str, police: str) -> Answer:
    """Take in the police files as a user does; the geography goes first and is not timed."""
    evidence = EvidenceStore(Path(store), load())
    evidence.ingest([Path(profile)])
    started = time.perf_counter()
    report = evidence.ingest([Path(police)])
    seconds = time.perf_counter() - started
    files = [_stored(Path(store), record.filename) for record in evidence.manifest().of_table("crime")]
    return {"seconds": seconds, "rows": report.rows, "kept": report.kept, "crime": files}


def plain_ingest(months: dict[str, list[str]], folder: str, memory_gb: float) -> Answer:
    """Write the same monthly files with DuckDB alone."""
    files = {month: [Path(path) for path in paths] for month, paths in months.items()}
    started = time.perf_counter()
    rows = write_monthly_files(files, Path(folder), memory_gb)
    return {"seconds": time.perf_counter() - started, "rows": rows}


def one_table(store: str, to: str, times: int) -> Answer:
    """Make one partnership's table: the first in a fresh process with the evidence opened, then warm ones."""
    definitions = load()
    started = time.perf_counter()
    evidence = _open(store, definitions)
    area = _largest(every_area(evidence.connection, "csp"))
    performance_table(evidence, area, to)
    cold = time.perf_counter() - started
    warm = []
    for _ in range(times):
        started = time.perf_counter()
        performance_table(evidence, area, to)
        warm.append(time.perf_counter() - started)
    return {"cold": cold, "seconds": statistics.median(warm), "slowest": max(warm)}


def every_table(store: str, to: str, answers: str) -> Answer:
    """Make every partnership's table, tested, in a fresh process; leave the numbers at ``answers``."""
    definitions = load()
    started = time.perf_counter()
    evidence = _open(store, definitions)
    areas = every_area(evidence.connection, "csp")
    rows = rows_of_areas(evidence, areas, to)
    seconds = time.perf_counter() - started
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
    return {"seconds": seconds, "areas": len(areas), "rows": len(known)}


def pandas_tables(crime: list[str], lookup: str, forces: str, to: str, answers: str) -> Answer:
    """Make the same tables with the pandas script."""
    started = time.perf_counter()
    frame = every_partnership([Path(path) for path in crime], Path(lookup), Path(forces), to)
    seconds = time.perf_counter() - started
    frame.drop(columns="p").to_parquet(answers)
    return {"seconds": seconds, "rows": len(frame)}


STEPS: dict[str, Callable[..., Answer]] = {
    step.__name__: step for step in (ingest, plain_ingest, one_table, every_table, pandas_tables)
}


def main(name: str) -> None:
    """Run one step and write what it answers."""
    answer = STEPS[name](**json.load(sys.stdin))
    sys.stdout.write(json.dumps({**answer, "peak_bytes": peak_memory()}) + "\n")


def _open(store: str, definitions: Any) -> Evidence:
    snapshot = EvidenceStore(Path(store), definitions).open()
    return Evidence(snapshot.connection(), definitions, snapshot.id)


def _largest(areas: list[Area]) -> Area:
    return areas[len(areas) // 2]


def _stored(store: Path, filename: str) -> str:
    return str(store / "files" / filename)


if __name__ == "__main__":
    main(sys.argv[1])
