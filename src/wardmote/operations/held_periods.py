"""Which periods are held, of whom: what can be asked for before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wardmote.evidence import EvidenceAbsent
from wardmote.evidence.manifest import OBSERVED, RESPONSES
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.periods/1"
OF_PARTNERS = (*OBSERVED, RESPONSES)
"""Kinds that partners send, and that nobody publishes."""


@dataclass(frozen=True)
class HeldPeriod:
    """One period that one supplier sent, and how many rows of it were kept."""

    kind: str
    """The records that it holds: crime, outcomes, searches, observations, weeks, reference data or answers."""
    supplier: str
    period: str
    rows: int
    not_located: int


@dataclass(frozen=True)
class HeldPeriods:
    """Every period that is held, with the last month that is complete in all police sources; empty where none is."""

    snapshot: str
    last_complete: str
    periods: tuple[HeldPeriod, ...]


def held_periods(workspace: Workspace, *, public: bool = False) -> HeldPeriods:
    """The periods of a workspace's snapshot. ``public``: without what partners sent.

    Raises
    ------
    EvidenceAbsent
        When nothing was taken in yet.
    """
    snapshot = workspace.snapshot.id
    found: dict[tuple[str, str, str], HeldPeriod] = {}
    for one in workspace.store.holdings(snapshot):
        if public and one.kind in OF_PARTNERS:
            continue
        key = (one.kind, one.force, one.month)
        before = found.get(key, HeldPeriod(*key, 0, 0))
        found[key] = HeldPeriod(*key, before.rows + one.kept, before.not_located + one.not_located)
    return HeldPeriods(snapshot, _last(workspace), tuple(found[key] for key in sorted(found)))


def as_record(held: HeldPeriods) -> dict[str, Any]:
    """The periods in the schema ``wardmote.periods/1``."""
    return {
        "schema": SCHEMA,
        "snapshot": held.snapshot,
        "last_complete_month": held.last_complete or None,
        "periods": [dict(vars(one)) for one in held.periods],
    }


def _last(workspace: Workspace) -> str:
    try:
        return last_complete_month(workspace)
    except EvidenceAbsent:
        return ""
