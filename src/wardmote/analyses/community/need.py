"""The index of need of each area from the variables that are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.community.held import Held
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.composite import Sureness, composite, on_one_scale, rank_sureness
from wardmote.methods.priorities.places import places, written

SEED, TOP, FEWEST = 1, 3, 3
HOW = {
    "index": "each variable is set to 100 at the average of the areas",
    "z": "each variable is counted in standard deviations from the average of the areas",
    "rank": "each variable is the share of areas with less need, 0 to 100",
}


@dataclass(frozen=True, eq=False)
class Need:
    """The index of each area that has every variable, in arrays of (areas,); ``scaled``: (areas, variables).

    ``first``: the areas in order, the most need first. ``wide``: those whose likely places say little of their order.
    """

    areas: tuple[Area, ...]
    held: tuple[Held, ...]
    values: FloatArray
    scaled: FloatArray
    index: FloatArray
    shown: tuple[str, ...]
    sure: Sureness
    first: tuple[int, ...]
    wide: frozenset[int]
    without: tuple[Area, ...]


def need_of(
    evidence: Evidence,
    area: Area,
    matrix: CommunityMatrix,
    areas: Sequence[Area],
    held: tuple[Held, ...],
    refused: tuple[Refusal, ...],
) -> Need:
    """The index of the areas, and how sure their order is.

    Raises
    ------
    CannotBearError
        When fewer than two variables or three areas are held, or a variable is zero in every area.
    """
    whole = np.column_stack([one.values for one in held]) if held else np.zeros((len(areas), 0))
    there: BoolArray = np.all(~np.isnan(whole), axis=1)
    if len(held) < 2 or there.sum() < FEWEST:
        raise CannotBearError(
            Refusal(
                f"No index can be made of {area.name}.",
                " ".join(f"{one.what} {one.why}" for one in refused)
                or (
                    "Hardly any of its areas has every variable."
                    if len(held) > 1
                    else "Fewer than two variables are chosen."
                ),
                "An index needs two variables of three areas at least.",
            )
        )
    values = whole[there]
    more = [one.variable.more_is_need for one in held]
    weights = [one.variable.weight for one in held]
    definitions = evidence.definitions
    try:
        scaled = on_one_scale(values, matrix.normalise, more)
    except ValueError as error:
        why = "A variable is zero in every area."
        raise CannotBearError(
            Refusal(f"No index can be made of {area.name}.", why, "Leave that variable out.")
        ) from error
    index = composite(values, matrix.normalise, more, weights)
    place, wide = places(index), definitions.threshold("rank-band-wide")
    sure = rank_sureness(
        values,
        np.column_stack([one.counts for one in held])[there],
        np.nan_to_num(np.column_stack([one.exposure for one in held])[there], nan=1.0),
        [one.spread for one in held],
        matrix.normalise,
        more,
        weights,
        draws=int(definitions.threshold("rank-band-trials")),
        seed=SEED,
        share=definitions.threshold("rank-band-share"),
        top=TOP,
        above=matrix.priority_above,
    )
    return Need(
        tuple(one for one, kept in zip(areas, there, strict=True) if kept),
        held,
        values,
        scaled,
        index,
        written(place),
        sure,
        tuple(int(at) for at in np.argsort(place, kind="stable")),
        frozenset(np.flatnonzero(sure.high - sure.low + 1 >= wide * len(values)).tolist()),
        tuple(one for one, kept in zip(areas, there, strict=True) if not kept),
    )
