"""Measures Wardmote's speed, side by side with what else one would use."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from wardmote.definitions import load
from wardmote.evidence.progress import Progress, quiet
from wardmote.operations.bench.comparison import lines_of
from wardmote.operations.bench.forecasts import forecast_lines
from wardmote.operations.bench.hundred import document_line
from wardmote.operations.bench.long_pdf import check_line
from wardmote.operations.bench.national import make_nation
from wardmote.operations.bench.pack import pack_line
from wardmote.operations.bench.plan import Plan, read_plan
from wardmote.operations.bench.processes import StepFailed
from wardmote.operations.bench.report import BenchReport, Growth, Line
from wardmote.operations.bench.sizes import Size, measure_size
from wardmote.operations.bench.surveys import survey_line

__all__ = ["BenchReport", "Growth", "Line", "Plan", "machine", "read_plan", "run"]


def run(
    folder: Path,
    *,
    scale: float = 1.0,
    progress: Progress = quiet,
    keep: bool = False,
    plan: Plan | None = None,
) -> BenchReport:
    """Generate a nation's police files, and measure ingest and tables on them beside their peers.

    Parameters
    ----------
    folder
        Where data and results go; it needs about 6 GB at full scale. ``report.md`` stays in it.
    scale
        1 is 20 million rows; smaller sizes of the growth table come first.
    keep
        Leave the generated files for the next run.
    plan
        What to generate; the project's own by default.

    Raises
    ------
    StepFailed
        When ingest or tables end in an error; of what comes after, the report says so in its line.
    """
    plan = plan or read_plan()
    sizes = [_measure(folder, size, plan, progress, keep) for size in _sizes(plan, scale)]
    judged = scale >= 1
    lines = [
        *lines_of(sizes[-1], plan.limits, judged=judged),
        *_lines_or_why_not("Bedfordshire, from zip to pack", lambda: [pack_line(folder, plan)]),
        *_lines_or_why_not("A document of a hundred sections", lambda: [document_line(plan, judged=judged)]),
        *_lines_or_why_not("A long PDF read and checked", lambda: [check_line(plan, judged=judged)]),
        *_lines_or_why_not("Forecasts", lambda: forecast_lines(folder / "forecasts", plan, judged=judged)),
        *_lines_or_why_not("Surveys", lambda: [survey_line(folder / "survey", plan, judged=judged)]),
    ]
    growth = tuple(size.growth() for size in sizes)
    report = BenchReport(machine(), sizes[-1].rows, plan.rows, tuple(lines), growth)
    (folder / "report.md").write_text(report.text(), encoding="utf-8")
    for scratch in ("bedfordshire", "forecasts", "survey"):
        shutil.rmtree(folder / scratch, ignore_errors=True)
    return report


def _lines_or_why_not(what: str, measure: Callable[[], Sequence[Line]]) -> Sequence[Line]:
    """What was measured; a step that failed is a line that says so, and takes no other measurement with it."""
    try:
        return measure()
    except StepFailed as failure:
        return [Line(what, "not measured", "", met=False, remark=str(failure))]


def _sizes(plan: Plan, scale: float) -> list[float]:
    return [step for step in plan.method.growth if step < scale] + [scale]


def _measure(folder: Path, scale: float, plan: Plan, progress: Progress, keep: bool) -> Size:
    nation = make_nation(folder / f"nation-{scale:g}", scale, plan, load(), progress)
    scratch = folder / f"runs-{scale:g}"
    try:
        return measure_size(nation, scratch, plan, progress)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if not keep:
            nation.remove()


def machine() -> str:
    """Processors, memory and versions, as a sentence."""
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB of memory"
    return f"{os.cpu_count()} processor cores{memory}, Python {platform.python_version()}, DuckDB {duckdb.__version__}."
