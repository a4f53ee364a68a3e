"""A number with everything that it rests on, as plain values: what whoever cites it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardmote import __version__
from wardmote.definitions import Definitions
from wardmote.figures import Figure, Row, Table
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.figure/1"
WHATS = ("previous", "current", "percent", "rate")
POINTS = "points"
"""What takes the place of a percentage where a share changes."""


@dataclass(frozen=True)
class Cited:
    """A figure of a table: which number of which row it is."""

    what: str
    row: Row
    figure: Figure


def cited_figures(table: Table) -> Iterator[Cited]:
    """Every figure of a table, in its order; those that have no number are among them, each with its state."""
    for row in (*table.rows, *table.totals, *table.observed):
        share = row.observed is not None and row.observed.points is not None
        for what in WHATS:
            named = POINTS if what == "percent" and share else what
            yield Cited(named, row, table.figure(row, named))


def figure_record(workspace: Workspace, table: Table, one: Cited) -> dict[str, Any]:
    """The frozen figure with its provenance, in the schema ``wardmote.figure/1``."""
    definitions, row = workspace.definitions, one.row
    frozen: dict[str, Any] = json.loads(one.figure.frozen())
    return {
        "schema": SCHEMA,
        **frozen,
        "what": one.what,
        "provenance": {
            "measure": {
                "id": row.measure.id,
                "version": row.measure.version,
                "title": row.measure.title,
                "description": " ".join(row.measure.description.split()),
            },
            "area": {"code": row.area.code or None, "name": row.area.name, "level": row.area.level},
            "area_version": f"snapshot {table.snapshot}",
            "snapshot": {"id": table.snapshot, "made": workspace.store.manifest(table.snapshot).made},
            "definitions": definitions.digest(),
            "program": __version__,
            "sources": [_source(definitions, name) for name in one.figure.sources],
            "caveats": [
                {"id": name, "text": definitions.caveats[name].text}
                for name in one.figure.caveats
                if name in definitions.caveats
            ],
            "breaks": [{"id": found.id, "text": found.explanation} for found in row.breaks],
            "notes": [*(row.observed.notes if row.observed else ()), *filter(None, (row.reason, table.gaps))],
            "public_edition": table.public,
        },
    }


def figure_summary(one: Cited) -> dict[str, Any]:
    """A figure in a list: what it is of, its number or why there is none, and the identity by which it is found."""
    figure = one.figure
    return {
        "identity": figure.identity,
        "measure": one.row.measure.id,
        "what": one.what,
        "area": figure.area or None,
        "area_name": figure.area_name,
        "period": figure.period,
        "unit": figure.unit,
        "value": figure.value,
        "state": figure.state.value,
    }


def _source(definitions: Definitions, name: str) -> dict[str, str | None]:
    found = definitions.sources.get(name)
    return {
        "id": name,
        "title": found.title if found else None,
        "publisher": found.publisher if found else None,
    }
