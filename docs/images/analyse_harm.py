"""Draws docs/images/analyse-harm.svg from a demo: ``python docs/images/analyse_harm.py demo-partnership/workspace``."""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.operations.notebook import open_workspace

if __name__ == "__main__":
    open_workspace(sys.argv[1]).analyse("harm").draw(Path(__file__).with_name("analyse-harm.svg"))
