"""Draws analyse-survey.svg on the workspace of the demo: python docs/images/analyse_survey.py WORKSPACE."""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.analyse.charts import write_charts
from wardmote.operations.workspace import find_workspace

if __name__ == "__main__":
    workspace = find_workspace(Path(sys.argv[1]))
    result = analyse(workspace, "survey", request_for("survey", {"survey": "residents", "against": "2023"}))
    drawn = write_charts(result, Path(__file__).with_name("analyse-survey.svg"), workspace.settings.colour)
    for extra in drawn[1:]:
        extra.unlink()
