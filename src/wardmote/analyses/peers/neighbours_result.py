"""The areas most like one as a whole analysis: how near, and by which indicator each differs."""

from __future__ import annotations

import numpy as np

from wardmote.analyses.finding import Finding
from wardmote.analyses.peers.neighbours import Alike, neighbours_of
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import AnalysisResult, Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.wording import amount, inside, level_name, listed, number_word, opening, share
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.methods.rounding import half_up

KINDS = {"percent": Kind.PERCENT, "score": Kind.RATIO, "number": Kind.COUNT}
FIRST = (
    ResultColumn("place", "Place", Kind.COUNT),
    ResultColumn("code", "Code"),
    ResultColumn("area", "Area"),
    ResultColumn("distance", "Distance", Kind.RATIO),
    ResultColumn("differs_by", "Differs most by"),
    ResultColumn("share_percent", "Share of the distance", Kind.PERCENT),
    ResultColumn("kept_percent", "Stays near without one", Kind.PERCENT),
)


def neighbours_result(
    evidence: Evidence, own: Area, number: int, held: Period | None = None
) -> tuple[AnalysisResult, Alike]:
    """Find the nearest areas, and say how near they are.

    Raises
    ------
    CannotBearError
        When too little is held.
    """
    found = neighbours_of(evidence, own, number, held)
    said = _title(evidence, found)
    result = AnalysisResult(
        analysis="neighbours",
        title=said,
        asked=(
            ("Area", own.name),
            (
                "Among",
                f"{len(found.pool) - 1:,} {evidence.definitions.levels[found.level].plural}{_whose(found)}",
            ),
            ("Indicators", opening(listed([inside(one.indicator.title) for one in found.used]))),
        ),
        findings=(Finding(said, "", "", None, ()), Finding(_reach(found), "", "", None, ())),
        tables=(_areas(found), _indicators(evidence, found)),
        pictures=(_picture(evidence, found, said),),
        sure=(
            "Each indicator in standard deviations over all these areas (numbers of people as logarithms), then the "
            "weighted distance: 0 is the same in everything, 1 is one standard deviation apart on average.",
            "Which indicators count, and how much, is a choice, made in definitions/indicators; none is of crime, or areas "
            "alike in crime would be chosen to compare crime with. The police's most similar groups are made from others.",
            "The column on staying near says in how many of the indicators one could be left out with the area still among "
            "these: an area far below 100% is near by one indicator alone.",
        ),
        caveats=_caveats(evidence, found),
        snapshot=evidence.snapshot,
        options=";".join(f"{one.indicator.reference}={one.indicator.weight:g}" for one in found.used),
        marking=evidence.marking,
    )
    return result, found


def _whose(found: Alike) -> str:
    return " whose months are held" if found.held_only else ""


def _title(evidence: Evidence, found: Alike) -> str:
    names = [area.name for area in found.areas]
    most = int(evidence.definitions.threshold("examples-named"))
    if len(names) <= most:
        return f"Most like {found.own.name} in its people and homes: {listed(names)}."
    more = amount(len(names) - most, "other", "others")
    return f"Most like {found.own.name} in its people and homes: {', '.join(names[:most])} and {more}."


def _reach(found: Alike) -> str:
    first, last = float(found.found.distance[0]), float(found.found.distance[-1])
    together = found.found.share.mean(axis=0)
    at = int(np.argmax(together))
    return (
        f"Their distance is {half_up(first, 2):.2f} to {half_up(last, 2):.2f} standard deviations; where they differ, it is "
        f"most by {inside(found.used[at].indicator.title)} ({share(float(together[at]))} of the distance). Alike in these "
        "does not mean alike in crime, nor in how it is recorded."
    )


def _areas(found: Alike) -> ResultTable:
    columns = (
        *FIRST,
        *(
            ResultColumn(one.indicator.id.replace("-", "_"), one.indicator.short, KINDS[one.indicator.unit])
            for one in found.used
        ),
    )
    rows: list[tuple[Cell, ...]] = [_row(found, 0, found.own, None)]
    rows += [_row(found, place, area, place - 1) for place, area in enumerate(found.areas, start=1)]
    return ResultTable("neighbours", "The nearest areas, the own one first", columns, tuple(rows))


def _row(found: Alike, place: int, area: Area, at: int | None) -> tuple[Cell, ...]:
    values = tuple(found.value(number, area.code) for number in range(len(found.used)))
    if at is None:
        return (None, area.code, area.name, None, "", None, None, *values)
    parts = found.found
    differs = int(np.argmax(parts.share[at]))
    return (
        place,
        area.code,
        area.name,
        float(parts.distance[at]),
        _how(found, at, differs),
        100 * float(parts.share[at, differs]),
        100 * float(parts.kept[at]),
        *values,
    )


def _how(found: Alike, at: int, indicator: int) -> str:
    difference = float(found.found.difference[at, indicator])
    if difference == 0:
        return ""
    return f"{'more' if difference > 0 else 'less'}: {inside(found.used[indicator].indicator.short)}"


def _indicators(evidence: Evidence, found: Alike) -> ResultTable:
    columns = (
        ResultColumn("indicator", "Indicator"),
        ResultColumn("unit", "Unit"),
        ResultColumn("own", "Own", Kind.NUMBER),
        ResultColumn("neighbours", "Neighbours, mean", Kind.NUMBER),
        ResultColumn("all", "All, mean", Kind.NUMBER),
        ResultColumn("weight", "Weight", Kind.NUMBER),
        ResultColumn("from", "From"),
    )
    rows = []
    for number, one in enumerate(found.used):
        near = [found.value(number, area.code) for area in found.areas]
        every = [found.value(number, area.code) for area in found.pool]
        scale = 100 if one.indicator.unit == "score" else 1
        rows.append(
            (
                one.indicator.title,
                "score x 100" if scale > 1 else one.indicator.unit,
                scale * found.value(number, found.own.code),
                scale * float(np.mean(near)),
                scale * float(np.mean(every)),
                one.indicator.weight,
                one.of,
            )
        )
    return ResultTable("indicators", "What they were compared by", columns, tuple(rows))


def _picture(evidence: Evidence, found: Alike, said: str) -> DotRanges:
    rows = tuple(
        RangeRow(
            area.name,
            float(found.found.distance[at]),
            told=_how(found, at, int(np.argmax(found.found.share[at]))),
        )
        for at, area in enumerate(found.areas)
    )
    one = level_name(evidence.definitions, found.level, 1)
    each = ", ".join(f"{row.label} {half_up(row.value or 0, 2):.2f}" for row in rows)
    return DotRanges(
        caption=Caption(
            title=said.rstrip("."),
            subtitle=f"Distance from {found.own.name} in {number_word(len(found.used))} indicators of each {one}; beside it "
            "the one by which it differs most.",
            alt=f"Distance of the areas most like {found.own.name}: {each}.",
        ),
        rows=rows,
        unit="Standard deviations apart",
        from_zero=True,
    )


def _caveats(evidence: Evidence, found: Alike) -> tuple[str, ...]:
    said: list[str] = []
    if found.left_out:
        said.append(
            f"Not compared by {listed([inside(title) for title in found.left_out])}: not held of {found.own.name}, or "
            "the same everywhere."
        )
    if found.without:
        plural = evidence.definitions.levels[found.level].plural
        said.append(f"{found.without:,} {plural} lack one of these and were not looked at.")
    return tuple(said)
