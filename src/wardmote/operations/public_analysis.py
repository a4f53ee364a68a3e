"""Whether an analysis may be shown to the public: only where nothing of its measure would have to be left out."""

from __future__ import annotations

from wardmote.definitions import measure_called
from wardmote.figures.observed.names import placed
from wardmote.figures.observed.reading import read_reported
from wardmote.operations.public_edition import PublicEditionError, protection
from wardmote.operations.workspace import Workspace


def check_open(workspace: Workspace, name: str) -> None:
    """Let pass a measure of which every count is published already.

    A picture over time, a forecast or a comparison has no form in which small counts could be left out of it. What a
    partner reported of any area counts, though the partnership as a whole have no figure for want of another area's.

    Raises
    ------
    PublicEditionError
        When any of its counts is protected.
    UnknownNameError
        When there is no such measure.
    """
    measure, guard = measure_called(workspace.definitions, name), protection(workspace)
    if measure.available:
        closed = guard.covers_measure(measure)
    else:
        evidence = workspace.evidence()
        reported = read_reported(evidence, [measure], set(placed(evidence).codes.values()))
        sources = {name for found in reported.by_source.values() for name in found}
        closed = bool(sources) and guard.covers_sources(sorted(sources))
    if closed:
        raise PublicEditionError(
            f"This is not in the public edition: counts of {measure.title} are protected, and would follow from it."
        )
