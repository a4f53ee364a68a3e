"""What an area is set beside: its force, its region, its peers, the country, or any area or group by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.figures.areas import Area, UnknownAreaError, areas_around, find_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.groups import group_area, group_named, groups_holding
from wardmote.figures.months import Period
from wardmote.figures.successors import area_of_today
from wardmote.figures.suppliers import forces_of, months_sent, owns_not_located
from wardmote.methods.rounding import half_up

KINDS = {"national": "country", "region": "region", "county": "county", "peers": "peers"}
"""Word of the comparison -> kind of group that it means."""
WORDS = ("force", *KINDS)


@dataclass(frozen=True)
class Beside:
    """An area beside which another is set, and how much of it the figures can hold.

    ``areas``: how many areas it is made of. ``forces`` and ``sent``: how many police forces it lies in, and how many
    of them sent every month of both periods. Unless all did, it has no figures: a part is not the whole.
    """

    area: Area
    areas: int
    forces: int
    sent: int
    located_only: bool
    """Whether only records with a location are counted, as in the area that it stands beside."""
    note: str = ""

    def words(self, plural: str) -> str:
        """What its rows hold, or why they hold nothing. ``plural``: what areas of its level are called."""
        of = f"{self.areas:,} {plural} taken together" if self.areas > 1 else "one area"
        parts = [f"{self.area.name}: {of}."]
        if self.sent < self.forces:
            share = half_up(100 * self.sent / self.forces, 0)
            parts.append(
                f"{self.sent} of its {self.forces} police forces ({share:.0f}%) sent every month, so there is no figure "
                "for it: a part is not the whole."
            )
        elif self.located_only:
            parts.append("Only its records with a location are counted, as in the area beside it.")
        return " ".join([*parts, *([self.note] if self.note else [])])


def area_asked(evidence: Evidence, words: str) -> Area:
    """The area of a code, of today or earlier, or of a named group.

    Raises
    ------
    UnknownAreaError
        When there is none; when an earlier area has none of today with its extent; when a group is not whole.
    """
    group = group_named(evidence.definitions, words)
    if group is not None:
        return group_area(evidence, group)
    try:
        return find_area(evidence.connection, words)
    except UnknownAreaError:
        today = area_of_today(evidence, words.strip().upper())
        if today is None:
            raise
        return today


def areas_beside(evidence: Evidence, area: Area, words: Sequence[str], period: Period) -> list[Area]:
    """The areas that words of ``--compare`` mean for an area: a word of ``WORDS``, a code, or a group.

    Raises
    ------
    UnknownAreaError
        When a word means nothing here, with what can be asked.
    """
    found = [one for word in words for one in _meant(evidence, area, word, period)]
    return list(dict.fromkeys(one for one in found if one != area))


def described(
    evidence: Evidence, others: Sequence[Area], months: Sequence[str], located_only: bool
) -> list[Beside]:
    """What a reader must know of each area beside another."""
    forces = forces_of(evidence, others)
    sent = months_sent(evidence, sorted({force.code for mine in forces.values() for force in mine}))
    return [
        Beside(
            area=one,
            areas=len(one.member_codes),
            forces=len(forces.get(one.code, [])),
            sent=sum(set(months) <= sent[force.code] for force in forces.get(one.code, [])),
            located_only=located_only,
            note=_note(evidence, one),
        )
        for one in others
    ]


def beside_of(
    evidence: Evidence, area: Area, others: Sequence[Area], periods: Sequence[Period]
) -> tuple[Beside, ...]:
    """What a reader must know of the areas set beside another."""
    if not others:
        return ()
    months = [month for period in periods for month in period.months]
    return tuple(described(evidence, others, months, not owns_not_located(evidence, area)))


def _meant(evidence: Evidence, area: Area, word: str, period: Period) -> list[Area]:
    said = word.strip().casefold()
    if said == "force":
        return _forces(evidence, area)
    if said in KINDS:
        groups = groups_holding(evidence, area, KINDS[said], period)
        if not groups:
            raise UnknownAreaError(_no_group(area, said))
        return [group_area(evidence, group) for group in groups]
    try:
        return [area_asked(evidence, word)]
    except UnknownAreaError as error:
        raise UnknownAreaError(
            f"{error} Or compare with {', '.join(WORDS)}, or a group by its name."
        ) from error


def _forces(evidence: Evidence, area: Area) -> list[Area]:
    if area.level == "force":
        raise UnknownAreaError(
            f"{area.name} is a police force area itself. Compare it with its region, or by code."
        )
    return areas_around(evidence.connection, area, "force")


def _no_group(area: Area, word: str) -> str:
    kind = KINDS[word]
    if kind == "peers":
        return (
            f"No list of peers holds {area.name}. Write one into definitions/groups/peers.yaml of the workspace, with "
            "kind: peers, level: csp and the codes of its members, your own among them."
        )
    return (
        f"No {kind} that holds the whole of {area.name} is defined. Groups are defined in definitions/groups."
    )


def _note(evidence: Evidence, area: Area) -> str:
    group = evidence.definitions.groups.get(area.code)
    return " ".join(part for part in (area.note, group.note if group else "") if part)
