"""Seasons for whoever lays them out: of many measures those that are clearer than chance, each a picture and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.ahead.season import SeasonFound
from wardmote.analyses.ahead.season_result import clearest, is_clear, seasons_of_all, together_of
from wardmote.analyses.ahead.season_words import season_finding, season_picture
from wardmote.analyses.pictures import DotRanges, MonthPattern
from wardmote.analyses.result import CannotBearError
from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence


@dataclass(frozen=True)
class SeasonSeen:
    """A season that is clearer than chance. ``measure``: its identifier."""

    measure: str
    picture: MonthPattern | DotRanges
    sentence: str


def seasons_seen(
    evidence: Evidence, area: Area, measures: Sequence[Measure], span: tuple[str, str]
) -> tuple[SeasonSeen, ...]:
    """The measures that have months of peak, clearer than chance with all of their family looked at; clearest first.

    ``span``: the first month to rest on, or "" for all there is, and the last.
    """
    try:
        looked = seasons_of_all(evidence, area, measures, span)
    except CannotBearError:
        return ()
    found = [
        one
        for one, q in zip(looked.found, together_of(looked), strict=True)
        if is_clear(q, evidence.definitions) and one.peaks
    ]
    return tuple(_seen(one, evidence.definitions) for one in sorted(found, key=clearest))


def _seen(found: SeasonFound, definitions: Definitions) -> SeasonSeen:
    said = season_finding(found, clear=True)
    return SeasonSeen(
        found.history.measure.id,
        season_picture(found, definitions, clear=True),
        f"{said.lead}{said.rest}",
    )
