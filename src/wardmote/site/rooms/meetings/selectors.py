"""What somebody may read of groups and meetings, from the registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.definitions.registers import Authority
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import selectors as registers
from wardmote.site.kit.registers.names import Names
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.meetings import rules
from wardmote.site.rooms.meetings.rules import Attendance, Group, Meeting, Rhythm
from wardmote.site.rooms.priorities import selectors as priorities

GROUPS, MEETINGS = "groups", "meetings"
FREQUENCIES = ("monthly", "six-weekly", "quarterly", "half-yearly", "yearly")


@dataclass(frozen=True)
class Standing:
    """A group with what is said of it. ``suggested``: the working day by which it should meet next."""

    group: Group
    rhythm: Rhythm
    suggested: date | None
    held: int
    quorate: int | None
    """Meetings at which enough were there; None where no quorum is set."""
    idle: bool = False
    """Whether it works on no priority of now."""


@dataclass(frozen=True)
class Overview:
    """All groups that meet, and what is said of them together."""

    groups: list[Standing]
    meetings: list[Meeting]
    attendance: list[Attendance]
    unrepresented: list[Authority]
    alike: list[tuple[Group, Group]]
    priorities: tuple[str, ...]


def overview(scope: Scope, day: date) -> Overview:
    """Groups and meetings as they stand on a day."""
    groups, held = groups_and_meetings(scope, day)
    current = current_priorities(scope)
    idle = rules.of_no_priority(groups, current)
    sees_all = scope.sight("registers-see") == "partnership"
    top = [name for one in groups if sees_all and one.above is None for name in one.members]
    known = workspace().definitions.authorities.values()
    return Overview(
        [_standing(one, held, day, one in idle) for one in groups],
        held,
        rules.attendance(groups, held),
        rules.unrepresented(top, known) if top else [],
        rules.alike(groups),
        current,
    )


@dataclass(frozen=True)
class Kept:
    """What the registers hold of groups, meetings, and what came of them, as somebody may see it: read once."""

    rows: tuple[Row, ...]

    def of(self, register: str) -> list[Row]:
        """The entries of one register, by their numbers."""
        return [one for one in self.rows if one.register.id == register]

    def one(self, register: str, number: int | None) -> Row | None:
        """An entry of one register."""
        return next((one for one in self.of(register) if one.entry.number == number), None)

    @property
    def groups(self) -> list[Group]:
        """The groups that meet."""
        return [_group(one) for one in self.of(GROUPS) if one.status.open]

    @property
    def meetings(self) -> list[Meeting]:
        """Every meeting."""
        return [_meeting(one) for one in self.of(MEETINGS)]


def kept(scope: Scope, day: date, *registers_named: str, names: Names | None = None) -> Kept:
    """Registers as somebody may see them, by one question to the database; those that there are not hold nothing."""
    asked = [one for name in registers_named if (one := registers.register_of(scope, name))]
    return Kept(tuple(registers.rows_of_all(scope, asked, day, names)))


def groups_and_meetings(scope: Scope, day: date) -> tuple[list[Group], list[Meeting]]:
    """The groups that meet, and every meeting, by their numbers."""
    found = kept(scope, day, GROUPS, MEETINGS)
    return found.groups, found.meetings


def current_priorities(scope: Scope) -> tuple[str, ...]:
    """Titles of the priorities that the board adopted last; none before, and for who may not see them."""
    adopted = next((one for one in priorities.recommendations(scope, whole=False) if one.adopted), None)
    return tuple(one.title for one in adopted.record.priorities) if adopted else ()


def rhythm_of(group: Group, held: list[Meeting], day: date) -> Rhythm:
    """How often a group meets, beside how often it should."""
    known = workspace().definitions
    days = {one: int(known.threshold(f"meets-{one}")) for one in FREQUENCIES}
    return rules.rhythm(group, held, day, days, int(known.threshold("meets-grace")))


def _standing(group: Group, held: list[Meeting], day: date, idle: bool) -> Standing:
    rhythm = rhythm_of(group, held, day)
    own = [one for one in held if one.group == group.number and one.took_place]
    said = [found for one in own if (found := rules.is_quorate(group, one)) is not None]
    due = rules.working_day(max(rhythm.due, day), registers.holidays()) if rhythm.due else None
    return Standing(
        group, rhythm, None if rhythm.planned else due, len(own), sum(said) if said else None, idle
    )


def _group(row: Row) -> Group:
    said = row.entry.values
    return Group(
        row.entry.number, row.title, tuple(said.get("members", ())), said.get("frequency", ""),
        int(float(said["quorum"])) if said.get("quorum") else None, _day(said.get("next")),
        tuple(said.get("priorities", ())), said.get("parent"),
    )  # fmt: skip


def _meeting(row: Row) -> Meeting:
    said = row.entry.values
    return Meeting(
        row.entry.number, row.title, said.get("group", 0), date.fromisoformat(said["day"]), row.status.id,
        tuple(said.get("present", ())), tuple(said.get("apologies", ())),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
