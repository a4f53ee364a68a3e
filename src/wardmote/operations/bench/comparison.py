"""Sets what was measured against the limits. Where both sides differ in what they say, no ratio is given."""

from __future__ import annotations

from dataclasses import replace

from wardmote.operations.bench.plan import Limits
from wardmote.operations.bench.report import Line, gigabytes, seconds
from wardmote.operations.bench.sizes import Pairs, Size

_NO_RATIO = "none"


def lines_of(size: Size, limits: Limits, *, judged: bool) -> list[Line]:
    """The lines of the report for the largest size; unless ``judged``, no target counts as met or missed.

    Results that differ are always a target missed.
    """
    one = size.one_table
    lines = [
        _ingest(size.ingest, limits.ingest_ratio),
        _memory(size.ingest, limits.ingest_memory_gb),
        Line(
            "One partnership's table",
            seconds(one.seconds),
            f"limit {seconds(limits.one_table_seconds)}",
            met=one.seconds <= limits.one_table_seconds,
            remark=f"first in a fresh process {seconds(one.answer['cold'])}, slowest of the warm ones "
            f"{seconds(one.answer['slowest'])}",
        ),
        _every_table(size.every_table, limits),
        _against_pandas(size.every_table, limits.every_table_ratio),
    ]
    return (
        lines if judged else [line if line.ratio == _NO_RATIO else replace(line, met=None) for line in lines]
    )


def _ingest(pairs: Pairs, limit: float) -> Line:
    ours, theirs = pairs.seconds
    what, beside = (
        "Ingest of every force and month",
        f"{seconds(theirs)} DuckDB alone, at most {limit:g} times",
    )
    if pairs.difference:
        return _refused(what, ours, beside, pairs)
    return Line(what, seconds(ours), beside, f"{ours / theirs:.2f}", ours <= limit * theirs, _pairs(pairs))


def _memory(pairs: Pairs, limit: float) -> Line:
    known = pairs.peak_bytes > 0
    return Line(
        "Memory of the ingest",
        gigabytes(pairs.peak_bytes),
        f"limit {limit:g} GB; DuckDB alone {gigabytes(max(run.peak_bytes for run in pairs.theirs))}",
        met=pairs.peak_bytes <= limit * 1e9 if known else None,
    )


def _every_table(pairs: Pairs, limits: Limits) -> Line:
    ours, answer = pairs.seconds[0], pairs.ours[-1].answer
    return Line(
        f"Every partnership's table ({answer['areas']}, {answer['rows']:,} rows), tested",
        seconds(ours),
        f"limit {seconds(limits.every_table_seconds)}",
        met=ours <= limits.every_table_seconds,
    )


def _against_pandas(pairs: Pairs, limit: float) -> Line:
    ours, theirs = pairs.seconds
    what, beside = "The same by a pandas script", f"{seconds(theirs)} pandas, at least {limit:g} times"
    if pairs.difference:
        return _refused(what, ours, beside, pairs)
    remark = f"{_pairs(pairs)}; equal counts, z and q"
    return Line(what, seconds(ours), beside, f"{theirs / ours:.1f}", theirs >= limit * ours, remark)


def _refused(what: str, ours: float, beside: str, pairs: Pairs) -> Line:
    return Line(what, seconds(ours), beside, _NO_RATIO, False, f"The results differ: {pairs.difference}.")


def _pairs(pairs: Pairs) -> str:
    n, busy = len(pairs.ours), pairs.processor_seconds
    runs = "one pair of runs" if n == 1 else f"median of {n} pairs of runs in turn"
    return f"{runs}; processor time {seconds(busy[0])} and {seconds(busy[1])}"
