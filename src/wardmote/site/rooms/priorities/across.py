"""What lies across priorities: drivers, threads, and the versions of their work. Everything is counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wardmote.documents.judged import Decided, Work
from wardmote.site.rooms.priorities import selectors
from wardmote.site.rooms.priorities.forms import used_as
from wardmote.site.rooms.priorities.models import DriverLink, Linked
from wardmote.site.rooms.priorities.selectors import Recommendation

WORK = {
    "owner": "Whose it is",
    "aim": "What is to change",
    "measured_by": "How that is seen",
    "first_action": "Next step",
    "due": "By when",
}


@dataclass(frozen=True)
class Cell:
    """One priority and one driver; ``link`` None or not assessed: nobody has looked."""

    issue: Decided
    link: DriverLink | None

    @property
    def state(self) -> str:
        """``link``, ``no-link`` or ``not-assessed``."""
        return self.link.linked if self.link else Linked.NOT_ASSESSED.value


@dataclass(frozen=True)
class DriverRow:
    """A driver with each priority."""

    driver: Any
    cells: tuple[Cell, ...]

    @property
    def linked(self) -> int:
        """Priorities that it lies behind."""
        return sum(one.state == Linked.LINK for one in self.cells)

    @property
    def assessed(self) -> int:
        """Priorities of which somebody has looked."""
        return sum(one.state != Linked.NOT_ASSESSED for one in self.cells)


@dataclass(frozen=True)
class Coverage:
    """How many cells there are, how many somebody looked at, and how many hold a link."""

    cells: int
    assessed: int
    linked: int


def drivers(found: Recommendation) -> list[DriverRow]:
    """Every driver by every priority."""
    held = selectors.links(found.workshop)
    return [
        DriverRow(
            one, tuple(Cell(issue, held.get((issue.number, one.id))) for issue in found.record.priorities)
        )
        for one in used_as("driver")
    ]


def coverage(found: Recommendation) -> Coverage:
    """How far the table of drivers is filled."""
    rows = drivers(found)
    return Coverage(
        sum(len(one.cells) for one in rows),
        sum(one.assessed for one in rows),
        sum(one.linked for one in rows),
    )


@dataclass(frozen=True)
class ThreadTable:
    """Threads by issues that lay on the table. ``rows``: a thread with the numbers of its issues; ``count``: issues with any
    thread, each counted once however many run through it; ``told``: numbers of the issues of which somebody has said, so
    that none is not the same as not said."""

    issues: tuple[Decided, ...]
    rows: tuple[tuple[Any, frozenset[int]], ...]
    count: int
    told: frozenset[int]

    @property
    def untold(self) -> int:
        """Issues of which nobody has said."""
        return len(self.issues) - len(self.told)


def threads(found: Recommendation) -> ThreadTable:
    """Which threads run through which issues."""
    held = selectors.threads(found.workshop)
    rows = tuple(
        (one, frozenset(number for number, names in held.items() if one.id in names))
        for one in used_as("thread")
    )
    within = {number for _one, numbers in rows for number in numbers}
    return ThreadTable(found.record.discussed, rows, len(within), frozenset(held))


@dataclass(frozen=True)
class Change:
    """What a version changed of one priority."""

    issue: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A version of the work: the first is what was recommended."""

    number: int
    day: date | None
    by: str
    why: str
    changes: tuple[Change, ...]


def versions(found: Recommendation) -> list[Version]:
    """Every version, the latest first."""
    titles = {one.number: one.title for one in found.record.priorities}
    held = {one.number: one.work for one in found.record.priorities}
    made = [Version(1, found.record.day, "", _("As the workshop recommended it"), ())]
    for one in found.versions:
        now = {int(number): Work.model_validate(work) for number, work in one.works.items()}
        changes = [
            change
            for number, work in now.items()
            for change in _changes(titles[number], held.get(number), work)
        ]
        made.append(Version(one.version, one.at.date(), one.by_name, one.why, tuple(changes)))
        held = {**held, **now}
    return made[::-1]


def _changes(title: str, before: Work | None, after: Work) -> list[Change]:
    return [
        Change(title, _(words), _told(getattr(before, name) if before else ""), _told(getattr(after, name)))
        for name, words in WORK.items()
        if (getattr(before, name) if before else "") != getattr(after, name)
    ]


def _told(value: object) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value or "")
