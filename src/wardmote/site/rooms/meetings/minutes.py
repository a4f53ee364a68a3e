"""What minutes ask to be kept: actions and decisions, entered into their registers once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from wardmote.site.kit.access.scope import Actor, Scope
from wardmote.site.kit.registers import rules as register_rules
from wardmote.site.kit.registers import selectors as registers
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.meetings.owners import Owners, Whose, owners_for
from wardmote.site.rooms.meetings.rules import HELD, Point, points
from wardmote.site.rooms.meetings.selectors import MEETINGS, Kept

ACTIONS, DECISIONS = "actions", "decisions"


@dataclass(frozen=True)
class Asked:
    """A line of minutes. ``there``: whether the register has it already; ``whose``: whom an action names at its head."""

    point: Point
    there: bool
    whose: Whose

    @property
    def key(self) -> str:
        """What it is known by in a form."""
        return hashlib.sha256(_same(self.point.words).encode()).hexdigest()[:12]

    @property
    def asks_whose(self) -> bool:
        """Whether it is an action that names nobody, so that it must be asked whose it is."""
        return self.ready and self.point.register == ACTIONS and not self.whose

    @property
    def ready(self) -> bool:
        """Whether it can be entered: an action needs a day."""
        return not self.there and (self.point.register != ACTIONS or self.point.due is not None)


def asked_in(scope: Scope, row: Row, owners: Owners | None = None) -> list[Asked]:
    """The actions and decisions that the minutes of a meeting name, for who may enter them."""
    named = points(row.words("minutes"))
    owners = owners or (owners_of_actions(scope) if named else Owners())
    pointing = registers.pointing_at(scope, row.register, row.entry.number) if named else []
    there = {(one.register.id, _same(one.title)) for one in pointing}
    found = []
    for one in named:
        register = registers.register_of(scope, one.register)
        if register is not None and register_rules.may_change(scope, register):
            whose = owners.named_in(one.words) if one.register == ACTIONS else Whose()
            found.append(Asked(one, (one.register, _same(one.words)) in there, whose))
    return found


def owners_of_actions(scope: Scope) -> Owners:
    """To whom somebody may give an action; to nobody for who may only read."""
    register = registers.register_of(scope, ACTIONS)
    if register is None or not register_rules.may_change(scope, register):
        return Owners()
    return owners_for(scope, register)


def not_entered(scope: Scope, held: Kept) -> list[tuple[Row, int]]:
    """Meetings that took place whose minutes ask for what no register has yet, with how many things."""
    asking = [
        (row, named)
        for row in held.of(MEETINGS)
        if row.status.id in HELD and (named := points(str(row.entry.values.get("minutes", ""))))
    ]
    if not asking:
        return []
    mine = [one for one in registers.registers(scope) if one.id in (ACTIONS, DECISIONS)]
    mine = [one for one in mine if register_rules.may_change(scope, one)]
    kept = registers.rows_of_all(scope, mine, timezone.localdate())
    there = {(one.register.id, one.entry.values.get("meeting"), _same(one.title)) for one in kept}
    known = {one.id for one in mine}
    found = [
        (
            row,
            sum(
                one.register in known and (one.register, row.entry.number, _same(one.words)) not in there
                for one in named
            ),
        )
        for row, named in asking
    ]
    return [(row, n) for row, n in found if n]


def enter(actor: Actor, row: Row, asked: Iterable[Asked], chosen: Mapping[str, Whose]) -> int:
    """Enter those that are ready, and say how many; each names the meeting that it comes from.

    ``chosen``: whose actions are that name nobody, by their keys.

    Raises
    ------
    NotAccepted
        When a register takes one of them no more.
    """
    made = 0
    for name in (ACTIONS, DECISIONS):
        register = registers.register_of(actor.scope, name)
        new = [one for one in asked if one.ready and one.point.register == name]
        if register is not None and new:
            changes = [
                services.Change(
                    None,
                    _draft(
                        row,
                        one.point,
                        chosen.get(one.key, one.whose),
                        register.statuses[0].id,
                        register.marking,
                    ),
                )
                for one in new
            ]
            made += len(services.take(actor, register, changes, how=f"from the minutes of {row.title}"))
    return made


def _draft(row: Row, point: Point, whose: Whose, status: str, marking: str) -> Draft:
    day, number = row.entry.values["day"], row.entry.number
    if point.register == ACTIONS:
        due = point.due.isoformat() if point.due else ""
        said = {"title": point.words, "agreed": day, "due": due, "from": row.title, "meeting": number}
        return Draft(status, whose.organisation, whose.person, marking, said)
    said = {"title": point.words, "decided": day, "where": row.title, "meeting": number}
    return Draft(status, row.entry.organisation_id, None, marking, said)


def _same(words: str) -> str:
    return " ".join(words.split()).casefold()
