"""Draws the pictures of change, trend and control from a demo: ``python docs/images/analyse_change.py WORKSPACE``."""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.operations.notebook import open_workspace

VIOLENCE = {"measure": "violence-and-sexual-offences"}
DRAWN = {
    "analyse-area-shares.svg": ("area-shares", VIOLENCE),
    "analyse-trend.svg": ("trend", {"every": True}),
    "analyse-control.svg": ("control", {**VIOLENCE, "area": "Saltgate"}),
}

if __name__ == "__main__":
    opened = open_workspace(sys.argv[1])
    for name, (analysis, asked) in DRAWN.items():
        opened.analyse(analysis, **asked).draw(Path(__file__).with_name(name))
