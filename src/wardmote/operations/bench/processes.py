"""Runs a step in a process of its own, and says how long it took and how much memory it held at most."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STEPS = "wardmote.operations.bench.steps"
_LONGEST_SECONDS = 1800


class StepFailed(Exception):  # noqa: N818
    """A step ended in an error; says which, and its last words."""


@dataclass(frozen=True)
class Measured:
    """One run of a step: seconds as the step timed itself, peak memory in bytes (0: unknown), its answer."""

    seconds: float
    peak_bytes: int
    answer: dict[str, Any]


def run_step(name: str, **arguments: Any) -> Measured:
    """Run one step in a fresh Python.

    Raises
    ------
    StepFailed
        When it does.
    """
    command = [sys.executable, "-m", _STEPS, name]
    done = subprocess.run(  # noqa: S603
        command,
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if done.returncode:
        words = done.stderr.strip().splitlines()
        raise StepFailed(f"The step '{name}' failed: {words[-1] if words else done.returncode}")
    answer = json.loads(done.stdout.splitlines()[-1])
    return Measured(answer["seconds"], answer["peak_bytes"], answer)


def peak_memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not say.

    Linux hands the peak of ``getrusage`` down from parent to child, so the process's own mark is read there.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
