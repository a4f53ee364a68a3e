"""Draws the pictures of the how-to pages from a demo: ``python docs/images/draw.py demo-partnership/workspace``.

The same demo gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from wardmote.operations.notebook import open_workspace

VIOLENCE = {"measure": "violence-and-sexual-offences"}
DRAWN: dict[str, tuple[str, dict[str, Any]]] = {
    "area-shares": ("area-shares", VIOLENCE),
    "community": ("community", {}),
    "control": ("control", {**VIOLENCE, "area": "Saltgate"}),
    "deprivation": ("deprivation", {"measure": "burglary"}),
    "exceptional": ("exceptional", {"measure": "retail-incidents"}),
    "forecast": ("forecast", {"measure": "shoplifting", "area": "Old Quay"}),
    "harm": ("harm", {}),
    "peers": ("peers", {"measure": "shoplifting", "area": "Old Quay"}),
    "rates": ("rates", {"measure": "adult-safeguarding-concerns"}),
    "season": ("season", {"measure": "anti-social-behaviour", "area": "Merebank"}),
    "survey": ("survey", {"survey": "residents", "against": "2023"}),
    "trend": ("trend", {"every": True}),
}
"""Each picture's name, and the analysis whose first picture it is."""


def main(workspace: str) -> None:
    """Draw them beside this file."""
    opened = open_workspace(workspace)
    for name, (analysis, asked) in DRAWN.items():
        _, *others = opened.analyse(analysis, **asked).draw(Path(__file__).with_name(f"analyse-{name}.svg"))
        for other in others:
            other.unlink()


if __name__ == "__main__":
    main(sys.argv[1])
