"""What the evidence says of an issue, as the rules of a matrix read it."""

from __future__ import annotations

from wardmote.analyses.priorities.suggest import Reading, readings_of
from wardmote.figures import Table
from wardmote.figures.survey_waves import waves_held
from wardmote.operations.workspace import Workspace


def issue_readings(workspace: Workspace, table: Table, measure: str) -> tuple[Reading, ...]:
    """What a performance table of one area says of a measure, then what people said who were asked.

    A workspace without answers loads none of what computes them.
    """
    evidence = workspace.evidence()
    found = readings_of(table, measure)
    if not waves_held(evidence):
        return found
    from wardmote.analyses.priorities.concern import concern_readings

    return (*found, *concern_readings(evidence, table.area, measure, table.current.end))
