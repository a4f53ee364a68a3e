"""What is said of groups and meetings: attendance, quorum, how often they meet, who is missing. Pure questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from wardmote.definitions.registers import Authority

HELD = ("held", "done")
"""States of a meeting that took place."""
SATURDAY = 5
POINTS = {"action": "actions", "decision": "decisions", "decided": "decisions", "agreed": "decisions"}
"""How a line of minutes begins that is to be kept, and in which register."""
LINE = re.compile(rf"\s*[-*•]?\s*({'|'.join(POINTS)})\s*:\s*(\S.*)", re.IGNORECASE)
BY = re.compile(r"[\s,;(]*\bby (\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b[\s.)]*$", re.IGNORECASE)
FEW = 2
"""Groups of fewer members share them with others by nature."""


@dataclass(frozen=True)
class Group:
    """A group of the register. ``members``: organisations or roles, as written there."""

    number: int
    title: str
    members: tuple[str, ...] = ()
    frequency: str = ""
    quorum: int | None = None
    next: date | None = None
    priorities: tuple[str, ...] = ()
    above: int | None = None
    """The group that it reports to."""


@dataclass(frozen=True)
class Meeting:
    """A meeting of the register."""

    number: int
    title: str
    group: int
    day: date
    status: str
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()

    @property
    def took_place(self) -> bool:
        """Whether it is over, and was not called off."""
        return self.status in HELD


@dataclass(frozen=True)
class Attendance:
    """How often an organisation was there. ``asked``: meetings that it was expected at: of groups that it sits on, and
    those at which it is named."""

    organisation: str
    there: int
    apologies: int
    asked: int

    @property
    def rate(self) -> float:
        """The share of the meetings at which it was there, in percent."""
        return 100 * self.there / self.asked

    @property
    def silent(self) -> int:
        """Meetings to which it neither came nor sent apologies."""
        return self.asked - self.there - self.apologies


@dataclass(frozen=True)
class Point:
    """What a line of minutes asks to be kept: an action or a decision, in words, and by when where it says so."""

    register: str
    words: str
    due: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """How often a group meets, beside how often it should.

    ``last``: the day on which it last met; ``planned``: the next meeting that is planned; ``due``: the day by which its
    frequency asks for one; None where it meets when needed. ``breach``: ``late`` where that day is past and none was
    held or is planned in time; ``none`` where no meeting is known at all; else empty.
    """

    last: date | None
    planned: date | None
    due: date | None
    breach: str = ""


def attendance(groups: Iterable[Group], meetings: Iterable[Meeting]) -> list[Attendance]:
    """Every organisation over the meetings that took place, by name."""
    members = {one.number: one.members for one in groups}
    named: dict[str, str] = {}
    counted: dict[str, list[int]] = {}
    for one in meetings:
        if not one.took_place:
            continue
        there, sorry = _plain(one.present, named), _plain(one.apologies, named)
        for name in there | sorry | _plain(members.get(one.group, ()), named):
            held = counted.setdefault(name, [0, 0, 0])
            held[0] += name in there
            held[1] += name in sorry - there
            held[2] += 1
    found = [Attendance(named[name], *held) for name, held in counted.items()]
    return sorted(found, key=lambda one: one.organisation.casefold())


def _plain(names: Iterable[str], named: dict[str, str]) -> set[str]:
    """Names as they are compared; ``named`` keeps how each was first written."""
    for one in names:
        named.setdefault(one.casefold(), one)
    return {one.casefold() for one in names}


def is_quorate(group: Group, meeting: Meeting) -> bool | None:
    """Whether enough members were there to decide; None where no quorum is set, or nothing is said of who came.

    Where the group names its members, guests do not count.
    """
    if group.quorum is None or not meeting.present:
        return None
    there = {one.casefold() for one in meeting.present}
    members = {one.casefold() for one in group.members}
    return len(there & members if members else there) >= group.quorum


def rhythm(
    group: Group, meetings: Iterable[Meeting], today: date, days: Mapping[str, int], grace: int
) -> Rhythm:
    """When a group met, meets next, and should meet. ``days``: from one meeting to the next, by frequency."""
    own = [one for one in meetings if one.group == group.number and one.status != "cancelled"]
    last = max((one.day for one in own if one.took_place and one.day <= today), default=None)
    ahead = [one.day for one in own if not one.took_place and one.day >= today]
    ahead += [group.next] if group.next and group.next >= today else []
    planned = min(ahead, default=None)
    if group.frequency not in days:
        return Rhythm(last, planned, None)
    if last is None:
        return Rhythm(last, planned, None, "" if planned else "none")
    due = last + timedelta(days=days[group.frequency])
    latest = due + timedelta(days=grace)
    late = planned > latest if planned else today > latest
    return Rhythm(last, planned, due, "late" if late else "")


def working_day(day: date, free: frozenset[date]) -> date:
    """The day itself, or the next one that is no weekend and no bank holiday."""
    while day.weekday() >= SATURDAY or day in free:
        day += timedelta(days=1)
    return day


def unrepresented(members: Iterable[str], authorities: Iterable[Authority]) -> list[Authority]:
    """Responsible authorities of which no member is named."""
    named = [f" {one.casefold()} " for one in members]
    return [one for one in authorities if not any(word in name for name in named for word in one.words)]


def alike(groups: Sequence[Group]) -> list[tuple[Group, Group]]:
    """Pairs of groups of which all members of one sit on the other: their meetings could be one."""
    found = []
    for one, other in combinations([group for group in groups if len(group.members) > FEW], 2):
        first, second = ({name.casefold() for name in group.members} for group in (one, other))
        if first <= second or second <= first:
            found.append((one, other))
    return found


def of_no_priority(groups: Iterable[Group], priorities: Iterable[str]) -> list[Group]:
    """Groups that work on none of the priorities of now; none where there are no priorities."""
    known = {one.casefold() for one in priorities}
    if not known:
        return []
    return [one for one in groups if not known & {name.casefold() for name in one.priorities}]


def points(minutes: str) -> list[Point]:
    """The actions and decisions that minutes name: "Action: lamps in Mill Row, by 4/3/2026"; "Decided: ..."."""
    found = []
    for line in minutes.splitlines():
        said = LINE.fullmatch(line)
        if said is None:
            continue
        words, due = said[2].strip(), BY.search(said[2])
        day = _day(due) if due and POINTS[said[1].casefold()] == "actions" else None
        if day is not None and due is not None:
            words = words[: due.start()]
        found.append(Point(POINTS[said[1].casefold()], words.rstrip(" .")[:300], day))
    return found


def _day(said: re.Match[str]) -> date | None:
    try:
        return date(int(said[3]), int(said[2]), int(said[1]))
    except ValueError:
        return None
