"""Which areas are most like one: their distance in the indicators that are held of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.analyses.wording import listed
from wardmote.figures.areas import Area, every_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_groups import PeerGroup, level_of
from wardmote.figures.reference.indicators import IndicatorValues, indicator_values, indicators_in_use
from wardmote.figures.suppliers import forces_of, months_sent
from wardmote.methods.checks import FloatArray
from wardmote.methods.peers.neighbours import Neighbours, nearest

FEWEST = 3
"""Indicators below which areas would be called alike by next to nothing."""


@dataclass(frozen=True, eq=False)
class Alike:
    """An area and those nearest to it.

    ``used``: the indicators, each with its values; ``left_out``: titles of those that the area has no value of, or that
    are the same everywhere. ``profiles``: (areas, indicators) as compared, so with logarithms; ``pool``: every area looked
    at, in that order; ``found``: positions in it. ``without``: areas of the level that lack an indicator.
    """

    own: Area
    level: str
    pool: tuple[Area, ...]
    used: tuple[IndicatorValues, ...]
    left_out: tuple[str, ...]
    profiles: FloatArray
    found: Neighbours
    without: int
    held_only: bool

    @property
    def areas(self) -> tuple[Area, ...]:
        """The neighbours, nearest first."""
        return tuple(self.pool[at] for at in self.found.area)

    def value(self, indicator: int, code: str) -> float:
        """An area's value of an indicator, as people read it."""
        return self.used[indicator].values[code]

    def group(self, plural: str) -> PeerGroup:
        """The neighbours with the own area as a group to compare with."""
        told = (
            f"Chosen by {len(self.used)} indicators of people and homes, none of crime; other indicators or weights would "
            "choose others.",
        )
        return PeerGroup(
            self.own, (self.own, *self.areas), f"its {len(self.areas)} most similar {plural}", told
        )


def neighbours_of(evidence: Evidence, own: Area, number: int, held: Period | None = None) -> Alike:
    """The areas of the own one's level that are most like it.

    Parameters
    ----------
    held
        Only areas whose police forces sent every month of this period; all areas without it.

    Raises
    ------
    CannotBearError
        When too little is held of the area, or of too few others.
    """
    level = level_of(own)
    every = [indicator_values(evidence, one, level, own) for one in indicators_in_use(evidence)]
    able = [one for one in every if own.code in one.values and _differs(one)]
    if len(able) < FEWEST:
        raise CannotBearError(_too_little(own, [one.indicator.title for one in able], number))
    others = [area for area in every_area(evidence.connection, level) if area.code not in own.member_codes]
    if held is not None:
        others = _held(evidence, others, held)
    pool = [own, *(area for area in others if all(area.code in one.values for one in able))]
    if not 1 <= number < len(pool):
        raise CannotBearError(
            Refusal(
                f"{number} areas like {own.name} cannot be found.",
                f"Of {len(others)} others {len(pool) - 1} have every indicator that it has, and are held.",
                "Ask for fewer, or take in the profiles and files of more areas.",
            )
        )
    profiles = np.array([[_compared(one, area.code) for one in able] for area in pool])
    varying = np.ptp(profiles, axis=0) > 0
    able = [one for one, there in zip(able, varying, strict=True) if there]
    profiles = profiles[:, varying]
    if len(able) < FEWEST:
        raise CannotBearError(_too_little(own, [one.indicator.title for one in able], number))
    found = nearest(profiles, 0, number, [one.indicator.weight for one in able])
    missing = tuple(one.indicator.title for one in every if one not in able)
    return Alike(
        own,
        level,
        tuple(pool),
        tuple(able),
        missing,
        profiles,
        found,
        len(others) - len(pool) + 1,
        bool(held),
    )


def _differs(one: IndicatorValues) -> bool:
    return len(set(one.values.values())) > 1 and (not one.indicator.logarithm or min(one.values.values()) > 0)


def _compared(one: IndicatorValues, code: str) -> float:
    value = one.values[code]
    return float(np.log(value)) if one.indicator.logarithm else value


def _held(evidence: Evidence, areas: list[Area], period: Period) -> list[Area]:
    """Areas whose forces sent every month."""
    forces = forces_of(evidence, areas)
    sent = months_sent(evidence, sorted({one.code for mine in forces.values() for one in mine}))
    whole = {code for code, months in sent.items() if set(period.months) <= months}
    return [
        area
        for area in areas
        if forces.get(area.code) and all(one.code in whole for one in forces[area.code])
    ]


def _too_little(own: Area, titles: list[str], number: int) -> Refusal:
    held = f"only {listed([title.lower() for title in titles])}" if titles else "nothing"
    return Refusal(
        f"{number} areas like {own.name} cannot be found.",
        f"Areas are called alike by at least {FEWEST} indicators, and {held} is held of it that differs between areas.",
        "Take in the profile of small areas: tenure, ages, overcrowding and deprivation come with the geography of the "
        "whole country.",
    )
