"""A community matrix of the areas of a partnership, as a whole analysis: table, profile of one area, map, ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.community.variables import Held, held_of, lost_words
from wardmote.analyses.finding import Finding
from wardmote.analyses.outlines import outline_of, outlines
from wardmote.analyses.pictures import AreaMap, Caption, DotRanges, MapArea, Picture, RangeRow
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Cell,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import listed, number_word
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.composite import Sureness, composite, on_one_scale, rank_sureness
from wardmote.methods.priorities.places import places, written
from wardmote.methods.rounding import half_up

SEED, TOP, DRAWN, FEWEST = 1, 3, 20, 3
HOW = {
    "index": "each variable is set to 100 at the average of the areas",
    "z": "each variable is counted in standard deviations from the average of the areas",
    "rank": "each variable is the share of areas with less need, 0 to 100",
}


@dataclass(frozen=True, eq=False)
class Need:
    """The index of each area that has every variable, in arrays of (areas,); ``scaled``: (areas, variables)."""

    areas: tuple[Area, ...]
    held: tuple[Held, ...]
    values: FloatArray
    scaled: FloatArray
    index: FloatArray
    shown: tuple[str, ...]
    sure: Sureness
    first: tuple[int, ...]
    without: tuple[Area, ...]


def community_result(
    evidence: Evidence, area: Area, matrix: CommunityMatrix, period: Period, level: str = "", of: str = ""
) -> AnalysisResult:
    """The index of every area of a level in the partnership, and the profile of one: the first, or the one asked for.

    Raises
    ------
    CannotBearError
        When fewer than two variables or three areas are held, or the area asked for is none of them.
    """
    asked = level or matrix.level
    areas = areas_within(evidence.connection, area, asked, evidence.definitions)
    found = [held_of(evidence, area, areas, asked, one, period) for one in matrix.variables]
    held = tuple(one for one in found if isinstance(one, Held))
    refused = tuple(one for one in found if isinstance(one, Refusal))
    need = _need(evidence, area, matrix, areas, held, refused)
    at = _profiled(need, of)
    title = _title(evidence, need, matrix, asked)
    return AnalysisResult(
        analysis="community",
        title=title,
        asked=(
            ("Matrix", f"{matrix.title} ({matrix.reference})"),
            ("Area", area.name),
            ("By", evidence.definitions.levels[asked].title),
            ("Period", period.words),
        ),
        findings=tuple(
            Finding(one, "", "", None, ()) for one in (title, *_said(evidence, need, matrix, refused))
        ),
        tables=(_table(evidence, need, matrix), _profile(need, at)),
        pictures=_pictures(evidence, area, need, matrix, asked, title),
        sure=_sure(evidence, need, matrix),
        refused=refused,
        caveats=_caveats(need),
        snapshot=evidence.snapshot,
        options=f"matrix={matrix.reference};level={asked}",
        marking=evidence.marking,
    )


def _need(
    evidence: Evidence,
    area: Area,
    matrix: CommunityMatrix,
    areas: Sequence[Area],
    held: tuple[Held, ...],
    refused: tuple[Refusal, ...],
) -> Need:
    whole = np.column_stack([one.values for one in held]) if held else np.zeros((len(areas), 0))
    there: BoolArray = np.all(~np.isnan(whole), axis=1)
    if len(held) < 2 or there.sum() < FEWEST:
        raise CannotBearError(
            Refusal(
                f"No index can be made of {area.name}.",
                " ".join(one.why for one in refused) or "Hardly any of its areas has every variable.",
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
    place = places(index)
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
        tuple(one for one, kept in zip(areas, there, strict=True) if not kept),
    )


def _profiled(need: Need, of: str) -> int:
    if not of:
        return need.first[0]
    said = of.casefold()
    for at, one in enumerate(need.areas):
        if said in (one.code.casefold(), one.name.casefold()):
            return at
    raise CannotBearError(
        Refusal(
            f"There is no profile of {of}.",
            "It is none of the areas that have every variable.",
            f"Ask for one of them, such as {need.areas[need.first[0]].name}.",
        )
    )


def _title(evidence: Evidence, need: Need, matrix: CommunityMatrix, level: str) -> str:
    first = need.first[0]
    what = evidence.definitions.levels[level].plural
    index = _number(need.index[first])
    return f"{need.areas[first].name} has the most need of {len(need.areas)} {what} by this index ({index})."


def _said(evidence: Evidence, need: Need, matrix: CommunityMatrix, refused: Sequence[Refusal]) -> list[str]:
    share = f"{evidence.definitions.threshold('rank-band-share'):.0%}"
    first = need.first[0]
    low, high = int(need.sure.low[first]), int(need.sure.high[first])
    firm = (
        f"Its first place is firm: it stays there in {share} of trials that let counts vary as they do."
        if low == high == 1
        else f"Counts vary, and by chance alone it could be anywhere from place {low} to place {high} ({share} of trials)."
    )
    said = [firm]
    top = [at for at in need.first if need.sure.high[at] <= TOP]
    if top and high > 1:
        said.append(f"Sure of the top {number_word(TOP)}: {listed([need.areas[at].name for at in top])}.")
    if matrix.priority_above is not None:
        above = [at for at in need.first if need.index[at] > matrix.priority_above]
        firmly = [at for at in above if need.sure.index_low[at] > matrix.priority_above]
        limit = f"{matrix.priority_above:g}"
        said.append(
            f"{len(above)} of {len(need.areas)} are above {limit}, which makes a priority neighbourhood; "
            f"{number_word(len(firmly))} of them by more than chance."
            if above
            else f"None is above {limit}, which would make a priority neighbourhood."
        )
    if refused:
        whole = len(need.held) + len(refused)
        said.append(
            f"The index is of {len(need.held)} of its {whole} variables only; see what the data cannot bear."
        )
    return said


def _number(value: float) -> str:
    return f"{half_up(float(value), 1):g}".replace("-", "−")


def _table(evidence: Evidence, need: Need, matrix: CommunityMatrix) -> ResultTable:
    limit = matrix.priority_above
    columns = [
        ResultColumn("place", "Place"),
        ResultColumn("area", "Area"),
        ResultColumn("code", "Code"),
        ResultColumn("index", "Index", Kind.NUMBER),
        ResultColumn("likely", "Likely places"),
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
    rows: list[tuple[Cell, ...]] = []
    for at in need.first:
        low, high = int(need.sure.low[at]), int(need.sure.high[at])
        above: list[Cell] = [bool(need.index[at] > limit), float(100 * need.sure.above[at])] if limit else []
        rows.append(
            (
                need.shown[at],
                need.areas[at].name,
                need.areas[at].code,
                float(need.index[at]),
                f"{low}" if low == high else f"{low} to {high}",
                *above,
                *(float(one) for one in need.scaled[at]),
            )
        )
    share = evidence.definitions.threshold("rank-band-share")
    notes = (
        f"Under each variable stands its part of the index: {HOW[matrix.normalise]}.",
        f"Likely places hold {share:.0%} of trials in which counts vary by chance, and as far as they did between years.",
    )
    return ResultTable("areas", "Areas by need", tuple(columns), tuple(rows), notes)


def _profile(need: Need, at: int) -> ResultTable:
    columns = (
        ResultColumn("variable", "Variable"),
        ResultColumn("value", "Here", Kind.NUMBER),
        ResultColumn("average", "Average of areas", Kind.NUMBER),
        ResultColumn("index", "In the index", Kind.NUMBER),
        ResultColumn("place", "Place"),
        ResultColumn("of", "From"),
    )
    rows = tuple(
        (
            one.variable.title,
            float(need.values[at, place]),
            float(need.values[:, place].mean()),
            float(need.scaled[at, place]),
            written(places(need.scaled[:, place]))[at],
            one.of,
        )
        for place, one in enumerate(need.held)
    )
    return ResultTable("profile", f"{need.areas[at].name}, variable by variable", columns, rows)


def _pictures(
    evidence: Evidence, area: Area, need: Need, matrix: CommunityMatrix, level: str, title: str
) -> tuple[Picture, ...]:
    first = need.first[:DRAWN]
    share = evidence.definitions.threshold("rank-band-share")
    rows = tuple(
        RangeRow(
            need.areas[at].name,
            float(need.index[at]),
            float(need.sure.index_low[at]),
            float(need.sure.index_high[at]),
            need.shown[at],
            own=bool(need.sure.high[at] <= TOP),
        )
        for at in first
    )
    many = (
        f"the {len(first)} highest of {len(need.areas)}"
        if len(first) < len(need.areas)
        else f"all {len(first)}"
    )
    named = listed([f"{row.label} {_number(row.value or 0.0)}" for row in rows[:3]])
    ranges = DotRanges(
        Caption(
            title.rstrip("."),
            f"{matrix.title}: {many} areas, with the range that holds {share:.0%} of trials. At the right: place",
            f"Index of areas with ranges. The highest: {named}.",
        ),
        rows,
        "Index",
        (100.0, "Average of the areas") if matrix.normalise == "index" else None,
    )
    shapes = outlines(evidence, level, [one.code for one in need.areas])
    if not shapes:
        return (ranges,)
    labels = {need.areas[at].code: need.areas[at].name for at in need.first[:TOP]}
    mapped = AreaMap(
        Caption(
            title.rstrip("."),
            f"{matrix.title}, index by area",
            f"Map of {len(need.areas)} areas. The highest: {named}.",
        ),
        tuple(
            MapArea(one.code, one.name, float(need.index[at]), shapes[one.code], labels.get(one.code, ""))
            for at, one in enumerate(need.areas)
            if one.code in shapes
        ),
        rounded_bounds([float(one) for one in need.index]),
        "Index",
        outline_of(evidence, area),
    )
    return (ranges, mapped)


def _sure(evidence: Evidence, need: Need, matrix: CommunityMatrix) -> tuple[str, ...]:
    spreads = listed(
        [
            f"{one.variable.short} {half_up(one.spread, 1):g}"
            for one in need.held
            if one.counts.any() and not np.isnan(one.counts).all()
        ]
    )
    trials = int(evidence.definitions.threshold("rank-band-trials"))
    return (
        f"The index is the weighted mean of its variables; {HOW[matrix.normalise]}.",
        f"Ranges come from {trials:,} trials with a fixed seed: each count is drawn from what it allows (a gamma "
        "distribution), and the index and every place are made anew.",
        f"Counts of areas vary more than by pure chance from year to year; so many times: {spreads}."
        if spreads
        else "No count varies.",
        "Deprivation and shares of people stand fast in the trials, though they have errors, too.",
        "The highest of many small areas is there partly by chance: expect it lower next year, whatever is done.",
        "Which variables count, and how much, is a choice. Another choice gives another order.",
    )


def _caveats(need: Need) -> tuple[str, ...]:
    said = [
        "An index of an area says nothing of any person who lives there, and nothing of why.",
        *lost_words(need.held),
    ]
    if need.without:
        said.append(
            f"{len(need.without)} areas lack a variable and are left out: {listed([one.name for one in need.without[:5]])}."
        )
    return tuple(said)
