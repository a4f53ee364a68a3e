"""A command loads what every command needs; what only some compute with is loaded when they do."""

from __future__ import annotations

import subprocess
import sys

SLOW = (
    "scipy.optimize",
    "scipy.stats",
    "scipy.linalg",
    "pandas",
    "statsmodels",
    "altair",
    "docx",
    "weasyprint",
)
SCRIPT = f"import sys, wardmote.cli.app; print(*(one for one in {SLOW!r} if one in sys.modules))"


def test_no_command_loads_what_only_some_compute_with() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.split() == []
