"""Tables of a community matrix: areas by need, what each area has, and one area variable by variable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.community.need import HOW, Need
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Cell,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.definitions import Definitions
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.figures.areas import Area
from wardmote.methods.priorities.places import places, written
from wardmote.methods.rounding import half_up

AREAS, PROFILE, VALUES = "areas", "profile", "values"
NAMED = 2
"""Columns of the table of values that say which area it is: its name and its code."""


def number(value: float) -> str:
    """A value of the index as sentences hold it."""
    return f"{half_up(float(value), 1):g}".replace("-", "−")


def areas_table(definitions: Definitions, need: Need, matrix: CommunityMatrix) -> ResultTable:
    """Every area that has an index, the most need first, with its likely places and its parts."""
    limit = matrix.priority_above
    columns = [
        ResultColumn("place", "Place"),
        ResultColumn("area", "Area"),
        ResultColumn("code", "Code"),
        ResultColumn("index", "Index", Kind.NUMBER),
        ResultColumn("low", "Index from", Kind.NUMBER),
        ResultColumn("high", "Index to", Kind.NUMBER),
        ResultColumn("likely", "Likely places"),
        ResultColumn("wide", "Place uncertain", Kind.YES),
        *(
            [
                ResultColumn("priority", "Priority", Kind.YES),
                ResultColumn("chance", f"Above {limit:g}", Kind.PERCENT),
            ]
            if limit
            else []
        ),
        *(ResultColumn(one.variable.id, one.variable.short, Kind.NUMBER) for one in need.held),
    ]
    share = f"{definitions.threshold('rank-band-share'):.0%}"
    notes = (
        f"Under each variable stands its part of the index: {HOW[matrix.normalise]}.",
        f"Likely places, and the index from and to, hold {share} of trials in which counts vary by chance, and as far as "
        "they did between years.",
        f"A place is uncertain where its likely places reach over {definitions.threshold('rank-band-wide'):.0%} of the "
        "areas or more.",
    )
    rows = tuple(_row(need, at, limit) for at in need.first)
    return ResultTable(AREAS, "Areas by need", tuple(columns), rows, notes)


def _row(need: Need, at: int, limit: float | None) -> tuple[Cell, ...]:
    low, high = int(need.sure.low[at]), int(need.sure.high[at])
    above: list[Cell] = [bool(need.index[at] > limit), float(100 * need.sure.above[at])] if limit else []
    return (
        need.shown[at],
        need.areas[at].name,
        need.areas[at].code,
        float(need.index[at]),
        float(need.sure.index_low[at]),
        float(need.sure.index_high[at]),
        f"{low}" if low == high else f"{low} to {high}",
        at in need.wide,
        *above,
        *(float(one) for one in need.scaled[at]),
    )


def values_table(need: Need, every: Sequence[Area]) -> ResultTable:
    """What every area of the level has of each variable: a number, or in words why there is none."""
    columns = (
        ResultColumn("area", "Area"),
        ResultColumn("code", "Code"),
        *(ResultColumn(one.variable.id, one.variable.short, Kind.NUMBER) for one in need.held),
    )
    rows = tuple(
        (area.name, area.code, *(_value(float(one.values[at]), one.states[at].words) for one in need.held))
        for at, area in enumerate(every)
    )
    return ResultTable(
        VALUES,
        "What each area has",
        columns,
        rows,
        tuple(f"{one.variable.short}: {one.of}." for one in need.held),
    )


def _value(value: float, state: str) -> Cell:
    return state if np.isnan(value) else value


def profile_table(
    areas: ResultTable, values: ResultTable, told: Sequence[tuple[str, str]], said: str
) -> ResultTable:
    """One area variable by variable. ``told``: title and origin of each variable; ``said``: the area's name or code.

    Raises
    ------
    CannotBearError
        When it is none of the areas.
    """
    wanted = said.casefold()
    row = next(
        (one for one in values.rows if wanted in (str(one[0]).casefold(), str(one[1]).casefold())), None
    )
    if row is None:
        example = areas.records()[0]["area"]
        raise CannotBearError(
            Refusal(
                f"There is no profile of {said}.",
                "It is none of the areas.",
                f"Ask for one of them, such as {example}.",
            )
        )
    indexed = {str(one["code"]): one for one in areas.records()}
    rows = []
    for at, (title, of) in enumerate(told, start=NAMED):
        name = values.columns[at].id
        here = [one[at] for one in values.rows if str(one[1]) in indexed]
        scaled = {code: cell for code, one in indexed.items() if isinstance(cell := one[name], float)}
        place = dict(zip(scaled, written(places(np.array(list(scaled.values())))), strict=True))
        own = str(row[1])
        rows.append(
            (
                title,
                row[at],
                float(np.mean([cell for cell in here if isinstance(cell, float)])),
                scaled.get(own),
                place.get(own),
                of,
            )
        )
    columns = (
        ResultColumn("variable", "Variable"),
        ResultColumn("value", "Here", Kind.NUMBER),
        ResultColumn("average", "Average of areas", Kind.NUMBER),
        ResultColumn("index", "In the index", Kind.NUMBER),
        ResultColumn("place", "Place"),
        ResultColumn("of", "From"),
    )
    return ResultTable(PROFILE, f"{row[0]}, variable by variable", columns, tuple(rows))


def profile_of(result: AnalysisResult, said: str) -> ResultTable:
    """The profile of another area of a result, which needs no new trials.

    Raises
    ------
    CannotBearError
        When it is none of its areas.
    """
    told = [(str(one["variable"]), str(one["of"])) for one in result.table(PROFILE).records()]
    return profile_table(result.table(AREAS), result.table(VALUES), told, said)
