"""Named groups of areas as areas: a county with its districts, a region, a partnership's peers, the country."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.definitions import Definitions
from wardmote.definitions.yardsticks import Group
from wardmote.figures.areas import Area, UnknownAreaError, areas_around, every_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, first_day, last_day
from wardmote.figures.successors import successor_of


def group_named(definitions: Definitions, words: str) -> Group | None:
    """The group of an identifier, or of a title that only one has."""
    said = " ".join(words.split()).casefold()
    if said in definitions.groups:
        return definitions.groups[said]
    titled = [group for group in definitions.groups.values() if group.title.casefold() == said]
    return titled[0] if len(titled) == 1 else None


def group_area(evidence: Evidence, group: Group) -> Area:
    """A group as one area: its counts and populations are sums, never averages of its members' percentages.

    An earlier code among its members stands for the area that it became, where that is one of the same extent.

    Raises
    ------
    UnknownAreaError
        When the snapshot's lookup does not hold each of its members: a part would not be the group.
    """
    known = {area.code for area in every_area(evidence.connection, group.level)}
    members = {code: code if code in known else _today(evidence, code) for code in group.members}
    absent = [code for code, today in members.items() if today not in known]
    if absent:
        raise UnknownAreaError(
            f"{group.title} is {len(members)} areas, and the lookup does not hold {_some(absent)}. Take in the lookup "
            "of the whole country, or correct the group."
        )
    codes = tuple(sorted(set(members.values()) if members else known))
    return Area(group.id, group.title, "partnership" if group.level == "csp" else group.level, codes)


def groups_holding(evidence: Evidence, area: Area, kind: str, period: Period) -> list[Group]:
    """Groups of a kind that hold the whole of an area and are in force in a period, by identifier."""
    around: dict[str, set[str]] = {}
    found = []
    for name, group in sorted(evidence.definitions.groups.items()):
        if group.kind != kind or not group.in_force(first_day(period.start), last_day(period.end)):
            continue
        if group.level not in around:
            around[group.level] = {one.code for one in areas_around(evidence.connection, area, group.level)}
        parts = around[group.level]
        if parts and (not group.members or parts <= _today_codes(evidence, group)):
            found.append(evidence.definitions.groups[name])
    return found


def _today_codes(evidence: Evidence, group: Group) -> set[str]:
    return {code for member in group.members for code in (member, _today(evidence, member))}


def _today(evidence: Evidence, code: str) -> str:
    """The code of today's area with the extent of an earlier one; the code itself where there is none."""
    earlier = successor_of(evidence, code)
    return earlier.same.code if earlier and earlier.same else code


def _some(codes: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(codes[:most])
    return shown if len(codes) <= most else f"{shown} and {len(codes) - most} more"
