"""Every measure of an area against its group, one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from wardmote.analyses.every_measure import Looked, look_at_every
from wardmote.analyses.finding import Finding
from wardmote.analyses.peers.placing import Placed, placed
from wardmote.analyses.peers.refusing import by_reason, nobody, refused
from wardmote.analyses.peers.words import in_the, left_out_sentences
from wardmote.analyses.pictures import Caption, DotRanges, RangeRow
from wardmote.analyses.result import (
    AnalysisResult,
    CannotBearError,
    Cell,
    Kind,
    Refusal,
    ResultColumn,
    ResultTable,
)
from wardmote.analyses.wording import amount, inside, listed, number_word, opening, per, share
from wardmote.definitions import Measure
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.observed.rows import observed_rows
from wardmote.figures.peer_counts import PeerCounts, peer_counts
from wardmote.figures.peer_groups import PeerGroup
from wardmote.methods.peers.group import Position

COLUMNS = (
    ResultColumn("measure", "Measure"),
    ResultColumn("count", "Count", Kind.COUNT),
    ResultColumn("rate", "Rate", Kind.RATIO),
    ResultColumn("rate_low", "Rate from", Kind.RATIO),
    ResultColumn("rate_high", "to", Kind.RATIO),
    ResultColumn("mean", "Mean", Kind.RATIO),
    ResultColumn("position", "Position"),
    ResultColumn("distance_percent", "From the mean", Kind.PERCENT),
    ResultColumn("rank", "Rank", Kind.COUNT),
    ResultColumn("rank_best", "Rank from", Kind.COUNT),
    ResultColumn("rank_worst", "to", Kind.COUNT),
    ResultColumn("areas", "Areas", Kind.COUNT),
    ResultColumn("period", "Period"),
)
ORDER = (Position.ABOVE, Position.BELOW, Position.INLINE)


def every_place(evidence: Evidence, group: PeerGroup, period: Period) -> tuple[Placed, ...]:
    """Every measure that can be placed: Above, then Below, then Inline, each by distance."""
    made = (
        placed(evidence, counts, group.own.code)
        for counts in peer_counts(evidence, group, _measures(evidence), period)
    )
    return _in_order(one for one in made if one is not None and one.group.mean > 0)


def _in_order(found: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.position), -abs(one.distance or 0.0))))


def _every_held(evidence: Evidence, group: PeerGroup, period: Period) -> Looked[Placed]:
    """Every measure of which anything came for the own area: placed, or refused with its reason."""
    came = {row.measure.id for row in observed_rows(evidence, [group.own], period.end)}
    measures = [one for one in _measures(evidence) if one.available or one.id in came]
    counted = {one.measure.id: one for one in peer_counts(evidence, group, measures, period)}

    def look(measure: Measure) -> Placed:
        counts = counted.get(measure.id)
        found = placed(evidence, counts, group.own.code) if counts else None
        if found is None:
            raise CannotBearError(refused(evidence, group, measure, counts))
        if not found.group.mean > 0:
            raise CannotBearError(nobody(group, measure))
        return found

    return look_at_every(measures, look, _none(evidence, group, period))


def every_measure(evidence: Evidence, group: PeerGroup, period: Period) -> AnalysisResult:
    """Place every measure of the own area in its group.

    Raises
    ------
    CannotBearError
        When none can be placed; says which files would help.
    """
    looked = _every_held(evidence, group, period)
    found = _in_order(looked.found)
    said = _title(found, group)
    return AnalysisResult(
        analysis="peers",
        title=said,
        asked=(
            ("Area", group.own.name),
            ("Group", opening(group.title)),
            ("Period", period.words),
        ),
        findings=tuple(
            Finding(one, "", "", None, ()) for one in (said, *_ends(found), _meaning(evidence, found))
        ),
        tables=(_table(evidence, found),),
        pictures=(_ranges(evidence, found, group, said, period),),
        sure=(
            "Each measure is placed as by itself: its rate against the pooled rate of the group, within limits for an "
            "area of its size that allow for what areas differ beyond chance.",
            f"Limits of {share(evidence.definitions.threshold('confidence'))} call one measure in twenty Above or Below "
            "where nothing is unusual; of many measures some are called so by chance.",
            "Rank 1 is the lowest rate. A low rate is no merit and a high one no fault by itself: how crimes are recorded "
            "and who passes through differ from area to area.",
        ),
        refused=by_reason(looked.refused, group),
        caveats=_caveats(evidence, found, group),
        snapshot=evidence.snapshot,
        options=f"group={','.join(area.code for area in group.areas)};per={found[0].per:g}",
        marking=evidence.marking,
    )


def _measures(evidence: Evidence) -> list[Measure]:
    return [one for one in evidence.definitions.measures_in_order() if one.available or one.observed]


def _none(evidence: Evidence, group: PeerGroup, period: Period) -> Refusal:
    first = next(one for one in _measures(evidence) if one.available)
    counts: tuple[PeerCounts, ...] = peer_counts(evidence, group, [first], period)
    return refused(evidence, group, first, counts[0] if counts else None)


def _title(found: tuple[Placed, ...], group: PeerGroup) -> str:
    """How many lie Above and Below, with the furthest of each."""
    tally = Counter(one.position for one in found)
    parts = []
    for position in (Position.ABOVE, Position.BELOW):
        n = tally[position]
        if n:
            names = [inside(one.counts.measure.short_title) for one in found if one.position == position][:3]
            furthest = "furthest: " if n > len(names) else ""
            parts.append(f"{number_word(n)} {position.value} it ({furthest}{listed(names)})")
    inline = f"{number_word(tally[Position.INLINE])} Inline"
    if not parts:
        return f"{group.own.name} is Inline with its group in {_every(len(found))}."
    return (
        f"Of {amount(len(found), 'measure', 'measures')} {group.own.name} lies in {listed([*parts, inline])} "
        "against its group."
    )


def _ends(found: tuple[Placed, ...]) -> tuple[str, ...]:
    """In how many measures the own rate is the lowest or highest, with more than chance between it and all others."""
    said = []
    for words, sure in (("lowest", 1), ("highest", None)):
        n = sum(one.rank[1] == one.rank[2] == (sure or len(one.members)) for one in found)
        if n:
            said.append(
                f"Its rate is the {words} of the group in {amount(n, 'measure', 'measures')}, by more than chance."
            )
    return tuple(said)


def _every(n: int) -> str:
    return "the one measure that can be compared" if n == 1 else f"all {number_word(n)} measures"


def _meaning(evidence: Evidence, found: tuple[Placed, ...]) -> str:
    chance = len(found) * (1 - evidence.definitions.threshold("confidence"))
    few = "less than one" if chance < 1 else f"about {chance:.0f}"
    return (
        f"By chance alone {few} of {amount(len(found), 'measure', 'measures')} would lie Above or Below. Nothing here says "
        "why; a position is where to look next."
    )


def _table(evidence: Evidence, found: tuple[Placed, ...]) -> ResultTable:
    return ResultTable(
        "measures",
        f"Every measure {per(evidence.definitions)} of its population, against the group",
        COLUMNS,
        tuple(_row(one) for one in found),
        ("Rank 1 is the lowest rate. Mean: all events of the group over all its people or households.",),
    )


def _row(one: Placed) -> tuple[Cell, ...]:
    return (
        one.counts.measure.short_title,
        one.members[0].count,
        one.rate,
        *one.interval,
        one.group.mean,
        one.position.value,
        one.distance,
        *one.rank,
        len(one.members),
        one.counts.period.words,
    )


def _ranges(
    evidence: Evidence, found: tuple[Placed, ...], group: PeerGroup, said: str, period: Period
) -> DotRanges:
    rows = []
    for one in found:
        low, high = (100 * (limit / one.group.mean - 1) for limit in one.interval)
        told = f"{one.position.value}, rank {one.rank[0]} of {len(one.members)}"
        stands_out = one.position != Position.INLINE
        rows.append(RangeRow(one.counts.measure.short_title, one.distance, low, high, told, stands_out))
    ends = ", ".join(
        f"{row.label} {row.value:+.0f}%" for row in rows if row.value is not None and np.isfinite(row.value)
    )
    return DotRanges(
        caption=Caption(
            title=said.rstrip("."),
            subtitle=f"Rate against the mean of {group.title}, {in_the(period)}. Lines: interval of the own rate by chance.",
            alt=f"Distance of {group.own.name}'s rates from its group's mean: {ends}.",
        ),
        rows=tuple(rows),
        unit="Percent above or below the group's mean",
        reference=(0.0, "Mean of the group"),
    )


def _caveats(evidence: Evidence, found: tuple[Placed, ...], group: PeerGroup) -> tuple[str, ...]:
    said = [*group.told]
    for one in found:
        said += left_out_sentences(evidence, one.counts.left_out, group)
        said += [
            f"{rupture.title}: {rupture.explanation} Some areas, not all." for rupture in one.counts.breaks
        ]
    if any(one.counts.located_only for one in found):
        said.append(
            "Only records with a location are counted, in every area alike; those without one cannot be given to an area."
        )
    if not group.holds:
        said.append(
            "The group was not in force for the whole period: ranks of before and after a revision are not compared."
        )
    return tuple(dict.fromkeys(said))
