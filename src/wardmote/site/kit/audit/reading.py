"""Reads and exports that are recorded, too."""

from __future__ import annotations

from collections.abc import Mapping

from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service


@service
def note_read(actor: Actor, address: str, asked: Mapping[str, str], marking: str = "") -> None:
    """Record that somebody looked at a page whose reads are recorded, or at something under a marking that asks for it."""
    told = {"asked": dict(asked)}
    record(actor, "audit.page-read", ("page", address), f"Looked at {address}.", after=told, marking=marking)


@service
def note_export(
    actor: Actor, what: str, asked: Mapping[str, str], written_as: str, rows: int, marking: str = ""
) -> None:
    """Record that somebody took something out as a file; ``marking``: what it carries."""
    record(
        actor,
        "audit.exported",
        ("export", what),
        f"Exported {rows} rows of {what} as {written_as.upper()}.",
        after={"asked": dict(asked), "rows": rows},
        marking=marking,
    )
