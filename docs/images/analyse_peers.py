"""Draws the pictures of the pages on similar areas and deprivation: ``python docs/images/analyse_peers.py DEMO``.

``DEMO`` is a folder made by ``wardmote demo``. The same demo gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.operations.notebook import open_workspace

HERE = Path(__file__).parent


def main(demo: Path) -> None:
    """Draw both pictures beside this file."""
    opened = open_workspace(demo / "workspace")
    opened.analyse("peers", measure="shoplifting", area="Old Quay").draw(HERE / "analyse-peers.svg")
    opened.analyse("deprivation", measure="burglary").draw(HERE / "analyse-deprivation.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
