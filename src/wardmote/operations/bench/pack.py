"""From the published zip to the evidence pack, with the commands that a user types."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.report import Line, seconds

_LONGEST_SECONDS = 600
_PROGRAM = (sys.executable, "-c", "from wardmote.cli import main; main()")
_WHAT = "Bedfordshire, from zip to pack"


def shared_folder() -> Path:
    """Where the real open data lies: WARDMOTE_SHARED, else a folder called shared beside the current one."""
    return Path(os.environ.get("WARDMOTE_SHARED", Path("..") / "shared"))


def pack_line(folder: Path, plan: Plan) -> Line:
    """Time ``wardmote init``, ``ingest`` and ``assess`` on real data, where it is at hand."""
    limit = f"limit {seconds(plan.limits.pack_seconds)}"
    shared = shared_folder()
    zipped, geography = shared / plan.pack.police, shared / plan.pack.geography
    if not zipped.exists() or not geography.exists():
        return Line(_WHAT, "not measured", limit, remark="The real data is not here (set WARDMOTE_SHARED).")
    workspace = folder / "bedfordshire"
    shutil.rmtree(workspace, ignore_errors=True)
    partnership = ("--partnership", plan.pack.partnership)
    calls = {
        "init": ("init", str(workspace), *partnership, "--geography", str(geography)),
        "ingest": ("ingest", str(zipped), "--workspace", str(workspace)),
        "assess": ("assess", "--workspace", str(workspace)),
    }
    taken = {}
    for name, arguments in calls.items():
        started = time.perf_counter()
        done = subprocess.run(  # noqa: S603
            [*_PROGRAM, *arguments], capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False
        )
        taken[name] = time.perf_counter() - started
        if done.returncode:
            return Line(_WHAT, "failed", limit, met=False, remark=f"{name}: {_last_words(done.stderr)}")
    total = sum(taken.values())
    parts = ", ".join(f"{name} {seconds(value)}" for name, value in taken.items())
    return Line(_WHAT, seconds(total), limit, met=total <= plan.limits.pack_seconds, remark=parts)


def _last_words(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no reason was given"
