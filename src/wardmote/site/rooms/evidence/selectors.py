"""The only readers of the evidence desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from wardmote.analyses.feeds import FeedStatus
from wardmote.analyses.supply import Supply
from wardmote.evidence import Manifest
from wardmote.operations.evidence_diff import EvidenceDiff, evidence_diff
from wardmote.operations.feeds import feeds
from wardmote.operations.quality import evidence_quality, forces_with_files
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.selectors import jobs_for
from wardmote.site.kit.results import is_kept, kept
from wardmote.site.rooms.evidence import rules
from wardmote.site.rooms.evidence.models import Reminder
from wardmote.site.rooms.evidence.taking_in import KIND

LATEST = 20


@dataclass(frozen=True)
class OnBoard:
    """A feed on the board, and when its partner was last reminded."""

    status: FeedStatus
    reminded: Reminder | None


def feeds_on(day: date) -> list[FeedStatus]:
    """How every feed stands on a day, those with most missing first."""
    here = workspace()
    there = tuple(one.id for one in here.store.snapshots())
    return kept(here, ("feeds", day.isoformat(), there), lambda: feeds(here, day))


def board(scope: Scope, on: date | None = None, *, every: bool = False) -> list[OnBoard]:
    """What partners owe and what came, those with most missing first.

    ``every``: feeds too of which nothing was ever received or asked for.
    """
    providers = list(
        Organisation.objects.filter(pk__in=scope.organisations).values_list("provider", flat=True)
    )
    reminded: dict[str, Reminder] = {}
    for one in Reminder.objects.select_related("person"):
        reminded.setdefault(one.feed, one)
    day = on or timezone.localdate()
    return [
        OnBoard(status, reminded.get(status.feed.id))
        for status in feeds_on(day)
        if rules.sees_feed(scope, status.feed, providers) and (every or status.periods)
    ]


def feed_on_board(scope: Scope, feed: str) -> OnBoard | None:
    """One feed of the board; None where it is not theirs, or is not there."""
    return next((one for one in board(scope, every=True) if one.status.feed.id == feed), None)


def reminders_of(feed: str) -> Sequence[Reminder]:
    """Reminders of a feed, the latest first. Ask for the feed itself first."""
    return list(Reminder.objects.filter(feed=feed).select_related("person"))


def arrivals(scope: Scope) -> list[Job]:
    """The latest files that were sent in, as far as they may follow them."""
    return list(jobs_for(scope).filter(kind=KIND)[:LATEST])


def arrival(scope: Scope, key: UUID) -> Job | None:
    """One of them."""
    return jobs_for(scope).filter(kind=KIND, pk=key).first()


def snapshots(scope: Scope) -> list[Manifest]:
    """Snapshots that are kept, the newest first; none for those who see only their own organisation's things."""
    return list(reversed(workspace().store.snapshots())) if rules.sees_whole_board(scope) else []


def difference(scope: Scope, before: str, after: str) -> EvidenceDiff | None:
    """What changed between two snapshots."""
    if not rules.sees_whole_board(scope):
        return None
    here = workspace()
    return kept(here, _difference(before, after), lambda: evidence_diff(here, before, after))


def difference_is_kept(before: str, after: str) -> bool:
    """Whether it was worked out before, so that it can stand in a page at once."""
    return is_kept(workspace(), _difference(before, after))


def _difference(before: str, after: str) -> tuple[object, ...]:
    """A removal replaces snapshots, so those that there are belong to the question."""
    return "difference", before, after, tuple(one.id for one in workspace().store.snapshots())


def forces(scope: Scope) -> list[tuple[str, str]]:
    """Identifier and title of each force of which files came, those of the partnership's own area first."""
    here = workspace()
    return kept(here, ("forces",), lambda: forces_with_files(here)) if rules.sees_whole_board(scope) else []


def quality(scope: Scope, force: str = "") -> Supply | None:
    """What the police files of a force held; of all of them without one."""
    if not rules.sees_whole_board(scope):
        return None
    here = workspace()
    return kept(here, ("quality", force), lambda: evidence_quality(here, force or None))


def shown_first(forces: list[tuple[str, str]]) -> str:
    """The force that the page of quality shows when none was asked for; empty where it shows all together."""
    few = len(forces) <= workspace().definitions.threshold("quality-forces-at-once")
    return "" if few else forces[0][0]


def in_the_last_hour(person: int) -> int:
    """How many uploads somebody began within an hour."""
    since = timezone.now() - timedelta(hours=1)
    return Job.objects.filter(kind=KIND, person=person, asked__gte=since).count()


def told_of(job: Job) -> dict[str, Any]:
    """The report of an arrival as its page shows it; empty before there is one."""
    return job.result if "outcomes" in job.result else {}
