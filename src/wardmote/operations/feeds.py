"""The board of feeds as a job: who owes what, what came and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardmote.analyses.feeds import FeedStatus, feed_status, in_order
from wardmote.definitions import Definitions, Feed
from wardmote.evidence import Manifest
from wardmote.evidence.file_names import short_name
from wardmote.evidence.manifest import OBSERVED
from wardmote.evidence.observations.corrections import by_mark
from wardmote.evidence.observations.staging import INCOMPLETE
from wardmote.figures.months import Period
from wardmote.operations.workspace import Workspace

SCHEMA = "wardmote.feeds/1"

Came = tuple[str, str, str]
"""Source, item (empty for records) and month; of counts by week the Monday."""
Known = dict[Came, tuple[str, bool]]
"""What a table holds, with its file, and whether rows of it were rejected."""
QUERIES = {
    "observations": """SELECT source, item, start, "end", max(file), bool_or(state = ?) FROM observations
        WHERE state <> 'not-supplied' GROUP BY ALL ORDER BY ALL""",
    "weeks": """SELECT source, item, week, week, max(file), bool_or(state = ?) FROM weeks
        WHERE state <> 'not-supplied' GROUP BY ALL ORDER BY ALL""",
}
PART = "rows that were rejected"
"""What a week lacks of which rows were rejected."""


@dataclass(frozen=True)
class Arrived:
    """When something first came, and in which file."""

    day: date
    file: str = ""
    part: bool = False
    """Whether rows of it were rejected, so that it did not come whole."""


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
    return in_order(
        [_status(feed, first, on, workspace.definitions) for feed in workspace.definitions.feeds.values()]
    )


def evidence_began(workspace: Workspace) -> date | None:
    """The day of the first snapshot that holds anything of a feed; None where none does."""
    return min((one.day for one in _first_days(workspace).values()), default=None)


def _status(feed: Feed, first: dict[Came, Arrived], on: date, definitions: Definitions) -> FeedStatus:
    by_item = _of(feed, first)
    found = {
        month: max(items.values(), key=lambda one: (one.day, one.file)) for month, items in by_item.items()
    }
    days = {month: one.day for month, one in found.items()}
    files = {month: one.file for month, one in found.items()}
    titles = {name: one.short_title for name, one in definitions.measures.items()}
    held = {item for items in by_item.values() for item in items}
    never = tuple(titles.get(item, item) for item in feed.items if held and item not in held)
    return feed_status(feed, days, on, files, _lacking(feed, by_item, titles), never)


def _lacking(
    feed: Feed, by_item: dict[str, dict[str, Arrived]], titles: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Month -> what a feed names that came of some month before it and not of this one; and what came with rows rejected."""
    found: dict[str, tuple[str, ...]] = {}
    known: dict[str, None] = {}
    for month in sorted(by_item):
        known |= dict.fromkeys(by_item[month] if feed.items else ())
        missing = [titles.get(item, item) for item in known if item not in by_item[month]]
        rejected = [PART] if any(one.part for one in by_item[month].values()) else []
        if missing or rejected:
            found[month] = (*missing, *rejected)
    return found


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
                "never_received": list(one.never),
                "periods": [
                    {
                        "from": period.period.start,
                        "to": period.period.end,
                        "due": period.due.isoformat(),
                        "received": period.received.isoformat() if period.received else None,
                        "state": period.state.value,
                        "taken_in": period.taken_in.isoformat() if period.taken_in else None,
                        "file": period.file or None,
                        "lacking": list(period.lacking),
                    }
                    for period in one.periods
                ],
            }
            for one in statuses
        ],
    }


def _of(feed: Feed, first: dict[Came, Arrived]) -> dict[str, dict[str, Arrived]]:
    """Month -> item -> when anything of it first came; of a feed by week the Monday."""
    found: dict[str, dict[str, Arrived]] = {}
    for (source, item, month), arrived in first.items():
        by_week = len(month) > len("2025-04")
        if by_week == feed.by_week and source in feed.sources and (not feed.items or item in feed.items):
            items = found.setdefault(month, {})
            items[item] = min(arrived, items.get(item, arrived), key=lambda one: (one.day, one.file))
    return found


def _first_days(workspace: Workspace) -> dict[Came, Arrived]:
    first: dict[Came, Arrived] = {}
    known: dict[str, Known] = {}
    for manifest, day in in_order_of_making(workspace.store.snapshots()):
        for came, file, part in (*_records(manifest), *_observed(workspace, manifest, known)):
            if came not in first or (first[came].part and not part):  # it came whole only now
                first[came] = Arrived(day, file, part)
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


def _records(manifest: Manifest) -> Iterator[tuple[Came, str, bool]]:
    """Months of street crimes, outcomes and searches, with the file of each."""
    for source in manifest.sources:
        name, file = source.source.split("/")[0], short_name(source.name)
        for unit in source.units:
            yield (name, "", unit.month), file, False
        for part in source.parts:
            if part.table not in OBSERVED:
                yield (name, "", part.period), file, False


def _observed(
    workspace: Workspace, manifest: Manifest, known: dict[str, Known]
) -> Iterator[tuple[Came, str, bool]]:
    """Months and weeks of observations, item by item; a table that an earlier snapshot holds too is read once."""
    for table, query in QUERIES.items():
        records = manifest.of_table(table)
        if any(record.sha256 not in known for record in records):
            files = by_mark((source.sha256, source.name) for source in manifest.sources)
            with workspace.store.open(manifest.id) as snapshot:
                rows = snapshot.connection().execute(query, [INCOMPLETE]).fetchall()
            for record in records:
                known[record.sha256] = {
                    (source, item, unit): (files.get(mark, ""), bool(part))
                    for source, item, start, end, mark, part in rows
                    if source == record.key
                    for unit in ((start,) if table == "weeks" else Period(start, end).months)
                }
        for record in records:
            for came, (file, part) in known[record.sha256].items():
                yield came, file, part
