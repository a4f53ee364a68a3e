"""The board of feeds as a job: who owes what, what came and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from wardmote.analyses.feeds import FeedStatus, feed_status, in_order
from wardmote.definitions import Feed
from wardmote.evidence import Manifest
from wardmote.figures.months import Period
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.feeds/1"

Came = tuple[str, str, str]
"""Source, item (empty for records) and month."""


def feeds(workspace: Workspace, on: date) -> list[FeedStatus]:
    """How every feed that is defined stands on a day, those with most missing first.

    A month counts as received from the day on which the first snapshot that holds figures of it was made.
    """
    first = _first_days(workspace)
    return in_order(
        [feed_status(feed, _of(feed, first), on) for feed in workspace.definitions.feeds.values()]
    )


def as_record(statuses: list[FeedStatus], on: date) -> dict[str, Any]:
    """The board in the schema ``wardmote.feeds/1``."""
    return {
        "schema": SCHEMA,
        "on": on.isoformat(),
        "feeds": [
            {
                "feed": one.feed.id,
                "title": one.feed.title,
                "provider": one.feed.provider,
                "frequency": one.feed.frequency,
                "duty": one.feed.duty or None,
                "says": one.sentence,
                "periods": [
                    {
                        "from": period.period.start,
                        "to": period.period.end,
                        "due": period.due.isoformat(),
                        "received": period.received.isoformat() if period.received else None,
                        "state": period.state.value,
                    }
                    for period in one.periods
                ],
            }
            for one in statuses
        ],
    }


def _of(feed: Feed, first: dict[Came, date]) -> dict[str, date]:
    """Month -> the first day on which anything of a feed came of it."""
    found: dict[str, date] = {}
    for (source, item, month), day in first.items():
        if source in feed.sources and (not feed.items or item in feed.items):
            found[month] = min(day, found.get(month, day))
    return found


def _first_days(workspace: Workspace) -> dict[Came, date]:
    first: dict[Came, date] = {}
    known: dict[str, set[Came]] = {}
    for manifest in workspace.store.snapshots():
        day = date.fromisoformat(manifest.made[:10])
        for came in (*_records(manifest), *_observed(workspace, manifest, known)):
            first[came] = min(day, first.get(came, day))
    return first


def _records(manifest: Manifest) -> Iterator[Came]:
    """Months of street crimes, outcomes and searches."""
    for source in manifest.sources:
        name = source.source.split("/")[0]
        for unit in source.units:
            yield name, "", unit.month
        for part in source.parts:
            if part.table != "observations":
                yield name, "", part.period


def _observed(workspace: Workspace, manifest: Manifest, known: dict[str, set[Came]]) -> Iterator[Came]:
    """Months of observations, item by item; a table that an earlier snapshot holds too is read once."""
    records = manifest.of_table("observations")
    if any(record.sha256 not in known for record in records):
        with workspace.store.open(manifest.id) as snapshot:
            rows = (
                snapshot.connection()
                .execute(
                    """SELECT DISTINCT source, item, start, "end" FROM observations WHERE state <> 'not-supplied'"""
                )
                .fetchall()
            )
        for record in records:
            known[record.sha256] = {
                (source, item, month)
                for source, item, start, end in rows
                if source == record.key
                for month in Period(start, end).months
            }
    for record in records:
        yield from known[record.sha256]
