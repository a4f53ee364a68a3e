"""The quality of the evidence as a job: what came, what is missing, what to ask about."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wardmote.analyses.supply import Supply, supply
from wardmote.definitions import force_called
from wardmote.evidence import EvidenceAbsent
from wardmote.evidence.to_type import to_type
from wardmote.figures import UnknownAreaError
from wardmote.figures.observed.listing import disagreeing_rhythms
from wardmote.figures.suppliers import forces_of, forces_sent
from wardmote.figures.supply import forces_supplied
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.quality/1"


class UnknownForceError(AskedWronglyError):
    """No file of such a force was taken in; says of which there are some."""


def evidence_quality(workspace: Workspace, force: str | None = None) -> Supply:
    """What the police files of the snapshot held, of one force (by its identifier or title) or of all.

    Raises
    ------
    EvidenceAbsent
        When no police file was taken in.
    UnknownNameError, UnknownForceError
        When there is no such force, or no file of it was taken in.
    """
    found = supply(workspace.evidence(), None if force is None else [_identifier(workspace, force)])
    if found is not None:
        return found
    whole = supply(workspace.evidence()) if force else None
    if whole is None:
        raise EvidenceAbsent(
            "No police files were taken in yet. Take some in" + to_type(" with 'wardmote ingest PATH'") + "."
        )
    there = ", ".join(dict.fromkeys(month.force for month in whole.months))
    raise UnknownForceError(f"No file of a force called {force} was taken in. There are files of: {there}.")


def forces_with_files(workspace: Workspace) -> list[tuple[str, str]]:
    """Identifier and title of each force of which a file was taken in: those that the partnership lies in first, then by
    title."""
    evidence = workspace.evidence()
    try:
        area = workspace.area()
        own = {one.code for one in forces_of(evidence, [area]).get(area.code, [])}
    except UnknownAreaError:
        own = set()
    codes = {one.force: one.code for one in forces_sent(evidence)}
    return sorted(forces_supplied(evidence), key=lambda force: (codes[force[0]] not in own, force[1]))


def two_rhythms(workspace: Workspace) -> list[str]:
    """Where a measure of the partnership came in two lengths of period that do not agree, in sentences."""
    return disagreeing_rhythms(workspace.evidence(), workspace.area())


def _identifier(workspace: Workspace, force: str) -> str:
    return force_called(workspace.definitions, force).id


def as_record(found: Supply) -> dict[str, Any]:
    """The quality in the schema ``wardmote.quality/1``; a month that was not sent has ``sent`` false and no counts."""
    return {
        "schema": SCHEMA,
        "from": found.span.start,
        "to": found.span.end,
        "months": [asdict(month) for month in found.months],
        "other_records": [
            {
                "kind": one.kind,
                "supplier": one.supplier,
                "from": one.span.start,
                "to": one.span.end,
                "kept": one.kept,
                "not_supplied_between": list(one.missing),
            }
            for one in found.others
        ],
        "ask": [
            {
                "force": one.force,
                "month": one.month,
                "measure": one.measure.id if one.measure else None,
                "count": one.count,
                "expected": round(one.expected, 1),
                "sentence": one.sentence,
            }
            for one in found.abrupt
        ],
        "not_located_share": [
            {
                "force": one.force,
                "measure": one.measure.id,
                "years": [
                    {"from": year.start, "to": year.end, "share": None if share is None else round(share, 6)}
                    for year, share in zip(found.years, one.shares, strict=True)
                ],
            }
            for one in found.lost
        ],
        "breaks": [
            {
                "id": one.id,
                "date": one.date.isoformat(),
                "kind": one.kind,
                "measures": list(one.measures),
                "levels": list(one.levels),
                "how_sure": one.certainty,
                "explanation": one.explanation,
                "source": one.source,
            }
            for one in found.breaks
        ],
    }
