"""Measures the site under load: how long people wait for its pages while others use it."""

from __future__ import annotations

import shutil
from pathlib import Path

from wardmote.definitions import load
from wardmote.evidence.progress import Progress, quiet
from wardmote.operations.bench import machine
from wardmote.operations.bench import read_plan as read_nation
from wardmote.operations.bench.national import make_nation
from wardmote.operations.workspace import find_workspace
from wardmote.site.bench.measuring import people_in, served, visit
from wardmote.site.bench.place import make_workspace
from wardmote.site.bench.plan import BenchPlan, read_plan
from wardmote.site.bench.report import SiteReport

__all__ = ["BenchPlan", "SiteReport", "measure", "read_plan", "run"]


def run(folder: Path, *, scale: float = 1.0, progress: Progress = quiet, keep: bool = False) -> SiteReport:
    """Make the nation's files and a workspace of them, or find both from the run before, and measure its site.

    ``site.md`` stays in the folder. Without ``keep`` the workspace and the files go.

    Raises
    ------
    StepFailed
        When the site, its people or the visitors end in an error.
    """
    national, plan = read_nation(), read_plan()
    nation = make_nation(folder / f"nation-{scale:g}", scale, national, load(), progress)
    workspace = make_workspace(folder / f"site-{scale:g}", nation, national, progress)
    report = measure(workspace, plan, rows=nation.rows, judged=scale >= 1, progress=progress)
    (folder / "site.md").write_text(report.text(), encoding="utf-8")
    for made in () if keep else (workspace, *folder.glob("nation-*")):
        shutil.rmtree(made, ignore_errors=True)
    return report


def measure(
    workspace: Path,
    plan: BenchPlan,
    *,
    rows: int,
    judged: bool,
    progress: Progress = quiet,
) -> SiteReport:
    """Serve a workspace and let ever more people in.

    Raises
    ------
    StepFailed
        When the site, its people or the visitors end in an error.
    """
    who, here, rounds = people_in(workspace, max(plan.growth), plan), find_workspace(workspace), []
    with served(workspace, "--processes", str(plan.processes)) as address:
        first = visit(address, who, here, plan)
        for place, number in enumerate(plan.growth):
            progress(f"{number} people at the site", place, len(plan.growth))
            seconds = plan.judged_seconds if number == plan.judged_users else plan.seconds
            rounds.append(visit(address, who.first(number), here, plan, seconds))
    return SiteReport(rows, machine(), first, tuple(rounds), plan, judged)
