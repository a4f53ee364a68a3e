"""What an area is and where it lies, in words: Old Quay, a ward of Safer Marrowmere."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.wording import amount, in_line, level_name, listed, number_word, opening
from wardmote.figures.areas import Area, areas_around, small_areas_shared
from wardmote.figures.evidence import Evidence

SHORT = {"csp": "partnership", "lsoa": "small area"}
"""What a level is called inside a title, where its own name is too long."""


@dataclass(frozen=True)
class AreaPlace:
    """``title`` names the area with what it is; ``level`` is that alone ("ward"); ``outside`` says in a sentence
    that some or all of it lies outside the partnership, "" where none does. ``whole``: it is all of the partnership.
    """

    title: str
    level: str
    levels: str
    outside: str
    whole: bool


def area_place(evidence: Evidence, area: Area, partnership: Area) -> AreaPlace:
    """Where an area stands to the partnership."""
    both, mine, theirs = small_areas_shared(evidence.connection, area, partnership)
    whole = both == mine == theirs
    level = "csp" if area.level == "partnership" else area.level
    one, many = (
        SHORT.get(level, level_name(evidence.definitions, level, 1)),
        evidence.definitions.levels[level].plural,
    )
    return AreaPlace(
        title=f"{area.name}, {_what(evidence, area, partnership, one, whole, inside=both > 0)}",
        level=one,
        levels=many,
        outside="" if both == mine else _outside(area, partnership, both, mine),
        whole=whole,
    )


def _what(evidence: Evidence, area: Area, partnership: Area, one: str, whole: bool, inside: bool) -> str:
    if whole:
        return (
            "the whole partnership"
            if area.level in ("csp", "partnership")
            else f"the {one} of {partnership.name}"
        )
    level = "csp" if area.level == "partnership" else area.level
    parts = len(area.member_codes)
    which = f"a {one}" if parts == 1 else f"{number_word(parts)} {evidence.definitions.levels[level].plural}"
    around = _around(evidence, area, partnership, inside)
    return f"{which} {'of' if area.level == 'ward' else 'in'} {around}" if around else which


def _around(evidence: Evidence, area: Area, partnership: Area, inside: bool) -> str:
    """What the area is part of: a small area its ward, another the partnership, or its district elsewhere."""
    if area.level == "force":
        return ""
    home = partnership.name
    if not inside or area.level in ("csp", "partnership"):
        level = "lad" if area.level in ("lsoa", "ward") else "force"
        home = listed([in_line(one.name) for one in areas_around(evidence.connection, area, level)])
    wards = (
        [in_line(one.name) for one in areas_around(evidence.connection, area, "ward")]
        if area.level == "lsoa"
        else []
    )
    return f"{wards[0]}, {home}" if len(wards) == 1 else home


def _outside(area: Area, partnership: Area, both: int, mine: int) -> str:
    if not both:
        return f"{area.name} does not lie in {partnership.name}; it is set beside it all the same."
    lie = "lies" if both == 1 else "lie"
    return (
        f"{opening(number_word(both))} of the {amount(mine, 'small area', 'small areas')} of {area.name} {lie} in "
        f"{partnership.name}; this page counts the whole of it."
    )
