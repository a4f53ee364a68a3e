"""The papers of a meeting: gathered from the registers and the library, for who asks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from wardmote.documents.meeting_papers import OpenAction, Papers
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.wording import day_in_words
from wardmote.site.kit.registers import selectors as registers
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.library import selectors as library
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.meetings import rules, selectors
from wardmote.site.rooms.meetings.rules import Meeting
from wardmote.site.rooms.meetings.selectors import Kept

LONG_AGO = date(1, 1, 1)
ACTIONS, DECISIONS = "actions", "decisions"
AROUND = (selectors.GROUPS, selectors.MEETINGS, ACTIONS, DECISIONS)
"""The registers that papers are gathered from."""


def papers_of(scope: Scope, row: Row, held: Kept) -> Papers:
    """What a meeting is given, of what the registers hold around it. Whoever asks sees no more in it than in the registers
    and the library themselves."""
    told, said = workspace().settings, row.entry.values
    group = held.one(selectors.GROUPS, said.get("group"))
    before = _before(held, row)
    since = date.fromisoformat(before.entry.values["day"]) if before else LONG_AGO
    mine = [one for one in held.meetings if one.group == said.get("group")]
    own = [one for one in held.groups if one.number == said.get("group")]
    return Papers(
        told.name, told.marking, told.colour, timezone.localdate(), row.title,
        group.title if group else "", row.words("day"), row.words("place"), group.words("chair") if group else "",
        tuple(group.entry.values.get("members", ())) if group else (), own[0].quorum if own else None,
        _lines(row, "agenda"), _lines(row, "papers"), _documents(scope, said.get("documents", ())),
        _open_actions(held, mine), _decided(held, since),
        tuple((one.organisation, one.there, one.asked) for one in rules.attendance(own, mine)),
        (f"{before.title}, {before.words('day')}", before.words("minutes")) if before else ("", ""),
    )  # fmt: skip


def _before(held: Kept, row: Row) -> Row | None:
    """The meeting of the same group that was held before."""
    group, day = row.entry.values.get("group"), row.entry.values["day"]
    earlier = [
        one
        for one in registers.in_order(held.of(selectors.MEETINGS), "day")
        if one.entry.values.get("group") == group
        and one.entry.values["day"] < day
        and one.status.id in rules.HELD
    ]
    return earlier[-1] if earlier else None


def _lines(row: Row, field: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in row.words(field).splitlines() if line.strip())


def _documents(scope: Scope, named: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Documents by the addresses of their pages; one that is not there, or not for who asks, is named as it stands."""
    return tuple(
        (build.title, build.get_stage_display()) if build else (one, "not found in the library")
        for one, build in builds_named(scope, named)
    )


def builds_named(scope: Scope, named: tuple[str, ...]) -> list[tuple[str, Build | None]]:
    """Addresses with the builds that they are of; None for one that is not there, or not for who asks."""
    keys = {one: UUID(key) for one in named if (key := next(filter(_is_key, one.split("/")), ""))}
    builds = library.builds_of(scope, keys.values())
    return [(one, builds.get(keys[one]) if one in keys else None) for one in named]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _open_actions(held: Kept, meetings: list[Meeting]) -> tuple[OpenAction, ...]:
    """Actions of this group's meetings that are open; all that are open where none names its meeting."""
    rows = registers.in_order([one for one in held.of(ACTIONS) if one.status.open], "due")
    known = {one.number for one in meetings}
    own = [one for one in rows if one.entry.values.get("meeting") in known]
    return tuple(
        OpenAction(one.title, one.owner or one.organisation, _day(one), one.late is not None) for one in own
    )


def _decided(held: Kept, since: date) -> tuple[tuple[str, str], ...]:
    rows = registers.in_order(held.of(DECISIONS), "decided")
    later = [one for one in rows if one.entry.values.get("decided", "") >= since.isoformat()]
    return tuple((one.title, one.words("decided")) for one in later)


def _day(row: Row) -> str:
    return str(day_in_words(row.due)) if row.due else ""
