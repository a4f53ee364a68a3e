"""Which releases of weights, deprivation and profiles a snapshot holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.definitions import Definitions, UnknownNameError
from wardmote.definitions.reference_tables import ReferenceTable
from wardmote.figures.evidence import Evidence


class NotHeldError(UnknownNameError):
    """A collection, or a release of it, is not in the snapshot; says which are."""


@dataclass(frozen=True)
class Release:
    """One release of a collection. ``table``: weights, deprivation or profile; ``rows``: codes or areas."""

    table: str
    collection: str
    title: str
    release: str
    """Its day, month or year: 2025, 2021-03, 2021-03-21."""
    rows: int
    warning: str
    """What a reader must know of every value of it; empty where nothing."""


def releases_held(evidence: Evidence, table: str = "", collection: str = "") -> tuple[Release, ...]:
    """Every release held, by table, collection and age; of one table or collection where that is named."""
    rows = evidence.connection.execute(
        "SELECT kind, collection, release, kept FROM releases ORDER BY kind, collection, release"
    ).fetchall()
    return tuple(
        _release(evidence.definitions, *row)
        for row in rows
        if table in ("", row[0]) and collection in ("", row[1])
    )


def _release(definitions: Definitions, table: str, collection: str, release: str, kept: int) -> Release:
    block = block_of(definitions, table, collection)
    title = block.title if block and block.title else collection
    return Release(table, collection, title, release, int(kept), block.warning if block else "")


def block_of(definitions: Definitions, table: str, collection: str) -> ReferenceTable | None:
    """The definition of a collection; None for one that a partner named itself."""
    return next(
        (
            block
            for _, source in sorted(definitions.sources.items())
            for block in source.holds
            if (block.table, block.collection) == (table, collection)
        ),
        None,
    )


def chosen(
    evidence: Evidence, table: str, collection: str, release: str = "", as_of: date | None = None
) -> tuple[Release, tuple[str, ...]]:
    """The release asked for, and those that are held and newer.

    Parameters
    ----------
    release
        Its name; without it the newest, or the newest of the day ``as_of`` or before.

    Raises
    ------
    NotHeldError
        When there is none; says which there are.
    """
    held = releases_held(evidence, table, collection)
    able = [
        one
        for one in held
        if (not release or one.release == release)
        and (as_of is None or one.release <= as_of.isoformat()[: len(one.release)])
    ]
    if not able:
        raise NotHeldError(_not_held(evidence, table, collection, held, release, as_of))
    best = able[-1]
    return best, tuple(one.release for one in held if one.release > best.release)


def _not_held(
    evidence: Evidence, table: str, collection: str, held: Sequence[Release], release: str, as_of: date | None
) -> str:
    if held:
        wanted = f"release {release}" if release else f"release of {as_of} or before"
        return f"No {wanted} of {held[0].title} is held. Held: {', '.join(one.release for one in held)}."
    others = sorted({one.collection for one in releases_held(evidence, table)})
    known = (
        f"Held: {', '.join(others)}." if others else "None are held yet: take a file in with wardmote ingest."
    )
    return f"Nothing called {collection} is held of {table}. {known}"
