"""The areas that an area is compared with one by one: a named group, a list of codes, or those around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions.yardsticks import Group
from wardmote.figures.areas import Area, UnknownAreaError, areas_around
from wardmote.figures.comparison import area_asked
from wardmote.figures.evidence import Evidence
from wardmote.figures.groups import group_area, group_named, groups_holding
from wardmote.figures.months import Period, first_day, last_day


@dataclass(frozen=True)
class PeerGroup:
    """An area among others of its level, own area included and first.

    ``title``: what the group is called inside a sentence. ``told``: where it comes from and since when it holds, as
    sentences. ``holds``: whether it was in force throughout the period asked about.
    """

    own: Area
    areas: tuple[Area, ...]
    title: str
    told: tuple[str, ...] = ()
    holds: bool = True

    @property
    def others(self) -> tuple[Area, ...]:
        """Every area but the own one."""
        return self.areas[1:]


def peers_asked(evidence: Evidence, own: Area, name: str, period: Period) -> PeerGroup:
    """The members of a group of the definitions, each as an area of its own.

    Raises
    ------
    UnknownAreaError
        When there is no such group, it names no area, a member is unknown, or its areas are of another level.
    """
    group = group_named(evidence.definitions, name)
    if group is None or not group.members:
        known = ", ".join(sorted(one.id for one in evidence.definitions.groups.values() if one.members))
        raise UnknownAreaError(f"There is no group of areas called {name}. Groups: {known}.")
    return _of_group(evidence, own, group, period)


def peers_listed(evidence: Evidence, own: Area, codes: Sequence[str], title: str = "") -> PeerGroup:
    """The areas of some codes, of today or earlier.

    Raises
    ------
    UnknownAreaError
        When a code is unknown, or of another level than the own area.
    """
    areas = [area_asked(evidence, code) for code in dict.fromkeys(codes)]
    return PeerGroup(own, _with_own(own, areas), title or "the areas asked for")


def peers_around(evidence: Evidence, own: Area, partnership: Area, period: Period) -> PeerGroup:
    """The group of kind peers that holds the area; without one the partnerships of its police force.

    A ward or small area is set among those of the partnership.

    Raises
    ------
    UnknownAreaError
        When several groups of peers hold the area in the period.
    """
    if level_of(own) != "csp":
        areas = areas_around(evidence.connection, partnership, level_of(own))
        plural = evidence.definitions.levels[level_of(own)].plural
        return PeerGroup(own, _with_own(own, areas), f"the {plural} of {partnership.name}")
    held = groups_holding(evidence, own, "peers", period)
    if len(held) > 1:
        raise UnknownAreaError(
            f"{len(held)} groups of peers hold {own.name} in this period: {', '.join(one.id for one in held)}. Name one "
            "of them; ranks in one are not compared with ranks in another."
        )
    if held:
        return _of_group(evidence, own, held[0], period)
    forces = areas_around(evidence.connection, own, "force")
    areas = [area for force in forces for area in areas_around(evidence.connection, force, "csp")]
    named = " and ".join(force.name for force in forces)
    return PeerGroup(own, _with_own(own, areas), f"the partnerships of the {named} police force area")


def level_of(area: Area) -> str:
    """The level of an area; a partnership of several codes is one of partnerships."""
    return "csp" if area.level == "partnership" else area.level


def _of_group(evidence: Evidence, own: Area, group: Group, period: Period) -> PeerGroup:
    group_area(evidence, group)
    areas = [area_asked(evidence, code) for code in group.members]
    first, last = first_day(period.start), last_day(period.end)
    holds = (group.effective_from or first) <= first and (group.effective_to or last) >= last
    told = [f"{group.title}: {group.source}.", group.note, _dates(group)]
    if not set(own.member_codes) <= {code for area in areas for code in area.member_codes}:
        told.append(f"{own.name} is none of its members and was added to them.")
    return PeerGroup(own, _with_own(own, areas), group.title, tuple(one for one in told if one), holds)


def _dates(group: Group) -> str:
    """From when to when a group holds; empty where nobody said."""
    start = f" from {group.effective_from.day} {group.effective_from:%B %Y}" if group.effective_from else ""
    end = f" to {group.effective_to.day} {group.effective_to:%B %Y}" if group.effective_to else ""
    return (
        f"This group holds{start}{end}; ranks in an earlier or later one are of other areas, and are not compared."
        if start or end
        else ""
    )


def _with_own(own: Area, areas: Sequence[Area]) -> tuple[Area, ...]:
    """The own area first, then the others; its own codes never twice.

    Raises
    ------
    UnknownAreaError
        When an area is of another level.
    """
    others = [area for area in areas if not set(area.member_codes) & set(own.member_codes)]
    for area in others:
        if level_of(area) != level_of(own):
            raise UnknownAreaError(
                f"{area.name} ({area.code}) is of the level {level_of(area)}, and {own.name} of {level_of(own)}. Areas of "
                "one level are compared with each other."
            )
    return (own, *others)
