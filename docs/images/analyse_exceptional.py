"""Draws docs/images/analyse-exceptional.svg: ``python docs/images/analyse_exceptional.py demo-partnership/workspace``."""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.operations.notebook import open_workspace

if __name__ == "__main__":
    found = open_workspace(sys.argv[1]).analyse("exceptional", measure="retail-incidents")
    found.draw(Path(__file__).with_name("analyse-exceptional.svg"))
