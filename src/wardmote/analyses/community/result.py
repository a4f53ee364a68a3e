"""A community matrix of the areas of a partnership, as a whole analysis: table, profile of one area, map, ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wardmote.analyses.community.held import Held
from wardmote.analyses.community.need import HOW, TOP, Need, need_of
from wardmote.analyses.community.tables import areas_table, number, profile_table, values_table
from wardmote.analyses.community.variables import held_of, lost_words
from wardmote.analyses.finding import Finding
from wardmote.analyses.outlines import outline_of, outlines
from wardmote.analyses.pictures import AreaMap, Caption, DotRanges, MapArea, Picture, RangeRow
from wardmote.analyses.result import AnalysisResult, Refusal
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import listed, number_word
from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.evidence.progress import Progress, quiet
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.methods.rounding import half_up

DRAWN, NAMED = 20, 4


def community_result(
    evidence: Evidence,
    area: Area,
    matrix: CommunityMatrix,
    period: Period,
    level: str = "",
    of: str = "",
    closed: Sequence[Refusal] = (),
    progress: Progress = quiet,
) -> AnalysisResult:
    """The index of every area of a level in the partnership, and the profile of one: the first, or the one asked for.

    ``closed``: variables that were taken out of the matrix beforehand, with the reason of each.

    Raises
    ------
    CannotBearError
        When fewer than two variables or three areas are held, or the area asked for is none of them.
    """
    asked = level or matrix.level
    areas = areas_within(evidence.connection, area, asked, evidence.definitions)
    found = list(_read(evidence, area, areas, asked, matrix, period, progress))
    held = tuple(one for one in found if isinstance(one, Held))
    refused = (*closed, *(one for one in found if isinstance(one, Refusal)))
    progress("Trying how sure the order is", 0, 0)
    need = need_of(evidence, area, matrix, areas, held, refused)
    progress("Writing it down", 0, 0)
    title = _title(evidence, need, asked)
    by_need, values = areas_table(evidence.definitions, need, matrix), values_table(need, areas)
    told = [(one.variable.title, one.of) for one in held]
    return AnalysisResult(
        analysis="community",
        title=title,
        asked=(
            ("Matrix", f"{matrix.title} ({matrix.reference})"),
            ("Area", area.name),
            ("By", evidence.definitions.levels[asked].title),
            ("Period", period.words),
            ("Scale", HOW[matrix.normalise]),
            ("Weights", listed([f"{one.variable.short} {one.variable.weight:g}" for one in held])),
        ),
        findings=tuple(
            Finding(one, "", "", None, ()) for one in (title, *_said(evidence, need, matrix, refused))
        ),
        tables=(by_need, profile_table(by_need, values, told, of or str(by_need.rows[0][2])), values),
        pictures=_pictures(evidence, area, need, matrix, asked, title),
        sure=_sure(evidence, need, matrix),
        refused=refused,
        caveats=_caveats(need),
        snapshot=evidence.snapshot,
        options=_options(need, matrix, asked),
        marking=evidence.marking,
    )


def _read(
    evidence: Evidence,
    area: Area,
    areas: Sequence[Area],
    level: str,
    matrix: CommunityMatrix,
    period: Period,
    progress: Progress,
) -> Iterator[Held | Refusal]:
    for done, one in enumerate(matrix.variables):
        progress(f"Reading {one.title}", done, len(matrix.variables))
        yield held_of(evidence, area, areas, level, one, period)


def _options(need: Need, matrix: CommunityMatrix, level: str) -> str:
    weights = ",".join(f"{one.variable.id}:{one.variable.weight:g}" for one in need.held)
    return f"matrix={matrix.reference};level={level};scale={matrix.normalise};weights={weights}"


def _title(evidence: Evidence, need: Need, level: str) -> str:
    first = need.first[0]
    what = evidence.definitions.levels[level].plural
    index = number(need.index[first])
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
    said += _uncertain(evidence, need)
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


def _uncertain(evidence: Evidence, need: Need) -> list[str]:
    """Areas whose place says little: their likely places reach over so much of the list."""
    wide = [need.areas[at].name for at in need.first if at in need.wide]
    if not wide:
        return []
    share = f"{evidence.definitions.threshold('rank-band-wide'):.0%}"
    if len(wide) == len(need.areas):
        return [
            f"No place is certain: the likely places of every area reach over {share} of the list or more."
        ]
    named = listed(wide if len(wide) <= NAMED else [*wide[:NAMED], f"{len(wide) - NAMED} more"])
    return [
        f"The {'places' if len(wide) > 1 else 'place'} of {number_word(len(wide))} of {len(need.areas)} "
        f"{'are' if len(wide) > 1 else 'is'} uncertain, anywhere in {share} of the list or more: {named}."
    ]


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
    named = listed([f"{row.label} {number(row.value or 0.0)}" for row in rows[:3]])
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
        areas = "area lacks" if len(need.without) == 1 else "areas lack"
        left = "is" if len(need.without) == 1 else "are"
        said.append(
            f"{len(need.without)} {areas} a variable and {left} left out: {listed([one.name for one in need.without[:5]])}. "
            "The table of what each area has says which, and why."
        )
    return tuple(said)
