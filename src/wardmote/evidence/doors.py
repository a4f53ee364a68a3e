"""The doors for rows that are no street crimes: each judges the files of one reader, and says what they supply."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.evidence.observations.door import observations_door
from wardmote.evidence.progress import Progress
from wardmote.evidence.records.outcomes import take_outcomes
from wardmote.evidence.records.searches import take_searches
from wardmote.evidence.reference.door import reference_door
from wardmote.evidence.responses.door import responses_door
from wardmote.evidence.rows.call import Call, Door
from wardmote.evidence.rows.files import ArrivedFile, Intake

__all__ = ["DOORS", "Call", "Door", "take_all"]

DOORS: dict[str, Door] = {
    "observations": observations_door,
    "outcomes": take_outcomes,
    "responses": responses_door,
    "searches": take_searches,
}
"""Reader of a source definition -> the door for its files."""


def take_all(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in the files of every reader that has a door here, in the order of the readers' names; then reference tables."""
    intake = Intake()
    for reader, door in sorted(DOORS.items()):
        mine = [file for file in files if file.file.source.reader == reader]
        if mine:
            intake.add(door(call, mine, progress))
    intake.add(reference_door(call, [file for file in files if file.file.source.holds], progress))
    return intake
