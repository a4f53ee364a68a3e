"""The board of feeds as a job: who owes what, what came and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardmote.analyses.feeds import FeedStatus, feed_status, in_order
from wardmote.definitions import Feed
from wardmote.evidence import Manifest
from wardmote.evidence.manifest import OBSERVED
from wardmote.evidence.observations.corrections import by_mark, short_name
from wardmote.figures.months import Period
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.feeds/1"

Came = tuple[str, str, str]
"""Source, item (empty for records) and month."""


@dataclass(frozen=True)
class Arrived:
    """When something first came, and in which file."""

    day: date
    file: str = ""


def feeds(workspace: Workspace, on: date, *, as_then: bool = False) -> list[FeedStatus]:
    """How every feed that is defined stands on a day, those with most missing first.

    A month counts as received from the day on which the first snapshot that holds figures of it was made. Where the clock
    of a machine was set back, a snapshot counts as made no earlier than the one that it was made from.

    Parameters
    ----------
    as_then
        Whether to leave out what came after the day. What was there with the very first snapshot is never left out, as
        nobody knows when it was sent.
    """
    first = _first_days(workspace)
    began = min((arrived.day for arrived in first.values()), default=date.min)
    if as_then:
        first = {came: one for came, one in first.items() if one.day <= on or one.day == began}
    return in_order([_status(feed, first, on) for feed in workspace.definitions.feeds.values()])


def evidence_began(workspace: Workspace) -> date | None:
    """The day of the first snapshot that holds anything of a feed; None where none does."""
    return min((one.day for one in _first_days(workspace).values()), default=None)


def _status(feed: Feed, first: dict[Came, Arrived], on: date) -> FeedStatus:
    found = _of(feed, first)
    days = {month: one.day for month, one in found.items()}
    return feed_status(feed, days, on, {month: one.file for month, one in found.items()})


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
                        "taken_in": period.taken_in.isoformat() if period.taken_in else None,
                        "file": period.file or None,
                    }
                    for period in one.periods
                ],
            }
            for one in statuses
        ],
    }


def _of(feed: Feed, first: dict[Came, Arrived]) -> dict[str, Arrived]:
    """Month -> when anything of a feed first came of it."""
    found: dict[str, Arrived] = {}
    for (source, item, month), arrived in first.items():
        if source in feed.sources and (not feed.items or item in feed.items):
            found[month] = min(arrived, found.get(month, arrived), key=lambda one: (one.day, one.file))
    return found


def _first_days(workspace: Workspace) -> dict[Came, Arrived]:
    first: dict[Came, Arrived] = {}
    known: dict[str, dict[Came, str]] = {}
    for manifest, day in in_order_of_making(workspace.store.snapshots()):
        for came, file in (*_records(manifest), *_observed(workspace, manifest, known)):
            first.setdefault(came, Arrived(day, file))
    return first


def in_order_of_making(manifests: Sequence[Manifest]) -> list[tuple[Manifest, date]]:
    """Snapshots, each after the one that it was made from, with the day from which it counts."""
    days: dict[str, date] = {}
    there = {one.id for one in manifests}
    waiting, ordered = list(manifests), []
    while waiting:
        one = next((m for m in waiting if m.parent not in there or m.parent in days), waiting[0])
        waiting.remove(one)
        day = date.fromisoformat(one.made[:10])
        days[one.id] = max(day, days.get(one.parent or "", day))
        ordered.append((one, days[one.id]))
    return ordered


def _records(manifest: Manifest) -> Iterator[tuple[Came, str]]:
    """Months of street crimes, outcomes and searches, with the file of each."""
    for source in manifest.sources:
        name, file = source.source.split("/")[0], short_name(source.name)
        for unit in source.units:
            yield (name, "", unit.month), file
        for part in source.parts:
            if part.table not in OBSERVED:
                yield (name, "", part.period), file


def _observed(
    workspace: Workspace, manifest: Manifest, known: dict[str, dict[Came, str]]
) -> Iterator[tuple[Came, str]]:
    """Months of observations, item by item; a table that an earlier snapshot holds too is read once."""
    records = manifest.of_table("observations")
    if any(record.sha256 not in known for record in records):
        files = by_mark((source.sha256, source.name) for source in manifest.sources)
        with workspace.store.open(manifest.id) as snapshot:
            rows = (
                snapshot.connection()
                .execute(
                    """SELECT source, item, start, "end", max(file) FROM observations WHERE state <> 'not-supplied'
                       GROUP BY ALL ORDER BY ALL"""
                )
                .fetchall()
            )
        for record in records:
            known[record.sha256] = {
                (source, item, month): files.get(mark, "")
                for source, item, start, end, mark in rows
                if source == record.key
                for month in Period(start, end).months
            }
    for record in records:
        yield from known[record.sha256].items()
