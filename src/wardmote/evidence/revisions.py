"""What a later snapshot has that an earlier one had not: months added, sent again with other content, or gone."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.evidence.changes import CRIME, Change, Supply, supplies
from wardmote.evidence.manifest import Manifest


@dataclass(frozen=True)
class Revisions:
    """The difference between two snapshots, by month; a month counts once whatever the number of forces.

    ``added``: months of which a force sent nothing before. ``revised``: months whose records were sent again with
    other content. ``gone``: months of which a force's records are no longer there. ``rows_added``: records of the
    added months. ``rows_before`` and ``rows_after``: records of the revised months. ``definitions``: whether the
    snapshots were made with other definitions.
    """

    added: tuple[str, ...]
    revised: tuple[str, ...]
    gone: tuple[str, ...]
    rows_added: int
    rows_before: int
    rows_after: int
    definitions: bool


def revisions(earlier: Manifest, later: Manifest) -> Revisions:
    """Compare what two snapshots were supplied with, by force and month."""
    found = [one for one in supplies(earlier, later) if one.table == CRIME]
    added = [one for one in found if one.change is Change.ADDED]
    gone = [one for one in found if one.change is Change.GONE]
    revised = [one for one in found if one.change in (Change.AGAIN, Change.READ_AGAIN)]
    return Revisions(
        added=_months(added),
        revised=_months(revised),
        gone=_months(gone),
        rows_added=sum(one.after for one in added),
        rows_before=sum(one.before for one in revised),
        rows_after=sum(one.after for one in revised),
        definitions=earlier.definitions != later.definitions,
    )


def _months(found: list[Supply]) -> tuple[str, ...]:
    return tuple(sorted({one.period for one in found}))
